import { z } from "zod";
import { channel, localizedText, priceBookSnapshot, pricePolicy, roundingMode } from "./price-book.js";
import { refusal, refusalReason } from "./refusals.js";
import { amountMinor, comparisonPrice, currencyCode, lineId, ratePpm, weightGrams } from "./units.js";

/*
 * POST /api/v1/quote: what a basket costs, by the same core that prices it on a lane. The edge server and
 * headquarters answer alike; `npm run quote -- FILE` takes the same request from a file.
 */

/** The store's arithmetic. What is absent is as the price book has it, else the default (docs/PRICING.md). */
export const quotePolicy = pricePolicy.extend({
  /** Cash is paid in steps of this many minor units; absent: the currency's own. */
  cashStepMinor: z.int().min(1).max(1_000_000).optional(),
  cashRounding: roundingMode.optional(),
});

const texts = z.array(z.string().min(1).max(64)).max(100);

export const quoteLine = z
  .strictObject({
    /** Absent: `1`, `2` … by place. */
    lineId: lineId.optional(),
    /** The item, or a code as scanned or keyed. */
    itemId: z.string().min(1).max(64).optional(),
    code: z.string().min(1).max(512).optional(),
    aim: z.string().max(3).optional(),
    quantity: z.int().min(1).max(9_999).default(1),
    weightGrams: weightGrams.min(1).max(1_000_000).optional(),
    /** A price set by hand; no promotion touches the line then. */
    unitPriceMinor: amountMinor.min(0).optional(),
    expiryDate: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/, "a date such as 2026-11-23")
      .optional(),
  })
  .refine(
    (line) => (line.itemId === undefined) !== (line.code === undefined),
    "exactly one of itemId and code",
  );

export const quoteRequest = z.strictObject({
  /** Absent: the stored price book in force. */
  priceBook: priceBookSnapshot.optional(),
  policy: quotePolicy.default({}),
  context: z
    .strictObject({
      channel: channel.default("online"),
      storeId: z.string().max(32).optional(),
      region: z.string().max(64).optional(),
      customerGroups: texts.default([]),
      /** On the store's clock; absent: now. */
      localTime: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "a local date and time such as 2026-11-23T08:00")
        .optional(),
      /** Events that are on beside those of the price book. */
      events: texts.default([]),
      /** Codes as scanned or keyed: of the price book's coupons, or element strings of makers' coupons (AI 8110, 8112). */
      coupons: z.array(z.string().min(1).max(128)).max(100).default([]),
      /** A member's number, for promotions meant for single members. */
      memberId: z.string().min(1).max(64).optional(),
      shopper: z
        .strictObject({
          orderNumber: z.int().min(1).optional(),
          points: z.int().min(0).optional(),
          promotionUses: z.record(z.string(), z.int().min(0)).optional(),
        })
        .default({}),
      spentMinor: z.record(z.string(), amountMinor).optional(),
      taxExempt: z.boolean().default(false),
      /** Where in-store codes are read by national layouts; ISO 3166 alpha-2. Absent: the store's. */
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
    })
    .prefault({}),
  lines: z.array(quoteLine).max(1_000),
  /** How it is to be paid as a whole; absent: not known, and no surcharge is told. */
  payBy: z.enum(["card", "redirect"]).optional(),
  delivery: z
    .strictObject({ amountMinor: amountMinor.min(0), taxGroup: z.string().min(1).max(32) })
    .optional(),
});

export const quotedDiscount = z.strictObject({
  promotionId: z.string(),
  names: localizedText,
  amountMinor,
  /** The kind of the promotion's effect, and which of its effects it was. */
  because: z.string(),
  effectIndex: z.int().optional(),
});

export const quotedLine = z.strictObject({
  lineId: z.string(),
  /** Absent on the delivery charge. */
  itemId: z.string().optional(),
  names: localizedText,
  quantity: z.int(),
  weightGrams: weightGrams.optional(),
  /** Per piece, or per kilogram when sold by weight. */
  unitPriceMinor: amountMinor,
  regularUnitPriceMinor: amountMinor,
  /** For the shelf: per kilogram, litre or piece of content. */
  comparisonPrice: comparisonPrice.optional(),
  baseMinor: amountMinor,
  discounts: z.array(quotedDiscount),
  depositMinor: amountMinor,
  totalMinor: amountMinor,
  taxMinor: amountMinor,
  taxMark: z.string(),
});

export const quotedTax = z.strictObject({
  taxGroup: z.string(),
  mark: z.string(),
  names: localizedText,
  ratePpm,
  netMinor: amountMinor,
  taxMinor: amountMinor,
  grossMinor: amountMinor,
  components: z
    .array(z.strictObject({ componentId: z.string(), names: localizedText, ratePpm, taxMinor: amountMinor }))
    .optional(),
});

export const quote = z.strictObject({
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  pricesIncludeTax: z.boolean(),
  lines: z.array(quotedLine),
  subtotalMinor: amountMinor,
  savingsMinor: amountMinor,
  taxes: z.array(quotedTax),
  taxMinor: amountMinor,
  totalMinor: amountMinor,
  /** What is due when it is paid in cash. */
  cashDueMinor: amountMinor,
  /** With `payBy`, where that way of paying costs more: beside `totalMinor`. `grossMinor`: with its tax. */
  surcharge: z
    .strictObject({ tender: z.string(), names: localizedText, amountMinor, taxGroup: z.string(), taxMinor: amountMinor, grossMinor: amountMinor, payMinor: amountMinor })
    .optional(),
  pointsUsed: z.int().optional(),
  /** Coupons of the request that do not hold, and why; absent: none. */
  refusedCoupons: z.array(z.strictObject({ code: z.string(), reason: refusalReason })).optional(),
  versions: z.strictObject({ priceBook: z.strictObject({ bookId: z.string(), version: z.int() }) }),
});

/** Refused with status 400; every wrong field is named by its path. */
export const quoteAnswer = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("quoted"), quote }),
  z.strictObject({ result: z.literal("refused"), refusal }),
]);

export type QuoteRequest = z.infer<typeof quoteRequest>;
export type QuotePolicy = z.infer<typeof quotePolicy>;
export type Quote = z.infer<typeof quote>;
export type QuotedLine = z.infer<typeof quotedLine>;
export type QuoteAnswer = z.infer<typeof quoteAnswer>;
