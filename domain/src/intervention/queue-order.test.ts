import { interventionKind } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attendant, TestLane } from "../lane/test-lane.js";
import { comingForMs, isOverloaded, visitOrder, type Waiting } from "./queue-order.js";
import { interventionRules } from "./rules.js";
import { watchLanes } from "./watch-lanes.js";

const nowMs = 10_000_000;
const waits = (laneId: string, kind: Waiting["kind"], seconds: number, more: Partial<Waiting> = {}): Waiting => ({
  interventionId: `${laneId}-${kind}-${seconds}`,
  laneId,
  kind,
  blocking: interventionRules[kind].blocking,
  raisedAtMs: nowMs - seconds * 1_000,
  takenAtMs: undefined,
  riskPermille: undefined,
  ...more,
});
const lanes = (all: readonly Waiting[], visitsAtOnce = 6, at = nowMs) =>
  visitOrder(all, at, visitsAtOnce).map((visit) => visit.laneId);

describe("the order of walks", () => {
  it("is by risk × waiting time ÷ effort", () => {
    // 5 × 3 × 21 ÷ 15 = 21 stands before 4 × 61 ÷ 40 = 6.1.
    expect(lanes([waits("a", "help", 60), waits("b", "age-restriction", 20)])).toEqual(["b", "a"]);
    // Who has waited long is not behind everybody who cannot pay.
    expect(lanes([waits("a", "help", 600), waits("b", "age-restriction", 20)])).toEqual(["a", "b"]);
    expect(lanes([waits("a", "device-fault", 100), waits("b", "basket-left", 100)])).toEqual(["b", "a"]);
  });

  it("takes a score where there is one", () => {
    const two = [waits("a", "weight-mismatch", 30), waits("b", "weight-mismatch", 30, { riskPermille: 900 })];
    expect(lanes(two)).toEqual(["b", "a"]);
    expect(lanes(two.map((one) => ({ ...one, riskPermille: one.laneId === "b" ? 5 : 100 })))).toEqual(["a", "b"]);
  });

  it("sees to all of one lane in one walk, the most urgent first", () => {
    const [visit, ...others] = visitOrder([waits("a", "help", 90), waits("a", "weight-mismatch", 40), waits("a", "device-fault", 90)], nowMs, 6);
    expect(others).toEqual([]);
    expect(visit?.waiting.map((one) => one.kind)).toEqual(["weight-mismatch", "help", "device-fault"]);
  });

  it("puts lanes to which somebody is on the way first, unless nobody has come for too long", () => {
    const coming = waits("a", "help", 10, { takenAtMs: nowMs - 5_000 });
    const order = visitOrder([coming, waits("b", "help", 100), waits("c", "help", 50)], nowMs, 6);
    expect(order.map(({ laneId, place, coming: is }) => [laneId, place, is])).toEqual([["a", 1, true], ["b", 1, false], ["c", 2, false]]);
    expect(lanes([coming, waits("b", "help", 100)], 6, nowMs + comingForMs)).toEqual(["b", "a"]);
  });

  it("lets what can wait go to the end when more is asked than can be seen to at once", () => {
    const old = waits("a", "device-fault", 3_000);
    const others = ["b", "c"].map((lane) => waits(lane, "help", 20));
    expect(lanes([old, ...others], 3)).toEqual(["a", "b", "c"]);
    expect(lanes([old, ...others], 2)).toEqual(["b", "c", "a"]);
    expect(isOverloaded(visitOrder([old, ...others], nowMs, 2), 2)).toBe(true);
  });

  const anyWaiting = fc.record({
    laneId: fc.constantFrom("a", "b", "c", "d"),
    kind: fc.constantFrom(...interventionKind.options),
    seconds: fc.integer({ min: 0, max: 4_000 }),
    risk: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
  });

  it("moves nobody back by more than one place, however much one lane asks for", () => {
    fc.assert(
      fc.property(fc.array(anyWaiting, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }), (some, flood) => {
        const all = some.map(({ laneId, kind, seconds, risk }, index) => waits(laneId, kind, seconds, { interventionId: `i${index}`, riskPermille: risk }));
        const alarms = Array.from({ length: flood }, (_, index) => waits("z", "payment-unclear", index * 7, { interventionId: `z${index}` }));
        const placeOf = (laneId: string, queue: readonly Waiting[]) => visitOrder(queue, nowMs, 6).find((visit) => visit.laneId === laneId)?.place ?? 0;
        for (const laneId of new Set(all.filter((one) => one.blocking).map((one) => one.laneId)))
          expect(placeOf(laneId, [...all, ...alarms])).toBeLessThanOrEqual(placeOf(laneId, all) + 1);
      }),
    );
  });

  it("is the same whatever the order in which it hears of things, and forgets nothing", () => {
    fc.assert(
      fc.property(fc.array(anyWaiting, { maxLength: 15 }), (some) => {
        const all = some.map(({ laneId, kind, seconds, risk }, index) => waits(laneId, kind, seconds, { interventionId: `i${index}`, riskPermille: risk }));
        const order = (queue: readonly Waiting[]) => visitOrder(queue, nowMs, 6).flatMap((visit) => visit.waiting);
        expect(order(all.toReversed())).toEqual(order(all));
        expect(new Set(order(all))).toEqual(new Set(all));
      }),
    );
  });

  it("passes nobody over for ever: the calmest request is first once it has waited long enough", () => {
    const calm = waits("a", "device-fault", 0);
    const later = nowMs + 7_200_000;
    const fresh = ["b", "c", "d"].map((lane) => ({ ...waits(lane, "weight-mismatch", 0), raisedAtMs: later - 60_000 }));
    expect(lanes([calm, ...fresh], 6, later)[0]).toBe("a");
  });
});

