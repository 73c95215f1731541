import type { Promotion } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { found, outcomes, pricing, type ShelfName, shelf, TestLane } from "../lane/test-lane.js";
import type { ItemLookup, LaneKnowledge, LaneRequest } from "../lane/types.js";
import { laneView } from "../lane/lane-view.js";
import type { PricingContext } from "../pricing/types.js";
import { readCoupon } from "./read-coupon.js";

const offer = (promotionId: string, effects: unknown[], more: Partial<Record<keyof Promotion, unknown>> = {}) => ({
  promotionId,
  names: { en: promotionId },
  effects,
  ...more,
});
const off = (itemId: string, amountMinor: number) => [{ kind: "amount-off", amountMinor, per: "basket", on: { itemIds: [itemId] } }];

const promotions = [
  offer("milk-20", off("milk", 20), { coupon: { codes: ["MILK20"], stackable: true } }),
  offer("bread-50", off("bread", 50), { coupon: { serialPrefix: "BREAD-", stackable: true } }),
  offer("bread-90", off("bread", 90), { coupon: { codes: ["ONCE-1", "ONCE-2"], singleUse: true } }),
  offer("ten", [{ kind: "percent-off", percentPpm: 100_000 }], { coupon: { codes: ["TEN"] }, conditions: [{ kind: "spend", minimumMinor: 300 }] }),
  offer("members", off("gum", 30), { customerGroups: ["member"] }),
  offer("once", off("cap", 100), { customerGroups: ["member"], limits: { usesPerShopper: 1 } }),
  offer("budget", off("cap", 200), { limits: { budgetMinor: 300 } }),
  offer("anna", off("milk", 7), { memberIds: ["2990001"] }),
  offer("old", off("milk", 1), { coupon: { codes: ["OLD"] }, to: "2026-01-01T00:00" }),
  offer("new", off("milk", 1), { coupon: { codes: ["NEW"] }, from: "2027-01-01T00:00" }),
  offer("away", off("milk", 1), { coupon: { codes: ["AWAY"] }, storeIds: ["elsewhere"] }),
];
const context: PricingContext = { ...pricing, promotions };
const bread = { ...shelf.bread, prices: [...shelf.bread.prices, { amountMinor: 199, customerGroup: "member", kind: "regular" as const }] };

const couponLookup = (code: string, used = false): ItemLookup => ({
  kind: "coupon",
  code,
  coupon: readCoupon(code, { kind: "text", text: code }, context, undefined),
  used,
});
const memberLookup = (memberId = "2990001"): ItemLookup => ({
  kind: "member",
  memberId,
  membership: { programId: "plus", names: { en: "Plus" }, customerGroups: ["member"] },
});
const lineItems = [shelf.milk, bread, shelf.gum, shelf.cap];

class CouponLane extends TestLane {
  constructor() {
    super();
    (this as { knowledge: LaneKnowledge }).knowledge = { ...this.knowledge, pricing: context };
  }
  code(text: string, used = false): this {
    return this.do({ kind: "scan", text, aim: undefined }, { lookup: couponLookup(text, used) });
  }
  item(name: ShelfName): this {
    const lookup = name === "bread" ? { ...found("bread"), item: bread } : found(name);
    return this.do({ kind: "scan", text: name, aim: undefined }, { lookup: lookup as ItemLookup });
  }
  member(uses: Record<string, number> = {}): this {
    const request: LaneRequest = { kind: "scan", text: "2990001", aim: undefined };
    return this.do(request, { lookup: memberLookup(), lineItems, pricing: { ...context, shopper: { promotionUses: uses } } });
  }
  get basket() {
    const around = {
      storeId: "demo", storeName: "Demo", laneName: "1", version: 1, bootId: "b", training: false, locales: ["en"], currency: "EUR",
      currencyDigits: 2, nowMs: this.nowMs, online: true, ways: [], selling: "open" as const, hasProduceScale: false, hasPrinter: true, hasSecurityScale: false, queuePlaces: new Map(),
    };
    return laneView(this.state, around).basket;
  }
  get told() {
    const notice = this.state.notices.at(-1);
    return notice?.reason ?? notice?.kind;
  }
}

