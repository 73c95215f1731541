import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import { isGiftCardCode } from "@laneway/domain/gift-card/code";
import type { Sql } from "../database/database.js";
import type { InquiryHead } from "../inquiries/inquiry-head.js";
import { guessesTooOften } from "./guesses.js";
import { book, type GiftCard, lockCard, pinHashOf } from "./ledger.js";

type Redeem = Extract<InquiryRequest, { kind: "redeem-gift-card" }>;
type Balance = Extract<InquiryRequest, { kind: "gift-card-balance" }>;

const declined = (code: string): InquiryOutcome => ({ result: "declined", code });

/** Pays with a card: what was asked for, or all it holds. */
export async function redeemGiftCard(sql: Sql, head: InquiryHead, request: Redeem): Promise<InquiryOutcome> {
  const shown = await showCard(sql, head, request);
  if (typeof shown === "string") return declined(shown);
  const amountMinor = Math.min(request.amountMinor, shown.balanceMinor);
  if (amountMinor === 0) return declined("empty");
  const { storeId, inquiryId, laneId, nowMs } = head;
  const movementId = await book(sql, { cardId: shown.cardId, kind: "redemption", amountMinor: -amountMinor, source: storeId, inquiryId, laneId, reverses: null, atMs: nowMs });
  return {
    result: "approved",
    amountMinor,
    currency: shown.currency,
    reference: { ledger: "gift-card", bookingId: String(movementId) },
    details: [`**** ${shown.lastFour}`],
  };
}

/** What a card holds, for whoever has it. */
export async function giftCardBalance(sql: Sql, head: InquiryHead, request: Balance): Promise<InquiryOutcome> {
  const shown = await showCard(sql, head, request);
  if (typeof shown === "string") return declined(shown);
  return { result: "balance", balanceMinor: shown.balanceMinor, currency: shown.currency, lastFour: shown.lastFour };
}

/** Books back what an inquiry of the store redeemed; answers whether there was anything. Done once, however often it is asked. */
export async function reverseRedemption(sql: Sql, { storeId, inquiryId, laneId, nowMs }: InquiryHead, target: string): Promise<boolean> {
  const rows = await sql.query<{ movement_id: number; card_id: number; amount_minor: number }>(
    "select movement_id, card_id, amount_minor from gift_card_movements where source = $1 and inquiry_id = $2 and kind = 'redemption'",
    [storeId, target],
  );
  const redemption = rows[0];
  if (redemption === undefined) return false;
  await sql.query("select card_id from gift_cards where card_id = $1 for update", [redemption.card_id]);
  const undone = await sql.query<{ movement_id: number }>("select movement_id from gift_card_movements where reverses = $1", [redemption.movement_id]);
  if (undone.length > 0) return true;
  await book(sql, { cardId: redemption.card_id, kind: "reversal", amountMinor: -redemption.amount_minor, source: storeId, inquiryId, laneId, reverses: redemption.movement_id, atMs: nowMs });
  return true;
}

/** After so many wrong PINs a card rests. */
const maximumWrongPins = 5;
const restMs = 15 * 60_000;

/** The card a code and PIN open, locked; or why they open none. Guessing is slow, at a lane and at a card. */
async function showCard(sql: Sql, head: InquiryHead, { code, pin, currency }: Redeem | Balance): Promise<GiftCard | string> {
  if (await guessesTooOften(sql, head)) return "too-many-tries";
  if (!isGiftCardCode(code)) return "unknown-card";
  const card = await lockCard(sql, code);
  if (card === undefined) return "unknown-card";
  if (card.wrongPins >= maximumWrongPins && head.nowMs - card.wrongPinAtMs < restMs) return "too-many-tries";
  if (card.pinHash !== null) {
    if (pin === undefined) return "pin-required";
    if (card.pinHash !== pinHashOf(code, pin)) {
      const wrongPins = head.nowMs - card.wrongPinAtMs < restMs ? card.wrongPins + 1 : 1;
      await sql.query("update gift_cards set wrong_pins = $2, wrong_pin_at_ms = $3 where card_id = $1", [card.cardId, wrongPins, head.nowMs]);
      return "wrong-pin";
    }
    if (card.wrongPins > 0) await sql.query("update gift_cards set wrong_pins = 0 where card_id = $1", [card.cardId]);
  }
  if (card.blocked) return "blocked";
  return card.currency === currency ? card : "other-currency";
}
