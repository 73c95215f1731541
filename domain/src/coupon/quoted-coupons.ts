import type { RefusalReason } from "@laneway/contracts";
import type { InStoreScheme } from "../item/in-store-scheme.js";
import { readCode } from "../item/read-code.js";
import type { PricingContext } from "../pricing/types.js";
import { couponContext } from "./coupon-context.js";
import { isSame } from "./decide-coupon.js";
import { readCoupon } from "./read-coupon.js";
import type { Coupon } from "./types.js";

/** The coupons of a quote, and those that do not hold, by name. Whether a single-use one was taken already is known at a lane only. */
export function quotedCoupons(
  texts: readonly string[],
  context: PricingContext,
  schemes: readonly InStoreScheme[],
  retailerId: string | undefined,
): {
  readonly context: ReturnType<typeof couponContext>;
  readonly refused: readonly { readonly code: string; readonly reason: RefusalReason }[];
} {
  const coupons: Coupon[] = [];
  const refused: { code: string; reason: RefusalReason }[] = [];
  const facts = { year: Number(context.localTime.slice(0, 4)), currencyDigits: context.policy.currencyDigits };
  for (const code of texts) {
    const read = readCoupon(code, readCode(code, undefined, schemes, facts), context, retailerId);
    if (!read.ok) refused.push({ code, reason: read.error });
    else if (coupons.some((there) => isSame(there, read.value)))
      refused.push({ code, reason: "coupon-already-there" });
    else coupons.push(read.value);
  }
  return { context: couponContext(coupons), refused };
}
