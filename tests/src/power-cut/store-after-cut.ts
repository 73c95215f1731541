import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { firstPreviousHash } from "@laneway/contracts";
import { RecordStore } from "@laneway/edge-server/store/record";

/** What is wrong with a store that was opened on the files that a power cut left. */
export interface AfterCut {
  /** Sales that the world had been told of and that are gone or changed. */
  readonly lost: number;
  /** Anything else: damage, a broken chain, a record without its outbox row. */
  readonly problems: readonly string[];
}

interface KeptSale {
  readonly token: string;
  readonly total: number;
}

/** Opens the edge's own store on the files and compares it with what the world had been told (`token total`, in order). */
export function lookAtStore(folder: string, files: ReadonlyMap<string, Buffer>, told: readonly string[]): AfterCut {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  let record: RecordStore;
  try {
    record = new RecordStore({ file: join(folder, "edge.db"), storeId: "demo", journalId: "journal-of-demo" });
  } catch (error) {
    return { lost: told.length, problems: [`does not open: ${(error as Error).message}`] };
  }
  try {
    return { lost: lostSales(record, told), problems: damage(record) };
  } catch (error) {
    return { lost: 0, problems: [(error as Error).message] };
  } finally {
    record.close();
  }
}

/** A sale is there when its receipt, the journal's record of its completion and the answer to its command are. */
function lostSales(record: RecordStore, told: readonly string[]): number {
  const kept = record.connection
    .prepare<[], KeptSale>(
      `SELECT receipt.token AS token, json_extract(receipt.receipt, '$.totalMinor') AS total
       FROM receipt JOIN journal USING (sequence) JOIN command USING (command_id)
       WHERE journal.kind = 'transaction-completed'
         AND json_extract(journal.entry, '$.receipt.totalMinor') = json_extract(receipt.receipt, '$.totalMinor')`,
    )
    .all();
  const sales = new Set(kept.map(({ token, total }) => `${token} ${total}`));
  return told.filter((sale) => !sales.has(sale)).length;
}

function damage(record: RecordStore): string[] {
  const problems: string[] = [];
  const integrity = record.connection.pragma("integrity_check", { simple: true });
  if (integrity !== "ok") problems.push(`integrity_check says ${String(integrity)}`);
  for (let at = { sequence: 0, hash: firstPreviousHash, done: false }; !at.done; ) at = record.journal.verify(at, 1_000);
  record.verifyRecent();
  const unpaired = record.connection
    .prepare<[], { count: number }>("SELECT count(*) AS count FROM journal FULL JOIN outbox USING (sequence) WHERE journal.hash IS NULL OR outbox.sequence IS NULL")
    .get();
  const outbox = record.connection.prepare<[], { count: number }>("SELECT count(*) AS count FROM outbox").get();
  if (unpaired?.count !== 0 || outbox?.count !== record.journal.last.sequence) problems.push("journal and outbox do not hold the same records");
  return problems;
}
