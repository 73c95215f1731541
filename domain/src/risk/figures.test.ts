import { riskFeatureName } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { replay } from "../lane/evolve.js";
import { initialLaneState } from "../lane/initial-state.js";
import { baseKnowledge, found, shelf, TestLane } from "../lane/test-lane.js";
import { figuresKept, figuresOf, inputOf, keptFigures, riskFeatureNames } from "./features.js";
import { suspiciousLines } from "./suspicious-lines.js";
import { noVelocity, type RiskFigures } from "./types.js";

const settings = { dearMinor: 500, cheapPerKiloMinor: 250 };
const velocity = { memberBaskets: 3, memberReturns: 1, couponUses: 2, giftCardTries: 4 };

function figures(lane: TestLane): RiskFigures {
  const { transaction } = lane.state;
  if (transaction === undefined) throw new Error("no basket");
  return figuresOf(transaction, "2026-11-23T19:42", settings, noVelocity);
}
const after = (lane: TestLane, ms: number): TestLane => {
  lane.nowMs += ms;
  return lane;
};
const checked = () => new TestLane({ ...baseKnowledge, hasSecurityScale: true });

it("names every figure of the contracts once, in the order of the model's input", () => {
  expect([...riskFeatureNames].sort()).toEqual([...riskFeatureName.options].sort());
  const lane = new TestLane().scan("milk");
  expect(inputOf(figures(lane))).toHaveLength(riskFeatureNames.length);
  expect(inputOf(figures(lane)).every(Number.isSafeInteger)).toBe(true);
});

it("rhythm: time, pauses and lines in quick succession; long absences count five minutes", () => {
  const lane = new TestLane().scan("milk");
  after(lane, 800).scan("milk");
  after(lane, 95_000).scan("bread");
  expect(figures(lane)).toMatchObject({ activeSeconds: 95, lines: 3, pieces: 3, quickLines: 1, longestPauseSeconds: 95, secondsPerLine: 31, hourOfDay: 19 });
  expect(figures(lane)).toMatchObject({ totalMinor: 487, minorPerMinute: 305 });
  after(lane, 3_600_000).scan("gum");
  expect(figures(lane)).toMatchObject({ activeSeconds: 395, longestPauseSeconds: 300 });
});

it("how lines came in: scanned, picked, weighed; heavy cheap produce stands out", () => {
  const lane = new TestLane().scan("milk");
  lane.do({ kind: "pick-item", itemId: "bread", quantity: 2 }, { lookup: found("bread") });
  lane.do({ kind: "weigh-item", itemId: "bananas" }, { lookup: found("bananas"), produceWeightGrams: 2_605 });
  expect(figures(lane)).toMatchObject({ lines: 3, pieces: 4, keyedLines: 1, weighedLines: 1, cheapProduceLines: 1, cheapProduceGrams: 2_600 });
  expect(suspiciousLines(lane.state.transaction ?? expect.fail(), settings).map(({ item }) => item.itemId)).toEqual(["bananas"]);
  expect(figuresOf(lane.state.transaction ?? expect.fail(), "2026-11-23T19:42", { ...settings, cheapPerKiloMinor: 150 }, noVelocity).cheapProduceLines).toBe(0);
});

it("voids: how many, how dear, how close together; an attendant's own are none", () => {
  const lane = new TestLane().scan("wine").scan("spirits").scan("cap").scan("milk").scan("bread");
  for (const index of [0, 1, 3]) after(lane, 20_000).do({ kind: "void-line", lineId: lane.line(index).lineId });
  after(lane, 120_000).do({ kind: "void-line", lineId: lane.line(2).lineId });
  lane.do({ kind: "attendant-void-line", lineId: lane.line(4).lineId, reason: "damaged" });
  expect(figures(lane)).toMatchObject({ voids: 4, dearVoids: 3, dearVoidsInAMinute: 2, voidedMinor: 599 + 1_999 + 119 + 1_500, corrections: 1, lines: 5, pieces: 0 });
  expect(suspiciousLines(lane.state.transaction ?? expect.fail(), settings).map(({ item }) => item.itemId)).toEqual(["wine", "spirits", "cap"]);
});

