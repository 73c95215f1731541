import { describe, expect, it } from "vitest";
import { baseKnowledge, found, outcomes, TestLane } from "../lane/test-lane.js";

const checked = () => new TestLane({ ...baseKnowledge, hasSecurityScale: true });
const escalate = (lane: TestLane) =>
  lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
const end = (lane: TestLane, outcome: "approved" | "refused" | "resolved") =>
  ({
    kind: "end-intervention",
    interventionId: lane.intervention("weight-mismatch").interventionId,
    outcome,
  }) as const;
const scaleFault = (raised: boolean) =>
  ({
    kind: "device-fault",
    device: "security-scale",
    code: "unreachable",
    raised,
    detail: undefined,
  }) as const;

describe("placing items", () => {
  it("an item is asked for, and seen", () => {
    const lane = checked().scan("milk");
    expect(lane.state.bagging.nudge).toEqual({
      kind: "place-item",
      lineId: lane.line(0).lineId,
      sinceMs: lane.nowMs,
    });
    expect(lane.effects).toContainEqual({
      kind: "set-timer",
      timer: "bagging-nudge",
      about: String(lane.nowMs),
      dueAtMs: lane.nowMs + 12_000,
      afterMs: 12_000,
    });
    expect(lane.refuse({ kind: "go-to-bags" }).reason).toBe("bagging-mismatch");
    lane.weight(1_004);
    expect(lane.state.bagging).toMatchObject({ nudge: undefined, settledGrams: 1_004, waiting: [] });
    expect(lane.effects).toContainEqual({ kind: "cancel-timer", timer: "bagging-nudge" });
    expect(lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 1 }).pay()).not.toBe("");
  });

  it("each progress gives the shopper new time", () => {
    const lane = checked().scan("milk").scan("bread").scan("milk");
    lane.nowMs += 10_000;
    lane.weight(1_000);
    expect(lane.state.bagging.nudge).toMatchObject({
      kind: "place-item",
      lineId: lane.line(1).lineId,
      sinceMs: lane.nowMs,
    });
    lane.nowMs += 5_000;
    lane.weight(2_000);
    expect(lane.state.bagging.nudge).toMatchObject({ lineId: lane.line(1).lineId, sinceMs: lane.nowMs });
  });

  it("a flicker of the scale is nothing", () => {
    const lane = checked().scan("milk").weight(1_000);
    const before = lane.entries.length;
    lane.weight(1_005).weight(995);
    expect(lane.entries).toHaveLength(before);
  });

  it("a quantity is so many pieces, in any number of handfuls; fewer come off again", () => {
    const lane = checked().scan("bread");
    const change = (quantity: number) =>
      lane.do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity });
    change(4);
    lane.weight(1_000);
    expect(lane.state.bagging.waiting).toMatchObject([{ pieces: 2 }]);
    change(3);
    expect(lane.state.bagging).toMatchObject({ waiting: [{ pieces: 1 }], leaving: [] });
    change(1);
    expect(lane.state.bagging).toMatchObject({
      waiting: [],
      leaving: [{ pieces: 1 }],
      nudge: { kind: "unexpected-item" },
    });
    change(2);
    expect(lane.state.bagging).toMatchObject({ waiting: [], leaving: [], nudge: undefined });
    change(1);
    lane.weight(500);
    expect(lane.state.bagging).toMatchObject({ leaving: [], nudge: undefined, settledGrams: 500 });
  });

  it("a voided item is taken out again, or was never waited for", () => {
    const lane = checked().scan("milk").weight(1_000).scan("bread");
    lane.do({ kind: "void-line", lineId: lane.line(1).lineId });
    expect(lane.state.bagging).toMatchObject({ waiting: [], leaving: [], nudge: undefined });
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
    expect(lane.state.bagging.nudge).toMatchObject({ kind: "unexpected-item", lineId: lane.line(0).lineId });
    lane.weight(0);
    expect(lane.state.bagging).toMatchObject({ nudge: undefined, settledGrams: 0 });
  });

  it("while somebody pays nothing is asked", () => {
    const lane = checked()
      .scan("milk")
      .weight(1_000)
      .do({ kind: "go-to-bags" })
      .do({ kind: "choose-bags", count: 0 });
    lane.pay();
    lane.weight(1_700);
    expect(lane.state.bagging).toMatchObject({ nudge: undefined, measuredGrams: 1_700, settledGrams: 1_000 });
    lane.outcome(lane.attemptId, outcomes.declined);
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("bagging-mismatch");
    // Nobody is refused without being told why.
    expect(lane.state.bagging.nudge).toMatchObject({ kind: "unexpected-item" });
    lane.weight(1_000);
    expect(lane.state.bagging.nudge).toBeUndefined();
    lane.outcome(lane.pay(), outcomes.approved(119));
    expect(lane.state.bagging).toMatchObject({ settledGrams: 1_000, foreignGrams: 1_000 });
    lane.weight(0);
    expect(lane.state.bagging).toMatchObject({ settledGrams: 0, measuredGrams: 0, foreignGrams: 0 });
  });
});

