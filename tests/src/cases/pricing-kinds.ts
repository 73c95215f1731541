import { roundToStep } from "@laneway/domain/pricing/cash-rounding";
import { priceBasket } from "@laneway/domain/pricing/price-basket";
import { prorate } from "@laneway/domain/pricing/prorate";
import type {
  PricedBasket,
  PricingContext,
  PricingLine,
  PricingPolicy,
  RoundingMode,
  TaxRate,
} from "@laneway/domain/pricing/types";
import { decimalOf, textOf, unitsAt } from "./decimal.js";
import {
  type Fields,
  fieldsOf,
  itemIdOf,
  listOf,
  minorOf,
  ppmOf,
  promotionsOf,
  UnknownTerm,
} from "./pricing-terms.js";
import type { CaseResult } from "./runner.js";

/** Runs all cases of a parsed file; undefined when it is none of this kind. */
export function pricingCases(file: unknown): readonly CaseResult[] | undefined {
  const { cases } = fieldsOf(file);
  return Array.isArray(cases) ? cases.map(fieldsOf).map(runCase) : undefined;
}

function runCase(each: Fields): CaseResult {
  const name = `${String(each.id)} (${String(each.topic)})`;
  try {
    const actual = Array.isArray(each.lines) ? basketAnswers(each) : inputAnswers(each);
    return { name, problem: differences(fieldsOf(each.expected), actual) };
  } catch (error) {
    const message = (error as Error).message.replaceAll(/\s+/g, " ");
    return {
      name,
      problem: error instanceof UnknownTerm ? `not known: ${message}` : `cannot be priced: ${message}`,
    };
  }
}

/** What we say to each thing expected; a function is asked with the expected key's value. */
type Answers = Readonly<Record<string, unknown>>;

function differences(expected: Fields, actual: Answers): string | undefined {
  const wrong: string[] = [];
  for (const [key, wanted] of Object.entries(expected)) {
    if (key === "order_matters") continue;
    const shipping = /^total_with_([0-9]+)_shipping$/.exec(key)?.[1];
    const given = shipping === undefined ? actual[key] : fieldsOf(actual.totals_with_delivery)[shipping];
    if (given === undefined) throw new UnknownTerm(`expectation ${key}`);
    const got = JSON.stringify(canonical(subset(given, wanted)));
    const want = JSON.stringify(canonical(wanted));
    if (got !== want) wrong.push(`${key}: expected ${want}, got ${got}`);
  }
  return wrong.length === 0 ? undefined : wrong.join("; ");
}

/** Of an answer by name only the names asked for. */
const subset = (given: unknown, wanted: unknown): unknown => {
  const names = Object.keys(fieldsOf(wanted));
  if (names.length === 0) return given;
  return Object.fromEntries(names.map((name) => [name, fieldsOf(given)[name] ?? null]));
};

/** Equal numbers as equal texts, however they are written. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  const decimal = typeof value === "object" ? undefined : decimalOf(value);
  if (decimal !== undefined) return textOf(decimal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, canonical(each)]));
}

const modes: Readonly<Record<string, RoundingMode>> = {
  half_up: "half-up",
  half_even: "half-even",
  half_down: "half-down",
  up: "up",
  down: "down",
  ceiling: "ceiling",
  floor: "floor",
};
function modeOf(value: unknown): RoundingMode {
  const mode =
    modes[
      String(value ?? "half_up")
        .toLowerCase()
        .replaceAll("-", "_")
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
 * The store policy that a case states; what it leaves open is the policy of a store that taxes a discount for
 * itself.
 */
function policyOf(rounding: Fields | undefined): PricingPolicy {
  const precision = decimalOf(rounding?.precision ?? "0.01");
  if (precision === undefined) throw new UnknownTerm("precision");
  const currencyDigits = precision.places === 0 ? 0 : Math.max(2, precision.places);
  const level = levelOf(rounding?.tax_level, "line");
  const inFractions = listOf(rounding?.decimal_tax_calculator_for).length > 0;
  const mode = modeOf(rounding?.mode);
  return {
    currency: "XXX",
    currencyDigits,
    pricesIncludeTax: false,
    taxLevel: inFractions ? above[level] : level,
    taxRounding: mode,
    amountRounding: mode,
    taxStepMinor: unitsAt(precision, currencyDigits) ?? 1,
    amountLevel: levelOf(rounding?.price_level, "line"),
    ...(rounding === undefined ? { discountTax: "apart" as const } : {}),
  };
}

