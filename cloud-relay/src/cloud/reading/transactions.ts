import { receipt, type Receipt } from "@laneway/contracts";
import { z } from "zod";
import type { Sql, SqlValue } from "../database/database.js";

export const transactionStatus = z.enum(["open", "suspended", "completed", "voided"]);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Which transactions of a store are wanted. Everything absent or empty lets all pass. */
export const transactionFilter = z.object({
  lane: z.string().max(32).optional(),
  from: day.optional(),
  to: day.optional(),
  status: transactionStatus.optional(),
  text: z.string().max(100).optional(),
  training: z.enum(["only", "without"]).optional(),
});
export type TransactionFilter = z.infer<typeof transactionFilter>;

export const transactionSummary = z.object({
  transactionId: z.string(),
  laneId: z.string(),
  status: transactionStatus,
  startedAtMs: z.int(),
  lastAtMs: z.int(),
  businessDate: z.string(),
  training: z.boolean(),
  receiptNumber: z.string().nullable(),
  lineCount: z.int(),
  totalMinor: z.int(),
  taxMinor: z.int(),
  savingsMinor: z.int(),
  endedBy: z.string().nullable(),
  voidReason: z.string().nullable(),
  /** What came back of it, without cash rounding. */
  returnedMinor: z.int(),
  /** The transaction that undid it as a whole. */
  undoneBy: z.string().nullable(),
});
export type TransactionSummary = z.infer<typeof transactionSummary>;

export interface TransactionPage {
  readonly transactions: readonly TransactionSummary[];
  /** Pass as `before` for the next, older page; absent on the last. */
  readonly next: string | undefined;
}

const columns = `transaction_id as "transactionId", lane_id as "laneId", status, started_at_ms as "startedAtMs",
  last_at_ms as "lastAtMs", business_date as "businessDate", training, receipt_number as "receiptNumber", line_count as "lineCount",
  total_minor as "totalMinor", tax_minor as "taxMinor", savings_minor as "savingsMinor", ended_by as "endedBy", void_reason as "voidReason",
  returned_minor as "returnedMinor", undone_by as "undoneBy"`;

const cursorShape = /^(\d{1,15})\.(\S{1,64})$/;

/** A store's transactions, newest first. `before` is a page's `next`; an unknown one gives the first page. */
export async function listTransactions(sql: Sql, storeId: string, filter: TransactionFilter, before: string | undefined, limit: number): Promise<TransactionPage> {
  const { conditions, values } = conditionsOf(storeId, filter);
  const cursor = cursorShape.exec(before ?? "");
  if (cursor !== null) {
    values.push(Number(cursor[1]), cursor[2] ?? "");
    conditions.push(`(last_at_ms, transaction_id) < ($${values.length - 1}, $${values.length})`);
  }
  values.push(limit + 1);
  const rows = await sql.query<TransactionSummary>(
    `select ${columns} from transactions where ${conditions.join(" and ")}
     order by last_at_ms desc, transaction_id desc limit $${values.length}`,
    values,
  );
  const transactions = rows.slice(0, limit);
  const last = transactions.at(-1);
  return { transactions, next: rows.length > limit && last !== undefined ? `${last.lastAtMs}.${last.transactionId}` : undefined };
}

/** How many transactions a filter lets pass, and what its counted sales (completed, not training) add up to. */
export async function sumTransactions(sql: Sql, storeId: string, filter: TransactionFilter): Promise<{ count: number; sales: number; totalMinor: number }> {
  const { conditions, values } = conditionsOf(storeId, filter);
  const counted = "status = 'completed' and not training";
  const rows = await sql.query<{ count: number; sales: number; totalMinor: number }>(
    `select count(*) as count, count(*) filter (where ${counted}) as sales,
       coalesce(sum(total_minor) filter (where ${counted}), 0)::bigint as "totalMinor"
     from transactions where ${conditions.join(" and ")}`,
    values,
  );
  return rows[0] ?? { count: 0, sales: 0, totalMinor: 0 };
}

function conditionsOf(storeId: string, filter: TransactionFilter): { conditions: string[]; values: SqlValue[] } {
  const values: SqlValue[] = [storeId];
  const conditions = ["store_id = $1"];
  const add = (condition: (place: string) => string, value: SqlValue): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (filter.lane !== undefined) add((place) => `lane_id = ${place}`, filter.lane);
  if (filter.from !== undefined) add((place) => `business_date >= ${place}`, filter.from);
  if (filter.to !== undefined) add((place) => `business_date <= ${place}`, filter.to);
  if (filter.status !== undefined) add((place) => `status = ${place}`, filter.status);
  if (filter.training !== undefined) add((place) => `training = ${place}`, filter.training === "only");
  const words = (filter.text ?? "").toLowerCase().split(/\s+/).filter((word) => word !== "");
  for (const word of words.slice(0, 8)) add((place) => `search_text like ${place} escape '!'`, `%${word.replace(/[!%_]/g, "!$&")}%`);
  return { conditions, values };
}

export interface TransactionDetail {
  readonly summary: TransactionSummary;
  readonly receipt: Receipt | undefined;
  readonly history: readonly HistoryRecord[];
  readonly interventions: readonly { readonly interventionId: string; readonly kind: string; readonly outcome: string | null; readonly endedBy: string | null; readonly raisedAtMs: number }[];
}

export interface HistoryRecord {
  readonly journalId: string;
  readonly sequence: number;
  readonly laneId: string | null;
  readonly atMs: number;
  readonly kind: string;
  readonly shape: number;
  readonly actor: string;
  readonly entry: string;
  readonly hash: string;
}

export const historyColumns = `journal_id as "journalId", sequence, lane_id as "laneId", at_ms as "atMs", kind, shape::integer, actor, entry, hash`;
/** A transaction that is written to more often than this shows its first records. */
const maximumHistory = 2_000;

/** A transaction with its receipt and every journal record that made it, in order. */
export async function findTransaction(sql: Sql, storeId: string, transactionId: string): Promise<TransactionDetail | undefined> {
  const rows = await sql.query<TransactionSummary & { receipt: string | null }>(
    `select ${columns}, receipt from transactions where store_id = $1 and transaction_id = $2`,
    [storeId, transactionId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { receipt: receiptText, ...summary } = row;
  const history = await sql.query<HistoryRecord>(
    `select ${historyColumns} from records where store_id = $1 and transaction_id = $2 order by journal_id, sequence limit $3`,
    [storeId, transactionId, maximumHistory],
  );
  const interventions = await sql.query<TransactionDetail["interventions"][number]>(
    `select intervention_id as "interventionId", kind, outcome, ended_by as "endedBy", raised_at_ms as "raisedAtMs"
     from interventions where store_id = $1 and transaction_id = $2 order by raised_at_ms, intervention_id`,
    [storeId, transactionId],
  );
  return { summary, receipt: receiptText === null ? undefined : receipt.parse(JSON.parse(receiptText)), history, interventions };
}
