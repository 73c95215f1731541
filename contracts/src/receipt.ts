import { z } from "zod";
import { returnPurpose, returnReason } from "./returns.js";
import { receiptSignature } from "./signature.js";
import { amountMinor, comparisonPrice, currencyCode, laneId, localeTag, ratePpm, storeId, timestampMs, transactionId } from "./units.js";

/**
 * A receipt as facts, not as text: rendered for paper, screen and e-receipt from this one value.
 * Sum of `lines[].totalMinor` plus `taxOnTop` plus `roundingMinor` is `totalMinor`; tax rows add up to `taxMinor`.
 */
export const receiptLine = z.strictObject({
  kind: z.enum(["item", "void", "deposit", "bag", "gift-card", "surcharge"]),
  name: z.string(),
  quantity: z.int(),
  /** Present when sold by weight; then `unitPriceMinor` is per kilogram. */
  weightGrams: z.int().optional(),
  unitPriceMinor: amountMinor,
  /** Before discounts. */
  baseMinor: amountMinor,
  discounts: z.array(z.strictObject({ name: z.string(), amountMinor })),
  totalMinor: amountMinor,
  taxMark: z.string(),
  /** For comparing, where the item's content is known: per kilogram, litre or piece. */
  comparisonPrice: comparisonPrice.optional(),
  /** Of a sale that put money on a gift card. `later`: headquarters could not be reached, and loads it when the sale arrives. */
  loads: z.enum(["at-once", "later"]).optional(),
  /** Set when an attendant changed the price. */
  priceOverridden: z.boolean().default(false),
});

/** Cash of another currency as it was handed over, and the rate it was taken at. */
export const foreignCash = z.strictObject({
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  amountMinor,
  units: z.int().min(1),
  storePpm: z.int().min(1),
  asOf: z.string(),
  /** Of the price book that held the rate. */
  priceBookVersion: z.int(),
});

export const receiptTender = z.strictObject({
  kind: z.enum(["card", "cash", "gift-card", "voucher", "loyalty", "redirect", "deposit-slip"]),
  /** Of the total, with its surcharge. */
  amountMinor,
  /** Beside the total, for the people of the store; absent: none. */
  tipMinor: amountMinor.optional(),
  /** With a tip: all that was charged. */
  chargedMinor: amountMinor.optional(),
  /** Scheme, masked number, authorisation, terminal: as the card schemes want them printed. */
  details: z.array(z.string()).default([]),
  /** It was worth more than was due: the voucher that was given for the rest. */
  rest: z.strictObject({ number: z.string(), amountMinor }).optional(),
  /** `amountMinor` is then what it was worth. */
  foreign: foreignCash.optional(),
  /** The terminal approved the card without its host. */
  offline: z.literal(true).optional(),
});

/** What a country's law wants on the receipt, signed by a fiscal unit. */
export const fiscalBlock = z.strictObject({
  scheme: z.literal("AT-RKSV"),
  /** For a machine to read, shown as a QR code. */
  code: z.string().max(1_000),
  /** False: the unit was away, and the receipt has to say so. */
  signed: z.boolean(),
});

/** Of the receipt of a return or a post void: the sale it gives back. All its amounts are negative. */
export const refundOf = z.strictObject({
  purpose: returnPurpose,
  receiptNumber: z.string(),
  businessDate: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  transactionId,
  /** The store that sold; absent: this one. */
  storeId: storeId.optional(),
  reason: returnReason,
});

/** What a sale did to a member's points. Nothing about the person. */
export const receiptPoints = z.strictObject({
  programName: z.string(),
  earned: z.int().min(0),
  /** As a discount or a tender. */
  used: z.int().min(0),
});

export const receipt = z.strictObject({
  seller: z.strictObject({
    name: z.string(),
    addressLines: z.array(z.string()),
    taxId: z.string().optional(),
  }),
  storeId,
  laneId,
  transactionId,
  /** Gapless per lane. */
  receiptNumber: z.string(),
  businessDate: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  completedAtMs: timestampMs,
  timeZone: z.string(),
  locale: localeTag,
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  lines: z.array(receiptLine),
  savingsMinor: amountMinor,
  taxes: z.array(
    z.strictObject({ mark: z.string(), name: z.string(), ratePpm, netMinor: amountMinor, taxMinor: amountMinor, grossMinor: amountMinor }),
  ),
  pricesIncludeTax: z.boolean(),
  taxMinor: amountMinor,
  /** Tax on top of the lines, where some tax groups have it in their prices and others not; absent: all of it or none. */
  addedTaxMinor: amountMinor.optional(),
  roundingMinor: amountMinor.default(0),
  totalMinor: amountMinor,
  tenders: z.array(receiptTender),
  changeMinor: amountMinor.default(0),
  /** Address of the e-receipt, printed and shown as a QR code. */
  eReceiptUrl: z.string().optional(),
  /** The certificate under which no tax was charged. */
  taxExemption: z.strictObject({ certificate: z.string(), reason: z.string() }).optional(),
  points: receiptPoints.optional(),
  training: z.boolean().default(false),
  refundOf: refundOf.optional(),
  notice: z.string().optional(),
  /** The store's own, over everything above. Absent on receipts of older versions. */
  signature: receiptSignature.optional(),
  /** Added when the fiscal unit has signed, or failed to; not under `signature`, because it comes later and is signed itself. */
  fiscal: fiscalBlock.optional(),
});
export type ReceiptLine = z.infer<typeof receiptLine>;
export type ForeignCash = z.infer<typeof foreignCash>;
export type ReceiptPoints = z.infer<typeof receiptPoints>;
export type ReceiptTender = z.infer<typeof receiptTender>;
export type FiscalBlock = z.infer<typeof fiscalBlock>;
export type Receipt = z.infer<typeof receipt>;