function basketAnswers(each: Fields): Answers {
  const policy = policyOf(
    each.rounding === null || each.rounding === undefined ? undefined : fieldsOf(each.rounding),
  );
  const digits = policy.currencyDigits;
  const sources = listOf(each.lines).map(fieldsOf);
  const once = String(each.note ?? "").includes("one application");
  const promotions = listOf(each.promotions).flatMap((source, index) =>
    promotionsOf(fieldsOf(source), index, { digits, once }),
  );
  const context: PricingContext = {
    policy,
    versions: { priceBook: { bookId: "cases", version: 1 } },
    taxRates: ratesOf(sources),
    promotions,
    channel: "online",
    storeId: "cases",
    region: undefined,
    customerGroups: [],
    localTime: "2026-01-01T12:00",
    shopper: { orderNumber: 1 },
  };
  const lines = sources.map((source, index) => lineOf(source, index, digits));
  const priced = priceBasket(lines, context);
  const asWhole = {
    ...context,
    promotions: promotions.map((each) => ({
      ...each,
      effects: each.effects.map((effect) =>
        "per" in effect ? { ...effect, per: "basket" as const } : effect,
      ),
    })),
  };
  const pieceEffects = new Set(
    promotions.flatMap((each) =>
      each.effects.flatMap((effect, index) =>
        "per" in effect && effect.per === "piece" ? [`${each.promotionId} ${index}`] : [],
      ),
    ),
  );
  return {
    ...answersOf(priced, sources, context, (discount) =>
      pieceEffects.has(`${discount.promotionId} ${discount.effectIndex ?? 0}`),
    ),
    discount_if_applied_on_total: money(discountOf(priceBasket(lines, asWhole)), digits),
    totals_with_delivery: withDelivery(fieldsOf(each.expected), lines, context),
  };
}

const money = (minor: number, digits: number): string => textOf({ units: minor, places: digits });
const discountOf = (priced: PricedBasket): number =>
  priced.lines.reduce(
    (sum, line) => sum + line.discounts.reduce((some, { amountMinor }) => some + amountMinor, 0),
    0,
  );

function answersOf(
  priced: PricedBasket,
  sources: readonly Fields[],
  { policy, taxRates }: PricingContext,
  isOfItem: (discount: PricedBasket["lines"][number]["discounts"][number]) => boolean,
): Answers {
  const amount = (minor: number) => money(minor, policy.currencyDigits);
  const included = new Set(
    taxRates.filter((rate) => rate.pricesIncludeTax === true).map((rate) => rate.taxGroup),
  );
  const taxWhere = (isIncluded: boolean) =>
    priced.taxes.reduce(
      (sum, row) => (included.has(row.taxGroup) === isIncluded ? sum + row.taxMinor : sum),
      0,
    );
  const ofItems = priced.lines.map((line) =>
    line.discounts.filter(isOfItem).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  );
  const byName = (of: (index: number) => number): Fields => {
    const sums = new Map<string, number>();
    for (const [index, source] of sources.entries()) {
      const name = String(source.name);
      sums.set(name, (sums.get(name) ?? 0) + of(index));
    }
    return Object.fromEntries([...sums].map(([name, sum]) => [name, amount(sum)]));
  };
  const used = priced.lines.reduce((sum, line) => sum + (line.promotedPieces ?? 0), 0);
  const pieces = sources.reduce((sum, source) => sum + Number(source.qty), 0);
  return {
    total: amount(priced.totalMinor),
    gross: amount(priced.totalMinor),
    net: amount(priced.taxes.reduce((sum, row) => sum + row.netMinor, 0)),
    tax: amount(priced.taxMinor),
    tax_added: amount(taxWhere(false)),
    tax_included: amount(taxWhere(true)),
    discount: amount(discountOf(priced)),
    item_discount: amount(ofItems.reduce((sum, each) => sum + each, 0)),
    item_discounts: byName((index) => ofItems[index] ?? 0),
    line_totals: byName((index) => priced.lines[index]?.totalMinor ?? 0),
    line_discounts: priced.lines.map((line) =>
      amount(line.discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)),
    ),
    items_used: used,
    items_unused: pieces - used,
  };
}

