import { describe, expect, it } from "vitest";
import { readCoupon as readFields } from "../item/coupon.js";
import { pricing as euros } from "../lane/test-lane.js";
import { priceBasket } from "../pricing/price-basket.js";
import type { PricingContext, PricingLine } from "../pricing/types.js";
import { couponContext } from "./coupon-context.js";
import { makerOffer } from "./maker-offer.js";
import { readCoupon } from "./read-coupon.js";

/* Coupons as GS1 US writes them (AI 8110), on goods of the company 0614141: soap is of family 120, gel of 125, wipes of 200. */

const pricing: PricingContext = { ...euros, policy: { ...euros.policy, currency: "USD" } };

const line = (lineId: string, unitPriceMinor: number, couponFamilyCode: string | undefined, more: Partial<PricingLine> = {}): PricingLine => ({
  lineId,
  itemId: lineId,
  departmentId: "d",
  brand: undefined,
  taxGroup: "food",
  soldBy: "each",
  quantity: 1,
  weightGrams: undefined,
  unitPriceMinor,
  regularUnitPriceMinor: unitPriceMinor,
  priceInCodeMinor: undefined,
  overriddenUnitPriceMinor: undefined,
  depositMinor: 0,
  depositTaxGroup: undefined,
  gtin14: "00614141007349",
  couponFamilyCode,
  ...more,
});
const soap = (quantity: number) => line("soap", 300, "120", { quantity });
const gel = (quantity: number) => line("gel", 500, "125", { quantity });
const wipes = (quantity: number) => line("wipes", 200, "200", { quantity });
const other = line("other", 1_000, "120", { gtin14: "00012345678905" });

const read = (data: string, context = pricing) => {
  const fields = readFields(data);
  if (!fields.ok) throw new Error(`${data} is no coupon: ${fields.error.error}`);
  return readCoupon(data, { kind: "coupon", ai: "8110", data, fields: fields.value }, context, undefined);
};
const coupon = (data: string) => {
  const found = read(data);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};
/** What coupons take off a basket. */
const saved = (lines: readonly PricingLine[], ...coupons: string[]) =>
  priceBasket(lines, { ...pricing, ...couponContext(coupons.map(coupon)) }).savingsMinor;

/** Company 0614141, offer 654321; `end` follows the primary family. */
const offer = (saveValue: string, requirement: string, code: string, family: string, end = "") =>
  `10614141654321${saveValue.length}${saveValue}${requirement.length}${requirement}${code}${family}${end}`;
/** Optional field 9: what kind of value it is, and of which purchase. */
const kind = (code: number, item = 0) => `9${code}${item}00`;

