import { describe, expect, it } from "vitest";
import { atTheLane, laneWith, shopItem, type ShopSetting } from "../lane/test-shop.js";
import { outcomes } from "../lane/test-lane.js";
import { returnLine } from "../returns/returnable.js";

/* What a price book may say of prices and taxes, at a lane. The figures are worked out by hand. */

const priced = (setting: ShopSetting, ...shown: readonly string[]) => {
  const { transaction } = laneWith(setting, ...shown).state;
  if (transaction === undefined) throw new Error("no basket");
  return transaction.priced;
};
const rows = (setting: ShopSetting, ...shown: readonly string[]) => {
  atTheLane(setting, ...shown);
  return priced(setting, ...shown).taxes.map(({ taxGroup, netMinor, taxMinor, grossMinor }) => [taxGroup, netMinor, taxMinor, grossMinor]);
};

describe("the price that holds", () => {
  const tea = shopItem("tea", 0, {
    prices: [
      { amountMinor: 400 },
      { amountMinor: 390, region: "isle" },
      { amountMinor: 380, storeId: "demo", from: "2026-12-01T00:00" },
      { amountMinor: 350, kind: "limited", from: "2026-11-24T08:00", to: "2026-11-24T20:00" },
      { amountMinor: 320, customerGroup: "plus" },
      { amountMinor: 310, kind: "event", event: "fair" },
      { amountMinor: 450, channel: "event" },
      { amountMinor: 100, channel: "online" },
    ],
  });
  const fair = [{ eventId: "fair", from: "2026-11-25T00:00", to: "2026-11-26T00:00", storeIds: ["demo"] }];
  it.each<readonly [string, ShopSetting["context"], readonly string[], number]>([
    ["is the plain one", {}, ["tea"], 400],
    ["is the region's", { region: "isle" }, ["tea"], 390],
    ["is the store's, once its day has come", { localTime: "2026-12-01T00:00" }, ["tea"], 380],
    ["is not yet the store's a minute before", { localTime: "2026-11-30T23:59" }, ["tea"], 400],
    ["is a limited-time one while it lasts", { localTime: "2026-11-24T08:00" }, ["tea"], 350],
    ["is no limited-time one any more", { localTime: "2026-11-24T20:00" }, ["tea"], 400],
    ["is the member's, shown after the goods", {}, ["tea", "@29900001"], 320],
    ["is an event's while the book says that it is on", { localTime: "2026-11-25T10:00" }, ["tea"], 310],
    ["is no event's in another store", { localTime: "2026-11-25T10:00", storeId: "other" }, ["tea"], 400],
    ["is no event's when it is over", { localTime: "2026-11-26T00:00" }, ["tea"], 400],
    ["is that of lanes at events", { channel: "event" }, ["tea"], 450],
  ])("%s", (_, context, shown, total) => {
    expect(atTheLane({ items: [tea], header: { events: fair }, context: context ?? {} }, ...shown)).toEqual([total]);
  });

  it("stands beside the regular one that it undercuts", () => {
    const lane = laneWith({ items: [tea], context: { localTime: "2026-11-24T08:00" } }, "tea");
    expect(lane.line(0)).toMatchObject({ unitPriceMinor: 350, regularUnitPriceMinor: 400, priceEntry: { kind: "limited", amountMinor: 350 } });
    expect(lane.state.transaction?.priced.savingsMinor).toBe(50);
  });
});

