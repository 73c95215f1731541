import { describe, expect, it } from "vitest";
import { atTheLane, shopItem } from "../lane/test-shop.js";
import type { PricingContext } from "../pricing/types.js";

/* Every kind of promotion that docs/PRICING.md names, at a lane. The figures are worked out by hand. */

type Row = [what: string, promotions: readonly object[], shown: readonly string[], totals: readonly number[], context?: Partial<PricingContext>];

describe("what a promotion does", () => {
  const bread = { itemIds: ["bread"] };
  const drinks = { departmentIds: ["drinks"] };
  const on = (effect: object, more: object = {}) => [{ effects: [effect], ...more }];
  it.each<Row>([
    ["a share off", on({ kind: "percent-off", percentPpm: 100_000, on: bread }), ["bread", "milk"], [270, 120]],
    ["a share off by weight", on({ kind: "percent-off", percentPpm: 100_000 }), ["apples 1234"], [332]],
    ["an amount off each piece", on({ kind: "amount-off", amountMinor: 30, on: bread }), ["2 × bread", "milk"], [270, 270, 120]],
    ["an amount off the basket, by largest remainder", on({ kind: "amount-off", amountMinor: 100, per: "basket" }), ["bread", "milk", "jam"], [255, 102, 213]],
    ["a price of its own", on({ kind: "fixed-price", unitPriceMinor: 222, on: bread }), ["bread", "milk"], [222, 120]],
    ["a price of its own by weight", on({ kind: "fixed-price", unitPriceMinor: 199 }), ["apples 500"], [100]],
    ["all lines for one price", on({ kind: "set-total", amountMinor: 500, on: { itemIds: ["bread", "jam"] } }), ["bread", "jam", "milk"], [273, 227, 120]],
    ["every second at half price", on({ kind: "nth-item", nth: 2, percentPpm: 500_000, on: bread }), ["3 × bread"], [300, 150, 300]],
    ["buy two get one, of the same", on({ kind: "buy-get", buy: { count: 2 }, get: { count: 1 }, same: true }), ["2 × bread", "milk", "bread"], [0, 300, 120, 300]],
    ["buy two get the cheapest", on({ kind: "buy-get", buy: { count: 2 }, get: { count: 1 } }), ["bread", "jam", "milk"], [300, 250, 0]],
    ["buy of one kind, get of another at half", on({ kind: "buy-get", buy: { of: bread, count: 1 }, get: { of: drinks, count: 1 }, percentPpm: 500_000 }), ["bread", "water"], [300, 40 + 25]],
    ["a bundle of slots for a price", on({ kind: "bundle-price", slots: [{ of: bread, count: 1 }, { of: drinks, count: 1 }], amountMinor: 330 }), ["bread", "water", "water"], [261, 69 + 25, 80 + 25]],
    ["three for a price", on({ kind: "bundle-price", slots: [{ of: bread, count: 3 }], amountMinor: 700 }), ["4 × bread"], [233, 233, 234, 300]],
    ["tiers by pieces", on({ kind: "tiers", by: "quantity", on: bread, tiers: [{ from: 2, percentPpm: 100_000 }, { from: 3, unitPriceMinor: 200 }] }), ["3 × bread", "milk"], [200, 200, 200, 120]],
    ["tiers by spend", on({ kind: "tiers", by: "spend", tiers: [{ from: 500, amountMinor: 10 }, { from: 1_000, amountMinor: 20 }] }), ["bread", "jam"], [290, 240]],
    ["a free piece", on({ kind: "free-item", on: { itemIds: ["milk"] } }, { conditions: [{ kind: "contains", of: bread }] }), ["bread", "milk", "milk"], [300, 0, 120]],
    ["a markdown by freshness", on({ kind: "freshness", steps: [{ daysLeft: 0, percentPpm: 500_000 }, { daysLeft: 2, percentPpm: 200_000 }] }), ["milk/2026-11-23", "milk/2026-11-25", "milk/2026-11-26"], [60, 96, 120]],
    ["several effects at once", [{ effects: [{ kind: "amount-off", amountMinor: 50, on: bread }, { kind: "percent-off", percentPpm: 250_000, on: { itemIds: ["milk"] } }] }], ["bread", "milk"], [250, 90]],
  ])("%s", (...[, promotions, shown, totals, context = {}]: Row) => {
    // Which of equal pieces is the free one follows their lines' ids: the sums by item are what is promised.
    expect([...atTheLane({ promotions, context }, ...shown)].sort()).toEqual([...totals].sort());
  });
});

