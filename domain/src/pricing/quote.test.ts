import { quoteAnswer } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { type QuoteSources, quoteBasket } from "./quote.js";

const sources: QuoteSources = {
  book: undefined,
  storeId: "s",
  country: "DE",
  region: undefined,
  localTime: "2026-11-23T12:00",
};
const names = { en: "x" };
const priceBook = {
  kind: "snapshot",
  header: { bookId: "b", version: 3, currency: "EUR", pricesIncludeTax: true },
  taxGroups: [
    { taxGroup: "A", names, mark: "A", ratePpm: 190_000 },
    { taxGroup: "B", names, mark: "B", ratePpm: 70_000 },
  ],
  departments: [{ departmentId: "d", names }],
  items: [
    {
      itemId: "roll",
      names,
      departmentId: "d",
      soldBy: "each",
      prices: [{ amountMinor: 35 }, { amountMinor: 30, kind: "limited", to: "2026-12-01T00:00" }],
      taxGroup: "B",
      codes: ["4006381333931"],
    },
    {
      itemId: "apple",
      names,
      departmentId: "d",
      soldBy: "weight",
      prices: [{ amountMinor: 299 }],
      taxGroup: "B",
      plus: ["4011"],
    },
    {
      itemId: "ham",
      names,
      departmentId: "d",
      soldBy: "weight",
      prices: [{ amountMinor: 1_990 }],
      taxGroup: "B",
      codes: ["2330710000006"],
      priceInCode: { maximumMinor: 1_000 },
    },
    {
      itemId: "cola",
      names,
      departmentId: "d",
      soldBy: "each",
      prices: [{ amountMinor: 199 }],
      taxGroup: "A",
      depositMinor: 25,
      content: { amount: 500, unit: "ml" },
      maximumQuantity: 24,
    },
    {
      itemId: "old",
      names,
      departmentId: "d",
      soldBy: "each",
      prices: [{ amountMinor: 1, channel: "event" }],
      taxGroup: "?",
      codes: [],
    },
    {
      itemId: "gone",
      names,
      departmentId: "d",
      soldBy: "each",
      prices: [{ amountMinor: 1 }],
      taxGroup: "A",
      blocked: "recalled",
    },
  ],
  promotions: [
    {
      promotionId: "p1",
      names: { en: "3 for 2" },
      effects: [{ kind: "buy-get", buy: { of: { itemIds: ["roll"] }, count: 2 }, get: { count: 1 } }],
    },
  ],
};
const ask = (body: Record<string, unknown>) => quoteBasket({ priceBook, ...body }, sources);
const fieldsOf = (body: Record<string, unknown>) => {
  const answer = ask(body);
  return answer.result === "refused"
    ? answer.refusal.fields?.map(({ path }) => path)
    : answer.quote.totalMinor;
};

