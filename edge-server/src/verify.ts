import { existsSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, dataFiles, firstPreviousHash, type Json } from "@laneway/contracts";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import Database from "better-sqlite3";
import { checkFiscal } from "./fiscal/check-fiscal.js";
import { openSoftwareUnit } from "./fiscal/signing-unit.js";
import { configurationOrExit, exitCodes, giveUp } from "./process-part.js";
import { checkSignatures } from "./store/check-signatures.js";
import { Journal } from "./store/journal.js";
import { weightsOfJournal } from "./store/relearn-weights.js";
import { StoreError } from "./store/store-error.js";

/**
 * Checks every record of the journal, every signature, and that each lane's snapshot is what its records add up to. Reads only; the edge
 * server may run meanwhile. Exit 0: all verifies.
 */
const config = configurationOrExit();
const file = join(config.dataFolder, dataFiles.edgeDatabase);
if (!existsSync(file)) giveUp(`laneway: ${file} does not exist; fix: set dataFolder (LANEWAY_DATA) to the store's data folder`, exitCodes.configuration);
try {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  const identity = connection.prepare<[], { store_id: string; journal_id: string }>("SELECT store_id, journal_id FROM identity").get();
  if (identity === undefined) throw new StoreError("corrupt", file, "no identity");
  const journal = new Journal(connection, file, { storeId: identity.store_id, journalId: identity.journal_id });
  let at = { sequence: 0, hash: firstPreviousHash, done: false };
  while (!at.done) at = journal.verify(at, 5_000);
  const signed = checkSignatures(journal, file);
  const snapshots = connection.prepare<[], { lane_id: string; sequence: number; state: string }>("SELECT lane_id, sequence, state FROM snapshot").all();
  for (const { lane_id: laneId, sequence, state } of snapshots) {
    if (foldedState(journal, laneId, sequence) !== state) throw new StoreError("snapshot-differs", file, laneId);
  }
  process.stdout.write(`${file}: ${at.sequence} records, the chain verifies, ${snapshots.length} snapshots agree; last hash ${at.hash}\n`);
  process.stdout.write(learnedAgree(connection, journal) ? "what items weigh is what the journal teaches\n" : "what items weigh is not what the journal teaches; fix: stop the store, npm run weights:rebuild\n");
  process.stdout.write(
    signed.keyIds.length === 0
      ? "no signature: the journal is of an older version\n"
      : `signed through record ${signed.signedThrough} with ${signed.keyIds.length === 1 ? "key" : "keys"} ${signed.keyIds.join(", ")}; ${signed.receipts} signed receipts verify\n`,
  );
  const unitFile = join(config.dataFolder, dataFiles.fiscalUnit);
  if (existsSync(unitFile)) sayFiscal(journal, unitFile);
  connection.close();
} catch (error) {
  if (error instanceof StoreError || error instanceof Database.SqliteError) giveUp(`laneway: ${error.message}`, exitCodes.record);
  throw error;
}

/** Beside the journal, and no part of its proof: a difference is told, not an error. */
function learnedAgree(connection: Database.Database, journal: Journal): boolean {
  const table = connection.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE name = 'learned_weight'").get();
  if (table === undefined) return true;
  const kept = connection.prepare<[], { item_id: string; packs: string }>("SELECT item_id, packs FROM learned_weight").all();
  const taught = weightsOfJournal(journal.all());
  return kept.length === taught.size && kept.every(({ item_id: itemId, packs }) => JSON.stringify(taught.get(itemId)) === packs);
}

function sayFiscal(journal: Journal, unitFile: string): void {
  const { register, publicKey } = openSoftwareUnit(unitFile, config.store.id);
  const { documents, unsigned, waiting, problems } = checkFiscal(journal.all(), register, publicKey);
  if (problems.length > 0) giveUp(`laneway: the fiscal register does not verify: ${problems.slice(0, 5).join("; ")}`, exitCodes.record);
  process.stdout.write(`fiscal register ${register.registerId}: ${documents} documents verify, ${unsigned} of them from an outage; ${waiting} receipts wait for theirs\n`);
}

/** A lane's state after its records up to a sequence, in the one spelling of JSON. */
function foldedState(journal: Journal, laneId: string, sequence: number): string {
  let state = initialLaneState(laneId, config.store.locales[0] ?? "en");
  for (const record of journal.ofLane(laneId, 0)) {
    if (record.sequence > sequence) break;
    state = evolve(state, entryOfRecord(record));
  }
  return canonicalJson(state as unknown as Json);
}
