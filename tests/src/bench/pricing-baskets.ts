import { type Promotion, promotionList } from "@laneway/contracts";
import type { PricingContext, PricingLine } from "@laneway/domain/pricing/types";

/** A basket of `count` different lines over 20 departments, every fifth weighed. */
export function basketOf(count: number): PricingLine[] {
  return Array.from({ length: count }, (_, index): PricingLine => {
    const unitPriceMinor = 99 + ((index * 37) % 900);
    const weighed = index % 5 === 4;
    return {
      lineId: `l${index}`,
      itemId: `item-${index}`,
      departmentId: `d${index % 20}`,
      brand: `b${index % 50}`,
      taxGroup: index % 3 === 0 ? "A" : "B",
      soldBy: weighed ? "weight" : "each",
      quantity: weighed ? 1 : 1 + (index % 4),
      weightGrams: weighed ? 500 + index : undefined,
      unitPriceMinor,
      regularUnitPriceMinor: unitPriceMinor,
      priceInCodeMinor: undefined,
      overriddenUnitPriceMinor: undefined,
      depositMinor: 0,
      depositTaxGroup: undefined,
    };
  });
}

const effectsOf = (itemIds: readonly string[]): readonly unknown[] => [
  { kind: "percent-off", percentPpm: 100_000, on: { itemIds } },
  { kind: "amount-off", amountMinor: 10, on: { itemIds } },
  { kind: "buy-get", buy: { of: { itemIds }, count: 2 }, get: { count: 1 } },
  { kind: "bundle-price", slots: [{ of: { itemIds }, count: 2 }], amountMinor: 150 },
];

/**
 * `count` promotions on items of their own: `applying` of them are on items of the baskets, and three more
 * are on departments and on the whole basket.
 */
export function promotionsOf(count: number, applying: number): Promotion[] {
  const onItems = Array.from({ length: count }, (_, index) => {
    const itemIds =
      index < applying
        ? [`item-${(index * 2) % 100}`, `item-${(index * 2 + 1) % 100}`]
        : [`other-${index}`, `other-${index + 1}`];
    return {
      promotionId: `p${index}`,
      names: { en: `offer ${index}` },
      effects: [effectsOf(itemIds)[index % 4]],
    };
  });
  const wide =
    applying === 0
      ? []
      : [
          {
            promotionId: "department",
            names: { en: "department" },
            effects: [{ kind: "percent-off", percentPpm: 50_000, on: { departmentIds: ["d1", "d2"] } }],
          },
          {
            promotionId: "spend",
            names: { en: "spend" },
            conditions: [{ kind: "spend", minimumMinor: 5_000 }],
            effects: [{ kind: "amount-off", amountMinor: 500, per: "basket" }],
          },
          {
            promotionId: "brand",
            names: { en: "brand" },
            effects: [{ kind: "nth-item", nth: 2, percentPpm: 500_000, on: { brands: ["b1", "b2", "b3"] } }],
          },
        ];
  return promotionList.parse([...onItems, ...wide]);
}

export const contextOf = (promotions: readonly Promotion[]): PricingContext => ({
  policy: {
    currency: "EUR",
    currencyDigits: 2,
    pricesIncludeTax: true,
    taxLevel: "total",
    taxRounding: "half-up",
    amountRounding: "half-up",
  },
  versions: { priceBook: { bookId: "bench", version: 1 } },
  taxRates: [
    { taxGroup: "A", mark: "A", names: { en: "A" }, ratePpm: 190_000 },
    { taxGroup: "B", mark: "B", names: { en: "B" }, ratePpm: 70_000 },
  ],
  promotions,
  channel: "store",
  storeId: "bench",
  region: undefined,
  customerGroups: [],
  localTime: "2026-11-23T12:00",
});

/** Milliseconds of each of `times` runs, sorted. */
export function timesOf(times: number, run: () => void): number[] {
  const took: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const start = performance.now();
    run();
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b);
}