describe("a walk", () => {
  it("is taken as a whole: who comes for one thing sees to all of the lane", () => {
    const lane = new TestLane().scan("wine").do({ kind: "request-help" });
    lane.do({ kind: "take-intervention", interventionId: lane.intervention("help").interventionId });
    expect(lane.state.interventions.map((one) => one.takenBy?.name)).toEqual(["Ada", "Ada"]);
    expect(lane.state.interventions.every((one) => one.takenAtMs === lane.nowMs)).toBe(true);
    // What somebody else has taken stays theirs.
    lane.scan("bread").do({ kind: "request-help" });
    const ben = { kind: "attendant", attendantId: "a2", name: "Ben" } as const;
    lane.send({ kind: "take-intervention", interventionId: lane.intervention("help").interventionId }, {}, ben);
    expect(lane.intervention("age-restriction").takenBy?.name).toBe(attendant.kind === "attendant" ? attendant.name : "");
  });
});

describe("a flood of calls", () => {
  const rules = { watchBasketMinor: 1_500, callsToNotice: 3 };
  const calling = () => {
    const lane = new TestLane();
    for (let count = 0; count < 3; count += 1) lane.do({ kind: "request-help" }).do({ kind: "cancel-help" });
    return lane;
  };

  it("makes the dear baskets elsewhere visible, and accuses nobody", () => {
    const lane = calling();
    const dear = new TestLane(undefined, "lane-2").scan("dear");
    const cheap = new TestLane(undefined, "lane-3").scan("milk");
    const asked = new TestLane(undefined, "lane-4").scan("spirits");
    const states = [lane, dear, cheap, asked].map((each) => each.state);
    expect(watchLanes(states, false, lane.nowMs, rules)).toEqual({
      calling: [{ laneId: "lane-1", calls: 3 }],
      // Lane 4 is asked for its age anyway, lane 3 is not dear.
      baskets: [{ laneId: "lane-2", totalMinor: 99_000 }],
    });
    expect(watchLanes(states, false, lane.nowMs + 300_000, rules)).toEqual({ calling: [], baskets: [] });
    expect(watchLanes(states, true, lane.nowMs + 300_000, rules).baskets).toHaveLength(1);
  });

  it("of long ago is forgotten, and a lane remembers only the last few", () => {
    const lane = calling();
    for (let count = 0; count < 20; count += 1) lane.do({ kind: "request-help" }).do({ kind: "cancel-help" });
    expect(lane.state.recentCalls).toHaveLength(12);
  });
});
