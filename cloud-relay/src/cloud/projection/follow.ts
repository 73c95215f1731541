import { canonicalJson, type Actor, type JournalRecord, type Json, type Receipt } from "@laneway/contracts";
import type { ReadEntry } from "./entries.js";
import { completedRows } from "./receipt-rows.js";
import type { Books, LaneRow, TransactionRow } from "./rows.js";

/** Why an entry could not be followed; it is listed, never dropped silently. */
type Problem = string | undefined;

/** Applies one entry of one lane to the books. The entry's own words are enough: nothing is read elsewhere, no clock. */
export function follow(books: Books, record: JournalRecord, lane: LaneRow, entry: ReadEntry): Problem {
  switch (entry.kind) {
    case "transaction-started": {
      if (books.transactions.has(entry.transactionId)) return "a transaction of this id exists";
      lane.transaction_id = entry.transactionId;
      books.transactions.set(entry.transactionId, startedRow(record, lane.lane_id, entry));
      return undefined;
    }
    case "basket-priced":
      return withTransaction(books, record, lane.transaction_id, (row) => {
        if (row.status === "open") setTotals(row, entry);
      });
    case "transaction-completed":
      return withTransaction(books, record, entry.receipt.transactionId, (row) => {
        Object.assign(row, { status: "completed", training: entry.training, ended_by: nameOf(record.actor) });
        completedRows(books, row, entry.receipt);
      });
    case "return-completed": {
      const { returnId, training, receipt } = entry;
      if (books.transactions.has(returnId)) return "a transaction of this id exists";
      const row = { ...startedRow(record, lane.lane_id, { transactionId: returnId, training }), status: "completed" as const, ended_by: nameOf(record.actor) };
      books.transactions.set(returnId, row);
      completedRows(books, row, receipt);
      markOriginal(books, returnId, receipt);
      books.returns.push({ sequence: record.sequence, atMs: record.atMs, entry });
      return undefined;
    }
    case "return-confirmed":
    case "return-cancelled":
      books.returns.push({ sequence: record.sequence, atMs: record.atMs, entry });
      return undefined;
    case "transaction-voided": {
      const problem = withTransaction(books, record, entry.transactionId, (row) => {
        Object.assign(row, { status: "voided", void_reason: entry.because, ended_by: nameOf(record.actor), total_minor: entry.totalMinor });
      });
      lane.transaction_id = null;
      return problem;
    }
    case "transaction-suspended":
      return withTransaction(books, record, entry.transaction.transactionId, (row) => {
        Object.assign(row, { status: "suspended", line_count: lineCount(entry.transaction), ended_by: nameOf(record.actor) });
        setTotals(row, entry.transaction.priced);
      });
    case "transaction-recalled":
      lane.transaction_id = entry.transaction.transactionId;
      return withTransaction(books, record, entry.transaction.transactionId, (row) => {
        Object.assign(row, { status: "open", lane_id: lane.lane_id, ended_by: null });
      });
    case "shopper-left":
      lane.transaction_id = null;
      return undefined;
    // Followed by their own books (../voucher/follow-vouchers.ts).
    case "voucher-issued":
    case "voucher-blocked":
    case "voucher-released":
    case "tender-added":
    case "tender-given-back":
      return undefined;
    case "lane-opened":
    case "lane-paused":
    case "lane-closed":
      lane.mode = ({ "lane-opened": "open", "lane-paused": "paused", "lane-closed": "closed" } as const)[entry.kind];
      return undefined;
    case "device-fault-raised":
    case "device-fault-cleared":
      changeFaults(lane, entry, record.atMs);
      return undefined;
    case "intervention-raised":
    case "intervention-taken":
    case "intervention-ended":
    case "outcome-undone":
      return followIntervention(books, record, lane, entry);
  }
}

type InterventionEntry = Extract<ReadEntry, { kind: `intervention-${string}` | "outcome-undone" }>;

