/** What may be wrong with the record's file. Each is a fault of the world, named so that someone can put it right. */
export type StoreErrorCode =
  | "disk-full"
  | "read-only"
  | "corrupt"
  | "in-use"
  | "busy"
  | "newer-schema"
  | "unsafe-sqlite"
  | "not-durable"
  | "chain-broken"
  | "signature-wrong"
  | "snapshot-differs"
  | "io-error";

const advice: Record<StoreErrorCode, string> = {
  "disk-full": "the disk is full; free space below the data folder",
  "read-only": "the file cannot be written; check the data folder's owner and mount",
  corrupt: "the file is damaged; restore it from a backup, keep the damaged one",
  "in-use": "another edge server is running on the same data folder; stop it, or set dataFolder",
  busy: "another process is writing; try again",
  "newer-schema": "it was written by a newer version; start that version",
  "unsafe-sqlite": "this SQLite library can lose commits; install the better-sqlite3 version in package-lock.json",
  "not-durable": "the file system did not accept write-ahead logging with synchronous=FULL; use a local disk",
  "chain-broken": "the journal's hash chain does not verify: a record was changed; restore a backup, keep this file",
  "signature-wrong": "a signature in the journal does not verify, or is missing: records were made or changed without the store's key; keep this file",
  "snapshot-differs": "a lane's snapshot is not what its records add up to: it was changed, or another version of the software made it",
  "io-error": "the disk reported an error; check it",
};

/** A fault of the record. Whoever asked for the write was told nothing happened, and nothing did. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, file: string, cause?: unknown) {
    const why = cause instanceof Error ? ` (${cause.message})` : typeof cause === "string" ? ` (${cause})` : "";
    super(`${file}: ${advice[code]}${why}`, { cause });
    this.name = "StoreError";
    this.code = code;
  }
  /** After these the connection cannot be believed any more: stop, and let a restart find out what was kept. */
  get isFatal(): boolean {
    return this.code === "corrupt" || this.code === "io-error" || this.code === "chain-broken";
  }
}

const byPrefix: readonly (readonly [string, StoreErrorCode])[] = [
  ["SQLITE_FULL", "disk-full"],
  ["SQLITE_READONLY", "read-only"],
  ["SQLITE_CANTOPEN", "read-only"],
  ["SQLITE_PERM", "read-only"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_NOTADB", "corrupt"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["SQLITE_IOERR", "io-error"],
];

const unwritable: ReadonlySet<string> = new Set(["EROFS", "EACCES", "EPERM", "ENOTDIR", "EEXIST"]);

/** Gives an error of SQLite or the file system its name; anything else (a constraint, a defect) is answered as it is. */
export function named(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === undefined) return error;
  if (code === "ENOSPC") return new StoreError("disk-full", file, error);
  if (unwritable.has(code)) return new StoreError("read-only", file, error);
  const found = byPrefix.find(([prefix]) => code.startsWith(prefix));
  return found === undefined ? error : new StoreError(found[1], file, error);
}