describe("taxes", () => {
  it("are rounded on the unit, the line or the total, as the store has it", () => {
    const tax = (taxLevel: string) => priced({ header: { pricesIncludeTax: false, policy: { taxLevel } }, items: [shopItem("pin", 10), shopItem("pen", 35)] }, "3 × pin", "pen").taxMinor;
    // 7 % of 0.10, 0.35: 0.007 and 0.0245 a piece. Each scan is a line of its own.
    expect([tax("unit"), tax("line"), tax("total")]).toEqual([3 + 2, 3 + 2, 5]);
    atTheLane({ header: { pricesIncludeTax: false, policy: { taxLevel: "unit" } } }, "3 × milk", "soap");
  });

  it.each([
    ["half-up", 4],
    ["half-even", 4],
    ["half-odd", 3],
    ["half-down", 3],
    ["up", 4],
    ["down", 3],
    ["ceiling", 4],
    ["floor", 3],
  ])("are rounded by the mode of the store: %s", (taxRounding, taxMinor) => {
    const setting = { header: { pricesIncludeTax: false, policy: { taxRounding } }, items: [shopItem("pin", 50)] };
    expect(rows(setting, "pin")).toEqual([["reduced", 50, taxMinor, 50 + taxMinor]]);
  });

  it("come in steps where there is no smaller coin", () => {
    expect(rows({ header: { pricesIncludeTax: false, policy: { taxStepMinor: 5 } } }, "bread")).toEqual([["reduced", 300, 20, 320]]);
  });

  it("may be compound, and of a part of the price only", () => {
    const taxGroups = [
      { taxGroup: "reduced", names: { en: "GST, QST" }, mark: "B", ratePpm: 0, components: [{ componentId: "gst", names: { en: "GST" }, ratePpm: 50_000 }, { componentId: "qst", names: { en: "QST" }, ratePpm: 100_000, compound: true }] },
      { taxGroup: "full", names: { en: "Over 1.10" }, mark: "A", ratePpm: 0, components: [{ componentId: "part", names: { en: "Above" }, ratePpm: 100_000, aboveMinor: 110 }, { componentId: "whole", names: { en: "Over" }, ratePpm: 40_000, whenOverMinor: 150 }] },
    ];
    const items = [shopItem("cap", 140, { taxGroup: "full" })];
    // Bread: 15 + 31.5 up. Soap: 10 % of 0.90 and 4 % of 2.00. Cap: 10 % of 0.30, and not over 1.50.
    expect(rows({ header: { pricesIncludeTax: false }, taxGroups, items }, "bread")).toEqual([["reduced", 300, 47, 347]]);
    expect(rows({ header: { pricesIncludeTax: false }, taxGroups, items }, "soap", "cap")).toEqual([["full", 340, 9 + 3 + 8, 360]]);
  });

  it("may be in the price of one group and on top of another", () => {
    const taxGroups = [
      { taxGroup: "reduced", names: { en: "In" }, mark: "B", ratePpm: 70_000 },
      { taxGroup: "full", names: { en: "On top" }, mark: "A", ratePpm: 190_000, pricesIncludeTax: false },
    ];
    expect(rows({ taxGroups }, "bread", "soap")).toEqual([["reduced", 280, 20, 300], ["full", 200, 38, 238]]);
  });

  it("of a deposit go to its own group, and no promotion touches it", () => {
    const promotions = [{ effects: [{ kind: "percent-off", percentPpm: 500_000 }] }];
    expect(rows({ promotions }, "water")).toEqual([["reduced", 37, 3, 40], ["full", 21, 4, 25]]);
  });

  it("hold by region and day", () => {
    const taxGroups = [{ taxGroup: "reduced", names: { en: "VAT" }, mark: "B", ratePpm: 70_000, variants: [{ region: "isle", ratePpm: 40_000 }, { from: "2026-12-01T00:00", ratePpm: 50_000 }] }];
    const rate = (context: ShopSetting["context"]) => priced({ taxGroups, items: [], context: context ?? {} }, "bread").taxes[0]?.ratePpm;
    expect([rate({}), rate({ region: "isle" }), rate({ localTime: "2026-12-01T00:00" })]).toEqual([70_000, 40_000, 50_000]);
  });

  it("are not owed by an exempt shopper: the tax contained comes off, of a kit and a deposit too", () => {
    const lane = laneWith({ items: [kit] }, "hamper", "water");
    const contained = lane.state.transaction?.priced.taxMinor ?? 0;
    lane.do({ kind: "exempt-tax", certificate: "D-17", reason: "diplomatic" });
    expect(lane.state.transaction?.priced).toMatchObject({ taxMinor: 0, totalMinor: 999 + 105 - contained, savingsMinor: 0 });
  });

  it("of a voucher for one kind of goods are paid when it is sold, and none when its goods are fetched with it", () => {
    const voucher = shopItem("massage-voucher", 5_000, { taxGroup: "full" });
    const massage = shopItem("massage", 5_000, { taxGroup: "full" });
    expect(rows({ items: [voucher] }, "massage-voucher")).toEqual([["full", 4_202, 798, 5_000]]);
    const promotions = [{ coupon: { serialPrefix: "VOU-" }, effects: [{ kind: "free-item", on: { itemIds: ["massage"] } }] }];
    expect(rows({ items: [massage], promotions }, "massage", "#VOU-0001", "milk")).toEqual([["reduced", 112, 8, 120], ["full", 0, 0, 0]]);
  });

  it("of a voucher for anything are none: it is money, and a tender when it comes back", () => {
    const taxGroups = [{ taxGroup: "none", names: { en: "No VAT" }, mark: "Z", ratePpm: 0 }, { taxGroup: "reduced", names: { en: "VAT" }, mark: "B", ratePpm: 70_000 }];
    expect(rows({ taxGroups, items: [shopItem("gift-card-50", 5_000, { taxGroup: "none" })] }, "gift-card-50")).toEqual([["none", 5_000, 0, 5_000]]);
  });
});

