import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types, type Transaction } from "@electric-sql/pglite";
import { type Database, type Sql, type SqlValue, wholeNumber } from "./database.js";

const parsers = { [types.INT8]: wholeNumber };

const statements = (client: PGlite | Transaction): Sql => ({
  query: async <Row extends object>(text: string, parameters: readonly SqlValue[] = []) =>
    (await client.query<Row>(text, [...parameters], { parsers })).rows,
  script: async (text) => {
    await client.exec(text);
  },
});

/** PostgreSQL's own page cache lies in this process's memory; the system's file cache holds the rest. */
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];

/**
 * Opens the embedded database in a folder (made when absent), or in memory when none is named.
 * One process at a time may have a folder open.
 */
export async function openPglite(folder: string | undefined): Promise<Database> {
  const options = folder === undefined ? { startParams } : { startParams, dataDir: folder };
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // What makes a new database holds half a gigabyte, which is given back when it is closed.
    if (!existsSync(join(folder, "PG_VERSION"))) await (await PGlite.create(options)).close();
  }
  const client = await PGlite.create(options);
  return {
    kind: "pglite",
    ...statements(client),
    transaction: (work) => client.transaction((transaction) => work(statements(transaction))),
    close: () => client.close(),
  };
}