describe("a coupon at the lane", () => {
  it("scanned before its item waits, applies with it, and waits again when the item is taken out", () => {
    const lane = new CouponLane().code("MILK20");
    expect(lane.told).toBe("coupon-waiting");
    expect(lane.basket?.coupons).toMatchObject([{ name: "milk-20", state: "waiting", amountMinor: 0 }]);
    lane.item("milk");
    expect(lane.totalMinor).toBe(99);
    expect(lane.basket?.coupons).toMatchObject([{ state: "applied", amountMinor: 20 }]);
    expect(lane.basket?.lines[0]?.discounts).toEqual([{ name: "milk-20", amountMinor: 20 }]);
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
    expect(lane.totalMinor).toBe(0);
    expect(lane.basket?.coupons).toMatchObject([{ state: "waiting" }]);
  });

  it("scanned after its item says that it counts, and stands on the receipt by name", () => {
    const lane = new CouponLane().item("milk").code("MILK20");
    expect(lane.told).toBe("coupon-added");
    expect(lane.effect("scanner-signal")?.signal).toBe("good");
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    lane.outcome(lane.pay(), outcomes.approved(99));
    const { step } = lane.state;
    expect(step.name === "thank-you" && step.receipt.lines[0]?.discounts).toEqual([{ name: "milk-20", amountMinor: 20 }]);
  });

  it("taken out again is not in the price", () => {
    const lane = new CouponLane().item("milk").code("MILK20");
    const couponId = lane.basket?.coupons?.[0]?.couponId ?? "";
    lane.do({ kind: "remove-coupon", couponId });
    expect(lane.totalMinor).toBe(119);
    expect(lane.basket?.coupons).toBeUndefined();
    expect(lane.refuse({ kind: "remove-coupon", couponId }).reason).toBe("coupon-not-found");
  });

  it.each([
    ["UNKNOWN", "coupon-unknown"], ["OLD", "coupon-expired"], ["NEW", "coupon-not-yet-valid"], ["AWAY", "coupon-not-for-this-store"],
  ])("%s is refused as %s, keyed and scanned, and no person is called", (code, reason) => {
    const lane = new CouponLane().item("milk");
    expect(lane.refuse({ kind: "key-code", code }, { lookup: couponLookup(code) }).reason).toBe(reason);
    lane.code(code);
    expect(lane.told).toBe(reason);
    expect(lane.state.interventions).toEqual([]);
    expect(lane.totalMinor).toBe(119);
  });

  it("is taken once: used before, in the basket already, or another for the same promotion", () => {
    expect(new CouponLane().code("ONCE-1", true).told).toBe("coupon-used");
    expect(new CouponLane().code("ONCE-1").code("ONCE-1").told).toBe("coupon-already-there");
    expect(new CouponLane().code("ONCE-1").code("ONCE-2").told).toBe("coupon-already-there");
    expect(new CouponLane().code("BREAD-17").code("BREAD-18").told).toBe("coupon-already-there");
  });

  it("that does not stack gives way to the better one", () => {
    const lane = new CouponLane().item("bread").item("bread").code("ONCE-1").code("TEN");
    expect(lane.totalMinor).toBe(498 - 90);
    expect(lane.basket?.coupons).toMatchObject([{ state: "applied" }, { state: "waiting" }]);
  });

  it("is written down as used with the sale if it gave something, and not otherwise", () => {
    const lane = new CouponLane().item("bread").code("BREAD-17").item("cap").member();
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    lane.outcome(lane.pay(), outcomes.approved(lane.totalMinor));
    const done = lane.entries.findLast((entry) => entry.kind === "transaction-completed");
    expect(done?.kind === "transaction-completed" && done.uses).toEqual({
      memberId: "2990001",
      promotions: [{ promotionId: "once", amountMinor: 100 }, { promotionId: "budget", amountMinor: 200 }],
      couponKeys: ["BREAD-17"],
    });
    const idle = new CouponLane().item("milk").code("BREAD-17");
    idle.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    idle.outcome(idle.pay(), outcomes.approved(119));
    const end = idle.entries.findLast((entry) => entry.kind === "transaction-completed");
    expect(end?.kind === "transaction-completed" && end.uses).toBeUndefined();
  });
});

