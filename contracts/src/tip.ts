import { z } from "zod";
import { amountMinor } from "./units.js";

/** Under `tenders.tips` of the configuration; a lane's profile may say otherwise about `enabled`. */
export const tipRules = z.strictObject({
  /** Shoppers are asked before they pay by card. */
  enabled: z.boolean().default(false),
  /** Offered, in per cent of what is due. */
  percents: z.array(z.int().min(1).max(100)).min(1).max(4).default([5, 10, 15]),
  /** The most that a tip may be. */
  maximumMinor: amountMinor.min(1).default(50_00),
});

/** What a shopper is asked before the card is: amounts in minor units, nothing chosen beforehand. */
export const tipQuestion = z.strictObject({
  choices: z.array(z.strictObject({ percent: z.int(), tipMinor: amountMinor, payMinor: amountMinor })),
  /** Without a tip. */
  payMinor: amountMinor,
  maximumMinor: amountMinor,
});

export type TipQuestion = z.infer<typeof tipQuestion>;
