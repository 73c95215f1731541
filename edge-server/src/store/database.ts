import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { named, StoreError } from "./store-error.js";

export type Connection = Database.Database;

/** One step of a schema: from version n (its place in the list) to n + 1, whole or not at all. */
export type Migration = string;

export interface OpenOptions {
  readonly migrations: readonly Migration[];
  readonly cacheKilobytes: number;
}

/** SQLite before 3.51.3 can lose commits when two connections share a WAL file; 3.52.0 was withdrawn. */
export function isSafeSqlite(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (version === "3.52.0") return false;
  return major > 3 || (major === 3 && (minor > 51 || (minor === 51 && patch >= 3)));
}

/**
 * Opens (or creates) a database in WAL mode with `synchronous=FULL`, checks both, and brings its schema up to date.
 * Throws a `StoreError` that names the file and the remedy.
 */
export function openDatabase(file: string, options: OpenOptions): Connection {
  let connection: Connection | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    connection = new Database(file);
    assertSafe(connection, file);
    connection.pragma("busy_timeout = 5000");
    const mode = connection.pragma("journal_mode = WAL", { simple: true });
    connection.pragma("synchronous = FULL");
    connection.pragma("foreign_keys = ON");
    connection.pragma("trusted_schema = OFF");
    connection.pragma("temp_store = FILE");
    // Sixteen megabytes of log between checkpoints: pages written again and again reach the database once.
    connection.pragma("wal_autocheckpoint = 4000");
    connection.pragma("journal_size_limit = 67108864");
    connection.pragma(`cache_size = ${-options.cacheKilobytes}`);
    if (mode !== "wal" || connection.pragma("synchronous", { simple: true }) !== 2) throw new StoreError("not-durable", file);
    migrate(connection, file, options.migrations);
    return connection;
  } catch (error) {
    connection?.close();
    throw named(error, file);
  }
}

function assertSafe(connection: Connection, file: string): void {
  const version = connection.prepare<[], { version: string }>("SELECT sqlite_version() AS version").get()?.version ?? "0";
  if (!isSafeSqlite(version)) throw new StoreError("unsafe-sqlite", file, `SQLite ${version}`);
}

/** `user_version` and the step's statements change in one transaction: killed half way, the step has not happened. */
function migrate(connection: Connection, file: string, migrations: readonly Migration[]): void {
  const version = () => Number(connection.pragma("user_version", { simple: true }));
  if (version() > migrations.length) throw new StoreError("newer-schema", file, `schema ${version()}, known ${migrations.length}`);
  while (version() < migrations.length) {
    connection.exec("BEGIN IMMEDIATE");
    try {
      const at = version();
      const step = migrations[at];
      if (step !== undefined) {
        connection.exec(step);
        connection.pragma(`user_version = ${at + 1}`);
      }
      connection.exec("COMMIT");
    } catch (error) {
      if (connection.inTransaction) connection.exec("ROLLBACK");
      throw error;
    }
  }
}