it("goods of the basket that come down while somebody pays are understood when the payment is over", () => {
  const lane = checked().scan("milk").scan("bread").weight(1_000);
  lane.do({ kind: "skip-bagging" }).do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
  // A recalled basket's goods are expected, but never asked for.
  const { lineId } = lane.line(1);
  lane.state = { ...lane.state, bagging: { ...lane.state.bagging, waiting: [{ lineId, pieces: 1, expectedGrams: 500, toleranceGrams: 25, required: false }] } };
  lane.pay();
  lane.weight(1_500).outcome(lane.attemptId, outcomes.declined);
  expect(lane.state.bagging).toMatchObject({ settledGrams: 1_500, waiting: [], nudge: undefined });
  lane.outcome(lane.pay(), outcomes.approved(lane.totalMinor));
  expect(lane.state.step.name).toBe("thank-you");
});

describe("when it stays wrong", () => {
  it("a person is asked, with what was expected and what was seen", () => {
    const lane = escalate(checked().scan("bread").weight(300));
    expect(lane.intervention("weight-mismatch")).toMatchObject({
      blocking: true,
      evidence: {
        lineId: lane.line(0).lineId,
        itemNames: { en: "bread" },
        picture: "bread",
        expectedGrams: 500,
        measuredGrams: 300,
        toleranceGrams: 25,
      },
    });
    expect(lane.effects).not.toContainEqual(
      expect.objectContaining({ kind: "set-timer", timer: "bagging-nudge" }),
    );
    expect(lane.scan("milk").state.transaction?.lines).toHaveLength(2);
  });

  it("it ends by itself when the weight comes right", () => {
    const lane = escalate(checked().scan("bread").weight(300)).weight(500);
    expect(lane.state.interventions).toEqual([]);
    expect(lane.entries.find((entry) => entry.kind === "intervention-ended")).toMatchObject({
      outcome: "resolved",
      actor: { kind: "device" },
    });
  });

  it("an attendant takes it as right", () => {
    const lane = escalate(checked().scan("bread").weight(300));
    expect(lane.refuse(end(lane, "resolved")).reason).toBe("outcome-not-allowed");
    lane.do(end(lane, "approved"));
    expect(lane.state).toMatchObject({
      interventions: [],
      bagging: { nudge: undefined, settledGrams: 300, waiting: [] },
    });
  });

  it("or not: the shopper is asked anew, and after a while a person again", () => {
    const lane = escalate(checked().scan("bread").weight(300));
    lane.nowMs += 1_000;
    lane.do(end(lane, "refused"));
    expect(lane.state).toMatchObject({
      interventions: [],
      bagging: { nudge: { kind: "wrong-weight", sinceMs: lane.nowMs } },
    });
    expect(escalate(lane).state.interventions).toHaveLength(1);
  });

  it("an unexpected item has nothing to compare with", () => {
    const lane = escalate(checked().scan("milk").weight(1_000).weight(1_450));
    expect(lane.intervention("weight-mismatch").evidence).toEqual({
      expectedGrams: 0,
      measuredGrams: 450,
      toleranceGrams: 0,
    });
  });
});

