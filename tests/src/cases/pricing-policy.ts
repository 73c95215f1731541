import { currencyDigitsOf } from "@laneway/domain/pricing/currency";
import type { PricingPolicy, RoundingMode } from "@laneway/domain/pricing/types";
import { type Decimal, decimalOf, textOf, unitsAt } from "./decimal.js";
import { type Fields, fieldsOf, listOf, refuseOthers, UnknownTerm } from "./pricing-terms.js";

/* The store policy that a case states, in our words. */

const modes: Readonly<Record<string, RoundingMode>> = {
  half_up: "half-up",
  half_even: "half-even",
  half_odd: "half-odd",
  half_down: "half-down",
  up: "up",
  down: "down",
  ceiling: "ceiling",
  floor: "floor",
};
export function modeOf(value: unknown): RoundingMode {
  const mode =
    modes[
      String(value ?? "half_up")
        .toLowerCase()
        .replaceAll(/[- ]/g, "_")
    ];
  if (mode === undefined) throw new UnknownTerm(`rounding mode ${String(value)}`);
  return mode;
}

type Level = "unit" | "line" | "total";
const levels: Readonly<Record<string, Level>> = {
  order_item_unit: "unit",
  unit: "unit",
  item: "unit",
  order_item: "line",
  line: "line",
  row: "line",
  order: "total",
  total: "total",
};
function levelOf(value: unknown, otherwise: Level): Level {
  if (value === undefined || value === null) return otherwise;
  const level = levels[String(value)];
  if (level === undefined) throw new UnknownTerm(`level ${String(value)}`);
  return level;
}

/** A tax kept in fractions at its level is rounded at the next one. */
const above: Readonly<Record<Level, Level>> = { unit: "line", line: "total", total: "total" };

/**
 * The store policy that a case states. Percentages off each piece are of its price, those off lines or the
 * basket of what is left. What a case without rounding leaves open is the policy of a store that taxes a
 * discount for itself.
 */
export function policyOf(each: Fields): PricingPolicy {
  const isStated = each.rounding !== undefined && each.rounding !== null;
  const rounding = fieldsOf(each.rounding);
  refuseOthers(
    rounding,
    ["tax_level", "price_level", "mode", "precision", "decimal_tax_calculator_for", "note"],
    "rounding",
  );
  const currency = typeof each.currency === "string" ? each.currency : "XXX";
  const ofCurrency = currencyDigitsOf(currency);
  const precision = decimalOf(rounding.precision ?? textOf({ units: 1, places: ofCurrency }));
  if (precision === undefined || precision.units <= 0)
    throw new UnknownTerm(`precision ${String(rounding.precision)}`);
  const { units, places } = shortest(precision);
  const level = levelOf(rounding.tax_level, "line");
  const ofRounding = places === 0 ? 0 : Math.max(2, places);
  const ofFigures = level === "total" ? placesOf(each.expected) : 0;
  const currencyDigits = Math.max(ofRounding, ofFigures);
  const inFractions = listOf(rounding.decimal_tax_calculator_for).length > 0;
  const mode = modeOf(rounding.mode);
  return {
    currency,
    currencyDigits,
    pricesIncludeTax: false,
    taxLevel: inFractions ? above[level] : level,
    taxRounding: mode,
    amountRounding: mode,
    taxStepMinor: ofFigures > ofRounding ? 1 : (unitsAt({ units, places }, currencyDigits) ?? 1),
    amountLevel: levelOf(rounding.price_level, "line"),
    stacking: "pieces-on-price",
    // A mode that is stated is that of prices; where none is, the discount is what is computed and rounded.
    ...(isStated ? { roundedPart: "price" as const } : { discountTax: "apart" as const }),
  };
}

/** Net and tax that are stated finer than the store rounds are those before its last rounding, that of the total. */
const placesOf = (expected: unknown): number =>
  Math.max(0, ...["net", "tax"].map((key) => decimalOf(fieldsOf(expected)[key])?.places ?? 0));

/** Without trailing zeros: steps of `1.0` are whole. */
function shortest({ units, places }: Decimal): Decimal {
  return places > 0 && units % 10 === 0
    ? shortest({ units: units / 10, places: places - 1 })
    : { units, places };
}
