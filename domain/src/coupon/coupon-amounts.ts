import type { Transaction } from "../lane/types.js";
import { promotionIndexOf } from "../promotion/promotion-index.js";
import { makerCouponIds } from "./coupon-context.js";
import type { PresentedCoupon } from "./types.js";

/** What each coupon of a basket takes off, as it is priced now; 0: it waits for what it is for. */
export function couponAmounts(
  transaction: Transaction,
): readonly { readonly coupon: PresentedCoupon; readonly amountMinor: number }[] {
  const { coupons = [], priced } = transaction;
  if (coupons.length === 0) return [];
  const given = new Map<string, number>();
  for (const { discounts } of priced.lines)
    for (const { promotionId, amountMinor } of discounts)
      given.set(promotionId, (given.get(promotionId) ?? 0) + amountMinor);
  const makers = makerCouponIds(coupons);
  return coupons.map((coupon) => {
    const ids = coupon.kind === "book" ? coupon.promotionIds : [makers.get(coupon) ?? ""];
    return { coupon, amountMinor: ids.reduce((sum, id) => sum + (given.get(id) ?? 0), 0) };
  });
}

/** What a paid basket has used up of what is counted over all baskets. */
export interface Uses {
  readonly memberId: string | undefined;
  readonly promotions: readonly { readonly promotionId: string; readonly amountMinor: number }[];
  readonly couponKeys: readonly string[];
}

/** Coupons that gave nothing stay unused. Undefined: there is nothing to count. */
export function usesOf(transaction: Transaction, promotions: readonly unknown[]): Uses | undefined {
  const couponKeys = couponAmounts(transaction).flatMap(({ coupon, amountMinor }) =>
    amountMinor > 0 && coupon.useKey !== undefined ? [coupon.useKey] : [],
  );
  const limited = promotions.length === 0 ? undefined : promotionIndexOf(promotions).limited;
  const given = new Map<string, number>();
  for (const { discounts } of transaction.priced.lines) {
    for (const { promotionId, amountMinor } of discounts)
      if (limited?.has(promotionId) === true)
        given.set(promotionId, (given.get(promotionId) ?? 0) + amountMinor);
  }
  if (couponKeys.length === 0 && given.size === 0) return undefined;
  return {
    memberId: transaction.memberId,
    promotions: [...given].map(([promotionId, amountMinor]) => ({ promotionId, amountMinor })),
    couponKeys,
  };
}