describe("a quote", () => {
  it("gives a variant the offers of the item of which it is one", () => {
    const [roll, ...others] = priceBook.items;
    const items = [roll, ...others, { ...others[1], itemId: "seeded", codes: [], soldBy: "each", priceInCode: undefined, variantOf: "roll" }];
    const lines = [{ itemId: "roll", quantity: 2 }, { itemId: "seeded" }];
    expect(ask({ priceBook: { ...priceBook, items }, lines })).toMatchObject({ quote: { savingsMinor: 40 } });
  });

  it("has no price for a lot that its maker has called back", () => {
    const [roll] = priceBook.items;
    const lots = { ...priceBook, items: [{ ...roll, recalledLots: ["L1"] }] };
    const line = (lot: string) => ({ priceBook: lots, lines: [{ code: `(01)04006381333931(10)${lot}` }] });
    expect(fieldsOf(line("L1"))).toEqual(["lines.0.code"]);
    expect(fieldsOf(line("L2"))).toBe(30);
  });

  it("prices codes, items and weights, with discounts, deposits, taxes, cash and versions", () => {
    const german = ask({
      lines: [
        { code: "4006381333931", quantity: 7 },
        { itemId: "apple", weightGrams: 1_234 },
        { itemId: "cola", quantity: 2 },
        { code: "2330714002396" },
      ],
    });
    expect(quoteAnswer.parse(german)).toEqual(german);
    expect(german).toMatchObject({
      result: "quoted",
      quote: {
        lines: [
          {
            lineId: "1",
            unitPriceMinor: 30,
            regularUnitPriceMinor: 35,
            baseMinor: 210,
            discounts: [{ promotionId: "p1", amountMinor: 60, because: "buy-get" }],
            totalMinor: 150,
            taxMark: "B",
          },
          { baseMinor: 369, comparisonPrice: { amountMinor: 299, unit: "kg" } },
          { depositMinor: 50, totalMinor: 448, comparisonPrice: { amountMinor: 398, unit: "l" } },
          { itemId: "ham", baseMinor: 239, totalMinor: 239 },
        ],
        totalMinor: 1_206,
        savingsMinor: 95,
        cashDueMinor: 1_206,
        versions: { priceBook: { bookId: "b", version: 3 } },
      },
    });
  });

  it("reads in-store codes by the layouts of the country", () => {
    expect(fieldsOf({ lines: [{ code: "2330714002396" }] })).toBe(239);
    expect(fieldsOf({ lines: [{ code: "2330714002396" }], context: { country: "NL" } })).toEqual([
      "lines.0.code",
    ]);
  });

  it("rounds cash by country, or as asked", () => {
    const cash = (body: Record<string, unknown>) => {
      const answer = ask({ lines: [{ itemId: "cola" }], ...body });
      return answer.result === "quoted" ? answer.quote.cashDueMinor : undefined;
    };
    expect([
      cash({}),
      cash({ context: { country: "NL" } }),
      cash({ policy: { cashStepMinor: 100, cashRounding: "up" } }),
    ]).toEqual([224, 225, 300]);
  });

  it("charges delivery, free of it by a promotion", () => {
    const delivery = { amountMinor: 490, taxGroup: "A" };
    expect(fieldsOf({ lines: [{ itemId: "cola" }], delivery })).toBe(224 + 490);
    const free = {
      ...priceBook,
      promotions: [{ promotionId: "f", names, effects: [{ kind: "free-delivery" }] }],
    };
    expect(fieldsOf({ lines: [{ itemId: "cola" }], delivery, priceBook: free })).toBe(224);
  });

  it("is the same from a stored price book", () => {
    const lines = [{ itemId: "cola", quantity: 3 }];
    const inline = ask({ lines });
    const parsed = quoteBasket({ lines }, { ...sources, book: undefined });
    expect(parsed).toMatchObject({ refusal: { fields: [{ path: "priceBook" }] } });
    expect(inline.result).toBe("quoted");
  });

  it.each([
    [{ lines: [{ itemId: "x", code: "y" }, { quantity: 0 }] }, ["lines.0", "lines.1.quantity", "lines.1"]],
    [
      {
        lines: [
          { itemId: "nothing" },
          { code: "4006381333948" },
          { code: "4111111111111111" },
          { code: "4006381333930" },
        ],
      },
      ["lines.0.itemId", "lines.1.code", "lines.2.code", "lines.3.code"],
    ],
    [
      {
        lines: [
          { itemId: "apple" },
          { itemId: "cola", weightGrams: 5 },
          { itemId: "cola", quantity: 25 },
          { itemId: "apple", weightGrams: 5, quantity: 2 },
        ],
      },
      ["lines.0.weightGrams", "lines.1.weightGrams", "lines.2.quantity", "lines.3.quantity"],
    ],
    [
      { lines: [{ itemId: "gone" }, { itemId: "old" }, { itemId: "cola", expiryDate: "2026-11-22" }] },
      ["lines.0.itemId", "lines.1.itemId", "lines.2.itemId"],
    ],
    [{ lines: [{ itemId: "old" }], context: { channel: "event" } }, ["lines.0"]],
    [
      {
        lines: [
          { itemId: "cola", lineId: "a" },
          { itemId: "cola", lineId: "a" },
        ],
      },
      ["lines.1.lineId"],
    ],
    [{ lines: [{ itemId: "cola" }], delivery: { amountMinor: 1, taxGroup: "Z" } }, ["delivery.taxGroup"]],
    [{ lines: [], policy: { taxLevel: "galaxy" }, colour: "red" }, ["policy.taxLevel", "colour"]],
    [{ lines: [{ itemId: "cola", size: 1, shade: 2 }] }, ["lines.0.size", "lines.0.shade"]],
    [
      { lines: [], priceBook: { ...priceBook, promotions: [{ promotionId: "p" }] } },
      ["priceBook.promotions.0.names", "priceBook.promotions.0.effects"],
    ],
    [
      {
        lines: [{ itemId: "nothing" }],
        delivery: { amountMinor: 1, taxGroup: "Z" },
        priceBook: { ...priceBook, promotions: [{ promotionId: "p", names: { en: "p" }, effects: [], colour: 1 }] },
      },
      ["priceBook.promotions.0.effects", "priceBook.promotions.0.colour", "lines.0.itemId", "delivery.taxGroup"],
    ],
  ])("of %j is refused by path", (body, paths) => {
    expect(fieldsOf(body)).toEqual(paths);
  });
});
