import type { RiskRule } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { interventionQueue } from "../lane/attendant-view.js";
import { laneView } from "../lane/lane-view.js";
import { baseKnowledge, outcomes, TestLane } from "../lane/test-lane.js";
import { checkOf } from "./assess.js";
import { figuresKept } from "./features.js";
import { ruleHits, usualRules } from "./rules.js";
import { noVelocity, type RiskAssessment, type RiskKnowledge } from "./types.js";

const risk = (more: Partial<RiskKnowledge> = {}): RiskKnowledge => ({
  settings: { dearMinor: 500, cheapPerKiloMinor: 250 },
  counts: noVelocity,
  rules: usualRules,
  thresholds: { nudgePpm: 400_000, askPpm: 800_000 },
  audit: false,
  ...more,
});

/** Goes to pay with a score of the basket as it is. */
function toPayment(lane: TestLane, ppm: number | undefined, more: Partial<RiskKnowledge> = {}): RiskAssessment {
  const events = lane.state.transaction?.risk?.events ?? 0;
  const knowledge = { risk: risk({ ...(ppm === undefined ? {} : { score: { ppm, modelId: "m1", events } }), ...more }) };
  lane.do({ kind: "go-to-bags" }, knowledge);
  if (lane.state.step.name === "bags") lane.do({ kind: "choose-bags", count: 0 }, knowledge);
  const entry = lane.entries.findLast((one) => one.kind === "risk-assessed");
  if (entry?.kind !== "risk-assessed") throw new Error("not judged");
  return entry.assessment;
}

const around = {
  storeId: "demo", storeName: "", laneName: "1", version: 1, bootId: "b", training: false, selling: "open", locales: ["en"], currency: "EUR", currencyDigits: 2,
  nowMs: 0, online: true, ways: [], hasProduceScale: true, hasPrinter: true, hasSecurityScale: false, queuePlaces: new Map<string, number>(),
} as const;

describe("a basket that comes to be paid for", () => {
  it("is judged in the same commit, and nothing follows for most", () => {
    const lane = new TestLane().scan("milk").scan("bread");
    const judged = toPayment(lane, 12_000);
    expect(judged).toMatchObject({ scorePpm: 12_000, modelId: "m1", fault: undefined, priorityPpm: 12_000, rulesVersion: "usual-2", rulesHit: [], check: "pass", reasons: [] });
    expect(judged.figures).toMatchObject({ lines: 2, totalMinor: 368 });
    expect(lane.kinds().slice(-2)).toEqual(["payment-step-reached", "risk-assessed"]);
    lane.outcome(lane.pay(), outcomes.approved(368));
    expect(lane.state.transaction).toBeUndefined();
  });

  it("without knowledge of risk, or in training, is not judged at all", () => {
    expect(new TestLane().toPayment("milk").kinds()).not.toContain("risk-assessed");
    const training = new TestLane({ ...baseKnowledge, training: true, risk: risk() });
    expect(training.toPayment("milk").kinds()).not.toContain("risk-assessed");
  });

  it("is first asked on its own screen; a touch answers, and nothing is asked again", () => {
    const lane = new TestLane().scan("milk");
    expect(toPayment(lane, 500_000).check).toBe("nudge");
    expect(lane.state.interventions).toEqual([]);
    expect(laneView(lane.state, around).nudge).toEqual({ kind: "check-basket" });
    lane.do({ kind: "confirm-basket" }).do({ kind: "confirm-basket" });
    expect(lane.kinds().filter((kind) => kind === "basket-confirmed")).toHaveLength(1);
    expect(laneView(lane.state, around).nudge).toBeUndefined();
    lane.do({ kind: "back-to-basket" }).scan("bread");
    expect(toPayment(lane, 990_000)).toMatchObject({ check: "pass", scorePpm: 990_000 });
    lane.outcome(lane.pay(), outcomes.approved(368));
  });

  it("going back to the goods answers the question too; paying never waits for it", () => {
    const back = new TestLane().scan("milk");
    toPayment(back, 500_000);
    back.do({ kind: "back-to-basket" });
    expect(laneView(back.state, around).nudge).toBeUndefined();
    const paid = new TestLane().scan("milk");
    toPayment(paid, 500_000);
    paid.outcome(paid.pay(), outcomes.approved(119));
    expect(paid.refuse({ kind: "confirm-basket" }).reason).toBe("no-open-basket");
  });

  it("a person looks for the items worth a look; nothing is paid meanwhile", () => {
    const lane = new TestLane().scan("wine").scan("cap").scan("milk");
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId }).do({ kind: "void-line", lineId: lane.line(1).lineId });
    expect(toPayment(lane, 870_000)).toMatchObject({ check: "items", reasons: [{ key: "dear-voids", figure: 2 }] });
    expect(lane.refuse({ kind: "pay", tender: "card" })).toMatchObject({ reason: "intervention-open", details: { kind: "basket-check" } });
    expect(lane.intervention("basket-check").riskPermille).toBe(870);
    const [queued] = interventionQueue([lane.state], { laneNames: new Map(), locales: ["en"], nowMs: lane.nowMs, rules: { visitsAtOnce: 3 } });
    expect(queued).toMatchObject({
      kind: "basket-check",
      blocking: true,
      outcomes: ["approved", "refused", "resolved"],
      evidence: { amountMinor: 119, check: { extent: "items", items: [{ name: "wine", voided: true }, { name: "cap", voided: true }], reasons: [{ key: "dear-voids", figure: 2 }] } },
    });
    lane.do({ kind: "end-intervention", interventionId: lane.intervention("basket-check").interventionId, outcome: "approved" });
    expect(lane.state.step.name).toBe("payment");
    lane.outcome(lane.pay(), outcomes.approved(119));
  });

  it("something was missing: the basket is open for it, and the outcome is written down", () => {
    const lane = new TestLane().scan("milk");
    expect(toPayment(lane, 950_000)).toMatchObject({ check: "all", reasons: [{ key: "unusual", figure: 0 }] });
    lane.do({ kind: "end-intervention", interventionId: lane.intervention("basket-check").interventionId, outcome: "refused" });
    expect(lane.state.step.name).toBe("basket");
    expect(lane.entries.find((one) => one.kind === "intervention-ended")).toMatchObject({ about: "basket-check", outcome: "refused" });
    lane.scan("bread");
    expect(toPayment(lane, 999_000).check).toBe("pass");
  });

  it("a basket that is given up takes its question along", () => {
    const lane = new TestLane().scan("milk");
    toPayment(lane, 850_000);
    lane.do({ kind: "abandon" });
    expect(lane.state.interventions).toEqual([]);
  });

  it.each([
    ["no score at all", undefined, {}, "not-scored-yet"],
    ["a model that is away", undefined, { fault: "model-missing" }, "model-missing"],
    ["a score of the basket as it was before", undefined, { score: { ppm: 990_000, modelId: "m1", events: 0 } }, "not-scored-yet"],
  ] as const)("%s is neutral and says why; the rules still see", (_name, ppm, more, fault) => {
    expect(toPayment(new TestLane().scan("milk"), ppm, more)).toMatchObject({ scorePpm: undefined, fault, priorityPpm: 0, check: "pass" });
    const voiding = new TestLane().scan("wine").scan("cap").scan("spirits").scan("milk");
    for (const index of [0, 1, 2]) voiding.do({ kind: "void-line", lineId: voiding.line(index).lineId });
    expect(toPayment(voiding, ppm, more)).toMatchObject({ scorePpm: undefined, rulesHit: ["dear-voids-at-once"], priorityPpm: 850_000, check: "items" });
  });

  it("one drawn at random is looked at once over, whatever its score, and says so; once asked is enough", () => {
    const lane = new TestLane().scan("milk");
    expect(toPayment(lane, 3_000, { audit: true })).toMatchObject({ check: "look", audit: true, reasons: [{ key: "random", figure: 0 }] });
    const chosen = new TestLane().scan("milk");
    expect(toPayment(chosen, 950_000, { audit: true })).toMatchObject({ check: "all", audit: false });
    chosen.do({ kind: "end-intervention", interventionId: chosen.intervention("basket-check").interventionId, outcome: "approved" }).do({ kind: "back-to-basket" });
    expect(toPayment(chosen, 3_000, { audit: true })).toMatchObject({ check: "pass", audit: false });
  });
});

