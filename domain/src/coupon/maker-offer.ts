import { err, ok, type Promotion, type PromotionEffect, type Result } from "@laneway/contracts";
import type { CouponFields } from "../item/coupon.js";
import { dateOfShort } from "../item/lint-date.js";
import { scaled } from "../pricing/rounding.js";
import type { PricingContext } from "../pricing/types.js";
import type { CouponProblem } from "./types.js";

/*
 * A North American coupon (AI 8110) as a promotion: GS1 US, "North American Coupon Application Guideline Using GS1 DataBar
 * Expanded Symbols", release 2.0. Amounts are cents of the dollar it was printed for.
 */

type Effect = Extract<PromotionEffect, { kind: "maker-coupon" }>;
type Purchase = Effect["purchases"][number];

const dollars: ReadonlySet<string> = new Set(["USD", "CAD"]);
/** The family that means: do not check what was bought. A person does. */
const uncheckedFamily = "992";
const gramsInPound = 45_359_237;
const rules = { "0": "any", "1": "all", "2": "first-and-another", "3": "mixed" } as const;

interface Demand {
  readonly requirement: string | undefined;
  readonly code: string | undefined;
  readonly family: string | undefined;
  /** Null: that of the first purchase. */
  readonly company: string | null | undefined;
}

/**
 * What a coupon gives, for the store of this context. `promotionId` tells it from an equal one. Refused: one for another
 * country or retailer, one whose days are over or not come, and one that only a person can judge.
 */
export function makerOffer(
  fields: CouponFields,
  promotionId: string,
  context: PricingContext,
  retailerPrefix: string | undefined,
): Result<Promotion, CouponProblem> {
  if (!dollars.has(context.policy.currency)) return err("coupon-not-for-this-store");
  const { retailerId } = fields;
  if (retailerId !== undefined && retailerId !== retailerPrefix) return err("coupon-not-for-this-store");
  const today = context.localTime.slice(0, 10);
  const year = Number(today.slice(0, 4));
  if (fields.starts !== undefined && dateOfShort(fields.starts, year) > today) return err("coupon-not-yet-valid");
  if (fields.expires !== undefined && dateOfShort(fields.expires, year) < today) return err("coupon-expired");
  const purchases = demandsOf(fields).map((demand) => purchaseOf(demand, fields.primaryCompanyPrefix ?? ""));
  const save = saveOf(fields);
  const known = purchases.filter((each) => each !== undefined);
  if (known.length !== purchases.length || save === undefined) return err("coupon-for-colleague");
  return ok({
    promotionId,
    names: couponNames,
    priority: 0,
    exclusive: false,
    conditions: [],
    limits: {},
    effects: [
      {
        kind: "maker-coupon",
        purchases: known,
        rule: rules[(fields.additionalRulesCode ?? "1") as keyof typeof rules],
        save,
        appliesTo: Number(fields.saveValueAppliesTo ?? "0"),
      },
    ],
  });
}

/** A coupon's own code says no name. */
export const couponNames = { en: "Coupon", de: "Gutschein", ar: "قسيمة" };

function demandsOf(fields: CouponFields): Demand[] {
  const { primaryPurchaseRequirement: requirement, primaryRequirementCode: code, primaryFamilyCode: family } = fields;
  const first: Demand = { requirement, code, family, company: null };
  const second: Demand = {
    requirement: fields.secondRequirement,
    code: fields.secondRequirementCode,
    family: fields.secondFamilyCode,
    company: fields.secondCompanyPrefix,
  };
  const third: Demand = {
    requirement: fields.thirdRequirement,
    code: fields.thirdRequirementCode,
    family: fields.thirdFamilyCode,
    company: fields.thirdCompanyPrefix,
  };
  return [first, ...[second, third].filter((demand) => demand.requirement !== undefined)];
}

/** Undefined: a person has to look at what was bought. */
function purchaseOf({ requirement, code, family, company }: Demand, primary: string): Purchase | undefined {
  if (family === uncheckedFamily) return undefined;
  const minimum = Number(requirement);
  const companyPrefix = company ?? primary;
  const of = { makers: [{ companyPrefix, ...(family === undefined ? {} : { familyCode: family }) }] };
  switch (code) {
    case "0":
      return { of, by: "pieces", minimum };
    case "1":
      return { of, by: "spend", minimum };
    case "2":
      return { of: {}, by: "basket", minimum };
    // Hundredths of a pound, and thousandths of a kilogram.
    case "3":
      return { of, by: "grams", minimum: scaled(minimum, gramsInPound, 10_000_000, "up") };
    case "4":
      return { of, by: "grams", minimum };
    default:
      return undefined;
  }
}

function saveOf({ saveValue, saveValueCode }: CouponFields): Effect["save"] | undefined {
  const value = Number(saveValue);
  switch (saveValueCode ?? "0") {
    case "0":
      return { kind: "amount", amountMinor: value };
    case "1":
      return value === 0 ? { kind: "free", pieces: 1 } : { kind: "free", pieces: 1, maximumMinor: value };
    case "2":
      return value === 0 || value > 1_000 ? undefined : { kind: "free", pieces: value };
    case "5":
      return value > 100 ? undefined : { kind: "percent", percentPpm: value * 10_000 };
    case "6":
      return { kind: "basket-amount", amountMinor: value };
    default:
      return undefined;
  }
}
