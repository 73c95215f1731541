import { z } from "zod";
import { messagePhrase } from "./lane-commands.js";
import { deviceClass, deviceFaultCode, weightReading } from "./devices.js";
import { receipt, receiptTender } from "./receipt.js";
import { attemptTender } from "./tender.js";
import { tipQuestion } from "./tip.js";
import { shownVoucher } from "./voucher.js";
import { amountMinor, attemptId, comparisonPrice, currencyCode, interventionId, laneId, lineId, localeTag, ratePpm, storeId, timestampMs, transactionId } from "./units.js";

export const lineView = z.strictObject({
  lineId,
  itemId: z.string(),
  /** In the basket's language. */
  name: z.string(),
  picture: z.string().optional(),
  departmentId: z.string(),
  quantity: z.int(),
  soldBy: z.enum(["each", "weight"]),
  weightGrams: z.int().optional(),
  /** Per piece, or per kilogram. */
  unitPriceMinor: amountMinor,
  /** For comparing: what a kilogram, a litre or a piece of its content costs. */
  comparisonPrice: comparisonPrice.optional(),
  /** Last day to use or to enjoy it, where its code says so: `YYYY-MM-DD`. */
  lastDay: z.string().optional(),
  /** Struck through beside the price when lower than it was. */
  regularUnitPriceMinor: amountMinor.optional(),
  baseMinor: amountMinor,
  discounts: z.array(z.strictObject({ name: z.string(), amountMinor })),
  depositMinor: amountMinor.default(0),
  /** After discounts, with deposit. The sum over lines is the total. */
  totalMinor: amountMinor,
  state: z.enum(["sold", "void", "age-check-due"]),
  priceOverridden: z.boolean(),
  quantityChangeable: z.boolean(),
  /** Money for a gift card: no goods. */
  giftCard: z.literal(true).optional(),
});

/** A coupon in the basket. `waiting`: what it is for is not there (yet). */
export const couponView = z.strictObject({
  couponId: z.string(),
  name: z.string(),
  state: z.enum(["applied", "waiting"]),
  /** What it takes off, shown on the lines too. */
  amountMinor,
});

/** A member's points on this lane. */
export const memberPoints = z.strictObject({
  /** Of the account, less what this basket has taken; absent: headquarters has not told it. */
  balance: z.int().optional(),
  /** What they pay as a tender, all of them; absent: they pay nothing, or the balance is not known. */
  payMinor: amountMinor.optional(),
  /**
   * As a discount. `offered`: they can be used; `asking`: headquarters is setting them aside; `used`: this basket takes them.
   * Absent: there is nothing they could be used for.
   */
  discount: z.enum(["offered", "asking", "used"]).optional(),
  /** With `used`: how many the discount takes as the basket is now. */
  used: z.int().optional(),
});

/** A gift card that was scanned among the goods. `asking`: headquarters is looking at it; `choose`: how much goes on it? */
export const giftCardView = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("asking") }),
  z.strictObject({
    state: z.literal("choose"),
    lastFour: z.string(),
    /** It has been loaded before. */
    known: z.boolean(),
    /** What is on it already; absent: nothing, or it has a PIN. */
    balanceMinor: amountMinor.optional(),
    /** To choose among, and the least and most that can be typed. */
    amountsMinor: z.array(amountMinor),
    minimumMinor: amountMinor,
    maximumMinor: amountMinor,
  }),
]);

