import { type Item, item as itemSchema } from "@laneway/contracts";
import { expect, it } from "vitest";
import { explainPrice } from "./explain-price.js";
import { priceBasket } from "./price-basket.js";
import { priceEntryOf, resolvePrice } from "./resolve-price.js";
import type { PricingContext, PricingLine } from "./types.js";

const context: PricingContext = {
  policy: {
    currency: "EUR",
    currencyDigits: 2,
    pricesIncludeTax: true,
    taxLevel: "total",
    taxRounding: "half-up",
    amountRounding: "half-up",
  },
  versions: { priceBook: { bookId: "b", version: 7 } },
  taxRates: [{ taxGroup: "A", mark: "A", names: { en: "VAT" }, ratePpm: 190_000 }],
  promotions: [],
  channel: "store",
  storeId: "s1",
  region: "north",
  customerGroups: [],
  localTime: "2026-11-23T12:00",
};
const itemOf = (...prices: unknown[]): Item =>
  itemSchema.parse({
    itemId: "i",
    names: { en: "x" },
    departmentId: "d",
    soldBy: "each",
    prices,
    taxGroup: "A",
  });
const amounts = (item: Item, more: Partial<PricingContext> = {}) => {
  const price = resolvePrice(item, { ...context, ...more });
  return price === undefined ? undefined : [price.unitPriceMinor, price.regularUnitPriceMinor];
};

it("the most specific price wins: group, store, region, channel; then the latest, then the lowest", () => {
  const all = itemOf(
    { amountMinor: 100 },
    { amountMinor: 110, channel: "store" },
    { amountMinor: 120, region: "north" },
    { amountMinor: 130, storeId: "s1" },
    { amountMinor: 140, customerGroup: "members" },
  );
  expect(amounts(all, { customerGroups: ["members"] })).toEqual([140, 140]);
  expect(amounts(all)).toEqual([130, 130]);
  expect(amounts(all, { storeId: "s2" })).toEqual([120, 120]);
  expect(amounts(all, { storeId: "s2", region: "south" })).toEqual([110, 110]);
  expect(amounts(all, { storeId: "s2", region: undefined, channel: "online" })).toEqual([100, 100]);
  expect(
    amounts(
      itemOf(
        { amountMinor: 90, from: "2026-01-01T00:00" },
        { amountMinor: 95, from: "2026-11-01T00:00" },
        { amountMinor: 80 },
      ),
    ),
  ).toEqual([95, 95]);
  expect(amounts(itemOf({ amountMinor: 90 }, { amountMinor: 80 }))).toEqual([80, 80]);
});

it("a limited-time price holds from inclusive to exclusive and is shown against the regular one", () => {
  const item = itemOf(
    { amountMinor: 100 },
    { amountMinor: 70, kind: "limited", from: "2026-11-23T12:00", to: "2026-11-23T13:00" },
  );
  expect([
    amounts(item),
    amounts(item, { localTime: "2026-11-23T11:59" }),
    amounts(item, { localTime: "2026-11-23T13:00" }),
  ]).toEqual([
    [70, 100],
    [100, 100],
    [100, 100],
  ]);
  expect(amounts(itemOf({ amountMinor: 1, channel: "event" }))).toBeUndefined();
});

it("a line's price can be explained step by step", () => {
  const item = itemOf({ amountMinor: 200 }, { amountMinor: 150, kind: "limited" });
  const line: PricingLine = {
    lineId: "l",
    itemId: "i",
    departmentId: "d",
    brand: undefined,
    taxGroup: "A",
    soldBy: "each",
    quantity: 2,
    weightGrams: undefined,
    unitPriceMinor: 150,
    regularUnitPriceMinor: 200,
    priceInCodeMinor: undefined,
    overriddenUnitPriceMinor: undefined,
    depositMinor: 25,
    depositTaxGroup: undefined,
  };
  const promotions = [
    { promotionId: "p", names: { en: "offer" }, effects: [{ kind: "amount-off", amountMinor: 10 }] },
  ];
  const offered = { ...context, promotions };
  const priced = priceBasket([line], offered).lines[0];
  if (priced === undefined) throw new Error("no line");
  const sources = { versions: context.versions, taxes: context.taxRates, includesTax: () => true };
  expect(explainPrice(line, priced, sources, priceEntryOf(item, offered), (names) => names.en ?? "")).toMatchObject([
    { kind: "price-book", bookId: "b", version: 7, unitPriceMinor: 150, because: "limited" },
    { kind: "by-piece", quantity: 2, unitPriceMinor: 150, amountMinor: 300 },
    { kind: "promotion", promotionId: "p", name: "offer", amountMinor: 20, because: "amount-off" },
    { kind: "deposit", amountMinor: 50 },
    { kind: "tax", taxGroup: "A", taxMinor: 53, inPrice: true },
  ]);
});
