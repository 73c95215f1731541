import { err, ok, type Result } from "@laneway/contracts";
import { lintDate, type LintProblem, problem, whole } from "./lint-date.js";

/*
 * North American coupons (GS1 US, "North American Coupon Application Guideline Using GS1 DataBar Expanded
 * Symbols"): AI 8110 and the serialised offers of AI 8112. The grammar is a table: every field says what it
 * is called, how its length is known and which refusals it has.
 */
export interface CouponFields {
  readonly primaryCompanyPrefix?: string;
  readonly offerCode?: string;
  /** Cents, per cent, or units: see `saveValueCode`. */
  readonly saveValue?: string;
  readonly primaryPurchaseRequirement?: string;
  readonly primaryRequirementCode?: string;
  readonly primaryFamilyCode?: string;
  readonly additionalRulesCode?: string;
  readonly secondRequirement?: string;
  readonly secondRequirementCode?: string;
  readonly secondFamilyCode?: string;
  /** Null: the same company as the first purchase. */
  readonly secondCompanyPrefix?: string | null;
  readonly thirdRequirement?: string;
  readonly thirdRequirementCode?: string;
  readonly thirdFamilyCode?: string;
  readonly thirdCompanyPrefix?: string | null;
  /** `YYMMDD`. */
  readonly expires?: string;
  readonly starts?: string;
  readonly serial?: string;
  readonly retailerId?: string;
  readonly saveValueCode?: string;
  readonly saveValueAppliesTo?: string;
  readonly storeCouponFlag?: string;
  readonly dontMultiplyFlag?: string;
  readonly formatCode?: string;
  readonly funderId?: string;
}
type FieldName = keyof CouponFields;

type Step =
  /** A length digit, then `base + digit` digits; the digit `none` means there is nothing. */
  | {
      readonly is: "counted";
      readonly field: FieldName;
      readonly lengths: string;
      readonly base: number;
      readonly none?: string;
      readonly missing: string;
      readonly wrong: string;
      readonly short: string;
    }
  | { readonly is: "digits"; readonly field: FieldName; readonly length: number; readonly short: string }
  | {
      readonly is: "choice";
      readonly field: FieldName;
      readonly allowed: string;
      readonly missing: string;
      readonly wrong: string;
    }
  | { readonly is: "date"; readonly field: FieldName; readonly short: string; readonly wrong: string };

const any = "0123456789";
const prefixLengths = "0123456";
const requirementCodes = "012349";

const purchase = (
  which: "1st" | "2nd" | "3rd",
  requirement: FieldName,
  code: FieldName,
  family: FieldName,
): Step[] => [
  {
    is: "counted",
    field: requirement,
    lengths: "12345",
    base: 0,
    missing: `missing-${which}-purchase-requirement-vli`,
    wrong: `invalid-${which}-purchase-requirement-length`,
    short: `truncated-${which}-purchase-requirement`,
  },
  {
    is: "choice",
    field: code,
    allowed: requirementCodes,
    missing: `missing-${which}-purchase-requirement-code`,
    wrong: `invalid-${which}-purchase-requirement-code`,
  },
  { is: "digits", field: family, length: 3, short: `truncated-${which}-purchase-family-code` },
];
const company = (which: "2nd" | "3rd", field: FieldName): Step => ({
  is: "counted",
  field,
  lengths: prefixLengths,
  base: 6,
  none: "9",
  missing: `missing-${which}-purchase-gcp-vli`,
  wrong: `invalid-${which}-purchase-gcp-length`,
  short: `truncated-${which}-purchase-gcp`,
});
const offerCode: Step = { is: "digits", field: "offerCode", length: 6, short: "truncated-offer-code" };
const serial: Step = {
  is: "counted",
  field: "serial",
  lengths: any,
  base: 6,
  missing: "missing-serial-number-vli",
  wrong: "invalid-serial-number-length",
  short: "truncated-serial-number",
};

const couponSteps: readonly Step[] = [
  {
    is: "counted",
    field: "primaryCompanyPrefix",
    lengths: prefixLengths,
    base: 6,
    missing: "missing-gcp-vli",
    wrong: "invalid-gcp-length",
    short: "truncated-gcp",
  },
  offerCode,
  {
    is: "counted",
    field: "saveValue",
    lengths: "12345",
    base: 0,
    missing: "missing-save-value-vli",
    wrong: "invalid-save-value-length",
    short: "truncated-save-value",
  },
  ...purchase("1st", "primaryPurchaseRequirement", "primaryRequirementCode", "primaryFamilyCode"),
];

