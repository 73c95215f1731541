import { describe, expect, it } from "vitest";
import { priceBasket } from "../pricing/price-basket.js";
import type { PricingContext, PricingLine, PricingPolicy, TaxRate } from "../pricing/types.js";
import { taxRatesAt } from "./rates-at.js";

const names = { en: "x" };
const policy: PricingPolicy = {
  currency: "USD",
  currencyDigits: 2,
  pricesIncludeTax: false,
  taxLevel: "line",
  taxRounding: "half-up",
  amountRounding: "half-up",
};
const line = (
  lineId: string,
  quantity: number,
  unitPriceMinor: number,
  taxGroup = "A",
  more: Partial<PricingLine> = {},
): PricingLine => ({
  lineId,
  itemId: lineId,
  departmentId: "d",
  brand: undefined,
  taxGroup,
  soldBy: "each",
  quantity,
  weightGrams: undefined,
  unitPriceMinor,
  regularUnitPriceMinor: unitPriceMinor,
  priceInCodeMinor: undefined,
  overriddenUnitPriceMinor: undefined,
  depositMinor: 0,
  depositTaxGroup: undefined,
  ...more,
});
const rate = (taxGroup: string, ratePpm: number, more: Partial<TaxRate> = {}): TaxRate => ({
  taxGroup,
  mark: taxGroup,
  names,
  ratePpm,
  ...more,
});
const price = (
  lines: readonly PricingLine[],
  taxRates: readonly TaxRate[],
  changes: Partial<PricingPolicy> = {},
  more: Partial<PricingContext> = {},
) =>
  priceBasket(lines, {
    policy: { ...policy, ...changes },
    taxRates,
    versions: { priceBook: { bookId: "b", version: 1 } },
    promotions: [],
    channel: "store",
    storeId: "s",
    region: undefined,
    customerGroups: [],
    localTime: "2026-11-23T12:00",
    ...more,
  });

