import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import type { Sql } from "../database/database.js";
import type { InquiryHead } from "../inquiries/inquiry-head.js";
import { isSameRetailer } from "../stores/same-retailer.js";
import { book } from "./ledger.js";

export type GiveBack = Extract<InquiryRequest, { kind: "give-back" }>;

interface RedemptionRow {
  readonly movement_id: number;
  readonly card_id: number;
  readonly amount_minor: number;
  readonly currency: string;
  readonly last_four: string;
}

const declined = (code: string): InquiryOutcome => ({ result: "declined", code });

/**
 * Gives a part of what a gift card paid back to that card, found by the payment: its code is not needed, and is kept nowhere. Never more
 * over all refunds than the payment took. A blocked card gets it too: the money is its holder's, and still cannot be spent.
 */
export async function giveBackToGiftCard(sql: Sql, { storeId, inquiryId, laneId, nowMs }: InquiryHead, request: GiveBack): Promise<InquiryOutcome> {
  const paidIn = request.storeId ?? storeId;
  if (!(await isSameRetailer(sql, storeId, paidIn))) return declined("unknown-payment");
  const rows = await sql.query<RedemptionRow>(
    `select movement_id, card_id, amount_minor, currency, last_four from gift_card_movements join gift_cards using (card_id)
     where source = $1 and inquiry_id = $2 and gift_card_movements.kind = 'redemption' for update of gift_cards`,
    [paidIn, request.target],
  );
  const redemption = rows[0];
  if (redemption === undefined) return declined("unknown-payment");
  if (redemption.currency !== request.currency) return declined("other-currency");
  const back = await sql.query<{ sum: number }>("select coalesce(sum(amount_minor), 0)::bigint as sum from gift_card_movements where refunds = $1 or reverses = $1", [redemption.movement_id]);
  if ((back[0]?.sum ?? 0) + request.amountMinor > -redemption.amount_minor) return declined("more-than-paid");
  const movementId = await book(sql, {
    cardId: redemption.card_id, kind: "refund", amountMinor: request.amountMinor, source: storeId, inquiryId, laneId, reverses: null, refunds: redemption.movement_id, atMs: nowMs,
  });
  return {
    result: "approved",
    amountMinor: request.amountMinor,
    currency: redemption.currency,
    reference: { ledger: "gift-card", bookingId: String(movementId) },
    details: [`**** ${redemption.last_four}`],
  };
}
