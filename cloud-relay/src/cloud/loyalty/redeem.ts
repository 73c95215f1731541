import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import type { Sql } from "../database/database.js";
import type { InquiryHead } from "../inquiries/inquiry-head.js";
import { balanceOf, book, lockAccount } from "./ledger.js";

type RequestOf<K extends InquiryRequest["kind"]> = Extract<InquiryRequest, { kind: K }>;

export async function pointsBalance(sql: Sql, _head: InquiryHead, account: RequestOf<"points-balance">): Promise<InquiryOutcome> {
  return { result: "points", points: await balanceOf(sql, account) };
}

/** Pays with points, in whole steps: as much of the amount as the account holds. */
export async function redeemPoints(sql: Sql, head: InquiryHead, request: RequestOf<"redeem-points">): Promise<InquiryOutcome> {
  const { storeId, inquiryId, laneId, nowMs } = head;
  const accountId = await lockAccount(sql, request, nowMs);
  const balance = await balanceOf(sql, request);
  const { pointsPerStep, minorPerStep, amountMinor, currency } = request;
  const steps = Math.min(Math.floor(balance / pointsPerStep), Math.floor(amountMinor / minorPerStep));
  if (steps <= 0) return { result: "declined", code: balance < pointsPerStep ? "points-too-few" : "amount-too-small" };
  const points = steps * pointsPerStep;
  const movementId = await book(sql, { accountId, kind: "redemption", points: -points, source: storeId, inquiryId, laneId, reverses: null, atMs: nowMs });
  return { result: "approved", amountMinor: steps * minorPerStep, currency, reference: { ledger: "loyalty", bookingId: String(movementId) }, details: [String(points)] };
}

/** Sets points aside for a discount: as many as wished, or all there are. */
export async function holdPoints(sql: Sql, head: InquiryHead, request: RequestOf<"hold-points">): Promise<InquiryOutcome> {
  const { storeId, inquiryId, laneId, nowMs } = head;
  const accountId = await lockAccount(sql, request, nowMs);
  const points = Math.min(request.points, await balanceOf(sql, request));
  if (points <= 0) return { result: "declined", code: "points-too-few" };
  await book(sql, { accountId, kind: "hold", points: -points, source: storeId, inquiryId, laneId, reverses: null, atMs: nowMs });
  return { result: "points", points };
}

/** Books back what an inquiry of the store took or set aside; answers whether there was anything. Done once, however often it is asked. */
export async function reversePoints(sql: Sql, head: InquiryHead, target: string): Promise<boolean> {
  return bookBack(sql, { ...head, target, keep: 0 });
}

/**
 * The sale has taken `keep` of what was set aside for it: the rest goes back. Without such a hold nothing happens. Either this or the
 * giving back of the whole hold is done, whichever comes first.
 */
export async function settleHold(sql: Sql, sale: { readonly storeId: string; readonly laneId: string | null; readonly nowMs: number }, holdId: string, keep: number): Promise<void> {
  await bookBack(sql, { ...sale, inquiryId: `${holdId}.s`, target: holdId, keep });
}

async function bookBack(sql: Sql, back: InquiryHead & { readonly target: string; readonly keep: number }): Promise<boolean> {
  const { storeId, inquiryId, laneId, nowMs, target, keep } = back;
  const rows = await sql.query<{ movement_id: number; account_id: number; points: number }>(
    "select movement_id, account_id, points from loyalty_movements where source = $1 and inquiry_id = $2 and kind in ('redemption', 'hold')",
    [storeId, target],
  );
  const taken = rows[0];
  if (taken === undefined) return false;
  await sql.query("select account_id from loyalty_accounts where account_id = $1 for update", [taken.account_id]);
  const undone = await sql.query<{ movement_id: number }>("select movement_id from loyalty_movements where reverses = $1", [taken.movement_id]);
  const points = -taken.points - keep;
  if (undone.length > 0 || points <= 0) return true;
  await book(sql, { accountId: taken.account_id, kind: "reversal", points, source: storeId, inquiryId, laneId, reverses: taken.movement_id, atMs: nowMs });
  return true;
}