describe("when and for whom a promotion holds", () => {
  const tenth = { kind: "percent-off", percentPpm: 100_000 };
  const off = (more: object, effect: object = tenth) => [{ effects: [effect], ...more }];
  const filtered = (on: object) => off({}, { ...tenth, on });
  it.each<Row>([
    ["a department", filtered({ departmentIds: ["home"] }), ["soap", "bread"], [180, 300]],
    ["a brand, but for an item", filtered({ brands: ["Alp"], exceptItemIds: ["jam"] }), ["cheese", "jam"], [450, 250]],
    ["everything but a department", filtered({ exceptDepartmentIds: ["home"] }), ["soap", "bread"], [200, 270]],
    ["everything but a brand", filtered({ exceptBrands: ["Alp"] }), ["cheese", "bread"], [500, 270]],
    ["a span of prices", filtered({ minimumUnitPriceMinor: 250, maximumUnitPriceMinor: 300 }), ["bread", "jam", "milk", "cheese"], [270, 225, 120, 500]],
    ["nothing that is reduced already", filtered({ exceptReduced: true }), ["sale", "bread"], [350, 270]],
    ["from a threshold on the basket", off({ conditions: [{ kind: "spend", minimumMinor: 500 }] }), ["bread", "jam"], [270, 225]],
    ["not below the threshold", off({ conditions: [{ kind: "spend", minimumMinor: 500 }] }), ["bread", "milk"], [300, 120]],
    ["from a number of pieces", off({ conditions: [{ kind: "quantity", minimum: 3 }] }), ["2 × milk"], [120, 120]],
    ["a member's card, shown last", off({ customerGroups: ["plus"] }), ["bread", "@29900001"], [270]],
    ["no card, no group", off({ customerGroups: ["plus"] }), ["bread"], [300]],
    ["one member alone", off({ memberIds: ["29900001"] }), ["@29900002", "bread"], [300]],
    ["a coupon", off({ coupon: { codes: ["SAVE10"] } }), ["bread", "#SAVE10"], [270]],
    ["a coupon with a serial number", off({ coupon: { serialPrefix: "PAP-" } }), ["#PAP-0001", "bread"], [270]],
    ["coupons that do not stack: the best", [...off({ coupon: { codes: ["A"] } }), { effects: [{ ...tenth, percentPpm: 200_000 }], coupon: { codes: ["B"] } }], ["#A", "#B", "bread"], [240]],
    ["coupons that do", [...off({ coupon: { codes: ["A"], stackable: true } }), { effects: [{ ...tenth, percentPpm: 200_000 }], coupon: { codes: ["B"], stackable: true } }], ["#A", "#B", "bread"], [216]],
    ["the hour", off({ timesOfDay: [{ from: "11:00", to: "13:00" }] }), ["bread"], [270]],
    ["another hour, past midnight", off({ timesOfDay: [{ from: "22:00", to: "02:00" }] }), ["bread"], [270], { localTime: "2026-11-24T01:59" }],
    ["not the hour", off({ timesOfDay: [{ from: "22:00", to: "02:00" }] }), ["bread"], [300]],
    ["the day of the week", off({ weekdays: [1] }), ["bread"], [270]],
    ["not the day of the week", off({ weekdays: [2, 7] }), ["bread"], [300]],
    ["its time has not come", off({ from: "2026-11-23T12:01" }), ["bread"], [300]],
    ["its time is over", off({ to: "2026-11-23T12:00" }), ["bread"], [300]],
    ["another channel", off({ channels: ["online"] }), ["bread"], [300]],
    ["a lane at an event", off({ channels: ["event"] }), ["bread"], [270], { channel: "event" }],
    ["an event that is on", off({ events: ["fair"] }), ["bread"], [270], { events: ["fair"] }],
    ["an event that is not", off({ events: ["fair"] }), ["bread"], [300]],
    ["another store", off({ storeIds: ["elsewhere"] }), ["bread"], [300]],
    ["a region", off({ regions: ["isle"] }), ["bread"], [270], { region: "isle" }],
    ["a budget that is nearly spent", off({ limits: { budgetMinor: 100 } }), ["bread"], [290], { spentMinor: { p1: 90 } }],
    ["a budget that is spent", off({ limits: { budgetMinor: 100 } }), ["bread"], [300], { spentMinor: { p1: 100 } }],
    ["a limit for one basket", off({ limits: { maximumDiscountMinor: 25 } }), ["bread", "jam"], [275, 250]],
    ["a member who has used it up", off({ limits: { usesPerShopper: 2 } }), ["bread", "@29900001"], [300], { shopper: { promotionUses: { p1: 2 } } }],
    ["a member who has not", off({ limits: { usesPerShopper: 2 } }), ["bread", "@29900001"], [270], { shopper: { promotionUses: { p1: 1 } } }],
  ])("%s", (...[, promotions, shown, totals, context = {}]: Row) => {
    expect(atTheLane({ promotions, context }, ...shown)).toEqual(totals);
  });
});

