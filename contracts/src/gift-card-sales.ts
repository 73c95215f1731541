import { z } from "zod";
import { amountMinor } from "./units.js";

/** Gift cards from the rack that lanes sell, and cards that they reload. */
export const giftCardSales = z
  .strictObject({
    enabled: z.boolean().default(true),
    /** To choose among, in minor units. */
    amountsMinor: z.array(amountMinor.min(1)).min(1).max(6).default([10_00, 25_00, 50_00]),
    /** Of an amount that is typed, and of those above. */
    minimumMinor: amountMinor.min(1).default(5_00),
    maximumMinor: amountMinor.min(1).default(150_00),
  })
  .refine(({ amountsMinor, minimumMinor, maximumMinor }) => amountsMinor.every((each) => each >= minimumMinor && each <= maximumMinor), "amounts between minimumMinor and maximumMinor");
