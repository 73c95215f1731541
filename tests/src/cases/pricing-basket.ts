import { priceBasket } from "@laneway/domain/pricing/price-basket";
import type { PricedBasket, PricingContext, PricingLine, TaxRate } from "@laneway/domain/pricing/types";
import { decimalOf, textOf, unitsAt } from "./decimal.js";
import { policyOf } from "./pricing-policy.js";
import {
  type Fields,
  fieldsOf,
  isFields,
  type ItemIds,
  itemIdsOf,
  listOf,
  minorOf,
  ppmOf,
  promotionsOf,
  refuseOthers,
  UnknownTerm,
} from "./pricing-terms.js";

/** What we say to each thing that may be expected. */
export type Answers = Readonly<Record<string, unknown>>;

/** A line of the case and ours; no line of ours where there are no pieces of it. */
interface CaseLine {
  readonly name: string;
  readonly pieces: number;
  readonly line: PricingLine | undefined;
}

/** Prices the basket of a case by the policy it states. */
export function basketAnswers(each: Fields): Answers {
  const policy = policyOf(each);
  const digits = policy.currencyDigits;
  const sources = listOf(each.lines).map((source, index) => {
    if (!isFields(source)) throw new UnknownTerm(`line ${index + 1}`);
    return source;
  });
  const itemIdOf = itemIdsOf(sources.map(({ name }) => name));
  const once = String(each.note ?? "").includes("one application");
  const promotions = listOf(each.promotions).flatMap((source, index) =>
    promotionsOf(fieldsOf(source), index, { digits, itemIdOf, once }),
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
  const caseLines = sources.map((source, index) => caseLineOf(source, index, itemIdOf, digits));
  const lines = caseLines.flatMap(({ line }) => line ?? []);
  const priced = priceBasket(lines, context);
  const asWhole = {
    ...context,
    promotions: promotions.map((promotion) => ({
      ...promotion,
      effects: promotion.effects.map((effect) =>
        "per" in effect ? { ...effect, per: "basket" as const } : effect,
      ),
    })),
  };
  return {
    ...sumsOf(priced, context),
    ...lineAnswers(priced, caseLines, pieceEffectsOf(promotions), digits),
    discount_if_applied_on_total: money(discountOf(priceBasket(lines, asWhole)), digits),
    ...withDelivery(fieldsOf(each.expected), lines, context),
  };
}

export const money = (minor: number, digits: number): string => textOf({ units: minor, places: digits });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const discountsOf = (line: PricedBasket["lines"][number]): number =>
  sum(line.discounts.map(({ amountMinor }) => amountMinor));
const discountOf = (priced: PricedBasket): number => sum(priced.lines.map(discountsOf));

/** The discounts that are off single pieces, as `promotion effect`. */
const pieceEffectsOf = (promotions: ReturnType<typeof promotionsOf>): ReadonlySet<string> =>
  new Set(
    promotions.flatMap((each) =>
      each.effects.flatMap((effect, index) =>
        "per" in effect && effect.per === "piece" ? [`${each.promotionId} ${index}`] : [],
      ),
    ),
  );

function sumsOf(priced: PricedBasket, { policy, taxRates }: PricingContext): Answers {
  const amount = (minor: number) => money(minor, policy.currencyDigits);
  const included = new Set(
    taxRates.filter((rate) => rate.pricesIncludeTax === true).map((rate) => rate.taxGroup),
  );
  const taxWhere = (isIncluded: boolean) =>
    sum(
      priced.taxes
        .filter(({ taxGroup }) => included.has(taxGroup) === isIncluded)
        .map(({ taxMinor }) => taxMinor),
    );
  return {
    total: amount(priced.totalMinor),
    gross: amount(priced.totalMinor),
    net: amount(sum(priced.taxes.map(({ netMinor }) => netMinor))),
    tax: amount(priced.taxMinor),
    tax_added: amount(taxWhere(false)),
    tax_included: amount(taxWhere(true)),
    discount: amount(discountOf(priced)),
  };
}

/** Answers by line, in the order of the case's lines; a line without pieces has nothing of anything. */
function lineAnswers(
  priced: PricedBasket,
  caseLines: readonly CaseLine[],
  pieceEffects: ReadonlySet<string>,
  digits: number,
): Answers {
  const amount = (minor: number) => money(minor, digits);
  const left = [...priced.lines];
  const answers = caseLines.map(({ line }) => (line === undefined ? undefined : left.shift()));
  const ofItems = answers.map((line) =>
    sum(
      (line?.discounts ?? [])
        .filter(({ promotionId, effectIndex }) => pieceEffects.has(`${promotionId} ${effectIndex ?? 0}`))
        .map(({ amountMinor }) => amountMinor),
    ),
  );
  const byName = (of: (index: number) => number): Fields => {
    const sums = new Map<string, number>();
    for (const [index, { name }] of caseLines.entries()) sums.set(name, (sums.get(name) ?? 0) + of(index));
    return Object.fromEntries([...sums].map(([name, total]) => [name, amount(total)]));
  };
  const used = sum(priced.lines.map(({ promotedPieces }) => promotedPieces ?? 0));
  return {
    item_discount: amount(sum(ofItems)),
    item_discounts: byName((index) => ofItems[index] ?? 0),
    line_totals: byName((index) => answers[index]?.totalMinor ?? 0),
    line_discounts: answers.map((line) => amount(line === undefined ? 0 : discountsOf(line))),
    items_used: used,
    items_unused: sum(caseLines.map(({ pieces }) => pieces)) - used,
  };
}

/** Totals with a delivery charge of each amount that is asked for, by the expectation's name. */
function withDelivery(expected: Fields, lines: readonly PricingLine[], context: PricingContext): Answers {
  const digits = context.policy.currencyDigits;
  const answers = Object.keys(expected).flatMap((key): [string, string][] => {
    const price = /^total_with_([0-9.]+)_shipping$/.exec(key)?.[1];
    if (price === undefined) return [];
    const source = { name: "delivery", unit_price: price, qty: 1 };
    const charge: PricingLine = { ...lineOf(source, lines.length, digits, 1), charge: "delivery" };
    const taxRates = ratesOf([source]).filter(
      ({ taxGroup }) => !context.taxRates.some((rate) => rate.taxGroup === taxGroup),
    );
    const all = { ...context, taxRates: [...context.taxRates, ...taxRates] };
    return [[key, money(priceBasket([...lines, charge], all).totalMinor, digits)]];
  });
  return Object.fromEntries(answers);
}

const groupOf = (source: Fields): string =>
  `${String(source.tax_rate_percent ?? 0)} ${source.tax_included_in_price === true ? "included" : "added"}`;

function ratesOf(sources: readonly Fields[]): TaxRate[] {
  const rates = new Map<string, TaxRate>();
  for (const source of sources) {
    const taxGroup = groupOf(source);
    rates.set(taxGroup, {
      taxGroup,
      mark: "A",
      names: { en: taxGroup },
      ratePpm: ppmOf(source.tax_rate_percent ?? 0),
      pricesIncludeTax: source.tax_included_in_price === true,
    });
  }
  return [...rates.values()];
}

function caseLineOf(source: Fields, index: number, itemIdOf: ItemIds, digits: number): CaseLine {
  refuseOthers(
    source,
    ["name", "unit_price", "qty", "category", "tax_rate_percent", "tax_included_in_price", "note"],
    "line",
  );
  const quantity = decimalOf(source.qty);
  const grams = quantity === undefined ? undefined : unitsAt(quantity, 3);
  if (grams === undefined) throw new UnknownTerm(`quantity ${String(source.qty)}`);
  const name = String(source.name);
  if (grams === 0) return { name, pieces: 0, line: undefined };
  const pieces = grams % 1_000 === 0 ? grams / 1_000 : 1;
  const line = { ...lineOf(source, index, digits, pieces), itemId: itemIdOf(source.name) };
  return {
    name,
    pieces,
    line: grams % 1_000 === 0 ? line : { ...line, soldBy: "weight", weightGrams: grams },
  };
}

function lineOf(source: Fields, index: number, digits: number, quantity: number): PricingLine {
  const price = decimalOf(source.unit_price);
  if (price === undefined) throw new UnknownTerm(`unit price ${String(source.unit_price)}`);
  const finer = Math.max(0, price.places - digits);
  const unitPriceMinor = unitsAt(price, digits + finer) ?? minorOf(source.unit_price, digits);
  return {
    lineId: `l${index}`,
    itemId: String(source.name),
    departmentId: typeof source.category === "string" ? source.category : "",
    brand: undefined,
    taxGroup: groupOf(source),
    soldBy: "each",
    quantity,
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