export const basketView = z.strictObject({
  transactionId,
  lines: z.array(lineView),
  coupons: z.array(couponView).optional(),
  /** A member stands here: the programme's name, nothing about the person. */
  member: z
    .strictObject({
      programName: z.string(),
      /** Where the programme has points. */
      points: memberPoints.optional(),
    })
    .optional(),
  giftCard: giftCardView.optional(),
  /** An attendant has exempted the basket from tax. */
  taxExempt: z.literal(true).optional(),
  itemCount: z.int(),
  subtotalMinor: amountMinor,
  savingsMinor: amountMinor,
  taxMinor: amountMinor,
  taxes: z.array(z.strictObject({ mark: z.string(), name: z.string(), ratePpm, netMinor: amountMinor, taxMinor: amountMinor, grossMinor: amountMinor })),
  pricesIncludeTax: z.boolean(),
  /** Tax on top of the lines, where some tax groups have it in their prices and others not; absent: all of it or none. */
  addedTaxMinor: amountMinor.optional(),
  totalMinor: amountMinor,
  paidMinor: amountMinor,
  dueMinor: amountMinor,
  /** What was paid so far, in order; each may be given back while the basket is open. */
  tenders: z.array(receiptTender.extend({ tenderId: z.string() })),
});

export const paymentView = z.strictObject({
  attemptId,
  tender: attemptTender,
  /** With the surcharge and the tip. */
  amountMinor,
  tipMinor: amountMinor.optional(),
  surchargeMinor: amountMinor.optional(),
  /** `unclear`: the terminal may or may not have charged; no second attempt may start. */
  state: z.enum(["starting", "show-code", "present-card", "enter-pin", "processing", "remove-card", "cancelling", "unclear", "declined", "aborted", "approved"]),
  /** Of the last refused attempt; the kiosk says it kindly. */
  declineCode: z.string().optional(),
  /** With `show-code`: where the shopper's phone pays, and how long it can. */
  onPhone: z.strictObject({ payUrl: z.string(), providerName: z.string(), remainingMs: z.int().min(0) }).optional(),
});

/** A way to pay that this lane takes. `usable`: it can be used now; a ledger needs headquarters, and none of them buys a gift card. */
export const paymentWay = z.strictObject({
  tender: attemptTender,
  usable: z.boolean(),
  because: z.literal("gift-card-needs-money").optional(),
  /** What it costs more, with its tax, and what is paid then for all that is due. */
  surcharge: z.strictObject({ name: z.string(), amountMinor, payMinor: amountMinor }).optional(),
});

/** What a shopper is told of paper at the lane. */
export const printState = z.enum(["offered", "printing", "waiting", "printed", "failed"]);

/** Where the shopper is. One thing at a time. */
export const laneStep = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("welcome") }),
  z.strictObject({ name: z.literal("basket") }),
  z.strictObject({ name: z.literal("bags") }),
  /** `payment` absent: choose a tender, one of `ways`. */
  z.strictObject({ name: z.literal("payment"), payment: paymentView.optional(), ways: z.array(paymentWay), /** The slip of a bottle machine may be scanned. */ takesSlips: z.literal(true).optional(), /** Asked before a card is. */ tip: tipQuestion.optional() }),
  z.strictObject({
    name: z.literal("thank-you"),
    receipt,
    /** Given for the rest of a voucher; `code` for the shopper's phone. */
    voucher: shownVoucher.optional(),
    print: printState,
    remainingMs: z.int(),
  }),
  z.strictObject({ name: z.literal("suspended"), token: z.string(), print: printState, remainingMs: z.int() }),
]);

/** What just happened, told once on the kiosk; the newest last. */
export const notice = z.strictObject({
  noticeId: z.string(),
  kind: z.enum(["item-added", "item-not-found", "item-refused", "weigh-this-item", "payment-declined", "payment-aborted", "refused-by-attendant", "approved-by-attendant", "price-changed", "recalled", "coupon-added", "coupon-waiting", "member-welcome", "points-not-used"]),
  /** For `weigh-this-item`: which; for `item-refused`: the refusal reason. */
  itemId: z.string().optional(),
  text: z.string().optional(),
  reason: z.string().optional(),
});

export const nudge = z.strictObject({
  kind: z.enum(["place-item", "unexpected-item", "item-removed", "wrong-weight", "own-bag", "check-basket"]),
  itemName: z.string().optional(),
});

export const interventionKind = z.enum([
  "unknown-item",
  "age-restriction",
  "weight-mismatch",
  "help",
  "device-fault",
  "payment-unclear",
  "basket-left",
  "item-blocked",
  "cash-give-back",
  "refund-refused",
  "basket-check",
]);