describe("a maker's coupon", () => {
  it.each([
    ["1.50 off one soap", offer("150", "1", "0", "120"), [soap(1)], 150],
    ["nothing without a soap", offer("150", "1", "0", "120"), [wipes(1)], 0],
    ["nothing on another company's", offer("150", "1", "0", "120"), [other], 0],
    ["1.00 off two, not on one", offer("100", "2", "0", "120"), [soap(1)], 0],
    ["1.00 off two", offer("100", "2", "0", "120"), [soap(2)], 100],
    ["a family code that ends in 0 is a whole range", offer("100", "2", "0", "120"), [soap(1), gel(1)], 100],
    ["000 is all of the company", offer("100", "3", "0", "000"), [soap(1), gel(1), wipes(1)], 100],
    ["never more than the goods cost", offer("900", "1", "0", "120"), [soap(1)], 300],
    ["5.00 spent on the family", offer("100", "500", "1", "120"), [soap(2)], 100],
    ["5.00 not spent on the family", offer("100", "500", "1", "120"), [soap(1), wipes(3)], 0],
    ["a basket of 10.00, saved on all of it", offer("200", "1000", "2", "000", kind(6)), [soap(1), other], 200],
    ["a basket below 10.00", offer("200", "1000", "2", "000", kind(6)), [soap(3)], 0],
    ["one free, the dearest", offer("0", "2", "0", "120", kind(1)), [soap(1), gel(1)], 500],
    ["one free, up to a value", offer("250", "2", "0", "120", kind(1)), [soap(1), gel(1)], 250],
    ["two free of three", offer("2", "3", "0", "120", kind(2)), [soap(3)], 600],
    ["25 % off what had to be bought", offer("25", "2", "0", "120", kind(5)), [soap(3)], 150],
    ["pounds: 1.10 lb are 499 g", offer("100", "110", "3", "120"), [line("ham", 2_000, "120", { soldBy: "weight", weightGrams: 499 })], 100],
    ["pounds: 498 g are too little", offer("100", "110", "3", "120"), [line("ham", 2_000, "120", { soldBy: "weight", weightGrams: 498 })], 0],
    ["kilograms", offer("100", "500", "4", "120"), [line("ham", 2_000, "120", { soldBy: "weight", weightGrams: 500 })], 100],
    ["soap or wipes", offer("100", "1", "0", "120", "10110200" + "9"), [wipes(1)], 100],
    ["soap and wipes, no wipes", offer("100", "1", "0", "120", "11110200" + "9"), [soap(2)], 0],
    ["soap and wipes, both", offer("100", "1", "0", "120", "11110200" + "9"), [soap(1), wipes(1)], 100],
    ["buy soap, the wipes free", offer("0", "1", "0", "120", "11110200" + "9" + kind(1, 1)), [soap(1), wipes(1)], 200],
    ["three of either together", offer("100", "3", "0", "120", "13110200" + "9"), [soap(1), wipes(2)], 100],
  ] as const)("%s", (_what, data, lines, expected) => {
    expect(saved(lines, data)).toBe(expected);
  });

  it("needs goods of its own: two coupons for one soap save once, for two twice, whatever the order", () => {
    const small = offer("50", "1", "0", "120");
    const large = offer("100", "1", "0", "120");
    expect(saved([soap(1)], small, large)).toBe(100);
    expect(saved([soap(1)], large, small)).toBe(100);
    expect(saved([soap(2)], small, large)).toBe(150);
    expect(saved([soap(2)], large, large)).toBe(200);
    expect(saved([soap(2)], large, large, large)).toBe(200);
  });

  it("comes on top of the store's own offers, an exclusive one included, and on what they left", () => {
    const half = { promotionId: "half", names: { en: "Half" }, exclusive: true, effects: [{ kind: "percent-off", percentPpm: 500_000 }] };
    const context = { ...pricing, promotions: [half], ...couponContext([coupon(offer("200", "1", "0", "120"))]) };
    const [priced] = priceBasket([soap(1)], context).lines;
    expect(priced?.discounts.map(({ amountMinor }) => amountMinor)).toEqual([150, 150]);
    expect(priced?.totalMinor).toBe(0);
  });

  it("a price set by hand is not touched and buys nothing", () => {
    expect(saved([{ ...soap(1), overriddenUnitPriceMinor: 250 }], offer("100", "1", "0", "120"))).toBe(0);
  });

  it.each([
    ["before its first day", offer("100", "1", "0", "120", "4261124"), "coupon-not-yet-valid"],
    ["after its last day", offer("100", "1", "0", "120", "3261122"), "coupon-expired"],
    ["of another retailer", offer("100", "1", "0", "120", "610061414"), "coupon-not-for-this-store"],
    ["for a person's eyes: unchecked family", offer("100", "1", "0", "992"), "coupon-for-colleague"],
    ["for a person's eyes: purchase code 9", offer("100", "1", "9", "120"), "coupon-for-colleague"],
  ] as const)("is refused by name %s", (_when, data, reason) => {
    expect(read(data)).toEqual({ ok: false, error: reason });
  });

  it("holds on its first and its last day", () => {
    expect(read(offer("100", "1", "0", "120", "3261123")).ok).toBe(true);
    expect(read(offer("100", "1", "0", "120", "4261123")).ok).toBe(true);
  });

  it("in cents is nothing where other money is used", () => {
    expect(read(offer("100", "1", "0", "120"), euros)).toEqual({ ok: false, error: "coupon-not-for-this-store" });
  });

  it("with a serial number is taken once", () => {
    expect(coupon(offer("100", "1", "0", "120", "5" + "0123456")).useKey).toBeDefined();
    expect(coupon(offer("100", "1", "0", "120")).useKey).toBeUndefined();
  });

  it("of a company with a prefix of six digits is the U.P.C. company prefix", () => {
    const six = makerOffer(
      { primaryCompanyPrefix: "614141", saveValue: "100", primaryPurchaseRequirement: "1", primaryRequirementCode: "0", primaryFamilyCode: "120" },
      "c", pricing, undefined,
    );
    if (!six.ok) throw new Error(six.error);
    expect(priceBasket([soap(1)], { ...pricing, makerCoupons: [six.value] }).savingsMinor).toBe(100);
  });
});
