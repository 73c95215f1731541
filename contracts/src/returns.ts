import { z } from "zod";
import { attemptTender } from "./tender.js";
import { amountMinor, lineId } from "./units.js";

/** `post-void`: the whole transaction is undone, on its own business date. */
export const returnPurpose = z.enum(["return", "post-void"]);
export const returnReason = z.enum(["changed-mind", "damaged", "wrong-item", "wrong-price", "quality", "other"]);
export const returnCondition = z.enum(["unopened", "opened"]);

/** What comes back of one line: pieces, or grams of a line sold by weight. */
export const returnLine = z.strictObject({ lineId, count: z.int().min(1).max(1_000_000) });

/** A return as the attendants' station shows it: nothing is left to be computed. */
export const returnView = z.strictObject({
  returnId: z.string(),
  purpose: returnPurpose,
  receiptNumber: z.string(),
  businessDate: z.string(),
  /** The store that sold, when it is another one. */
  storeName: z.string().optional(),
  lines: z.array(
    z.strictObject({
      lineId,
      name: z.string(),
      unit: z.enum(["pieces", "grams"]),
      sold: z.int(),
      /** What can still come back. */
      left: z.int().min(0),
      /** What is given back for all that is left. */
      leftMinor: amountMinor,
      chosen: z.int().min(0),
      refundMinor: amountMinor,
    }),
  ),
  /** Of the goods: what is confirmed. */
  totalMinor: amountMinor,
  /** With surcharges and tips: what goes back in all; absent: the same. */
  givesMinor: amountMinor.optional(),
  /** Where it goes, in the order in which it goes there. */
  parts: z.array(
    z.strictObject({
      /** What paid, and so what is given back to. */
      tender: z.enum([...attemptTender.options, "cash", "voucher"]),
      details: z.array(z.string()),
      amountMinor,
      /** Undone without a card; given to the card that is presented; booked back by headquarters; out of the lane's till; as store credit. */
      way: z.enum(["reversal", "refund", "credit", "cash", "voucher"]),
      /** In `amountMinor` besides the goods: the surcharge in proportion, and the tip of a sale that is undone. */
      surchargeMinor: amountMinor.optional(),
      tipMinor: amountMinor.optional(),
      /** Of cash: what goes into the shopper's hand, in coins that exist. */
      handedMinor: amountMinor.optional(),
      /** `promised`: headquarters will book it as soon as it can be asked; the return goes on. */
      state: z.enum(["planned", "running", "unclear", "declined", "promised", "given"]),
    }),
  ),
  /** The shopper takes a voucher instead of the way it was paid. */
  asVoucher: z.literal(true).optional(),
  confirmed: z.boolean(),
  /** Whether headquarters holds what comes back, so that no other store can have it: being asked, or why it does not. Absent: it need not, or does. */
  hold: z.enum(["asking", "already-returned", "gift-card-spent", "no-answer", "refused"]).optional(),
});
/** Money that headquarters still has to book back, of returns that are over. Each ends by itself. */
export const refundWaiting = z.strictObject({
  attemptId: z.string(),
  /** Of the refund. */
  receiptNumber: z.string(),
  details: z.array(z.string()),
  amountMinor,
  sinceMs: z.int(),
});
export type RefundWaiting = z.infer<typeof refundWaiting>;
export type ReturnPurpose = z.infer<typeof returnPurpose>;
export type ReturnReason = z.infer<typeof returnReason>;
export type ReturnCondition = z.infer<typeof returnCondition>;
export type ReturnView = z.infer<typeof returnView>;