/** Coffee for 7.00 and a mug for 5.00, together for 9.99. */
const kit = shopItem("hamper", 999, {
  kit: [{ itemId: "coffee", pieces: 1, taxGroup: "reduced", valueMinor: 700 }, { itemId: "mug", pieces: 1, taxGroup: "full", valueMinor: 500 }],
});

describe("a kit", () => {
  it("is taxed by its parts, on their shares of what it costs", () => {
    // 9.99 × 7 ÷ 12 = 5.8275, × 5 ÷ 12 = 4.1625: 5.83 and 4.16. Tax 0.38 and 0.66.
    expect(rows({ items: [kit] }, "hamper")).toEqual([["reduced", 545, 38, 583], ["full", 350, 66, 416]]);
  });

  it("keeps that under a discount, beside other goods, with the marks of all its groups", () => {
    const promotions = [{ effects: [{ kind: "percent-off", percentPpm: 100_000, on: { itemIds: ["hamper"] } }] }];
    // 8.99: 5.24 and 3.75; with the bread 8.24.
    expect(rows({ items: [kit], promotions }, "hamper", "bread")).toEqual([["reduced", 770, 54, 824], ["full", 315, 60, 375]]);
    const lane = laneWith({ items: [kit] }, "hamper");
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 }).outcome(lane.pay(), outcomes.approved(999));
    expect(lane.state.step).toMatchObject({ name: "thank-you", receipt: { lines: [{ taxMark: "BA" }] } });
  });

  it("comes back piece by piece, its parts with it, to the last cent", () => {
    const lane = laneWith({ items: [{ ...kit, depositMinor: 25 }], header: { pricesIncludeTax: false } }, "hamper");
    lane.do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: 3 });
    const { transaction } = lane.state;
    if (transaction === undefined) throw new Error("no basket");
    const { lineId } = lane.line(0);
    const claims: { lineId: string; from: number; to: number }[] = [];
    let refunded = 0;
    const parts = new Map<string, number>();
    for (const count of [1, 1, 1]) {
      const returned = returnLine(transaction, { claims, refunds: [] } as never, lineId, count);
      if (returned === undefined) throw new Error("nothing to return");
      refunded += returned.refundMinor;
      for (const { taxGroup, amountMinor, taxMinor } of returned.amounts.taxParts ?? []) {
        expect(amountMinor).toBeGreaterThanOrEqual(0);
        parts.set(taxGroup, (parts.get(taxGroup) ?? 0) + amountMinor + taxMinor);
      }
      claims.push(...returned.spans.map((span) => ({ lineId, ...span })));
    }
    expect(refunded).toBe(transaction.priced.totalMinor);
    expect([...parts]).toEqual(transaction.priced.taxes.map(({ taxGroup, grossMinor }) => [taxGroup, grossMinor]));
  });
});

describe("currencies", () => {
  it.each([
    ["JPY", 0, 1_000],
    ["EUR", 2, 1_000],
    ["KWD", 3, 1_000],
  ])("%s has %i digits from the price to the receipt", (currency, digits, amountMinor) => {
    const setting = { header: { currency }, items: [shopItem("thing", amountMinor), shopItem("loose", 1_999, { soldBy: "weight" })] };
    expect(atTheLane(setting, "thing", "loose 333")).toEqual([1_000, 666]);
    const lane = laneWith(setting, "thing");
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 }).outcome(lane.pay(), outcomes.approved(1_000, { currency }));
    expect(lane.state.step).toMatchObject({ name: "thank-you", receipt: { currency, currencyDigits: digits, totalMinor: 1_000, taxMinor: 65 } });
  });
});
