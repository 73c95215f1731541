import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { named, StoreError } from "./store-error.js";

export interface FileLock {
  readonly release: () => void;
}

/**
 * Holds a file for this process. The operating system lets go when the process ends, however it ends,
 * so no stale lock is ever left. Throws `in-use` when another process holds it.
 */
export function takeFileLock(file: string): FileLock {
  let connection: Database.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    connection = new Database(file, { timeout: 0 });
    connection.pragma("journal_mode = DELETE");
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection?.close();
    const named_ = named(error, file);
    throw named_ instanceof StoreError && named_.code === "busy" ? new StoreError("in-use", file) : named_;
  }
  const held = connection;
  return { release: () => held.close() };
}
