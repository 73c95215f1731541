interface Versioned {
  readonly version: number;
  readonly bootId: string;
}

/** Does `next` replace `shown`? A lower version of the same edge process is stale; a new process starts anew. */
export function isFresh(shown: Versioned | undefined, next: Versioned): boolean {
  return shown === undefined || shown.bootId !== next.bootId || next.version >= shown.version;
}