describe("own bags and no bags", () => {
  it("an announced bag is the shopper's", () => {
    const lane = checked().do({ kind: "start", locale: "en" }).do({ kind: "use-own-bag" });
    expect(lane.state.bagging.nudge?.kind).toBe("own-bag");
    expect(lane.effects).not.toContainEqual(
      expect.objectContaining({ kind: "set-timer", timer: "bagging-nudge" }),
    );
    lane.do({ kind: "use-own-bag" }).weight(300);
    expect(lane.state.bagging).toMatchObject({
      ownBagAnnounced: false,
      settledGrams: 300,
      foreignGrams: 300,
      nudge: undefined,
    });
  });

  it("one that lies there already is what the unexpected weight was", () => {
    const lane = checked().do({ kind: "start", locale: "en" }).weight(300);
    expect(lane.state.bagging.nudge?.kind).toBe("unexpected-item");
    lane.do({ kind: "use-own-bag" });
    expect(lane.state.bagging).toMatchObject({ ownBagAnnounced: false, settledGrams: 300, nudge: undefined });
  });

  it("one that is announced and never comes holds nothing up", () => {
    const lane = checked()
      .scan("cap")
      .do({ kind: "use-own-bag" })
      .do({ kind: "go-to-bags" })
      .do({ kind: "choose-bags", count: 0 });
    lane.outcome(lane.pay(), outcomes.approved(1_500));
    expect(lane.state.bagging).toMatchObject({ ownBagAnnounced: false, nudge: undefined });
  });

  it("an item need not be bagged, so often", () => {
    const lane = checked()
      .scan("milk")
      .do({ kind: "skip-bagging" })
      .scan("milk")
      .do({ kind: "skip-bagging" })
      .scan("milk");
    expect(lane.state.bagging.skippedLineIds).toEqual([lane.line(0).lineId, lane.line(1).lineId]);
    expect(lane.refuse({ kind: "skip-bagging" })).toEqual({
      reason: "bagging-mismatch",
      details: { maximum: 2 },
    });
    lane.weight(1_000);
    const before = lane.entries.length;
    lane.do({ kind: "skip-bagging" });
    expect(lane.entries).toHaveLength(before);
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
    expect(lane.state.bagging.nudge).toBeUndefined();
  });
});

describe("without a scale", () => {
  it("a lane that has none checks nothing", () => {
    const lane = new TestLane().scan("milk").do({ kind: "use-own-bag" }).do({ kind: "skip-bagging" });
    expect(lane.state.bagging).toMatchObject({ waiting: [], ownBagAnnounced: false, nudge: undefined });
  });

  it("a fault ends all questions; what the scale shows afterwards is the new beginning", () => {
    const lane = escalate(checked().scan("bread").weight(300)).do(scaleFault(true));
    expect(lane.state.bagging).toMatchObject({ baselineKnown: false, waiting: [{ required: false }], nudge: undefined });
    expect(lane.state.interventions.map((one) => one.kind)).toEqual(["device-fault"]);
    lane.scan("milk").do(scaleFault(false)).scan("milk");
    expect(lane.state.bagging.waiting.filter((one) => one.required)).toEqual([]);
    lane.weight(2_222);
    expect(lane.state.bagging).toMatchObject({
      baselineKnown: true,
      settledGrams: 2_222,
      foreignGrams: 2_222,
    });
    expect(lane.scan("bread").state.bagging.nudge?.kind).toBe("place-item");
  });

  it.each([
    ["while the scale could not be heard", (lane: TestLane) => lane.do(scaleFault(false)).weight(1_000)],
    ["after it was heard again", (lane: TestLane) => lane.do(scaleFault(false)).weight(0).weight(1_000)],
  ])("what was scanned before a fault is no unexpected item when it comes %s", (_when, comes) => {
    const lane = comes(checked().weight(0).scan("milk").do(scaleFault(true)));
    expect(lane.state.bagging).toMatchObject({ baselineKnown: true, settledGrams: 1_000, waiting: [], nudge: undefined });
    expect(lane.state.interventions.filter((one) => one.blocking)).toEqual([]);
  });

  it("what is scanned during a fault is no unexpected item when it comes afterwards", () => {
    const lane = checked().weight(0).do(scaleFault(true)).scan("milk").do(scaleFault(false)).weight(0).weight(1_000);
    expect(lane.state.bagging).toMatchObject({ waiting: [], nudge: undefined });
  });
});

it("a recalled basket's goods are understood when they come, and not asked for", () => {
  const from = new TestLane().scan("milk").scan("bread").do({ kind: "suspend" });
  const entry = from.entries.at(-1);
  if (entry?.kind !== "transaction-suspended") throw new Error(entry?.kind);
  const { token, because, transaction } = entry;
  const lane = checked().do(
    { kind: "recall", token },
    { suspended: { token, because, transaction, fromLaneId: "lane-1", suspendedAtMs: 1 } },
  );
  expect(lane.state.bagging.nudge).toBeUndefined();
  lane.weight(1_500);
  expect(lane.state.bagging).toMatchObject({ settledGrams: 1_500, waiting: [], nudge: undefined });
  lane.do({ kind: "pick-item", itemId: "cap", quantity: 1 }, { lookup: found("cap") }).weight(1_700);
  expect(lane.state.bagging.nudge).toBeUndefined();
});
