import { err, ok, type Promotion, type Result } from "@laneway/contracts";
import type { CodeReading } from "../item/read-code.js";
import type { PricingContext } from "../pricing/types.js";
import { promotionIndexOf } from "../promotion/promotion-index.js";
import { couponNames, makerOffer } from "./maker-offer.js";
import type { Coupon, CouponProblem } from "./types.js";

/** Whether the price book has a coupon under this text. */
export const isBookCoupon = (text: string, promotions: readonly unknown[]): boolean =>
  promotions.length > 0 && keyOf(text, promotions) !== undefined;

/**
 * What a coupon is, here and now. `reading` is what its code was read as: a maker's coupon says itself what it gives
 * (AI 8110), or names an offer that the price book has under `<funder>-<offer>` (AI 8112); any other text is looked up among
 * the coupons of the price book. Refused by name: nothing is said about the basket, which may still come to fit.
 */
export function readCoupon(
  text: string,
  reading: CodeReading,
  context: PricingContext,
  retailerPrefix: string | undefined,
): Result<Coupon, CouponProblem> {
  if (reading.kind !== "coupon") return bookCoupon(text, undefined, context);
  const { fields, data } = reading;
  if (reading.ai === "8112")
    return bookCoupon(`${fields.funderId ?? ""}-${fields.offerCode ?? ""}`, fields.serial, context);
  const offer = makerOffer(fields, `8110:${data}`, context, retailerPrefix);
  if (!offer.ok) return offer;
  const useKey = fields.serial === undefined ? undefined : `8110:${data}`;
  return ok({ kind: "maker", key: data, names: couponNames, promotion: offer.value, useKey });
}

function bookCoupon(
  text: string,
  serial: string | undefined,
  context: PricingContext,
): Result<Coupon, CouponProblem> {
  const { promotions, localTime } = context;
  const key = promotions.length === 0 ? undefined : keyOf(text, promotions);
  const found = key === undefined ? [] : (promotionIndexOf(promotions).byCoupon.get(key) ?? []);
  const meant = found.map(({ promotion }) => promotion);
  const [first] = meant;
  if (key === undefined || first === undefined) return err("coupon-unknown");
  const here = meant.filter((promotion) => isForHere(promotion, context));
  if (here.length === 0) return err("coupon-not-for-this-store");
  const begun = here.filter(({ from }) => from === undefined || localTime >= from);
  if (begun.length === 0) return err("coupon-not-yet-valid");
  if (begun.every(({ to }) => to !== undefined && localTime >= to)) return err("coupon-expired");
  const once = serial !== undefined || key !== text || meant.some(({ coupon }) => coupon?.singleUse === true);
  return ok({
    kind: "book",
    key,
    names: first.names,
    promotionIds: begun.map(({ promotionId }) => promotionId),
    useKey: once ? `${text}${serial === undefined ? "" : `#${serial}`}` : undefined,
  });
}

/** Under what the price book knows a coupon: the code itself, else the longest beginning that a serial follows. */
function keyOf(text: string, promotions: readonly unknown[]): string | undefined {
  const { byCoupon, serialPrefixes } = promotionIndexOf(promotions);
  if (byCoupon.has(text) && !serialPrefixes.includes(text)) return text;
  return serialPrefixes.find((prefix) => text.length > prefix.length && text.startsWith(prefix));
}

const isForHere = (
  { channels, storeIds, regions }: Promotion,
  { channel, storeId, region }: PricingContext,
): boolean =>
  (channels === undefined || channels.includes(channel)) &&
  (storeIds === undefined || storeIds.includes(storeId)) &&
  (regions === undefined || (region !== undefined && regions.includes(region)));
