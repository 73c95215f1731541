import { readFileSync } from "node:fs";
import { type Item, priceBookSnapshot, type QuoteAnswer } from "@laneway/contracts";
import { currencyDigitsOf } from "@laneway/domain/pricing/currency";
import { priceBasket } from "@laneway/domain/pricing/price-basket";
import { quoteBasket } from "@laneway/domain/pricing/quote";
import { quoteBookOf } from "@laneway/domain/pricing/quote-book";
import { resolvePrice } from "@laneway/domain/pricing/resolve-price";
import type { PricingContext, PricingLine } from "@laneway/domain/pricing/types";
import { expect, it } from "vitest";
import { Seeded } from "../store/seeded.js";

const demo = priceBookSnapshot.parse(
  JSON.parse(readFileSync(new URL("../../../deploy/demo/price-book.json", import.meta.url), "utf8")),
);
// Every promotion of the demo reaches something in here, and the request stays small.
const items = demo.items.filter(
  (item, index) =>
    item.blocked === undefined &&
    (index % 6 === 0 || /roll|cheese|snack|crisp/.test(`${item.itemId} ${item.departmentId}`)),
);
const book = { ...demo, items };
const stored = quoteBookOf(book);
const localTime = "2026-11-23T12:00";
const sources = { book: undefined, storeId: "demo", country: "DE", region: undefined, localTime };

const context: PricingContext = {
  policy: {
    currency: book.header.currency,
    currencyDigits: currencyDigitsOf(book.header.currency),
    pricesIncludeTax: book.header.pricesIncludeTax,
    taxLevel: "total",
    taxRounding: "half-up",
    amountRounding: "half-up",
  },
  versions: { priceBook: { bookId: book.header.bookId, version: book.header.version } },
  taxRates: book.taxGroups.map(({ variants: _, ...group }) => group),
  promotions: book.promotions,
  channel: "store",
  storeId: "demo",
  region: undefined,
  customerGroups: [],
  localTime,
};

/** A line as a lane makes it when an item is added. */
function laneLine(
  item: Item,
  lineId: string,
  quantity: number,
  weightGrams: number | undefined,
): PricingLine {
  const price = resolvePrice(item, context);
  if (price === undefined) throw new Error(`${item.itemId} has no price`);
  const { itemId, departmentId, brand, taxGroup, soldBy } = item;
  return {
    lineId,
    itemId,
    departmentId,
    brand,
    taxGroup,
    soldBy,
    quantity,
    weightGrams,
    ...price,
    priceInCodeMinor: undefined,
    overriddenUnitPriceMinor: undefined,
    depositMinor: item.depositMinor ?? 0,
    depositTaxGroup: item.depositTaxGroup,
  };
}

const figuresOf = (answer: QuoteAnswer) => {
  if (answer.result === "refused") throw new Error(JSON.stringify(answer.refusal));
  const { lines, taxes, totalMinor, savingsMinor } = answer.quote;
  return {
    totalMinor,
    savingsMinor,
    lines: lines.map((line) => [line.lineId, line.baseMinor, line.totalMinor, line.taxMinor]),
    taxes: taxes.map((row) => [row.taxGroup, row.netMinor, row.taxMinor]),
  };
};

// BASKETS=100000 runs as many; by default few enough for every day.
it("random baskets cost the same on a lane, by a quote from the stored price book and by one that brings its own", () => {
  const chance = new Seeded(20_261_123);
  let discounted = 0;
  const count = Number(process.env.BASKETS ?? 2_000);
  for (let basket = 0; basket < count; basket += 1) {
    const asked = Array.from({ length: chance.between(1, 12) }, (_, index) => {
      const item = chance.oneOf(items);
      const weightGrams = item.soldBy === "weight" ? chance.between(1, 3_000) : undefined;
      const quantity =
        item.soldBy === "weight" ? 1 : chance.between(1, Math.min(5, item.maximumQuantity ?? 5));
      return { item, lineId: `l${index}`, quantity, weightGrams };
    });
    const body = {
      context: { channel: "store" },
      lines: asked.map(({ item, weightGrams, ...line }) => ({
        itemId: item.itemId,
        ...line,
        ...(weightGrams === undefined ? {} : { weightGrams }),
      })),
    };
    const fromStored = figuresOf(quoteBasket(body, { ...sources, book: stored }));
    const lane = priceBasket(
      asked.map(({ item, lineId, quantity, weightGrams }) => laneLine(item, lineId, quantity, weightGrams)),
      context,
    );
    expect(fromStored).toEqual({
      totalMinor: lane.totalMinor,
      savingsMinor: lane.savingsMinor,
      lines: lane.lines.map((line) => [line.lineId, line.baseMinor, line.totalMinor, line.taxMinor]),
      taxes: lane.taxes.map((row) => [row.taxGroup, row.netMinor, row.taxMinor]),
    });
    if (basket % 50 === 0)
      expect(figuresOf(quoteBasket({ priceBook: book, ...body }, sources))).toEqual(fromStored);
    if (lane.savingsMinor > 0) discounted += 1;
  }
  expect(discounted).toBeGreaterThan(count / 10);
});
