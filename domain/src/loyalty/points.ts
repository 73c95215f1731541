import type { PointsPolicy, ReceiptPoints } from "@laneway/contracts";
import { localized } from "../lane/localized.js";
import { isGoods } from "../gift-card/card-lines.js";
import type { LineDiscount, PricingContext } from "../pricing/types.js";
import { scaled } from "../pricing/rounding.js";
import { isEligible } from "../promotion/eligibility.js";
import { promotionIndexOf } from "../promotion/promotion-index.js";
import type { Transaction } from "../transaction/types.js";
import type { LoyaltyResult } from "./types.js";

/** What a basket's points as a tender have paid so far, in minor units. */
const paidByPoints = ({ tenders }: Transaction): number =>
  tenders.reduce((sum, { kind, amountMinor }) => sum + (kind === "loyalty" ? amountMinor : 0), 0);

/** The points that have paid an amount: whole steps. */
export const pointsOf = (amountMinor: number, { pointsPerStep, minorPerStep }: NonNullable<PointsPolicy["pay"]>): number =>
  scaled(amountMinor, pointsPerStep, minorPerStep, "up");

/** What points pay, in whole steps; what is less than a step pays nothing. */
export const worthMinor = (points: number, { pointsPerStep, minorPerStep }: NonNullable<PointsPolicy["pay"]>): number =>
  points <= 0 ? 0 : Math.floor(points / pointsPerStep) * minorPerStep;

/** Points that this basket's tenders have taken. */
function tenderedPoints(transaction: Transaction): number {
  const pay = transaction.membership?.points?.pay;
  return pay === undefined ? 0 : pointsOf(paidByPoints(transaction), pay);
}

/** What is left of the account beside what this basket's tenders took and what is set aside; undefined: it was not told. */
export function pointsLeft(transaction: Transaction): number | undefined {
  const { pointsTold, pointsHold } = transaction;
  if (pointsTold === undefined) return undefined;
  const aside = pointsHold?.state === "held" ? pointsHold.points : 0;
  return pointsTold.balance - tenderedPoints(transaction) - aside;
}

/** What a basket earns: of the goods that count, without their deposits, money for gift cards, and without what points have paid. */
export function earnedPoints(transaction: Transaction): number {
  const earn = transaction.membership?.points?.earn;
  if (earn === undefined) return 0;
  const without = new Set(earn.exceptDepartmentIds);
  const counting = new Set(transaction.lines.filter((line) => !line.voided && isGoods(line) && !without.has(line.item.departmentId)).map(({ lineId }) => lineId));
  const goodsMinor = transaction.priced.lines.reduce(
    (sum, line) => sum + (counting.has(line.lineId) ? line.totalMinor - line.depositMinor : 0),
    0,
  );
  return scaled(Math.max(0, goodsMinor - paidByPoints(transaction)), earn.points, earn.perMinor, earn.rounding);
}

/** What points took off these lines as a discount, in minor units. */
export const pointsDiscountMinor = (lines: readonly { readonly discounts: readonly LineDiscount[] }[]): number =>
  lines.reduce((sum, { discounts }) => discounts.reduce((inner, { because, amountMinor }) => (because === "redeem-points" ? inner + amountMinor : inner), sum), 0);

/** What a sale does to its member's account; undefined: nothing. */
export function loyaltyResult(transaction: Transaction): LoyaltyResult | undefined {
  const { memberId, membership, pointsHold, priced } = transaction;
  if (memberId === undefined || membership?.points === undefined) return undefined;
  const earned = earnedPoints(transaction);
  const hold = pointsHold?.state === "held" ? { holdId: pointsHold.holdId, usedPoints: priced.pointsUsed ?? 0, discountMinor: pointsDiscountMinor(priced.lines) } : undefined;
  if (earned === 0 && hold === undefined) return undefined;
  const { programId } = membership;
  return { programId, memberId, earnedPoints: earned, ...(hold === undefined ? {} : { hold }) };
}

/** The same for the member's eyes, with what a tender took; undefined: there is nothing to tell. */
export function receiptPoints(transaction: Transaction, locales: readonly string[]): ReceiptPoints | undefined {
  const { membership, priced, locale, training } = transaction;
  if (membership?.points === undefined || training) return undefined;
  const earned = earnedPoints(transaction);
  const used = tenderedPoints(transaction) + (priced.pointsUsed ?? 0);
  return earned === 0 && used === 0 ? undefined : { programName: localized(membership.names, locale, locales), earned, used };
}

/** The fewest points that a promotion of the price book turns into a discount for this shopper; undefined: none does. */
export function discountFrom(pricing: PricingContext): number | undefined {
  if (pricing.promotions.length === 0) return undefined;
  const steps = promotionIndexOf(pricing.promotions).withPoints.flatMap((promotion) =>
    isEligible(promotion, pricing) ? promotion.effects.flatMap((effect) => (effect.kind === "redeem-points" ? [effect.pointsPerStep] : [])) : [],
  );
  return steps.length === 0 ? undefined : Math.min(...steps);
}
