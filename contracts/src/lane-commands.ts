import { z } from "zod";
import { cashCount } from "./business-day.js";
import { giftCardCode, giftCardPin } from "./inquiry.js";
import { returnCondition, returnLine, returnPurpose, returnReason } from "./returns.js";
import { amountMinor, attemptId, commandId, currencyCode, interventionId, itemId, lineId, localeTag } from "./units.js";

const head = { commandId };
/** A part of what is due; absent: all of it. */
const part = { amountMinor: amountMinor.min(1).optional() };
/** How to pay. A code names a card of headquarters; it is asked about there and kept nowhere in the store once answered. */
const pay = z.discriminatedUnion("tender", [
  z.strictObject({ ...head, kind: z.literal("pay"), tender: z.literal("card"), ...part, /** Beside what is paid; absent: none. */ tipMinor: amountMinor.min(0).optional() }),
  z.strictObject({ ...head, kind: z.literal("pay"), tender: z.literal("gift-card"), code: giftCardCode, pin: giftCardPin.optional(), ...part }),
  z.strictObject({ ...head, kind: z.literal("pay"), tender: z.literal("redirect"), ...part }),
  /** With the points of the member whose basket it is. */
  z.strictObject({ ...head, kind: z.literal("pay"), tender: z.literal("loyalty"), ...part }),
]);

/**
 * What a shopper may ask of a lane (POST /api/v1/lanes/{lane}/commands with the kiosk's session).
 * No field carries a price, a weight, an age or "paid": those come from the price book, the scale,
 * an attendant and the terminal. `commandId` is minted once per tap and reused on every retry.
 */
export const shopperCommand = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("start"), locale: localeTag }),
  z.strictObject({ ...head, kind: z.literal("set-locale"), locale: localeTag }),
  /** A code typed on the screen: GTIN, PLU or a receipt for a suspended basket. */
  z.strictObject({ ...head, kind: z.literal("key-code"), code: z.string().trim().min(1).max(512) }),
  /** An item chosen by picture or name; sold by the piece. */
  z.strictObject({ ...head, kind: z.literal("pick-item"), itemId, quantity: z.int().min(1).max(999).default(1) }),
  /** An item sold by weight; the edge takes the weight from its own fresh, stable scale reading. */
  z.strictObject({ ...head, kind: z.literal("weigh-item"), itemId }),
  z.strictObject({ ...head, kind: z.literal("change-quantity"), lineId, quantity: z.int().min(1).max(999) }),
  z.strictObject({ ...head, kind: z.literal("void-line"), lineId }),
  /** Takes a coupon out of the basket again; it stays unused. */
  z.strictObject({ ...head, kind: z.literal("remove-coupon"), couponId: z.string().max(80) }),
  /** The basket is nobody's again: member prices and limits end. */
  z.strictObject({ ...head, kind: z.literal("forget-member") }),
  /** Takes the member's points as a discount on this basket, as the price book has it; and no more. */
  z.strictObject({ ...head, kind: z.literal("use-points") }),
  z.strictObject({ ...head, kind: z.literal("keep-points") }),
  /** How much goes on the gift card that was scanned: the shopper's wish, within the store's limits. */
  z.strictObject({ ...head, kind: z.literal("load-gift-card"), amountMinor: amountMinor.min(1) }),
  /** No money goes on it after all. */
  z.strictObject({ ...head, kind: z.literal("drop-gift-card") }),
  z.strictObject({ ...head, kind: z.literal("dismiss-notice"), noticeId: z.string().max(80) }),
  z.strictObject({ ...head, kind: z.literal("dismiss-message"), messageId: z.string().max(80) }),
  /** "I am using my own bag": the next weight is taken as the bag's, up to the store's limit. */
  z.strictObject({ ...head, kind: z.literal("use-own-bag") }),
  /** "I am not bagging this": the expected weight is no longer waited for; counted and limited by store rules. */
  z.strictObject({ ...head, kind: z.literal("skip-bagging") }),
  z.strictObject({ ...head, kind: z.literal("go-to-bags") }),
  z.strictObject({ ...head, kind: z.literal("choose-bags"), count: z.int().min(0).max(20) }),
  z.strictObject({ ...head, kind: z.literal("back-to-basket") }),
  /** Answers `check-basket`: "yes, everything is scanned". */
  z.strictObject({ ...head, kind: z.literal("confirm-basket") }),
  pay,
  /** Takes one tender of a partly paid basket back by its own way; the rest is due again. */
  z.strictObject({ ...head, kind: z.literal("give-back-tender"), tenderId: attemptId }),
  z.strictObject({ ...head, kind: z.literal("cancel-payment") }),
  z.strictObject({ ...head, kind: z.literal("request-help") }),
  z.strictObject({ ...head, kind: z.literal("cancel-help") }),
  z.strictObject({ ...head, kind: z.literal("suspend") }),
  z.strictObject({ ...head, kind: z.literal("recall"), token: z.string().trim().min(1).max(64) }),
  /** Give the basket up. */
  z.strictObject({ ...head, kind: z.literal("abandon") }),
  z.strictObject({ ...head, kind: z.literal("print-receipt") }),
  /** The saved basket's number on paper. */
  z.strictObject({ ...head, kind: z.literal("print-slip") }),
  z.strictObject({ ...head, kind: z.literal("finish") }),
  z.strictObject({ ...head, kind: z.literal("still-here") }),
]);

