import { attendantRole } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { shelf, TestLane } from "../lane/test-lane.js";

const price = (lane: TestLane, unitPriceMinor: number, line = 0) =>
  ({ kind: "override-price", lineId: lane.line(line).lineId, unitPriceMinor, reason: "damaged" }) as const;
/** What is needed for a deed, by each role that asks: undefined when it may alone. */
const neededBy = (ask: (lane: TestLane) => Parameters<TestLane["send"]>[0], fill: (lane: TestLane) => TestLane) =>
  attendantRole.options.map((role) => {
    const lane = fill(new TestLane());
    return lane.send(ask(lane), { role })?.details?.["role"];
  });

describe.each([
  // caps cost 15.00: an attendant may take off 10.00, a lead 50.00.
  ["10.00 off a price", (lane: TestLane) => price(lane, 500), 1, [undefined, undefined, undefined]],
  ["10.01 off a price", (lane: TestLane) => price(lane, 499), 1, ["lead", undefined, undefined]],
  ["50.00 off a price", (lane: TestLane) => price(lane, 250), 4, ["lead", undefined, undefined]],
  ["50.04 off a price", (lane: TestLane) => price(lane, 249), 4, ["manager", "manager", undefined]],
  ["a dearer price", (lane: TestLane) => price(lane, 9_000), 4, [undefined, undefined, undefined]],
] as const)("%s", (_name, ask, pieces, needed) => {
  it("needs whom, for an attendant, a lead and a manager", () => {
    const fill = (lane: TestLane) => {
      lane.scan("cap");
      return pieces === 1 ? lane : lane.do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: pieces });
    };
    expect(neededBy(ask, fill)).toEqual(needed);
  });
});

describe("voiding", () => {
  const many = (count: number) => (lane: TestLane) => {
    lane.scan("cap");
    return lane.do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: count });
  };
  const line = (lane: TestLane) => ({ kind: "attendant-void-line", lineId: lane.line(0).lineId, reason: "other" }) as const;
  const basket = () => ({ kind: "void-transaction", reason: "other" }) as const;
  it.each([
    ["195.00", 13, [undefined, undefined, undefined]],
    ["210.00", 14, ["lead", undefined, undefined]],
    ["900.00", 60, ["lead", undefined, undefined]],
    ["915.00", 61, ["manager", "manager", undefined]],
  ] as const)("a line or a basket of %s", (_amount, count, needed) => {
    expect(neededBy(line, many(count))).toEqual(needed);
    expect(neededBy(basket, many(count))).toEqual(needed);
  });

  it("by the shopper knows no limit: it is their basket", () => {
    expect(many(61)(new TestLane()).do({ kind: "abandon" }).state.transaction).toBeUndefined();
  });
});

it("a large sum is not given in small ones: all lowered prices of the basket count", () => {
  const lane = new TestLane().scan("cap").scan("cap");
  lane.do(price(lane, 900));
  expect(lane.refuse(price(lane, 1_000, 1))).toEqual({ reason: "second-person-needed", details: { role: "lead", limitMinor: 1_000 } });
  // Weighed goods by their weight: 1.990 kg at 2.00 off.
  const weighed = new TestLane();
  weighed.do({ kind: "weigh-item", itemId: "bananas" }, { lookup: { kind: "found", item: { ...shelf.bananas, prices: [{ amountMinor: 1_200, kind: "regular" }] } } as never, produceWeightGrams: 1_005 });
  expect(weighed.send(price(weighed, 200))).toBeUndefined();
  expect(weighed.refuse(price(weighed, 199)).reason).toBe("second-person-needed");
});
