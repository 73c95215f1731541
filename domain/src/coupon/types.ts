import type { LocalizedText, Promotion } from "@laneway/contracts";

/** A coupon as it was read: the price book's own, or a maker's that says itself what it gives. */
export type Coupon =
  | {
      readonly kind: "book";
      /** What the price book knows it under: its code, or the beginning of its serial number. */
      readonly key: string;
      readonly names: LocalizedText;
      /** The promotions it sets off. */
      readonly promotionIds: readonly string[];
      /** Under which it is written down as used; absent: it may be used again and again. */
      readonly useKey: string | undefined;
    }
  | {
      readonly kind: "maker";
      /** The whole of its data. */
      readonly key: string;
      readonly names: LocalizedText;
      readonly promotion: Promotion;
      readonly useKey: string | undefined;
    };

/** A coupon in a basket. */
export type PresentedCoupon = Coupon & { readonly couponId: string };

export type CouponProblem =
  | "coupon-unknown"
  | "coupon-not-yet-valid"
  | "coupon-expired"
  | "coupon-not-for-this-store"
  | "coupon-for-colleague";
