import type { Promotion } from "@laneway/contracts";
import { weekdayOf } from "../pricing/calendar.js";
import type { PricingContext } from "../pricing/types.js";
import { couponKeys } from "./promotion-index.js";

/** Whether a promotion holds at all here and now: everything but its conditions on the basket. */
export function isEligible(promotion: Promotion, context: PricingContext): boolean {
  const { localTime } = context;
  if (promotion.from !== undefined && localTime < promotion.from) return false;
  if (promotion.to !== undefined && localTime >= promotion.to) return false;
  if (promotion.channels !== undefined && !promotion.channels.includes(context.channel)) return false;
  if (promotion.storeIds !== undefined && !promotion.storeIds.includes(context.storeId)) return false;
  if (
    promotion.regions !== undefined &&
    (context.region === undefined || !promotion.regions.includes(context.region))
  )
    return false;
  if (!overlaps(promotion.customerGroups, context.customerGroups)) return false;
  if (!overlaps(promotion.events, context.events ?? [])) return false;
  if (promotion.coupon !== undefined && !overlaps(couponKeys(promotion.coupon), context.coupons ?? []))
    return false;
  if (promotion.memberIds !== undefined && !promotion.memberIds.includes(context.shopper?.memberId ?? ""))
    return false;
  if (promotion.weekdays !== undefined && !promotion.weekdays.includes(weekdayOf(localTime.slice(0, 10))))
    return false;
  if (
    promotion.timesOfDay !== undefined &&
    !promotion.timesOfDay.some((span) => isWithin(span, localTime.slice(11)))
  )
    return false;
  return (
    usesLeft(promotion, context) &&
    (leftOf(promotion, context) > 0 || promotion.limits.budgetMinor === undefined)
  );
}

const overlaps = (wanted: readonly string[] | undefined, given: readonly string[]): boolean =>
  wanted === undefined || wanted.some((each) => given.includes(each));

/** A span whose end is before its beginning passes midnight. */
const isWithin = ({ from, to }: { readonly from: string; readonly to: string }, time: string): boolean =>
  from < to ? time >= from && time < to : time >= from || time < to;

/** Nobody's uses can be counted: somebody unknown has used it up never. The lane asks for a member's card instead. */
function usesLeft({ promotionId, limits }: Promotion, { shopper }: PricingContext): boolean {
  return (
    limits.usesPerShopper === undefined ||
    (shopper?.promotionUses?.[promotionId] ?? 0) < limits.usesPerShopper
  );
}

/** What a promotion may still give in this basket. */
export function leftOf({ promotionId, limits }: Promotion, { spentMinor }: PricingContext): number {
  const budget =
    limits.budgetMinor === undefined
      ? Number.MAX_SAFE_INTEGER
      : limits.budgetMinor - (spentMinor?.[promotionId] ?? 0);
  return Math.max(0, Math.min(limits.maximumDiscountMinor ?? Number.MAX_SAFE_INTEGER, budget));
}
