import { z } from "zod";
import { amountMinor, currencyCode, lineId, ratePpm } from "./units.js";

/** One step of how a line's price came about; the attendant station puts it into words. */
export const priceStep = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("price-book"),
    bookId: z.string(),
    version: z.int(),
    unitPriceMinor: amountMinor,
    because: z.enum(["regular", "limited", "markdown", "event"]),
    /** What the entry of the price book is limited to, where it is. */
    customerGroup: z.string().optional(),
    place: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("price-in-code"), amountMinor }),
  z.strictObject({ kind: z.literal("attendant-price"), unitPriceMinor: amountMinor }),
  z.strictObject({ kind: z.literal("by-piece"), quantity: z.int(), unitPriceMinor: amountMinor, amountMinor }),
  z.strictObject({ kind: z.literal("by-weight"), weightGrams: z.int(), unitPriceMinor: amountMinor, amountMinor }),
  z.strictObject({ kind: z.literal("promotion"), promotionId: z.string(), name: z.string(), amountMinor, because: z.string() }),
  z.strictObject({ kind: z.literal("deposit"), amountMinor }),
  z.strictObject({ kind: z.literal("tax"), taxGroup: z.string(), name: z.string(), ratePpm, taxMinor: amountMinor, inPrice: z.boolean() }),
]);

export const explainedLine = z.strictObject({ lineId, name: z.string(), totalMinor: amountMinor, steps: z.array(priceStep) });

/**
 * GET /api/v1/attendant/lanes/{lane}/prices (the open basket) and /api/v1/attendant/receipts/{receiptNumber}/prices (out of
 * the journal, however old): why every line costs what it costs.
 */
export const priceExplanation = z.strictObject({
  currency: currencyCode,
  currencyDigits: z.int().min(0).max(4),
  priceBook: z.strictObject({ bookId: z.string(), version: z.int() }),
  lines: z.array(explainedLine),
});

export type PriceStep = z.infer<typeof priceStep>;
export type PriceExplanation = z.infer<typeof priceExplanation>;