describe("promotions together", () => {
  const tenth = { effects: [{ kind: "percent-off", percentPpm: 100_000 }] };
  const one = { effects: [{ kind: "amount-off", amountMinor: 100 }] };
  it.each([
    ["the higher priority first, then of what is left", [tenth, { ...one, priority: 5 }], 180],
    ["the other way round", [{ ...tenth, priority: 5 }, one], 170],
    ["an exclusive one alone, though others give more", [tenth, one, { effects: [{ kind: "amount-off", amountMinor: 20 }], exclusive: true }], 280],
    ["of two exclusive ones of a priority the better", [{ ...tenth, exclusive: true }, { ...one, exclusive: true }], 200],
    ["of rivals the better, once", [{ ...tenth, competesIn: "x" }, { ...one, competesIn: "x" }], 200],
    ["of equal rivals the first", [{ ...one, competesIn: "x" }, { ...one, competesIn: "x" }], 200],
  ])("%s", (_, promotions, total) => {
    expect(atTheLane({ promotions }, "bread")).toEqual([total]);
  });

  it.each([
    ["on-what-is-left", 200 - 100 - 20],
    ["on-price", 200 - 100 - 40],
    ["pieces-on-price", 200 - 100 - 20],
  ])("a store's policy says what a later share is of: %s", (stacking, total) => {
    const promotions = [{ effects: [{ kind: "amount-off", amountMinor: 100 }], priority: 5 }, { effects: [{ kind: "percent-off", percentPpm: 200_000 }] }];
    expect(atTheLane({ promotions, header: { policy: { stacking } } }, "soap")).toEqual([total]);
  });

  it("and of a share off each piece, of its price", () => {
    const promotions = [{ effects: [{ kind: "amount-off", amountMinor: 100 }], priority: 5 }, { effects: [{ kind: "percent-off", percentPpm: 200_000, per: "piece" }] }];
    expect(atTheLane({ promotions, header: { policy: { stacking: "pieces-on-price" } } }, "soap")).toEqual([60]);
  });

  it.each([
    ["discount", 41],
    ["price", 42],
  ])("a store's policy says what becomes whole when a share is taken: the %s", (roundedPart, total) => {
    const promotions = [{ effects: [{ kind: "percent-off", percentPpm: 500_000 }] }];
    expect(atTheLane({ promotions, items: [shopItem("odd", 83)], header: { policy: { roundedPart } } }, "odd")).toEqual([total]);
  });
});
