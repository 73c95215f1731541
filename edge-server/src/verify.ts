import { join } from "node:path";
import { dataFiles, firstPreviousHash } from "@laneway/contracts";
import Database from "better-sqlite3";
import { configurationOrExit, exitCodes, giveUp } from "./process-part.js";
import { Journal } from "./store/journal.js";
import { StoreError } from "./store/store-error.js";

/** Checks every record of the journal; the edge server may run meanwhile. Exit 0: it verifies. */
const config = configurationOrExit();
const file = join(config.dataFolder, dataFiles.edgeDatabase);
try {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  const identity = connection.prepare<[], { store_id: string; journal_id: string }>("SELECT store_id, journal_id FROM identity").get();
  if (identity === undefined) throw new StoreError("corrupt", file, "no identity");
  const journal = new Journal(connection, file, { storeId: identity.store_id, journalId: identity.journal_id });
  let at = { sequence: 0, hash: firstPreviousHash, done: false };
  while (!at.done) at = journal.verify(at, 5_000);
  connection.close();
  process.stdout.write(`${file}: ${at.sequence} records, the chain verifies; last hash ${at.hash}\n`);
} catch (error) {
  if (error instanceof StoreError || error instanceof Database.SqliteError) giveUp(`laneway: ${error.message}`, exitCodes.record);
  throw error;
}
