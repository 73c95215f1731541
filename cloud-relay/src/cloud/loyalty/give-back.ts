import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import { scaled } from "@laneway/domain/pricing/rounding";
import type { Sql } from "../database/database.js";
import type { InquiryHead } from "../inquiries/inquiry-head.js";
import { isSameRetailer } from "../stores/same-retailer.js";
import { book } from "./ledger.js";

type GiveBack = Extract<InquiryRequest, { kind: "give-back" }>;

interface RedemptionRow {
  readonly movement_id: number;
  readonly account_id: number;
  readonly points: number;
  readonly paid_minor: number;
  readonly currency: string;
}

const declined = (code: string): InquiryOutcome => ({ result: "declined", code });

/**
 * Gives the points of a part of what they paid back to the member, found by the payment. Never more money over all refunds than the payment
 * was; points in proportion, half up over all refunds together, so that in the end all of them are back.
 */
export async function giveBackPoints(sql: Sql, { storeId, inquiryId, laneId, nowMs }: InquiryHead, request: GiveBack): Promise<InquiryOutcome> {
  const paidIn = request.storeId ?? storeId;
  if (!(await isSameRetailer(sql, storeId, paidIn))) return declined("unknown-payment");
  const rows = await sql.query<RedemptionRow>(
    `select movement_id, account_id, -points as points, (outcome::jsonb ->> 'amountMinor')::bigint as paid_minor, outcome::jsonb ->> 'currency' as currency
     from loyalty_movements join inquiries on store_id = source and inquiries.inquiry_id = loyalty_movements.inquiry_id
     join loyalty_accounts using (account_id)
     where source = $1 and loyalty_movements.inquiry_id = $2 and loyalty_movements.kind = 'redemption' for update of loyalty_accounts`,
    [paidIn, request.target],
  );
  const redemption = rows[0];
  if (redemption === undefined) return declined("unknown-payment");
  if (redemption.currency !== request.currency) return declined("other-currency");
  const { movement_id: movementId, account_id: accountId } = redemption;
  const undone = await sql.query<{ movement_id: number }>("select movement_id from loyalty_movements where reverses = $1", [movementId]);
  const before = await sql.query<{ minor: number; points: number }>(
    "select coalesce(sum(amount_minor), 0)::bigint as minor, coalesce(sum(points), 0)::bigint as points from loyalty_refunds where redemption = $1",
    [movementId],
  );
  const backMinor = (before[0]?.minor ?? 0) + request.amountMinor;
  if (undone.length > 0 || backMinor > redemption.paid_minor) return declined("more-than-paid");
  const points = scaled(redemption.points, backMinor, redemption.paid_minor, "half-up") - (before[0]?.points ?? 0);
  await sql.query("insert into loyalty_refunds (by_store, refund_id, redemption, amount_minor, points) values ($1, $2, $3, $4, $5)", [storeId, inquiryId, movementId, request.amountMinor, points]);
  if (points > 0) await book(sql, { accountId, kind: "refund", points, source: storeId, inquiryId, laneId, reverses: null, atMs: nowMs });
  return { result: "approved", amountMinor: request.amountMinor, currency: request.currency, reference: { ledger: "loyalty", bookingId: inquiryId }, details: [String(points)] };
}
