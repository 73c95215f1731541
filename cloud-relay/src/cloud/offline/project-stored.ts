import { cardDetails, type JournalRecord, refundOf, storedPayment, type StoredPayment, terminalReference } from "@laneway/contracts";
import type { EntryKind } from "@laneway/domain/lane/entries";
import type { OfflineEntryKind } from "@laneway/domain/offline/types";
import { z } from "zod";
import type { Sql } from "../database/database.js";
import type { UnreadRow } from "../projection/rows.js";

const approval = z.object({
  attemptId: z.string(),
  allowedBy: z.string().optional(),
  outcome: z.object({ amountMinor: z.int(), currency: z.string(), card: cardDetails, reference: terminalReference }),
});
const undone = z.object({ receipt: z.object({ refundOf: refundOf.optional() }) });
const told = z.object({ payment: storedPayment });

type Told = Exclude<OfflineEntryKind, "offline-cards-allowed" | "offline-cards-ended">;
const toldKinds: ReadonlySet<string> = new Set<Told>(["stored-payment-forwarded", "stored-payment-declined", "stored-payment-at-risk", "stored-payment-noted"]);
const kinds = { approved: "payment-approved", reversed: "payment-reversed", returned: "return-completed" } as const satisfies Record<string, EntryKind>;

/**
 * Follows card payments without the host: approved so, forwarded, declined, given back, noted. Runs in the transaction that counts the
 * records as held, in their order. Answers what could not be read.
 */
export async function projectStored(sql: Sql, records: readonly JournalRecord[]): Promise<UnreadRow[]> {
  const unread: UnreadRow[] = [];
  for (const record of records) {
    const problem = await followOne(sql, record);
    if (problem !== undefined) unread.push({ store_id: record.storeId, journal_id: record.journalId, sequence: record.sequence, kind: record.kind, problem });
  }
  return unread;
}

async function followOne(sql: Sql, record: JournalRecord): Promise<string | undefined> {
  const { kind, entry, laneId, storeId } = record;
  if (toldKinds.has(kind)) {
    const parsed = told.safeParse(entry);
    return parsed.success ? keep(sql, storeId, parsed.data.payment) : problemOf(parsed.error);
  }
  if (laneId === null) return undefined;
  if (kind === kinds.approved && (entry.outcome as { offline?: unknown } | undefined)?.offline === true) return approved(sql, record, laneId);
  if (kind === kinds.reversed) await reverse(sql, record, "attempt_id", String(entry.attemptId));
  if (kind === kinds.returned) {
    const parsed = undone.safeParse(entry);
    const of = parsed.success ? parsed.data.receipt.refundOf : undefined;
    if (of?.purpose === "post-void" && (of.storeId === undefined || of.storeId === storeId)) await reverse(sql, record, "transaction_id", of.transactionId);
  }
  return undefined;
}

async function approved(sql: Sql, record: JournalRecord, laneId: string): Promise<string | undefined> {
  const parsed = approval.safeParse(record.entry);
  if (!parsed.success) return problemOf(parsed.error);
  const { storeId, journalId, sequence, atMs } = record;
  const [sale] = await sql.query<{ transactionId: string | null; training: boolean }>(
    `select r.transaction_id as "transactionId", coalesce(t.training, false) as training from records r
     left join transactions t on t.store_id = r.store_id and t.transaction_id = r.transaction_id
     where r.store_id = $1 and r.journal_id = $2 and r.sequence = $3`,
    [storeId, journalId, sequence],
  );
  if (sale?.training === true) return undefined;
  const { attemptId, allowedBy, outcome } = parsed.data;
  const { amountMinor, currency, card, reference } = outcome;
  const transactionId = sale?.transactionId ?? undefined;
  return keep(sql, storeId, {
    attemptId, laneId, ...(transactionId === undefined ? {} : { transactionId }), amountMinor, currency, card, reference, atMs,
    ...(allowedBy === undefined ? {} : { allowedBy }), state: "stored", atRisk: false, changedAtMs: atMs,
  });
}

async function keep(sql: Sql, storeId: string, payment: StoredPayment): Promise<undefined> {
  const { attemptId, laneId, transactionId, state, atRisk, amountMinor, atMs, changedAtMs } = payment;
  await sql.query(
    `insert into stored_payments (store_id, attempt_id, lane_id, transaction_id, state, at_risk, amount_minor, at_ms, changed_at_ms, payment)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (store_id, attempt_id) do update set transaction_id = coalesce(excluded.transaction_id, stored_payments.transaction_id), state = excluded.state,
       at_risk = excluded.at_risk, changed_at_ms = excluded.changed_at_ms, payment = excluded.payment`,
    [storeId, attemptId, laneId, transactionId ?? null, state, atRisk, amountMinor, atMs, changedAtMs, JSON.stringify(payment)],
  );
  return undefined;
}

const reverse = (sql: Sql, { storeId, atMs }: JournalRecord, by: "attempt_id" | "transaction_id", id: string) =>
  sql.query(`update stored_payments set state = 'reversed', at_risk = false, changed_at_ms = $3 where store_id = $1 and ${by} = $2 and state = 'stored'`, [storeId, id, atMs]);

const problemOf = (error: z.ZodError): string => error.issues.map((issue) => `${issue.path.join(".") || "entry"}: ${issue.message}`).join("; ").slice(0, 500);