export const interventionSummary = z.strictObject({
  interventionId,
  kind: interventionKind,
  state: z.enum(["waiting", "coming"]),
  /** Blocks payment until ended. */
  blocking: z.boolean(),
  sinceMs: timestampMs,
  /** 1 is next. */
  placeInQueue: z.int().min(1),
  itemName: z.string().optional(),
  /** Only while an attendant works the lane at its own screen: what they may answer. */
  outcomes: z.array(z.enum(["approved", "refused", "resolved"])).optional(),
  minimumAge: z.int().optional(),
  bornBefore: z.string().optional(),
});

/** An attendant has taken the lane over. */
export const assistView = z.strictObject({
  name: z.string(),
  /** `lane`: this screen works for the attendant now. `station`: it only shows what they do. */
  at: z.enum(["station", "lane"]),
  /** For one basket after another, as a staffed till. */
  attended: z.boolean(),
  /** Of a lane that takes cash: is its till open, and at the payment step what is due in coins that exist. */
  cash: z.strictObject({ tillOpen: z.boolean(), dueMinor: amountMinor.optional() }).optional(),
});

/** How a raised fault changes what the shopper can do. */
export const laneFault = z.strictObject({
  device: deviceClass,
  code: deviceFaultCode,
  effect: z.enum(["none", "no-scanning", "no-weighing", "no-paper-receipt", "no-card-payment", "no-bagging-check"]),
});

/** Retained on the lane's view topic and answered by GET /api/v1/lanes/{lane}/view: all a kiosk needs to draw itself. */
export const laneView = z.strictObject({
  storeId,
  storeName: z.string(),
  laneId,
  laneName: z.string(),
  /** Rises with every change; a view with a lower one is stale. */
  version: z.int().min(0),
  /** Of the edge process: a new one resets `version` comparison. */
  bootId: z.string(),
  mode: z.enum(["open", "paused", "closed"]),
  training: z.boolean(),
  locale: localeTag,
  locales: z.array(localeTag),
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  step: laneStep,
  basket: basketView.optional(),
  notices: z.array(notice),
  nudge: nudge.optional(),
  interventions: z.array(interventionSummary),
  assist: assistView.optional(),
  /** From a colleague to whoever stands here: a phrase to be said in the shopper's language, or text as it was typed. */
  message: z.strictObject({ messageId: z.string(), from: z.string(), phrase: messagePhrase.optional(), text: z.string().optional() }).optional(),
  faults: z.array(laneFault),
  /** The idle question is on screen: how long until the basket is set aside. */
  idle: z.strictObject({ remainingMs: z.int() }).optional(),
  /** Headquarters reachable. Selling goes on without. */
  online: z.boolean(),
  hasProduceScale: z.boolean(),
  hasPrinter: z.boolean(),
  hasSecurityScale: z.boolean(),
});

/** Retained on the weight topic while the produce scale moves. */
export const weightView = z.strictObject({ reading: weightReading, atMs: timestampMs });

export type LineView = z.infer<typeof lineView>;
export type CouponView = z.infer<typeof couponView>;
export type GiftCardView = z.infer<typeof giftCardView>;
export type BasketView = z.infer<typeof basketView>;
export type PaymentWay = z.infer<typeof paymentWay>;
export type PaymentView = z.infer<typeof paymentView>;
export type PrintState = z.infer<typeof printState>;
export type LaneStep = z.infer<typeof laneStep>;
export type Notice = z.infer<typeof notice>;
export type Nudge = z.infer<typeof nudge>;
export type InterventionKind = z.infer<typeof interventionKind>;
export type InterventionSummary = z.infer<typeof interventionSummary>;
export type AssistView = z.infer<typeof assistView>;
export type LaneFault = z.infer<typeof laneFault>;
export type LaneView = z.infer<typeof laneView>;
export type WeightView = z.infer<typeof weightView>;