/** Optional data fields, each led by its digit, in this order. */
const optionalFields: readonly { readonly digit: string; readonly steps: readonly Step[] }[] = [
  {
    digit: "1",
    steps: [
      {
        is: "choice",
        field: "additionalRulesCode",
        allowed: "0123",
        missing: "missing-additional-purchase-rules-code",
        wrong: "invalid-additional-purchase-rules-code",
      },
      ...purchase("2nd", "secondRequirement", "secondRequirementCode", "secondFamilyCode"),
      company("2nd", "secondCompanyPrefix"),
    ],
  },
  {
    digit: "2",
    steps: [
      ...purchase("3rd", "thirdRequirement", "thirdRequirementCode", "thirdFamilyCode"),
      company("3rd", "thirdCompanyPrefix"),
    ],
  },
  {
    digit: "3",
    steps: [
      {
        is: "date",
        field: "expires",
        short: "too-short-for-expiration-date",
        wrong: "invalid-expiration-date",
      },
    ],
  },
  {
    digit: "4",
    steps: [{ is: "date", field: "starts", short: "too-short-for-start-date", wrong: "invalid-start-date" }],
  },
  { digit: "5", steps: [serial] },
  {
    digit: "6",
    steps: [
      {
        is: "counted",
        field: "retailerId",
        lengths: "1234567",
        base: 6,
        missing: "missing-retailer-gcp-or-gln-vli",
        wrong: "invalid-retailer-gcp-or-gln-length",
        short: "truncated-retailer-gcp-or-gln",
      },
    ],
  },
  {
    digit: "9",
    steps: [
      {
        is: "choice",
        field: "saveValueCode",
        allowed: "01256",
        missing: "missing-save-value-code",
        wrong: "invalid-save-value-code",
      },
      {
        is: "choice",
        field: "saveValueAppliesTo",
        allowed: "012",
        missing: "missing-save-value-applies-to-item",
        wrong: "invalid-save-value-applies-to-item",
      },
      {
        is: "choice",
        field: "storeCouponFlag",
        allowed: any,
        missing: "missing-store-coupon-flag",
        wrong: "invalid-store-coupon-flag",
      },
      {
        is: "choice",
        field: "dontMultiplyFlag",
        allowed: "01",
        missing: "missing-dont-multiply-flag",
        wrong: "invalid-dont-multiply-flag",
      },
    ],
  },
];

const offerSteps: readonly Step[] = [
  {
    is: "choice",
    field: "formatCode",
    allowed: "01",
    missing: "missing-format-code",
    wrong: "invalid-format-code",
  },
  {
    is: "counted",
    field: "funderId",
    lengths: prefixLengths,
    base: 6,
    missing: "missing-funder-vli",
    wrong: "invalid-funder-length",
    short: "truncated-funder",
  },
  offerCode,
  serial,
];

type Fields = { -readonly [Name in FieldName]?: string | null };

/** Runs the steps from `at`; the end position, or what is wrong. */
function take(data: string, at: number, steps: readonly Step[], fields: Fields): number | LintProblem {
  let position = at;
  for (const step of steps) {
    // Nothing left at all: the whole text is at fault, not an empty part of it.
    const rest = (error: string) =>
      position < data.length
        ? problem(`coupon-${error}`, position, data.length - position)
        : whole(`coupon-${error}`, data);
    if (step.is === "counted" || step.is === "choice") {
      const digit = data[position];
      if (digit === undefined) return rest(step.missing);
      const allowed = step.is === "choice" ? step.allowed : step.lengths + (step.none ?? "");
      if (!allowed.includes(digit)) return problem(`coupon-${step.wrong}`, position, 1);
      position += 1;
      if (step.is === "choice") fields[step.field] = digit;
      if (step.is === "choice") continue;
      if (digit === step.none) {
        fields[step.field] = null;
        continue;
      }
      const length = step.base + Number(digit);
      if (data.length - position < length) return rest(step.short);
      fields[step.field] = data.slice(position, position + length);
      position += length;
      continue;
    }
    const length = step.is === "date" ? 6 : step.length;
    if (data.length - position < length) return rest(step.short);
    const value = data.slice(position, position + length);
    if (step.is === "date" && lintDate(6, false)(value) !== undefined)
      return problem(`coupon-${step.wrong}`, position, 6);
    fields[step.field] = value;
    position += length;
  }
  return position;
}

function finish(data: string, end: number | LintProblem, fields: Fields): Result<CouponFields, LintProblem> {
  if (typeof end !== "number") return err(end);
  if (end < data.length) return err(problem("coupon-excess-data", end, data.length - end));
  return ok(fields as CouponFields);
}

/** Reads the value of AI 8110, digits only. */
export function readCoupon(data: string): Result<CouponFields, LintProblem> {
  const fields: Fields = {};
  let end = take(data, 0, couponSteps, fields);
  for (const { digit, steps } of optionalFields) {
    if (typeof end !== "number" || data[end] !== digit) continue;
    const at = end + 1;
    end = take(data, at, steps, fields);
    const { expires, starts } = fields;
    if (digit === "4" && typeof end === "number" && expires && starts && expires < starts) {
      // Both fields are at fault, each with the digit that leads it.
      const both = 2 + expires.length + starts.length;
      return err(problem("coupon-expiration-before-start", end - both, both));
    }
  }
  return finish(data, end, fields);
}

/** Reads the value of AI 8112, digits only. */
export function readPositiveOffer(data: string): Result<CouponFields, LintProblem> {
  const fields: Fields = {};
  return finish(data, take(data, 0, offerSteps, fields), fields);
}

const problemOf = (result: Result<CouponFields, LintProblem>): LintProblem | undefined =>
  result.ok ? undefined : result.error;
export const lintCoupon = (data: string): LintProblem | undefined => problemOf(readCoupon(data));
export const lintPositiveOffer = (data: string): LintProblem | undefined =>
  problemOf(readPositiveOffer(data));