/** Totals with a delivery charge of each amount that is asked for. */
function withDelivery(expected: Fields, lines: readonly PricingLine[], context: PricingContext): Fields {
  const amounts = Object.keys(expected).flatMap(
    (key) => /^total_with_([0-9]+)_shipping$/.exec(key)?.[1] ?? [],
  );
  return Object.fromEntries(
    amounts.map((whole) => {
      const first = lines[0] as PricingLine;
      const charge: PricingLine = {
        ...first,
        lineId: "delivery",
        itemId: "delivery",
        quantity: 1,
        unitPriceMinor: minorOf(whole, context.policy.currencyDigits),
        regularUnitPriceMinor: 0,
        unitPriceDivisor: 1,
        charge: "delivery",
      };
      return [
        whole,
        money(priceBasket([...lines, charge], context).totalMinor, context.policy.currencyDigits),
      ];
    }),
  );
}

const groupOf = (source: Fields): string =>
  `${String(source.tax_rate_percent ?? 0)} ${source.tax_included_in_price === true ? "included" : "added"}`;

function ratesOf(sources: readonly Fields[]): TaxRate[] {
  const rates = new Map<string, TaxRate>();
  for (const source of sources) {
    const taxGroup = groupOf(source);
    const ratePpm = ppmOf(source.tax_rate_percent ?? 0);
    rates.set(taxGroup, {
      taxGroup,
      mark: "A",
      names: { en: taxGroup },
      ratePpm,
      pricesIncludeTax: source.tax_included_in_price === true,
    });
  }
  return [...rates.values()];
}

function lineOf(source: Fields, index: number, digits: number): PricingLine {
  const known = ["name", "unit_price", "qty", "category", "tax_rate_percent", "tax_included_in_price"];
  const other = Object.keys(source).find((key) => !known.includes(key));
  if (other !== undefined) throw new UnknownTerm(`line ${other}`);
  const price = decimalOf(source.unit_price);
  if (price === undefined) throw new UnknownTerm(`unit price ${String(source.unit_price)}`);
  const finer = Math.max(0, price.places - digits);
  const unitPriceMinor = unitsAt(price, digits + finer) ?? 0;
  return {
    lineId: `l${index}`,
    itemId: itemIdOf(source.name),
    departmentId: typeof source.category === "string" ? source.category : "",
    brand: undefined,
    taxGroup: groupOf(source),
    soldBy: "each",
    quantity: Number(source.qty),
    weightGrams: undefined,
    unitPriceMinor,
    regularUnitPriceMinor: unitPriceMinor,
    unitPriceDivisor: 10 ** finer,
    priceInCodeMinor: undefined,
    overriddenUnitPriceMinor: undefined,
    depositMinor: 0,
    depositTaxGroup: undefined,
  };
}

function inputAnswers(each: Fields): Answers {
  const input = fieldsOf(each.input);
  if (Array.isArray(input.weights)) return prorationAnswers(input, fieldsOf(each.expected));
  if (input.step !== undefined) return cashAnswers(input);
  throw new UnknownTerm(`input ${Object.keys(input).join(", ")}`);
}

function prorationAnswers(input: Fields, expected: Fields): Answers {
  const weights = listOf(input.weights).map(decimalOf);
  const places = Math.max(0, ...weights.map((weight) => weight?.places ?? 0));
  const inMinor = input.total_minor_units !== undefined;
  const digits = inMinor ? 0 : 2;
  const total = minorOf(inMinor ? input.total_minor_units : input.total, digits);
  const parts = prorate(
    total,
    weights.map((weight) => (weight === undefined ? 0 : (unitsAt(weight, places) ?? 0))),
  ).map((part) => money(part, digits));
  // Where the order does not matter, the parts are compared as a set.
  const asListed = expected.order_matters === false ? [...parts].sort() : parts;
  return { parts: asListed };
}

function cashAnswers(input: Fields): Answers {
  const total = decimalOf(input.total);
  const step = decimalOf(input.step);
  const first = decimalOf(input.first_round_to ?? "0.01");
  if (total === undefined || step === undefined || first === undefined) throw new UnknownTerm("cash amounts");
  const places = Math.max(total.places, step.places, first.places);
  const at = (value: typeof total) => unitsAt(value, places) ?? 0;
  const mode = modeOf(input.mode);
  const cents = roundToStep(at(total), at(first), mode);
  const due = roundToStep(cents, at(step), mode);
  return { cash_due: money(due, places), rounding: money(due - at(total), places) };
}
