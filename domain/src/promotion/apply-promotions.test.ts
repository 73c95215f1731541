import { type Promotion, promotion as promotionSchema } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { priceBasket } from "../pricing/price-basket.js";
import type { PricingContext, PricingLine } from "../pricing/types.js";

const line = (
  itemId: string,
  quantity: number,
  unitPriceMinor: number,
  more: Partial<PricingLine> = {},
): PricingLine => ({
  lineId: itemId,
  itemId,
  departmentId: "grocery",
  brand: undefined,
  taxGroup: "A",
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
const make = (...effects: unknown[]): Promotion =>
  promotionSchema.parse({ promotionId: "p", names: { en: "offer" }, effects });
const also = (base: Promotion, more: Record<string, unknown>): Promotion =>
  promotionSchema.parse({ ...base, ...more });

const base: PricingContext = {
  policy: {
    currency: "EUR",
    currencyDigits: 2,
    pricesIncludeTax: true,
    taxLevel: "total",
    taxRounding: "half-up",
    amountRounding: "half-up",
  },
  versions: { priceBook: { bookId: "b", version: 1 } },
  taxRates: [{ taxGroup: "A", mark: "A", names: { en: "VAT" }, ratePpm: 190_000 }],
  promotions: [],
  channel: "store",
  storeId: "s1",
  region: "north",
  customerGroups: [],
  localTime: "2026-11-23T18:30",
};

/** Discount by line id. */
function discounts(
  lines: readonly PricingLine[],
  promotions: readonly Promotion[],
  more: Partial<PricingContext> = {},
): Record<string, number> {
  const priced = priceBasket(lines, { ...base, promotions, ...more });
  return Object.fromEntries(
    priced.lines.map((each) => [
      each.lineId,
      each.discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    ]),
  );
}
const total = (
  lines: readonly PricingLine[],
  promotions: readonly Promotion[],
  more: Partial<PricingContext> = {},
): number => priceBasket(lines, { ...base, promotions, ...more }).totalMinor;

describe("variants", () => {
  const red = line("red", 1, 1_000, { variantOf: "shirt" });
  const blue = line("blue", 1, 800, { variantOf: "shirt" });
  const lines = [red, blue, line("hat", 1, 500)];

  it("are meant by a filter that names their item, also by a long one, and each by its own name", () => {
    const off = (itemIds: readonly string[]) => [
      make({ kind: "percent-off", percentPpm: 100_000, on: { itemIds } }),
    ];
    expect(discounts(lines, off(["shirt"]))).toEqual({ red: 100, blue: 80, hat: 0 });
    expect(discounts(lines, off(["red", "shirt"]))).toEqual({ red: 100, blue: 80, hat: 0 });
    expect(discounts(lines, off(["red"]))).toEqual({ red: 100, blue: 0, hat: 0 });
    const many = Array.from({ length: 40 }, (_, index) => `other-${index}`);
    expect(discounts(lines, off([...many, "shirt"]))).toEqual({ red: 100, blue: 80, hat: 0 });
  });

  it("are left out by an exception that names their item", () => {
    const rest = make({ kind: "percent-off", percentPpm: 100_000, on: { exceptItemIds: ["shirt"] } });
    expect(discounts(lines, [rest])).toEqual({ red: 0, blue: 0, hat: 50 });
  });

  it("fill groups and conditions together", () => {
    const two = { itemIds: ["shirt"] };
    const secondFree = make({ kind: "buy-get", buy: { of: two, count: 1 }, get: { count: 1 } });
    expect(discounts(lines, [secondFree])).toEqual({ red: 0, blue: 800, hat: 0 });
    const hat = make({ kind: "percent-off", percentPpm: 100_000, on: { itemIds: ["hat"] } });
    const withShirts = also(hat, { conditions: [{ kind: "quantity", minimum: 2, of: two }] });
    expect(discounts(lines, [withShirts]).hat).toBe(50);
    expect(discounts([red, line("hat", 1, 500)], [withShirts]).hat).toBe(0);
  });
});

describe("each kind of effect", () => {
  it("percent-off rounds per piece, per line, or once for the basket", () => {
    const lines = [line("a", 3, 99), line("b", 1, 99)];
    expect(discounts(lines, [make({ kind: "percent-off", percentPpm: 500_000, per: "piece" })])).toEqual({
      a: 150,
      b: 50,
    });
    expect(discounts(lines, [make({ kind: "percent-off", percentPpm: 500_000, per: "line" })])).toEqual({
      a: 149,
      b: 50,
    });
    expect(discounts(lines, [make({ kind: "percent-off", percentPpm: 500_000, per: "basket" })])).toEqual({
      a: 149,
      b: 49,
    });
  });

  it("percent-off may reach only some pieces, the dearest or the cheapest first", () => {
    const lines = [line("a", 2, 1_200), line("b", 2, 2_000)];
    const one = { kind: "percent-off", percentPpm: 200_000, maximumPieces: 1 };
    expect(discounts(lines, [make(one)])).toEqual({ a: 0, b: 400 });
    expect(discounts(lines, [make({ ...one, pick: "cheapest" })])).toEqual({ a: 240, b: 0 });
  });

  it("amount-off is taken off pieces, lines or all together, and never more than there is", () => {
    const lines = [line("a", 2, 100), line("b", 1, 150)];
    expect(discounts(lines, [make({ kind: "amount-off", amountMinor: 120 })])).toEqual({ a: 200, b: 120 });
    expect(discounts(lines, [make({ kind: "amount-off", amountMinor: 120, per: "line" })])).toEqual({
      a: 120,
      b: 120,
    });
    expect(discounts(lines, [make({ kind: "amount-off", amountMinor: 100, per: "basket" })])).toEqual({
      a: 57,
      b: 43,
    });
    expect(total(lines, [make({ kind: "amount-off", amountMinor: 9_999, per: "basket" })])).toBe(0);
  });

  it("a discount per complete group leaves the pieces beyond", () => {
    expect(
      discounts(
        [line("a", 7, 1_000)],
        [make({ kind: "amount-off", amountMinor: 200, perCompleteGroupOf: 3 })],
      ),
    ).toEqual({ a: 1_200 });
    expect(
      discounts(
        [line("a", 2, 1_000), line("b", 1, 1_000), line("c", 1, 1_000)],
        [make({ kind: "percent-off", percentPpm: 100_000, perCompleteGroupOf: 3 })],
      ),
    ).toEqual({ a: 200, b: 100, c: 0 });
    expect(
      discounts(
        [line("a", 3, 1_000), line("b", 1, 2_000)],
        [make({ kind: "percent-off", percentPpm: 100_000, perCompleteGroupOf: 3, pick: "cheapest" })],
      ),
    ).toEqual({ a: 300, b: 0 });
  });

  it("fixed-price makes dearer pieces cost that, weighed ones per kilogram", () => {
    const lines = [
      line("a", 2, 199),
      line("b", 1, 80),
      line("w", 1, 1_000, { soldBy: "weight", weightGrams: 500 }),
    ];
    expect(discounts(lines, [make({ kind: "fixed-price", unitPriceMinor: 100 })])).toEqual({
      a: 198,
      b: 0,
      w: 450,
    });
  });

  it("set-total sells the lines meant for one price, prorated", () => {
    const on = { itemIds: ["a", "b"] };
    expect(
      discounts(
        [line("a", 1, 1_000), line("b", 1, 500), line("c", 1, 100)],
        [make({ kind: "set-total", amountMinor: 1_200, on })],
      ),
    ).toEqual({ a: 200, b: 100, c: 0 });
  });

  it("buy-get: three for two, of the dearest down or the cheapest up", () => {
    const lines = [1, 2, 3, 4, 5, 6, 7].map((price) => line(`i${price}`, 1, price * 100));
    const threeForTwo = { kind: "buy-get", buy: { count: 2 }, get: { count: 1 } };
    expect(7 * 400 - total(lines, [make(threeForTwo)])).toBe(500 + 200);
    expect(7 * 400 - total(lines, [make({ ...threeForTwo, pick: "cheapest" })])).toBe(100 + 400);
    expect(7 * 400 - total(lines, [make({ ...threeForTwo, maximumApplications: 1 })])).toBe(500);
  });

  it("buy-get of the same item does not mix, of two kinds it needs both", () => {
    const same = { kind: "buy-get", buy: { count: 1 }, get: { count: 1 }, same: true };
    expect(discounts([line("a", 3, 100), line("b", 1, 50)], [make(same)])).toEqual({ a: 100, b: 0 });
    const mixed = {
      kind: "buy-get",
      buy: { of: { itemIds: ["a"] }, count: 2 },
      get: { of: { itemIds: ["b"] }, count: 1 },
      percentPpm: 500_000,
    };
    expect(discounts([line("a", 5, 100), line("b", 3, 80)], [make(mixed)])).toEqual({ a: 0, b: 80 });
    expect(discounts([line("a", 1, 100), line("b", 3, 80)], [make(mixed)])).toEqual({ a: 0, b: 0 });
  });

  it("nth-item gives every nth piece at a discount", () => {
    expect(discounts([line("a", 5, 300)], [make({ kind: "nth-item", nth: 2, percentPpm: 500_000 })])).toEqual(
      { a: 300 },
    );
  });

  it("bundle-price: a meal deal of three kinds, as often as it is cheaper", () => {
    const slots = ["roll", "drink", "bar"].map((itemId) => ({ of: { itemIds: [itemId] }, count: 1 }));
    const deal = make({ kind: "bundle-price", slots, amountMinor: 500 });
    expect(total([line("roll", 2, 300), line("drink", 2, 200), line("bar", 1, 150)], [deal])).toBe(
      500 + 300 + 200,
    );
    expect(total([line("roll", 1, 100), line("drink", 1, 100), line("bar", 1, 100)], [deal])).toBe(300);
    expect(
      discounts(
        [line("x", 1, 700), line("y", 1, 700), line("z", 1, 700)],
        [make({ kind: "bundle-price", slots: [{ count: 3 }], amountMinor: 2_000 })],
      ),
    ).toEqual({ x: 34, y: 33, z: 33 });
  });

  it("tiers by pieces and by spend give the highest reached", () => {
    const byQuantity = make({
      kind: "tiers",
      by: "quantity",
      tiers: [
        { from: 3, percentPpm: 100_000 },
        { from: 6, unitPriceMinor: 70 },
      ],
    });
    expect([2, 3, 6].map((quantity) => total([line("a", quantity, 100)], [byQuantity]))).toEqual([
      200, 270, 420,
    ]);
    const bySpend = make({
      kind: "tiers",
      by: "spend",
      tiers: [
        { from: 500, amountMinor: 5 },
        { from: 1_000, amountMinor: 20 },
      ],
    });
    expect([4, 5, 10].map((quantity) => total([line("a", quantity, 100)], [bySpend]))).toEqual([
      400, 475, 800,
    ]);
  });

  it("free-item and free-delivery", () => {
    const gift = make({ kind: "free-item", on: { itemIds: ["mug"] } });
    expect(
      discounts(
        [line("a", 1, 3_000), line("mug", 2, 500)],
        [also(gift, { conditions: [{ kind: "spend", minimumMinor: 2_000 }] })],
      ),
    ).toEqual({ a: 0, mug: 500 });
    const delivery = line("delivery", 1, 490, { charge: "delivery" });
    expect(discounts([line("a", 1, 3_000), delivery], [make({ kind: "free-delivery" })])).toEqual({
      a: 0,
      delivery: 490,
    });
    expect(
      discounts([line("a", 1, 3_000), delivery], [make({ kind: "free-delivery", maximumMinor: 300 })]),
    ).toEqual({ a: 0, delivery: 300 });
    expect(
      discounts([line("a", 1, 1_000), delivery], [make({ kind: "percent-off", percentPpm: 100_000 })]),
    ).toEqual({ a: 100, delivery: 0 });
  });

  it("redeem-points in whole steps, up to a share of the basket", () => {
    const points = make({
      kind: "redeem-points",
      pointsPerStep: 100,
      minorPerStep: 50,
      maximumSharePpm: 500_000,
    });
    const priced = priceBasket([line("a", 1, 400)], {
      ...base,
      promotions: [points],
      shopper: { points: 1_050 },
    });
    expect([priced.totalMinor, priced.pointsUsed]).toEqual([200, 400]);
    expect(total([line("a", 1, 400)], [points], { shopper: { points: 250 } })).toBe(300);
  });

  it("freshness by days left; a line without a date is not touched", () => {
    const fresh = make({
      kind: "freshness",
      steps: [
        { daysLeft: 0, percentPpm: 500_000 },
        { daysLeft: 2, percentPpm: 200_000 },
      ],
    });
    const due = (lineId: string, expiryDate: string | undefined) => line(lineId, 1, 100, { expiryDate });
    const lines = [
      due("today", "2026-11-23"),
      due("soon", "2026-11-25"),
      due("later", "2026-11-26"),
      due("none", undefined),
    ];
    expect(discounts(lines, [fresh])).toEqual({ today: 50, soon: 20, later: 0, none: 0 });
  });
});

describe("when a promotion holds", () => {
  const tenth = make({ kind: "percent-off", percentPpm: 100_000 });
  const holds = (limits: Record<string, unknown>, more: Partial<PricingContext> = {}) =>
    total([line("a", 1, 100)], [also(tenth, limits)], more) === 90;

  it("from inclusive, to exclusive, on weekdays and times of day", () => {
    expect([
      holds({ from: "2026-11-23T18:30" }),
      holds({ from: "2026-11-23T18:31" }),
      holds({ to: "2026-11-23T18:31" }),
      holds({ to: "2026-11-23T18:30" }),
    ]).toEqual([true, false, true, false]);
    expect([holds({ weekdays: [1] }), holds({ weekdays: [2, 3, 4, 5, 6, 7] })]).toEqual([true, false]);
    expect([
      holds({ timesOfDay: [{ from: "18:00", to: "19:00" }] }),
      holds({ timesOfDay: [{ from: "19:00", to: "02:00" }] }),
      holds({ timesOfDay: [{ from: "18:00", to: "02:00" }] }),
    ]).toEqual([true, false, true]);
  });

  it("channels, stores, regions, groups and events", () => {
    expect([
      holds({ channels: ["store"] }),
      holds({ channels: ["online"] }),
      holds({ storeIds: ["s1"] }),
      holds({ storeIds: ["s2"] }),
    ]).toEqual([true, false, true, false]);
    expect([
      holds({ regions: ["north"] }),
      holds({ regions: ["south"] }),
      holds({ customerGroups: ["members"] }),
    ]).toEqual([true, false, false]);
    expect([
      holds({ customerGroups: ["members"] }, { customerGroups: ["members"] }),
      holds({ events: ["fair"] }),
      holds({ events: ["fair"] }, { events: ["fair"] }),
    ]).toEqual([true, false, true]);
  });

  it("conditions on spend, pieces, a line's pieces, what is there, and the order's number", () => {
    const lines = [line("a", 2, 100), line("b", 1, 100, { departmentId: "toys" })];
    const under = (condition: unknown, more: Partial<PricingContext> = {}) =>
      total(lines, [also(tenth, { conditions: [condition] })], more) === 270;
    expect([
      under({ kind: "spend", minimumMinor: 300 }),
      under({ kind: "spend", minimumMinor: 301 }),
      under({ kind: "spend", minimumMinor: 0, maximumMinor: 299 }),
    ]).toEqual([true, false, false]);
    expect([
      under({ kind: "spend", minimumMinor: 101, of: { departmentIds: ["toys"] } }),
      under({ kind: "quantity", minimum: 3 }),
      under({ kind: "quantity", minimum: 4 }),
    ]).toEqual([false, true, false]);
    expect([
      under({ kind: "line-quantity", minimum: 2 }),
      under({ kind: "line-quantity", minimum: 3 }),
      under({ kind: "contains", of: { itemIds: ["z"] } }),
    ]).toEqual([true, false, false]);
    expect([
      under({ kind: "order-number", number: 1 }),
      under({ kind: "order-number", number: 1 }, { shopper: { orderNumber: 1 } }),
    ]).toEqual([false, true]);
  });

  it("coupons: only when presented; those that do not stack compete", () => {
    const of = (promotionId: string, percentPpm: number, stackable: boolean) =>
      also(make({ kind: "percent-off", percentPpm }), {
        promotionId,
        coupon: { codes: [promotionId], stackable },
      });
    const all = [of("c10", 100_000, false), of("c20", 200_000, false), of("s5", 50_000, true)];
    const lines = [line("a", 1, 1_000)];
    expect(
      [[], ["c10"], ["c10", "c20"], ["c10", "c20", "s5"]].map((coupons) => total(lines, all, { coupons })),
    ).toEqual([1_000, 900, 800, 760]);
  });

  it("limits: of a basket, of a budget, of a shopper", () => {
    const lines = [line("a", 1, 100), line("b", 1, 100)];
    const half = make({ kind: "percent-off", percentPpm: 500_000 });
    expect(discounts(lines, [also(half, { limits: { maximumDiscountMinor: 70 } })])).toEqual({
      a: 50,
      b: 20,
    });
    expect(
      discounts(lines, [also(half, { limits: { budgetMinor: 1_000 } })], { spentMinor: { p: 940 } }),
    ).toEqual({ a: 50, b: 10 });
    expect(
      discounts(lines, [also(half, { limits: { budgetMinor: 1_000 } })], { spentMinor: { p: 1_000 } }),
    ).toEqual({ a: 0, b: 0 });
    expect(
      discounts(lines, [also(half, { limits: { usesPerShopper: 1 } })], {
        shopper: { promotionUses: { p: 1 } },
      }),
    ).toEqual({ a: 0, b: 0 });
  });

  it("filters leave out what they except, and goods that are reduced already", () => {
    const lines = [
      line("a", 1, 100, { brand: "acme" }),
      line("b", 1, 100, { departmentId: "tobacco" }),
      line("c", 1, 100, { regularUnitPriceMinor: 150 }),
    ];
    const with_ = (on: unknown) => discounts(lines, [make({ kind: "percent-off", percentPpm: 100_000, on })]);
    expect(with_({ exceptDepartmentIds: ["tobacco"], exceptReduced: true })).toEqual({ a: 10, b: 0, c: 0 });
    expect(with_({ exceptBrands: ["acme"], exceptItemIds: ["c"] })).toEqual({ a: 0, b: 10, c: 0 });
    expect(with_({ brands: ["acme"] })).toEqual({ a: 10, b: 0, c: 0 });
  });

  it("an attendant's price is never discounted", () => {
    expect(discounts([line("a", 1, 100, { overriddenUnitPriceMinor: 80 })], [tenth])).toEqual({ a: 0 });
  });
});

describe("several promotions", () => {
  const of = (promotionId: string, effect: unknown, more: Record<string, unknown> = {}) =>
    also(make(effect), { promotionId, ...more });
  const tenEuro = { kind: "amount-off", amountMinor: 1_000, per: "basket" };
  const fifth = { kind: "percent-off", percentPpm: 200_000, per: "basket" };
  const lines = [line("a", 1, 10_000)];

  it("apply by priority, each on what the earlier ones left, or all on the price", () => {
    expect(total(lines, [of("p1", fifth, { priority: 1 }), of("p2", tenEuro, { priority: 2 })])).toBe(7_200);
    expect(total(lines, [of("p1", fifth, { priority: 3 }), of("p2", tenEuro, { priority: 2 })])).toBe(7_000);
    const policy = { ...base.policy, stacking: "on-price" as const };
    expect(
      total(lines, [of("p1", fifth, { priority: 1 }), of("p2", tenEuro, { priority: 2 })], { policy }),
    ).toBe(7_000);
  });

  it("percentages off each piece may be of the price while those off the basket are of what is left", () => {
    const policy = { ...base.policy, stacking: "pieces-on-price" as const };
    const each = (percentPpm: number) => ({ kind: "percent-off", percentPpm, per: "piece" });
    const both = also(make(each(200_000), each(100_000)), { promotionId: "p1" });
    expect(total(lines, [both])).toBe(7_200);
    expect(total(lines, [both], { policy })).toBe(7_000);
    expect(total(lines, [both, of("p2", fifth)], { policy })).toBe(5_600);
  });

  it("a percentage rounds the discount, or by policy the price after it", () => {
    const half = make({ kind: "percent-off", percentPpm: 500_000, per: "piece" });
    const policy = { ...base.policy, roundedPart: "price" as const };
    expect(total([line("a", 1, 8_333)], [half])).toBe(4_166);
    expect(total([line("a", 1, 8_333)], [half], { policy })).toBe(4_167);
  });

  it("an exclusive one goes alone: the highest priority, of equal ones the best for the shopper", () => {
    expect(
      total(lines, [of("p1", tenEuro, { priority: 5 }), of("p2", fifth, { priority: 1, exclusive: true })]),
    ).toBe(8_000);
    expect(
      total(lines, [
        of("p1", fifth, { priority: 2, exclusive: true }),
        of("p2", tenEuro, { priority: 5, exclusive: true }),
      ]),
    ).toBe(9_000);
    expect(total(lines, [of("p1", tenEuro, { exclusive: true }), of("p2", fifth, { exclusive: true })])).toBe(
      8_000,
    );
    const never = { exclusive: true, conditions: [{ kind: "spend", minimumMinor: 99_999 }] };
    expect(total(lines, [of("p1", tenEuro), of("p2", fifth, never)])).toBe(9_000);
  });

  it("of those that compete only the best for the shopper applies, whatever their order", () => {
    const rivals = [
      of("p1", tenEuro, { competesIn: "g", priority: 9 }),
      of("p2", fifth, { competesIn: "g" }),
      of("p3", { kind: "amount-off", amountMinor: 1, per: "basket" }),
    ];
    expect(total(lines, rivals)).toBe(7_999);
    expect(total(lines, [...rivals].reverse())).toBe(7_999);
  });

  it("a piece serves in one group only", () => {
    const threeForTwo = of("p1", { kind: "buy-get", buy: { count: 2 }, get: { count: 1 } }, { priority: 2 });
    const pair = of("p2", { kind: "bundle-price", slots: [{ count: 2 }], amountMinor: 100 });
    const priced = priceBasket([line("a", 5, 100)], { ...base, promotions: [threeForTwo, pair] });
    expect(priced.totalMinor).toBe(200 + 100);
    expect(priced.lines[0]?.promotedPieces).toBe(5);
  });

  it("a malformed promotion is a defect by name, not a silent loss", () => {
    expect(() => total(lines, [{ promotionId: "x" } as unknown as Promotion])).toThrow(/effects/);
  });
});