describe("rules", () => {
  const rule = (more: Partial<RiskRule>): RiskRule => ({ ruleId: "r", state: "active", when: [{ feature: "voids", atLeast: 2, atMost: 4 }], priorityPpm: 900_000, check: "look", reason: "voids", ...more });
  const place = { storeId: "demo", channel: "store", departmentIds: new Set(["grocery"]) } as const;
  it.each([
    ["between", {}, 3, true],
    ["below", {}, 1, false],
    ["above", {}, 5, false],
    ["at most alone", { when: [{ feature: "voids", atMost: 3 }] }, 0, true],
    ["every condition", { when: [{ feature: "voids", atLeast: 2 }, { feature: "lines", atLeast: 1 }] }, 3, false],
    ["its store", { storeIds: ["demo"] }, 3, true],
    ["another store", { storeIds: ["other"] }, 3, false],
    ["its channel", { channels: ["store"] }, 3, true],
    ["another channel", { channels: ["event"] }, 3, false],
    ["a department of the basket", { departmentIds: ["spirits", "grocery"] }, 3, true],
    ["no such department", { departmentIds: ["spirits"] }, 3, false],
  ] as const)("%s", (_name, more, voids, hits) => {
    expect(ruleHits(rule(more as Partial<RiskRule>), figuresKept({ voids }), place)).toBe(hits);
  });

  it("on trial, a rule is written down and changes nothing", () => {
    const rules = { version: "v2", rules: [rule({ ruleId: "trial", state: "shadow", when: [{ feature: "lines", atLeast: 1 }] })] };
    expect(toPayment(new TestLane().scan("milk"), 1_000, { rules })).toMatchObject({ rulesVersion: "v2", rulesHit: [], shadowHit: ["trial"], priorityPpm: 1_000, check: "pass" });
  });

  it("stands in for the model: it acts while there is no score, and is written down beside one", () => {
    const rules = { version: "v3", rules: [rule({ ruleId: "instead", state: "stand-in", check: "look", priorityPpm: 900_000, when: [{ feature: "lines", atLeast: 1 }] })] };
    expect(toPayment(new TestLane().scan("milk"), undefined, { rules })).toMatchObject({ rulesHit: ["instead"], shadowHit: [], priorityPpm: 900_000, check: "look" });
    expect(toPayment(new TestLane().scan("milk"), 1_000, { rules })).toMatchObject({ rulesHit: [], shadowHit: ["instead"], priorityPpm: 1_000, check: "pass" });
  });

  const judged = (check: RiskRule["check"], scorePpm: number, named = false) =>
    checkOf({ hits: { active: [rule({ check })], shadow: [] }, scorePpm, named }, { askPpm: 800_000, nudgePpm: 300_000 });
  it("goes no further than it says, and the model may", () => {
    expect([judged("nudge", 0), judged("items", 0), judged("items", 0, true), judged("all", 0), judged("look", 0)]).toEqual(["nudge", "look", "items", "all", "look"]);
    expect([judged("nudge", 950_000), judged("nudge", 850_000), judged("look", 950_000, true)]).toEqual(["all", "look", "items"]);
  });
});
