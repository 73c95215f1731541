interface Versioned {
  readonly version: number;
  readonly bootId: string;
}

/**
 * Which view is the newest: a lower version of the same edge process is stale, a new process starts anew, and a
 * process that has been replaced does not come back with a late message.
 */
export class Freshness {
  private shown: Versioned | undefined;
  private readonly replaced = new Set<string>();

  /** Takes `next` as the newest, or refuses it as stale. */
  accept(next: Versioned): boolean {
    const { shown } = this;
    if (this.replaced.has(next.bootId)) return false;
    if (shown !== undefined && shown.bootId === next.bootId && next.version < shown.version) return false;
    if (shown !== undefined && shown.bootId !== next.bootId) this.replaced.add(shown.bootId);
    this.shown = { version: next.version, bootId: next.bootId };
    return true;
  }
}
