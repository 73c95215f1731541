import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseKnowledge, TestLane } from "../lane/test-lane.js";
import { replay } from "../lane/evolve.js";
import { initialLaneState } from "../lane/initial-state.js";
import { deviationOf, learnWeight, meanOf, type PackWeight, usualWeights } from "./learn-weight.js";
import { placementsIn } from "./placements.js";

const learn = (weights: readonly number[], from: readonly PackWeight[] = []) => weights.reduce(learnWeight, from);
const usual = (packs: readonly PackWeight[]) => usualWeights(packs, (grams) => (grams - (grams % 20)) / 20, 15);
const times = (count: number, grams: number) => Array.from({ length: count }, (_, index) => grams + ((index * 7) % 5) - 2);

describe("learning", () => {
  it("takes mean and deviation from what was accepted, as whole grams", () => {
    const [pack] = learn([500, 504, 496, 502, 498]);
    expect([meanOf(pack as PackWeight), deviationOf(pack as PackWeight)]).toEqual([500, 4]);
  });

  it("says nothing before it has seen enough, and is tighter than the price book once it knows the item well", () => {
    expect(usual(learn(times(4, 500)))).toEqual([]);
    expect(usual(learn(times(5, 500)))).toEqual([{ expectedGrams: 500, toleranceGrams: 25 }]);
    expect(usual(learn(times(25, 500)))).toEqual([{ expectedGrams: 500, toleranceGrams: 15 }]);
    // Bananas in a bag: no two alike.
    const wide = Array.from({ length: 30 }, (_, index) => 480 + ((index * 13) % 40));
    expect(usual(learn(wide))[0]?.toleranceGrams).toBeGreaterThan(40);
  });

  it("forgets an outlier and keeps two packs apart", () => {
    const packs = learn([...times(10, 500), 900, ...times(10, 500), 1_500, ...times(8, 450), 1_100]);
    expect(usual(packs).map((one) => one.expectedGrams)).toEqual([500, 450]);
  });

  it("follows a new pack: the old one fades and is displaced", () => {
    let packs = learn(times(150, 500));
    packs = learn(times(400, 440), packs);
    expect(usual(packs)[0]?.expectedGrams).toBe(440);
    expect(packs[0]?.count).toBeLessThan(200);
  });

  it("stays within its limits whatever comes, and is whole", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 30_000 }), { maxLength: 300 }), (weights) => {
        const packs = learn(weights);
        expect(packs.length).toBeLessThanOrEqual(3);
        for (const pack of packs) {
          expect(Object.values(pack).every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
          expect(deviationOf(pack)).toBeLessThan(30_000);
        }
      }),
    );
  });
});

describe("on a lane", () => {
  const knowing = (packs: readonly PackWeight[]) =>
    new TestLane({ ...baseKnowledge, hasSecurityScale: true, learnedWeights: new Map([["bread", packs]]) });

  it("what was learned is expected, another pack too, and the book's own", () => {
    const packs = [...learn(times(30, 540)), ...learn(times(8, 455))];
    for (const grams of [541, 456, 500]) {
      const lane = knowing(packs).scan("bread").weight(grams);
      expect(lane.state.bagging, String(grams)).toMatchObject({ nudge: undefined, settledGrams: grams });
    }
    const wrong = knowing(packs).scan("bread").weight(620);
    expect(wrong.state.bagging.nudge?.kind).toBe("wrong-weight");
    // What was expected stands in the journal: replay needs no knowledge.
    expect(replay(initialLaneState("lane-1", "en"), wrong.entries)).toEqual(wrong.state);
  });

  it("pieces of one line teach, what came together or was taken away does not", () => {
    const lane = knowing([]);
    const taught = () => placementsIn(initialLaneState("lane-1", "en"), lane.entries);
    lane.scan("bread").weight(504);
    expect(taught()).toEqual([{ itemId: "bread", grams: 504 }]);
    lane.scan("milk").do({ kind: "change-quantity", lineId: lane.line(1).lineId, quantity: 2 }).weight(2_510);
    expect(taught().at(-1)).toEqual({ itemId: "milk", grams: 1_003 });
    lane.scan("bread").scan("milk").weight(4_020);
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId }).weight(3_516);
    expect(taught()).toHaveLength(2);
  });

  it("an attendant who finds a weight right teaches it; training teaches nothing", () => {
    for (const training of [false, true]) {
      const lane = new TestLane({ ...baseKnowledge, hasSecurityScale: true, training }).scan("bread").weight(620);
      lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
      const { interventionId } = lane.intervention("weight-mismatch");
      lane.do({ kind: "end-intervention", interventionId, outcome: "approved" });
      expect(placementsIn(initialLaneState("lane-1", "en"), lane.entries)).toEqual(training ? [] : [{ itemId: "bread", grams: 620 }]);
    }
  });
});