it("quantities, unknown codes, refused scans and coupons", () => {
  const lane = new TestLane().scan("milk");
  lane.do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: 5 }).do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: 3 });
  lane.do({ kind: "scan", text: "9", aim: undefined }, { lookup: { kind: "not-found", code: "9" } });
  lane.scan("staffed");
  lane.do({ kind: "scan", text: "c", aim: undefined }, { lookup: { kind: "coupon", code: "c", coupon: { ok: false, error: "coupon-expired" }, used: false } });
  expect(figures(lane)).toMatchObject({ quantityRaised: 4, quantityLowered: 2, unknownCodes: 1, refusedScans: 1, refusedCoupons: 1 });
});

describe("the bagging area", () => {
  it("counts each question once, what was not bagged, and what was a little off", () => {
    const lane = checked().scan("milk").weight(1_012).scan("bread").weight(1_112).weight(1_212).weight(1_512);
    expect(figures(lane)).toMatchObject({ residualGrams: 12, wrongWeights: 1 });
    lane.scan("milk").do({ kind: "skip-bagging" }).weight(1_900);
    expect(figures(lane)).toMatchObject({ baggingSkips: 1, unexpectedWeights: 1 });
    lane.weight(1_512).weight(900);
    expect(figures(lane)).toMatchObject({ removedWeights: 1 });
    expect(suspiciousLines(lane.state.transaction ?? expect.fail(), settings).map(({ item }) => item.itemId)).toEqual(["bread"]);
  });

  it("two put down where one was scanned; of another weight and then not bagged; a bag announced over something else", () => {
    const lane = checked().scan("milk").weight(2_004);
    expect(figures(lane)).toMatchObject({ wrongWeights: 1, doubledWeights: 1, dearWrongWeights: 0, skippedWrongWeights: 0 });
    expect(figuresOf(lane.state.transaction ?? expect.fail(), "2026-11-23T19:42", { ...settings, dearMinor: 119 }, noVelocity).dearWrongWeights).toBe(1);
    lane.weight(0).do({ kind: "skip-bagging" });
    expect(figures(lane)).toMatchObject({ baggingSkips: 1, skippedWrongWeights: 1, bagsOverGoods: 0 });
    lane.weight(300).do({ kind: "use-own-bag" });
    expect(figures(lane)).toMatchObject({ ownBags: 1, bagsOverGoods: 1 });
    const usual = checked().do({ kind: "start", locale: "en" }).weight(300).do({ kind: "use-own-bag" }).scan("milk").do({ kind: "skip-bagging" });
    expect(figures(usual)).toMatchObject({ ownBags: 1, bagsOverGoods: 0, baggingSkips: 1, skippedWrongWeights: 0 });
  });

  it("own bags, and a person asked to look", () => {
    const lane = checked().scan("milk").do({ kind: "use-own-bag" }).weight(300);
    lane.weight(700);
    lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
    expect(figures(lane)).toMatchObject({ ownBags: 1, weightCalls: 1 });
  });
});

it("going back from paying, a member, what other baskets say", () => {
  const lane = new TestLane().toPayment("milk").do({ kind: "back-to-basket" });
  const { transaction } = lane.state;
  expect(figuresOf({ ...(transaction ?? expect.fail()), memberId: "m1" }, "2026-11-23T07:00", settings, velocity)).toMatchObject({ reopenings: 1, member: 1, hourOfDay: 7, ...velocity });
});

it("the same entries give the same figures, and kept figures are the same figures", () => {
  const lane = new TestLane().scan("milk").scan("wine").do({ kind: "request-help" });
  lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
  const again = replay(initialLaneState("lane-1", "en"), lane.entries);
  expect(again.transaction?.risk).toEqual(lane.state.transaction?.risk);
  const now = figures(lane);
  expect(figuresKept(keptFigures(now))).toEqual(now);
  expect(keptFigures(now)).not.toHaveProperty("coupons");
});

it("a carrier bag is no goods, and a basket without tally has figures too", () => {
  const lane = new TestLane().scan("milk");
  lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 2 }, { bagItem: shelf.bag });
  expect(figures(lane)).toMatchObject({ lines: 1, pieces: 1, totalMinor: 159 });
  const { risk: _tally, ...older } = lane.state.transaction ?? expect.fail();
  expect(figuresOf(older, "2026-11-23T19:42", settings, noVelocity)).toMatchObject({ lines: 1, activeSeconds: 0, secondsPerLine: 0 });
});
