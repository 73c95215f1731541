import type { Database, Sql } from "../database/database.js";
import type { ProviderRefundAnswer } from "../providers/provider.js";
import { isSameRetailer } from "../stores/same-retailer.js";
import { paymentOf, type RedirectKey, type RedirectPayment } from "./payments.js";

/** A part of a payment on the phone that goes back. Saved before the provider is asked, under the asking store's own id. */
export interface RedirectRefund extends RedirectKey {
  readonly byStore: string;
  readonly refundId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: "asking" | "given" | "refused";
  readonly code: string | null;
  readonly looks: number;
}

export type RefundOrder = Omit<RedirectRefund, "state" | "code" | "looks">;

const columns = `by_store as "byStore", refund_id as "refundId", store_id as "storeId", payment_id as "paymentId", amount_minor as "amountMinor", currency, state, code, looks`;

/** The provider's name for a refund of ours: unique over all stores. */
export const refundReferenceOf = ({ byStore, refundId }: Pick<RedirectRefund, "byStore" | "refundId">): string => `${byStore}:${refundId}`;

async function refundOf(sql: Sql, { byStore, refundId }: Pick<RedirectRefund, "byStore" | "refundId">): Promise<RedirectRefund | undefined> {
  return (await sql.query<RedirectRefund>(`select ${columns} from redirect_refunds where by_store = $1 and refund_id = $2`, [byStore, refundId]))[0];
}

/** Saves a refund, unless the payment does not hold so much any more; answers what is kept, or why nothing is. The same again is the same. */
export function saveRefund(database: Database, order: RefundOrder, nowMs: number): Promise<{ readonly refund: RedirectRefund; readonly payment: RedirectPayment } | string> {
  return database.transaction(async (sql) => {
    const { byStore, refundId, storeId, paymentId, amountMinor, currency } = order;
    if (!(await isSameRetailer(sql, byStore, storeId))) return "unknown-payment";
    await sql.query("select payment_id from redirect_payments where store_id = $1 and payment_id = $2 for update", [storeId, paymentId]);
    const payment = await paymentOf(sql, order);
    if (payment?.state !== "paid") return "unknown-payment";
    const known = await refundOf(sql, order);
    if (known !== undefined) return { refund: known, payment };
    if (payment.currency !== currency) return "other-currency";
    const back = await sql.query<{ sum: number }>("select coalesce(sum(amount_minor), 0)::bigint as sum from redirect_refunds where store_id = $1 and payment_id = $2 and state <> 'refused'", [storeId, paymentId]);
    if ((back[0]?.sum ?? 0) + amountMinor > payment.amountMinor) return "more-than-paid";
    await sql.query(
      `insert into redirect_refunds (by_store, refund_id, store_id, payment_id, amount_minor, currency, state, look_at_ms, asked_at_ms)
       values ($1, $2, $3, $4, $5, $6, 'asking', $7, $8)`,
      [byStore, refundId, storeId, paymentId, amountMinor, currency, nowMs + firstLookMs, nowMs],
    );
    return { refund: { ...order, state: "asking", code: null, looks: 0 }, payment };
  });
}

const firstLookMs = 3_000;
const longestLookMs = 60_000;

export const dueRefunds = (sql: Sql, nowMs: number, limit: number): Promise<readonly RedirectRefund[]> =>
  sql.query<RedirectRefund>(`select ${columns} from redirect_refunds where look_at_ms <= $1 order by look_at_ms limit $2`, [nowMs, limit]);

/** What the provider said; without its word nothing is concluded, and it is asked again. */
export async function learnRefund(sql: Sql, refund: RedirectRefund, answer: ProviderRefundAnswer | undefined, nowMs: number): Promise<RedirectRefund> {
  const key = [refund.byStore, refund.refundId];
  if (answer?.kind === "given" || answer?.kind === "refused") {
    const code = answer.kind === "refused" ? answer.code : null;
    await sql.query("update redirect_refunds set state = $3, code = $4, look_at_ms = null where by_store = $1 and refund_id = $2 and state = 'asking'", [...key, answer.kind, code]);
  } else {
    const afterMs = Math.min(longestLookMs, firstLookMs * 2 ** Math.min(refund.looks, 5));
    await sql.query("update redirect_refunds set looks = looks + 1, look_at_ms = $3 where by_store = $1 and refund_id = $2 and state = 'asking'", [...key, nowMs + afterMs]);
  }
  return (await refundOf(sql, refund)) ?? refund;
}
