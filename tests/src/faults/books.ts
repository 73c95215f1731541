import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type BenchState, dataFiles, firstPreviousHash, journalHashInput, type JournalRecord, type Receipt } from "@laneway/contracts";
import type { HeldTransaction } from "../store/headquarters-client.js";

/** A sale a shopper was told is finished. */
export interface AcknowledgedSale {
  readonly laneId: string;
  readonly receiptNumber: string;
  readonly totalMinor: number;
}

export interface JournalBook {
  readonly records: readonly JournalRecord[];
  readonly sales: readonly (AcknowledgedSale & { readonly receipt: Receipt })[];
}

interface Row {
  sequence: number; lane_id: string | null; command_id: string; position: number; at_ms: number; business_date: string;
  actor: string; kind: string; shape: number; entry: string; previous_hash: string; hash: string;
}

/** Reads the journal of a store that has stopped, straight from its file and with none of the server's code. */
export function readJournal(dataFolder: string, identity: { storeId: string; journalId: string }): JournalBook {
  const database = new Database(join(dataFolder, dataFiles.edgeDatabase), { readonly: true });
  try {
    const rows = database.prepare<[], Row>("SELECT * FROM journal ORDER BY sequence").all();
    const records = rows.map((row): JournalRecord => ({
      ...identity,
      sequence: row.sequence,
      laneId: row.lane_id,
      commandId: row.command_id,
      index: row.position,
      atMs: row.at_ms,
      businessDate: row.business_date,
      actor: JSON.parse(row.actor) as JournalRecord["actor"],
      kind: row.kind,
      shape: row.shape,
      entry: JSON.parse(row.entry) as Record<string, unknown>,
      previousHash: row.previous_hash,
      hash: row.hash,
    }));
    const sales = records
      .filter((record) => record.kind === "transaction-completed")
      .map((record) => {
        const receipt = record.entry.receipt as Receipt;
        return { laneId: record.laneId ?? "", receiptNumber: receipt.receiptNumber, totalMinor: receipt.totalMinor, receipt };
      });
    return { records, sales };
  } finally {
    database.close();
  }
}

/** I8 and I9: gapless, each record's hash true, each linked to the one before it. Answers what is wrong, in words. */
export function chainProblems(records: readonly JournalRecord[]): string[] {
  const problems: string[] = [];
  let previousHash = firstPreviousHash;
  records.forEach((record, index) => {
    if (record.sequence !== index + 1) problems.push(`record ${index + 1} has sequence ${record.sequence}`);
    if (record.previousHash !== previousHash) problems.push(`record ${record.sequence} does not follow its predecessor`);
    if (createHash("sha256").update(journalHashInput(record)).digest("hex") !== record.hash) problems.push(`record ${record.sequence} has a false hash`);
    previousHash = record.hash;
  });
  return problems;
}

/** I1, I2, I3, I8: kiosk acknowledgements, the journal and the terminals' own books must tell the same story. */
export function bookProblems(acknowledged: readonly AcknowledgedSale[], journal: JournalBook, terminals: ReadonlyMap<string, BenchState>): string[] {
  const problems: string[] = [];
  const key = (sale: AcknowledgedSale) => `${sale.laneId} receipt ${sale.receiptNumber}`;
  const inJournal = new Map(journal.sales.map((sale) => [key(sale), sale]));
  if (inJournal.size !== journal.sales.length) problems.push("a receipt number stands twice in the journal");
  for (const sale of acknowledged) {
    const kept = inJournal.get(key(sale));
    if (kept === undefined) problems.push(`lost: ${key(sale)} was shown as finished and is not in the journal`);
    else if (kept.totalMinor !== sale.totalMinor) problems.push(`${key(sale)}: shown ${sale.totalMinor}, kept ${kept.totalMinor}`);
  }
  for (const [laneId, bench] of terminals) {
    const charged = bench.terminal.booked.filter((payment) => payment.state === "booked").map((payment) => payment.amountMinor);
    const sold = journal.sales.filter((sale) => sale.laneId === laneId).map((sale) => sale.totalMinor);
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    if (charged.length !== sold.length || sum(charged) !== sum(sold)) {
      problems.push(`${laneId}: the terminal booked ${charged.length} payments of ${sum(charged)}, the journal has ${sold.length} sales of ${sum(sold)}`);
    }
    const numbers = journal.sales.filter((sale) => sale.laneId === laneId).map((sale) => Number(sale.receiptNumber.replace(/\D/g, "")));
    numbers.sort((a, b) => a - b).forEach((number, index) => {
      if (index > 0 && number !== (numbers[index - 1] ?? 0) + 1) problems.push(`${laneId}: receipt numbers jump from ${numbers[index - 1]} to ${number}`);
    });
  }
  return problems;
}

/** I10: headquarters holds each sale of the journal once, with its amount, and no other. */
export function headquartersProblems(held: readonly HeldTransaction[], journal: JournalBook): string[] {
  const told = (sale: { laneId: string; receiptNumber: string | null; totalMinor: number }) => `${sale.laneId} receipt ${sale.receiptNumber}: ${sale.totalMinor}`;
  const atHeadquarters = held.map(told).sort();
  const inStore = journal.sales.map(told).sort();
  const missing = inStore.filter((sale) => !atHeadquarters.includes(sale)).map((sale) => `headquarters lacks ${sale}`);
  const extra = atHeadquarters.filter((sale, index) => !inStore.includes(sale) || atHeadquarters.indexOf(sale) !== index).map((sale) => `headquarters has too many of ${sale}`);
  return [...missing, ...extra];
}
