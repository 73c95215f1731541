import type { Promotion } from "@laneway/contracts";
import type { PricingContext } from "../pricing/types.js";
import type { Coupon } from "./types.js";

type MakerCoupon = Extract<Coupon, { kind: "maker" }>;

/**
 * What pricing is told of the coupons in a basket. Their order never shows who came first: makers' coupons stand by what
 * they save, then by their data, and equal ones are numbered.
 */
export function couponContext(
  coupons: readonly Coupon[],
): Required<Pick<PricingContext, "coupons" | "makerCoupons">> {
  return {
    coupons: [...new Set(coupons.flatMap((coupon) => (coupon.kind === "book" ? coupon.key : [])))],
    makerCoupons: [...makerCouponIds(coupons)].map(([coupon, promotionId]) => ({
      ...(coupon as MakerCoupon).promotion,
      promotionId,
    })),
  };
}

/** Under which promotion each maker's coupon stands on the lines, in the order in which they have their turn. */
export function makerCouponIds(coupons: readonly Coupon[]): ReadonlyMap<Coupon, string> {
  const makers = coupons.filter((coupon): coupon is MakerCoupon => coupon.kind === "maker");
  const ordered = makers.toSorted(
    (a, b) => savedBy(b.promotion) - savedBy(a.promotion) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  const times = new Map<string, number>();
  return new Map(
    ordered.map((coupon) => {
      const time = (times.get(coupon.key) ?? 0) + 1;
      times.set(coupon.key, time);
      const { promotionId } = coupon.promotion;
      return [coupon, time === 1 ? promotionId : `${promotionId}#${time}`];
    }),
  );
}

/** A guide only: which of two coupons for the same goods has its turn first. */
function savedBy({ effects }: Promotion): number {
  const [effect] = effects;
  if (effect?.kind !== "maker-coupon") return 0;
  const { save } = effect;
  if (save.kind === "free") return save.maximumMinor ?? Number.MAX_SAFE_INTEGER;
  return save.kind === "percent" ? save.percentPpm : save.amountMinor;
}
