import { describe, expect, it } from "vitest";
import { baseKnowledge, TestLane } from "../lane/test-lane.js";
import { isDrifting } from "./scale-health.js";
import type { Residual } from "./types.js";

const checked = () => new TestLane({ ...baseKnowledge, hasSecurityScale: true });
const drifting = (lane: TestLane) => lane.state.faults.some((fault) => fault.code === "scale-drifting");
/** Puts down one after another what weighs so many thousandths more than it should. */
function weighAll(lane: TestLane, permille: number, names: readonly ("milk" | "bread" | "wine" | "spirits")[]): TestLane {
  const grams = { milk: 1_000, bread: 500, wine: 1_300, spirits: 1_200 };
  for (const name of names) {
    lane.scan(name);
    lane.weight(lane.state.bagging.settledGrams + grams[name] + (grams[name] * permille) / 1_000);
  }
  return lane;
}

describe("a scale that weighs everything wrong by the same share", () => {
  it.each([30, -30, 40])("by %i thousandths: is a fault of the scale, the shopper is not asked, and may pay", (permille) => {
    const lane = weighAll(checked(), permille, ["milk", "bread", "milk", "bread", "spirits"]);
    expect(drifting(lane)).toBe(true);
    expect(lane.intervention("device-fault").evidence).toEqual({ device: "security-scale", faultCode: "scale-drifting" });
    expect(lane.state.interventions.some((one) => one.kind === "weight-mismatch")).toBe(false);
    // Whatever comes now is not checked.
    lane.scan("bread").weight(9_000);
    expect(lane.state.bagging.nudge).toBeUndefined();
  });

  it("also when it is off by more than any tolerance: the attendant is sent to the scale, not to the shopper", () => {
    const lane = weighAll(checked(), 45, ["milk", "bread", "milk", "bread"]).scan("spirits");
    lane.weight(lane.state.bagging.settledGrams + 1_200 + 66);
    expect(lane.state.bagging.nudge?.kind).toBe("wrong-weight");
    lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
    expect(drifting(lane)).toBe(true);
    expect(lane.state.interventions.some((one) => one.kind === "weight-mismatch")).toBe(false);
  });

  it("is well again when somebody has seen to it, and starts from nothing", () => {
    const lane = weighAll(checked(), 30, ["milk", "bread", "milk", "bread", "spirits"]);
    const { interventionId } = lane.intervention("device-fault");
    lane.do({ kind: "end-intervention", interventionId, outcome: "resolved" });
    expect(lane.state).toMatchObject({ faults: [], scale: { residuals: [], creptGrams: 0 } });
    lane.weight(0).scan("bread");
    expect(lane.state.bagging.nudge?.kind).toBe("place-item");
  });
});

describe("what is no drift", () => {
  it("one wrong item among right ones is a question to the shopper", () => {
    const lane = weighAll(checked(), 1, ["milk", "bread", "milk", "bread"]).scan("spirits").weight(3_003 + 600);
    lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
    expect(drifting(lane)).toBe(false);
    expect(lane.intervention("weight-mismatch").evidence.measuredGrams).toBe(600);
  });

  const all = (permilles: readonly number[], weights = [500, 1_000, 1_200]): Residual[] =>
    permilles.map((permille, index) => ({ expectedGrams: weights[index % weights.length] ?? 0, permille }));
  it.each([
    ["too few", all([30, 30, 30, 30]), false],
    ["enough", all([30, 30, 30, 30, 30]), true],
    ["two items only: their weights in the book may be wrong", all([30, 30, 30, 30, 30], [500, 1_000]), false],
    ["nearly alike", all([16, 30, 31, 30, 30]), true],
    ["far from alike", all([15, 40, 31, 30, 30]), false],
    ["both ways", all([30, -30, 30, 30, 30]), false],
    ["within what any scale does", all([10, 10, 11, 11, 10]), false],
    ["so far off that it is something else", all([400, 400, 400, 400, 400]), false],
    ["only the last ones count", all([30, 30, 30, 30, 30, 0]), false],
  ])("%s", (_name, residuals, is) => expect(isDrifting({ residuals, creptGrams: 0 })).toBe(is));
});

describe("a scale that creeps while nobody is there", () => {
  it("is a fault; something put down is not, nor are light things of a shopper", () => {
    const creeping = checked();
    for (let grams = 0; grams <= 60; grams += 10) creeping.weight(grams);
    expect(drifting(creeping)).toBe(true);
    const laidDown = checked().weight(300).weight(290).weight(0);
    expect(drifting(laidDown)).toBe(false);
    const shopping = checked().scan("gum");
    for (let grams = 10; grams <= 100; grams += 10) shopping.weight(grams);
    expect(drifting(shopping)).toBe(false);
  });
});