describe("a member at the lane", () => {
  it("has member prices on what is there and what comes, and loses them with the card", () => {
    const lane = new CouponLane().item("bread").item("gum").member().item("bread");
    expect(lane.told).toBe("item-added");
    expect(lane.totalMinor).toBe(199 + 69 + 199);
    expect(lane.basket?.member).toEqual({ programName: "Plus" });
    expect(JSON.stringify(lane.basket)).not.toContain("2990001");
    lane.do({ kind: "forget-member" }, { lineItems });
    expect(lane.totalMinor).toBe(249 + 99 + 249);
    expect(lane.basket?.member).toBeUndefined();
  });

  it("has the digital coupons of the account, once each where that is the limit", () => {
    expect(new CouponLane().item("milk").member().totalMinor).toBe(112);
    expect(new CouponLane().item("cap").member().totalMinor).toBe(1_500 - 100 - 200);
    expect(new CouponLane().item("cap").member({ once: 1 }).totalMinor).toBe(1_500 - 200);
    expect(new CouponLane().item("cap").totalMinor).toBe(1_500 - 200);
  });

  it("is gone with the basket", () => {
    const lane = new CouponLane().item("milk").member().do({ kind: "abandon" });
    expect(JSON.stringify(lane.state)).not.toContain("2990001");
  });
});

describe("a basket exempt from tax", () => {
  it("loses the tax in its prices, and its receipt names the certificate", () => {
    const lane = new CouponLane().item("milk");
    lane.do({ kind: "exempt-tax", certificate: "D-17", reason: "diplomatic" });
    expect(lane.totalMinor).toBe(111);
    expect(lane.basket?.taxExempt).toBe(true);
    expect(lane.refuse({ kind: "exempt-tax", certificate: "D-18", reason: "other" }).reason).toBe("already-exempt");
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    lane.outcome(lane.pay(), outcomes.approved(111));
    const { step } = lane.state;
    expect(step.name === "thank-you" && step.receipt).toMatchObject({
      totalMinor: 111, taxMinor: 0, savingsMinor: 0, taxExemption: { certificate: "D-17", reason: "diplomatic" },
    });
  });
});

it("the order of scanning items, coupons and the member's card changes nothing", () => {
  const things = ["milk", "bread", "gum", "bread", "cap", "MILK20", "BREAD-17", "TEN", "member"] as const;
  const put = (lane: CouponLane, thing: (typeof things)[number]) => {
    if (thing === "member") return lane.member();
    return thing in shelf ? lane.item(thing as ShelfName) : lane.code(thing);
  };
  const shown = (lane: CouponLane) => ({
    total: lane.totalMinor,
    lines: (lane.basket?.lines ?? []).map(({ itemId, totalMinor, discounts }) => ({ itemId, totalMinor, discounts })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    coupons: (lane.basket?.coupons ?? []).map(({ name, amountMinor }) => ({ name, amountMinor })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  });
  const expected = shown(things.reduce(put, new CouponLane()));
  expect(expected.coupons.filter(({ amountMinor }) => amountMinor > 0).length).toBeGreaterThan(1);
  fc.assert(
    fc.property(fc.shuffledSubarray([...things], { minLength: things.length }), (order) => {
      expect(shown(order.reduce(put, new CouponLane()))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
