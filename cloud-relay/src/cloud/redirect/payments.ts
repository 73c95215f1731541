import type { Database, Sql } from "../database/database.js";
import type { ProviderPayment } from "../providers/provider.js";
import { isEnded, lookAfterMs, type RedirectEvent, redirectNext, type RedirectState } from "./payment-table.js";

export interface RedirectKey {
  readonly storeId: string;
  readonly paymentId: string;
}

export interface RedirectPayment extends RedirectKey {
  readonly provider: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: RedirectState;
  readonly providerReference: string | null;
  readonly payUrl: string | null;
  readonly expiresAtMs: number;
  /** Why it was declined. */
  readonly code: string | null;
  /** The store was told how it ended without money. */
  readonly toldNo: boolean;
  readonly looks: number;
}

const columns = `store_id as "storeId", payment_id as "paymentId", provider, amount_minor as "amountMinor", currency, state,
  provider_reference as "providerReference", pay_url as "payUrl", expires_at_ms as "expiresAtMs", code, told_no as "toldNo", looks`;

/** The provider's name for a payment of ours: unique over all stores. */
export const referenceOf = ({ storeId, paymentId }: RedirectKey): string => `${storeId}:${paymentId}`;

/** Saves the intent before the provider is asked. The same again changes nothing; answers what is held. */
export async function saveIntent(
  sql: Sql,
  intent: RedirectKey & { readonly provider: string; readonly amountMinor: number; readonly currency: string; readonly expiresAtMs: number },
  nowMs: number,
): Promise<RedirectPayment> {
  await sql.query(
    `insert into redirect_payments (store_id, payment_id, provider, amount_minor, currency, state, expires_at_ms, opened_at_ms, changed_at_ms, look_at_ms)
     values ($1, $2, $3, $4, $5, 'opening', $6, $7, $7, $8) on conflict do nothing`,
    [intent.storeId, intent.paymentId, intent.provider, intent.amountMinor, intent.currency, intent.expiresAtMs, nowMs, nowMs + (lookAfterMs("opening", 0) ?? 0)],
  );
  return (await paymentOf(sql, intent)) as RedirectPayment;
}

/**
 * A payment that headquarters knows nothing of is taken back: it will not be opened any more, and the provider is told to stop what it
 * may hold under that name.
 */
export async function saveNeverOpened(sql: Sql, { storeId, paymentId }: RedirectKey, provider: string, nowMs: number): Promise<void> {
  await sql.query(
    `insert into redirect_payments (store_id, payment_id, provider, amount_minor, currency, state, expires_at_ms, opened_at_ms, changed_at_ms, told_no, look_at_ms)
     values ($1, $2, $3, 0, '', 'stopping', $4, $4, $4, true, $4) on conflict do nothing`,
    [storeId, paymentId, provider, nowMs],
  );
}

export async function paymentOf(sql: Sql, { storeId, paymentId }: RedirectKey): Promise<RedirectPayment | undefined> {
  const rows = await sql.query<RedirectPayment>(`select ${columns} from redirect_payments where store_id = $1 and payment_id = $2`, [storeId, paymentId]);
  return rows[0];
}

export async function duePayments(sql: Sql, nowMs: number, limit: number): Promise<readonly RedirectPayment[]> {
  return sql.query<RedirectPayment>(`select ${columns} from redirect_payments where look_at_ms <= $1 order by look_at_ms limit $2`, [nowMs, limit]);
}

/** Puts the next look at the provider off; nothing was learnt. */
export async function lookLater(sql: Sql, payment: RedirectPayment, nowMs: number): Promise<void> {
  const afterMs = lookAfterMs(payment.state, payment.looks + 1);
  await sql.query("update redirect_payments set looks = looks + 1, look_at_ms = $3 where store_id = $1 and payment_id = $2 and state = $4", [
    payment.storeId,
    payment.paymentId,
    afterMs === undefined ? null : nowMs + afterMs,
    payment.state,
  ]);
}

/** Moves a payment along its table, inside `sql`'s transaction. Answers it as it stands now. */
export async function move(
  sql: Sql,
  key: RedirectKey,
  event: Exclude<RedirectEvent, "approved-late">,
  learnt: { readonly payment?: ProviderPayment; readonly code?: string },
  nowMs: number,
): Promise<RedirectPayment | undefined> {
  const rows = await sql.query<RedirectPayment>(`select ${columns} from redirect_payments where store_id = $1 and payment_id = $2 for update`, [key.storeId, key.paymentId]);
  const held = rows[0];
  if (held === undefined) return undefined;
  const state = redirectNext(held.state, event === "approved" && held.toldNo && isEnded(held.state) && held.state !== "stopped" ? "approved-late" : event);
  if (state === undefined) return held;
  const afterMs = lookAfterMs(state, 0);
  await sql.query(
    `update redirect_payments set state = $3, changed_at_ms = $4, looks = 0, look_at_ms = $5, code = coalesce($6, code),
       provider_reference = coalesce($7, provider_reference), pay_url = coalesce($8, pay_url),
       amount_minor = case when currency = '' then coalesce($9, amount_minor) else amount_minor end where store_id = $1 and payment_id = $2`,
    [key.storeId, key.paymentId, state, nowMs, afterMs === undefined ? null : nowMs + afterMs, learnt.code ?? null, learnt.payment?.providerReference ?? null, learnt.payment?.payUrl ?? null, learnt.payment?.amountMinor ?? null],
  );
  return paymentOf(sql, key);
}

/** The store is about to be told that nothing was paid; from here on a confirmation is late. False: it was paid meanwhile. */
export async function tellNo(database: Database, key: RedirectKey): Promise<RedirectPayment | undefined> {
  return database.transaction(async (sql) => {
    await sql.query("update redirect_payments set told_no = true where store_id = $1 and payment_id = $2 and state in ('declined', 'expired', 'cancelled', 'stopped')", [key.storeId, key.paymentId]);
    return paymentOf(sql, key);
  });
}

/** True for a callback that has not been seen before. */
export async function isNewEvent(sql: Sql, provider: string, eventId: string, nowMs: number): Promise<boolean> {
  const rows = await sql.query<{ event_id: string }>(
    "insert into redirect_events (provider, event_id, received_at_ms) values ($1, $2, $3) on conflict do nothing returning event_id",
    [provider, eventId, nowMs],
  );
  return rows.length > 0;
}
