import { couponContext } from "../coupon/coupon-context.js";
import type { Draft } from "../lane/draft.js";
import type { Transaction } from "../lane/types.js";
import type { PricingContext } from "../pricing/types.js";
import { promotionIndexOf } from "../promotion/promotion-index.js";

/**
 * Prices as they are for the basket of this shopper: with the member's groups, the coupons presented, an exemption from tax.
 * What the member has used before came in with `pricing`.
 */
export function shopperPricing(pricing: PricingContext, transaction: Transaction | undefined): PricingContext {
  if (transaction === undefined) return pricing;
  const { memberId, membership, coupons = [], taxExemption, pointsHold } = transaction;
  const points = pointsHold?.state === "held" ? { points: pointsHold.points } : {};
  return {
    ...pricing,
    customerGroups: membership?.customerGroups ?? pricing.customerGroups,
    ...couponContext(coupons),
    shopper: memberId === undefined ? { promotionUses: usedUp(pricing) } : { ...pricing.shopper, ...points, memberId },
    taxExempt: taxExemption !== undefined,
  };
}

export const pricingOf = ({ knowledge, state }: Draft): PricingContext =>
  shopperPricing(knowledge.pricing, state.transaction);

/** Uses of somebody unknown cannot be counted: what is limited by shopper is for members. */
function usedUp({ promotions }: PricingContext): Readonly<Record<string, number>> {
  const uses: Record<string, number> = {};
  if (promotions.length === 0) return uses;
  for (const { promotionId, limits } of promotionIndexOf(promotions).limited.values())
    if (limits.usesPerShopper !== undefined) uses[promotionId] = limits.usesPerShopper;
  return uses;
}
