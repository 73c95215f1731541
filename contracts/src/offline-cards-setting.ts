import { z } from "zod";
import { amountMinor } from "./units.js";

/** Card payments that a terminal approves without its host. The store bears the risk of each until it is forwarded. */
export const offlineCardsSetting = z.strictObject({
  enabled: z.boolean().default(false),
  /** The most for one payment. */
  eachMinor: amountMinor.min(1).default(50_00),
  /** The most for all that are not forwarded yet, over all lanes together. */
  sumMinor: amountMinor.min(1).default(1_000_00),
  /** How long a lead may allow it at once. */
  minutes: z.int().min(1).max(1_440).default(240),
  /** A payment that a terminal has kept for longer is at risk. */
  atRiskHours: z.int().min(1).max(168).default(20),
});