export const attendantReason = z.enum([
  "price-on-shelf-differs",
  "damaged",
  "price-match",
  "shopper-changed-mind",
  "scanned-twice",
  "wrong-item",
  "abandoned",
  "suspected-theft",
  "training",
  "other",
]);

/** What staff say to a shopper often: the lane has the words in the shopper's language. */
export const messagePhrase = z.enum(["colleague-coming", "please-wait", "take-your-time", "card-forgotten", "bag-forgotten", "lane-closing", "other-lane-free"]);
/** A chosen phrase, or free text as it was typed. */
export const messageContent = z.union([z.strictObject({ phrase: messagePhrase }), z.strictObject({ text: z.string().trim().min(1).max(140) })]);
export type MessageContent = z.infer<typeof messageContent>;

/** Why an intervention ended as it did. Which of them fit a kind stands in the store's view. */
export const outcomeReason = z.enum([
  "own-bag",
  "moved-in-bag",
  "not-scanned",
  "other-item",
  "scale-wrong",
  "book-weight-wrong",
  "clearly-of-age",
  "card-shown",
  "no-card",
  "too-young",
  "for-somebody-younger",
  "no-code",
  "not-in-price-book",
  "how-it-works",
  "price-question",
  "payment-question",
  "repaired",
  "put-aside",
  "other",
]);
export type OutcomeReason = z.infer<typeof outcomeReason>;

