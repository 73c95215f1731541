import Database from "better-sqlite3";

/**
 * SQLite as bare as it can be, with the record's pragmas: one table, one row of `bytes` a commit.
 * Answers what commits and what closes.
 */
export function openRawSqlite(file: string): { readonly commit: (bytes: Uint8Array) => void; readonly close: () => void } {
  const connection = new Database(file);
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("temp_store = FILE");
  connection.pragma("wal_autocheckpoint = 4000");
  connection.pragma("journal_size_limit = 67108864");
  connection.pragma("cache_size = -8000");
  connection.exec("CREATE TABLE plain (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT");
  const insert = connection.prepare("INSERT INTO plain (bytes) VALUES (?)");
  const write = connection.transaction((bytes: Uint8Array) => insert.run(bytes));
  return { commit: (bytes) => write.immediate(bytes), close: () => connection.close() };
}