describe("taxes", () => {
  it("are rounded on the unit, the line or the total", () => {
    const lines = [line("a", 3, 333), line("b", 1, 333)];
    const tax = (taxLevel: PricingPolicy["taxLevel"]) =>
      price(lines, [rate("A", 72_500)], { taxLevel }).taxMinor;
    expect([tax("unit"), tax("line"), tax("total")]).toEqual([24 * 4, 72 + 24, 97]);
  });

  it("are rounded by the named mode", () => {
    const tax = (taxRounding: PricingPolicy["taxRounding"], minor: number) =>
      price([line("a", 1, minor)], [rate("A", 50_000)], { taxRounding }).taxMinor;
    expect(
      (["half-up", "half-even", "half-down", "up", "down"] as const).map((mode) => [
        tax(mode, 50),
        tax(mode, 70),
      ]),
    ).toEqual([
      [3, 4],
      [2, 4],
      [2, 3],
      [3, 4],
      [2, 3],
    ]);
  });

  it("that are in the price are taken out of it", () => {
    const priced = price([line("a", 1, 12_440)], [rate("A", 80_000)], { pricesIncludeTax: true });
    expect(priced.taxes[0]).toMatchObject({ netMinor: 11_519, taxMinor: 921, grossMinor: 12_440 });
    expect(priced.totalMinor).toBe(12_440);
  });

  it("of several components are computed each, the compound one also on those before it", () => {
    const components = [
      { componentId: "gst", names, ratePpm: 50_000 },
      { componentId: "qst", names, ratePpm: 100_000, compound: true },
    ];
    const priced = price([line("a", 1, 1_000)], [rate("A", 0, { components })]);
    expect(priced.taxes[0]).toMatchObject({
      taxMinor: 50 + 105,
      components: [{ taxMinor: 50 }, { taxMinor: 105 }],
      ratePpm: 150_000,
    });
    const included = price([line("a", 1, 1_155)], [rate("A", 0, { components })], { pricesIncludeTax: true });
    expect(included.taxes[0]).toMatchObject({
      netMinor: 1_000,
      taxMinor: 155,
      components: [{ taxMinor: 50 }, { taxMinor: 105 }],
    });
  });

  it("have thresholds: the part above, or the whole when over, by the piece", () => {
    const above = [{ componentId: "c", names, ratePpm: 62_500, aboveMinor: 17_500 }];
    expect(
      price([line("a", 1, 20_000), line("b", 2, 17_500)], [rate("A", 0, { components: above })]).taxMinor,
    ).toBe(156);
    const over = [{ componentId: "c", names, ratePpm: 40_000, whenOverMinor: 11_000 }];
    expect(
      price([line("a", 1, 11_001), line("b", 2, 11_000)], [rate("A", 0, { components: over })]).taxMinor,
    ).toBe(440);
  });

  it("of a deposit go to its own group", () => {
    const priced = price(
      [line("a", 2, 100, "A", { depositMinor: 25, depositTaxGroup: "Z" })],
      [rate("A", 190_000), rate("Z", 0)],
    );
    expect(priced.taxes.map(({ taxGroup, netMinor, taxMinor }) => [taxGroup, netMinor, taxMinor])).toEqual([
      ["A", 200, 38],
      ["Z", 50, 0],
    ]);
    expect(priced.lines[0]).toMatchObject({ totalMinor: 250, taxMinor: 38 });
  });

  it("of a discount are taken of what is left, or apart", () => {
    const half = { promotionId: "p", names, effects: [{ kind: "set-total", amountMinor: 4_000 }] };
    const lines = [line("a", 1, 10_000), line("b", 1, 10_000, "B")];
    const net = (discountTax: "apart" | "of-what-is-left") =>
      price(
        lines,
        [rate("A", 190_000), rate("B", 70_000)],
        { pricesIncludeTax: true, discountTax },
        { promotions: [half] },
      ).taxes.reduce((sum, row) => sum + row.netMinor, 0);
    expect([net("of-what-is-left"), net("apart")]).toEqual([3_550, 3_549]);
  });

  it("come in steps where a currency has no smaller coin", () => {
    expect(
      price([line("a", 1, 5_000)], [rate("A", 50_000)], { pricesIncludeTax: true, taxStepMinor: 5 }).taxMinor,
    ).toBe(240);
  });

  it("are not owed by an exempt shopper, in the price or on top", () => {
    expect(price([line("a", 1, 1_000)], [rate("A", 200_000)], {}, { taxExempt: true })).toMatchObject({
      totalMinor: 1_000,
      taxMinor: 0,
    });
    const included = price(
      [line("a", 1, 1_200)],
      [rate("A", 200_000)],
      { pricesIncludeTax: true },
      { taxExempt: true },
    );
    expect(included).toMatchObject({ totalMinor: 1_000, taxMinor: 0, savingsMinor: 0 });
    expect(included.lines[0]?.discounts).toMatchObject([{ because: "tax-exemption", amountMinor: 200 }]);
  });

  it("may be in the price of one group and on top of another", () => {
    const priced = price(
      [line("a", 1, 1_200, "A"), line("b", 1, 1_000, "B")],
      [rate("A", 200_000, { pricesIncludeTax: true }), rate("B", 100_000)],
    );
    expect(priced).toMatchObject({ subtotalMinor: 2_200, taxMinor: 300, totalMinor: 2_300 });
  });

  it("of an unknown group are a defect by name", () => {
    expect(() => price([line("a", 1, 100, "?")], [rate("A", 0)])).toThrow(
      "tax group ? is not in the price book",
    );
  });
});

it("rates change by time and region: the last variant that applies counts", () => {
  const group = {
    taxGroup: "A",
    mark: "A",
    names,
    ratePpm: 190_000,
    variants: [
      { from: "2026-07-01T00:00", to: "2027-01-01T00:00", ratePpm: 160_000 },
      { region: "isle", ratePpm: 70_000 },
    ],
  };
  const at = (localTime: string, region?: string) => taxRatesAt([group], { localTime, region })[0]?.ratePpm;
  expect([
    at("2026-06-30T23:59"),
    at("2026-07-01T00:00"),
    at("2027-01-01T00:00"),
    at("2026-08-01T00:00", "isle"),
  ]).toEqual([190_000, 160_000, 190_000, 70_000]);
});