/** What an attendant may ask of a lane (POST /api/v1/attendant/lanes/{lane}/commands). Who did it is taken from the session. */
export const attendantCommand = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("open-lane") }),
  z.strictObject({ ...head, kind: z.literal("pause-lane") }),
  z.strictObject({ ...head, kind: z.literal("close-lane") }),
  /** "I am on my way": the shopper sees that help is coming. */
  z.strictObject({ ...head, kind: z.literal("take-intervention"), interventionId }),
  z.strictObject({
    ...head,
    kind: z.literal("end-intervention"),
    interventionId,
    outcome: z.enum(["approved", "refused", "resolved"]),
    note: z.string().trim().max(200).optional(),
  }),
  /** Takes the lane's last outcome back, for as long as the store's view says; what was asked is asked again. */
  z.strictObject({ ...head, kind: z.literal("undo-outcome"), interventionId }),
  /** Says why the lane's last outcome was what it was: afterwards, so that the outcome itself is one touch. */
  z.strictObject({ ...head, kind: z.literal("explain-outcome"), interventionId, reason: outcomeReason }),
  /** Takes the lane over from the station: the shopper's screen says so and takes no orders, nobody is asked about weights. Ends by
   * `end-assist`, when nothing is done for a while, or with the basket. */
  z.strictObject({ ...head, kind: z.literal("begin-assist") }),
  /** Whoever has taken the lane over at the lane itself stays: it is a staffed till until `end-assist`. */
  z.strictObject({ ...head, kind: z.literal("attend-lane") }),
  z.strictObject({ ...head, kind: z.literal("end-assist") }),
  /** Shown on the lane's screen for so long, or until the shopper puts it away or the basket ends. */
  z.strictObject({ ...head, kind: z.literal("send-message"), content: messageContent, seconds: z.int().min(10).max(600).default(60) }),
  z.strictObject({ ...head, kind: z.literal("withdraw-message") }),
  /** Answers an unknown code with an item of the price book. */
  z.strictObject({ ...head, kind: z.literal("identify-item"), interventionId, itemId, quantity: z.int().min(1).max(999).default(1) }),
  z.strictObject({ ...head, kind: z.literal("attendant-void-line"), lineId, reason: attendantReason }),
  z.strictObject({ ...head, kind: z.literal("void-transaction"), reason: attendantReason }),
  z.strictObject({ ...head, kind: z.literal("override-price"), lineId, unitPriceMinor: amountMinor.min(0), reason: attendantReason }),
  /** The shopper pays no tax: an authority's certificate was shown. */
  z.strictObject({
    ...head,
    kind: z.literal("exempt-tax"),
    certificate: z.string().trim().min(1).max(40),
    reason: z.enum(["diplomatic", "charity", "resale", "export", "government", "other"]),
  }),
  z.strictObject({ ...head, kind: z.literal("attendant-suspend") }),
  z.strictObject({ ...head, kind: z.literal("attendant-recall"), token: z.string().trim().min(1).max(64) }),
  /** Ask the terminal again what became of an unclear payment. There is no "force done". */
  z.strictObject({ ...head, kind: z.literal("query-payment") }),
  /** Cash that was counted into the attendant's hand; what is more than due is given back as change, in the store's currency. Of another
   * currency that the price book has a rate for, in its own minor units. */
  z.strictObject({ ...head, kind: z.literal("take-cash"), tenderedMinor: amountMinor.min(1).max(100_000_000), currency: currencyCode.optional() }),
  // The till: for leads and managers.
  z.strictObject({ ...head, kind: z.literal("open-till"), floatMinor: amountMinor.min(0).max(100_000_000) }),
  z.strictObject({ ...head, kind: z.literal("pay-in-cash"), amountMinor: amountMinor.min(1).max(100_000_000), note: z.string().trim().max(200).optional() }),
  z.strictObject({ ...head, kind: z.literal("pick-up-cash"), amountMinor: amountMinor.min(1).max(100_000_000), note: z.string().trim().max(200).optional() }),
  z.strictObject({ ...head, kind: z.literal("count-till"), counts: z.array(cashCount).max(40) }),
  z.strictObject({ ...head, kind: z.literal("close-till"), counts: z.array(cashCount).max(40) }),
  /** Begins a return at a lane where nobody stands: `receipt` is a receipt number, an e-receipt's token or address, or a transaction id. */
  z.strictObject({ ...head, kind: z.literal("begin-return"), purpose: returnPurpose, receipt: z.string().trim().min(1).max(300) }),
  /** All that comes back, each time anew; what is given for it is in the view. */
  z.strictObject({ ...head, kind: z.literal("choose-return"), lines: z.array(returnLine).max(1_000), reason: returnReason, condition: returnCondition, /** As store credit instead of the way it was paid. */ asVoucher: z.literal(true).optional() }),
  /** `amountMinor`: what the attendant was shown. */
  z.strictObject({ ...head, kind: z.literal("confirm-return"), amountMinor: amountMinor.min(0) }),
  /** Another attempt for a part that was declined. Never while one is unclear. */
  z.strictObject({ ...head, kind: z.literal("retry-refund") }),
  /** Cash of a return was counted into the shopper's hand, or was not: then that part waits to be tried again. */
  z.strictObject({ ...head, kind: z.literal("hand-over-cash"), handed: z.boolean() }),
  /** Only as long as nothing was given, and nothing may have been. */
  z.strictObject({ ...head, kind: z.literal("cancel-return") }),
  /** A voucher's lost paper once more on this lane's printer, marked as a copy. */
  z.strictObject({ ...head, kind: z.literal("reprint-voucher"), number: z.string().trim().min(1).max(48) }),
  z.strictObject({ ...head, kind: z.literal("reprint-receipt"), receiptNumber: z.string().max(32) }),
]);

export const laneRequest = z.union([shopperCommand, attendantCommand]);
export type ShopperCommand = z.infer<typeof shopperCommand>;
export type AttendantCommand = z.infer<typeof attendantCommand>;
export type AttendantReason = z.infer<typeof attendantReason>;