function followIntervention(books: Books, record: JournalRecord, lane: LaneRow, entry: InterventionEntry): Problem {
  if (entry.kind === "intervention-raised") {
    const { interventionId, kind } = entry.intervention;
    if (books.interventions.has(interventionId)) return "an intervention of this id exists";
    books.interventions.set(interventionId, {
      store_id: record.storeId,
      intervention_id: interventionId,
      journal_id: record.journalId,
      lane_id: lane.lane_id,
      transaction_id: lane.transaction_id,
      kind,
      business_date: record.businessDate,
      raised_at_ms: record.atMs,
      taken_by: null,
      ended_at_ms: null,
      ended_by: null,
      outcome: null,
    });
    return undefined;
  }
  const row = books.interventions.get(entry.interventionId);
  if (row === undefined || row.journal_id !== record.journalId) return "no such intervention in this journal";
  if (entry.kind === "intervention-taken") row.taken_by = entry.by.name;
  // What was asked is asked again, of whoever took the answer back.
  else if (entry.kind === "outcome-undone") Object.assign(row, { outcome: null, ended_at_ms: null, ended_by: null, taken_by: nameOf(record.actor) });
  else Object.assign(row, { outcome: entry.outcome, ended_at_ms: record.atMs, ended_by: nameOf(record.actor) });
  return undefined;
}

function withTransaction(books: Books, record: JournalRecord, id: string | null, change: (row: TransactionRow) => void): Problem {
  const row = id === null ? undefined : books.transactions.get(id);
  if (row === undefined || row.journal_id !== record.journalId) return "no such transaction in this journal";
  if (row.status === "completed" || row.status === "voided") return `the transaction is ${row.status} already`;
  change(row);
  return undefined;
}

/** The sale of which goods came back says so. Of another store's it stands there, not here. */
function markOriginal(books: Books, returnId: string, { refundOf, totalMinor, roundingMinor }: Receipt): void {
  const original = refundOf === undefined ? undefined : books.transactions.get(refundOf.transactionId);
  if (original === undefined || refundOf === undefined) return;
  original.returned_minor -= totalMinor - roundingMinor;
  if (refundOf.purpose === "post-void") original.undone_by = returnId;
}

const startedRow = (record: JournalRecord, laneId: string, entry: { transactionId: string; training: boolean }): TransactionRow => ({
  store_id: record.storeId,
  transaction_id: entry.transactionId,
  journal_id: record.journalId,
  lane_id: laneId,
  status: "open",
  started_at_ms: record.atMs,
  last_at_ms: record.atMs,
  business_date: record.businessDate,
  training: entry.training,
  first_sequence: record.sequence,
  last_sequence: record.sequence,
  ended_by: null,
  void_reason: null,
  receipt_number: null,
  currency: null,
  currency_digits: null,
  line_count: 0,
  total_minor: 0,
  tax_minor: 0,
  savings_minor: 0,
  rounding_minor: 0,
  receipt: null,
  search_text: entry.transactionId.toLowerCase(),
  returned_minor: 0,
  undone_by: null,
});

function setTotals(row: TransactionRow, totals: { totalMinor: number; taxMinor: number; savingsMinor: number }): void {
  row.total_minor = totals.totalMinor;
  row.tax_minor = totals.taxMinor;
  row.savings_minor = totals.savingsMinor;
}

const lineCount = (transaction: { lines: readonly { voided: boolean }[] }): number =>
  transaction.lines.filter((line) => !line.voided).length;

/** A fault that a lane has raised and not cleared. */
export interface RaisedFault {
  readonly device: string;
  readonly code: string;
  readonly sinceMs: number;
}

function changeFaults(lane: LaneRow, entry: Extract<ReadEntry, { kind: `device-fault-${string}` }>, atMs: number): void {
  const { device, code, kind } = entry;
  const raised = JSON.parse(lane.faults) as RaisedFault[];
  const others = raised.filter((fault) => fault.device !== device || fault.code !== code);
  const still = raised.find((fault) => fault.device === device && fault.code === code);
  const faults = kind === "device-fault-raised" ? [...others, still ?? { device, code, sinceMs: atMs }] : others;
  lane.faults = canonicalJson(faults as unknown as Json);
}

/** The person behind an entry, or what acted. */
export function nameOf(actor: Actor): string {
  if (actor.kind === "attendant") return actor.name;
  return actor.kind === "device" ? actor.device : actor.kind;
}
