import { mkdirSync } from "node:fs";
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

/**
 * Opens the embedded database in a folder (made when absent), or in memory when none is named.
 * One process at a time may have a folder open.
 */
export async function openPglite(folder: string | undefined): Promise<Database> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const client = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  return {
    kind: "pglite",
    ...statements(client),
    transaction: (work) => client.transaction((transaction) => work(statements(transaction))),
    close: () => client.close(),
  };
}
