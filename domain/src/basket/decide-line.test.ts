import { describe, expect, it } from "vitest";
import { attendant, found, outcomes, shopper, TestLane } from "../lane/test-lane.js";

const quantity = (lane: TestLane, index: number, pieces: number) =>
  ({ kind: "change-quantity", lineId: lane.line(index).lineId, quantity: pieces }) as const;

describe("change-quantity", () => {
  it("prices only the changed line anew", () => {
    const lane = new TestLane().scan("milk").scan("bread");
    lane.do(quantity(lane, 0, 3));
    expect(lane.entries.slice(-2)).toMatchObject([
      { kind: "line-quantity-changed", fromQuantity: 1, quantity: 3 },
      { kind: "basket-priced", lines: [{ lineId: lane.line(0).lineId, totalMinor: 357 }], totalMinor: 606 },
    ]);
  });

  it("the same quantity again is nothing new", () => {
    const lane = new TestLane().scan("milk");
    const before = lane.entries.length;
    lane.do(quantity(lane, 0, 1));
    expect(lane.entries).toHaveLength(before);
  });

  it("what was weighed, priced in its code or chosen as a bag keeps its quantity", () => {
    const lane = new TestLane()
      .scan("bananas", { weightGrams: 100 })
      .scan("cheese", { priceInCodeMinor: 500 });
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 1 }).do({ kind: "back-to-basket" });
    for (const index of [0, 1, 2])
      expect(lane.refuse(quantity(lane, index, 2)).reason).toBe("quantity-not-allowed");
  });

  it("goes no further than the item's maximum and the basket's total", () => {
    const lane = new TestLane().scan("water").scan("dear");
    expect(lane.refuse(quantity(lane, 0, 7)).reason).toBe("quantity-not-allowed");
    expect(lane.refuse(quantity(lane, 1, 2)).reason).toBe("amount-out-of-range");
    expect(lane.do(quantity(lane, 0, 6)).line(0).quantity).toBe(6);
  });

  it.each([
    "line-not-found",
    "line-already-void",
    "no-open-basket",
    "basket-locked",
    "payment-unclear",
  ] as const)("is refused: %s", (reason) => {
    const lane = new TestLane();
    let lineId = "none";
    if (reason !== "no-open-basket") {
      lane.toPayment("milk", "bread");
      if (reason !== "line-not-found") lineId = lane.line(0).lineId;
      if (reason === "line-already-void") lane.do({ kind: "void-line", lineId });
      if (reason === "basket-locked" || reason === "payment-unclear") lane.pay();
      if (reason === "payment-unclear") lane.outcome(lane.attemptId, outcomes.unknown);
    }
    expect(lane.refuse({ kind: "change-quantity", lineId, quantity: 2 }).reason).toBe(reason);
    expect(lane.refuse({ kind: "void-line", lineId }).reason).toBe(reason);
    expect(lane.refuse({ kind: "override-price", lineId, unitPriceMinor: 1, reason: "damaged" }).reason).toBe(
      reason,
    );
  });
});

describe("void-line", () => {
  it("a void is a new fact that points at the line; the line stays, struck through", () => {
    const lane = new TestLane().scan("milk").scan("bread");
    const { lineId } = lane.line(0);
    lane.do({ kind: "void-line", lineId });
    expect(lane.entries.at(-2)).toMatchObject({
      kind: "line-voided",
      voidId: "lane-1-c3.1",
      lineId,
      because: "shopper",
      baseMinor: 119,
      actor: shopper,
    });
    expect(lane.line(0)).toMatchObject({ voided: true, voidedBaseMinor: 119 });
    expect(lane.totalMinor).toBe(249);
  });

  it("an attendant's void has a name and a reason", () => {
    const lane = new TestLane().scan("milk");
    lane.do({ kind: "attendant-void-line", lineId: lane.line(0).lineId, reason: "damaged" });
    expect(lane.entries.at(-2)).toMatchObject({ kind: "line-voided", because: "damaged", actor: attendant });
    expect(lane.totalMinor).toBe(0);
  });
});

describe("override-price", () => {
  it("changes the price of a piece, with who and why, and tells the shopper", () => {
    const lane = new TestLane().scan("milk");
    lane.do(quantity(lane, 0, 2));
    lane.do({
      kind: "override-price",
      lineId: lane.line(0).lineId,
      unitPriceMinor: 60,
      reason: "price-on-shelf-differs",
    });
    expect(lane.entries.find((entry) => entry.kind === "price-overridden")).toMatchObject({
      fromUnitPriceMinor: 119,
      unitPriceMinor: 60,
      reason: "price-on-shelf-differs",
      actor: attendant,
    });
    expect(lane.totalMinor).toBe(120);
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "price-changed", itemId: "milk" });
  });

  it("stays within what a basket may cost", () => {
    const lane = new TestLane().scan("milk");
    const override = (unitPriceMinor: number) =>
      ({ kind: "override-price", lineId: lane.line(0).lineId, unitPriceMinor, reason: "other" }) as const;
    expect(lane.refuse(override(-1)).reason).toBe("amount-out-of-range");
    expect(lane.refuse(override(100_001)).reason).toBe("amount-out-of-range");
    expect(lane.do(override(0)).totalMinor).toBe(0);
    lane.do(quantity(lane, 0, 2)).do(override(50_000));
    expect(lane.refuse(override(50_001)).reason).toBe("amount-out-of-range");
  });
});

describe("notices", () => {
  it("are told until dismissed, the newest few only", () => {
    const lane = new TestLane();
    for (let count = 0; count < 7; count += 1)
      lane.do({ kind: "pick-item", itemId: "milk", quantity: 1 }, { lookup: found("milk") });
    expect(lane.state.notices).toHaveLength(5);
    const noticeId = lane.state.notices[0]?.noticeId ?? "";
    lane.do({ kind: "dismiss-notice", noticeId }).do({ kind: "dismiss-notice", noticeId });
    expect(lane.state.notices.map((notice) => notice.noticeId)).not.toContain(noticeId);
    expect(lane.kinds().filter((kind) => kind === "notice-dismissed")).toHaveLength(1);
  });
});
