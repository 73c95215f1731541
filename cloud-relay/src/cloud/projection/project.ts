import type { JournalRecord } from "@laneway/contracts";
import type { Sql } from "../database/database.js";
import { followLoads } from "../gift-card/load.js";
import { followPoints } from "../loyalty/earn.js";
import { type EntryReading, readEntry } from "./entries.js";
import { followVouchers } from "../voucher/follow-vouchers.js";
import { projectReturns } from "../returns/project-returns.js";
import { projectStored } from "../offline/project-stored.js";
import { follow } from "./follow.js";
import type { Books, InterventionRow, LaneRow, TransactionRow } from "./rows.js";
import { write, writeBelongs } from "./write-rows.js";

/**
 * Follows records of one journal, gapless and in order, into lanes, transactions and interventions.
 * Runs inside the transaction that counts the records as held, so each is followed exactly once.
 * An entry that cannot be read is listed in `unread_entries`; the ones after it are followed all the same.
 */
export async function project(sql: Sql, records: readonly JournalRecord[]): Promise<void> {
  const first = records[0];
  if (first === undefined) return;
  const readings = records.map(readEntry);
  const books = await openBooks(sql, first.storeId, readings);
  for (const [index, record] of records.entries()) followRecord(books, record, readings[index] ?? { result: "none" });
  await write(sql, "lanes", [...books.lanes.values()]);
  await write(sql, "transactions", [...books.transactions.values()]);
  await write(sql, "transaction_lines", books.lines);
  await write(sql, "transaction_tenders", books.tenders);
  await write(sql, "transaction_taxes", books.taxes);
  await write(sql, "interventions", [...books.interventions.values()]);
  for (const { sequence, problem, kind } of await projectReturns(sql, first, books.returns))
    books.unread.push({ store_id: first.storeId, journal_id: first.journalId, sequence, kind, problem });
  for (const { sequence, problem, kind } of await followLoads(sql, records, readings))
    books.unread.push({ store_id: first.storeId, journal_id: first.journalId, sequence, kind, problem });
  await writeBelongs(sql, first, books.belongs);
  books.unread.push(...(await projectStored(sql, records)));
  await write(sql, "unread_entries", books.unread);
  await followPoints(sql, records, readings);
  await followVouchers(sql, records, readings);
}

function followRecord(books: Books, record: JournalRecord, reading: EntryReading): void {
  const unread = (problem: string): void => {
    const { storeId: store_id, journalId: journal_id, sequence, kind } = record;
    books.unread.push({ store_id, journal_id, sequence, kind, problem });
  };
  if (reading.result === "unread") unread(reading.problem);
  if (record.laneId === null) return;
  const lane = laneOf(books, record, record.laneId);
  const before = lane.transaction_id;
  if (reading.result === "entry") {
    const problem = follow(books, record, lane, reading.entry);
    if (problem !== undefined) unread(problem);
  }
  const transactionId = lane.transaction_id ?? before;
  if (transactionId === null) return;
  books.belongs.push({ sequence: record.sequence, transaction_id: transactionId });
  const row = books.transactions.get(transactionId);
  if (row !== undefined) Object.assign(row, { last_sequence: record.sequence, last_at_ms: Math.max(row.last_at_ms, record.atMs) });
}

function laneOf(books: Books, record: JournalRecord, laneId: string): LaneRow {
  const now = { journal_id: record.journalId, last_sequence: record.sequence, last_kind: record.kind };
  const known = books.lanes.get(laneId);
  if (known !== undefined) {
    // A store with a new journal begins anew: what its lanes were doing in the old one is over.
    if (known.journal_id !== record.journalId) Object.assign(known, { transaction_id: null, faults: "[]" });
    return Object.assign(known, now, { last_at_ms: Math.max(known.last_at_ms, record.atMs) });
  }
  const lane: LaneRow = { ...now, store_id: record.storeId, lane_id: laneId, mode: "open", transaction_id: null, faults: "[]", last_at_ms: record.atMs };
  books.lanes.set(laneId, lane);
  return lane;
}

/** Reads the rows that the records may change. */
async function openBooks(sql: Sql, storeId: string, readings: readonly EntryReading[]): Promise<Books> {
  const lanes = await sql.query<LaneRow>("select * from lanes where store_id = $1", [storeId]);
  const transactionIds = new Set(lanes.map((lane) => lane.transaction_id));
  const interventionIds = new Set<string>();
  for (const reading of readings) {
    if (reading.result !== "entry") continue;
    const { entry } = reading;
    if ("transactionId" in entry) transactionIds.add(entry.transactionId);
    if ("transaction" in entry) transactionIds.add(entry.transaction.transactionId);
    if ("receipt" in entry) transactionIds.add(entry.receipt.transactionId).add(entry.receipt.refundOf?.transactionId ?? null);
    if ("interventionId" in entry) interventionIds.add(entry.interventionId);
    if ("intervention" in entry) interventionIds.add(entry.intervention.interventionId);
  }
  const transactions = await rowsOf<TransactionRow>(sql, "transactions", "transaction_id", storeId, transactionIds);
  const interventions = await rowsOf<InterventionRow>(sql, "interventions", "intervention_id", storeId, interventionIds);
  return {
    lanes: new Map(lanes.map((row) => [row.lane_id, { ...row }])),
    transactions: new Map(transactions.map((row) => [row.transaction_id, { ...row }])),
    interventions: new Map(interventions.map((row) => [row.intervention_id, { ...row }])),
    lines: [],
    tenders: [],
    taxes: [],
    returns: [],
    unread: [],
    belongs: [],
  };
}

async function rowsOf<Row extends object>(
  sql: Sql,
  table: "transactions" | "interventions",
  key: "transaction_id" | "intervention_id",
  storeId: string,
  ids: ReadonlySet<string | null>,
): Promise<readonly Row[]> {
  const wanted = [...ids].filter((id) => id !== null);
  if (wanted.length === 0) return [];
  return sql.query<Row>(
    `select * from ${table} where store_id = $1 and ${key} in (select jsonb_array_elements_text($2::text::jsonb))`,
    [storeId, JSON.stringify(wanted)],
  );
}
