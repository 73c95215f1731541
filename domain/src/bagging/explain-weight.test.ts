import { describe, expect, it } from "vitest";
import { initialLaneState } from "../lane/initial-state.js";
import { nudgeOf, weigh } from "./explain-weight.js";
import type { BaggingState, WeightExpectation } from "./types.js";

const limit = 800;
const expecting = (
  lineId: string,
  expectedGrams: number | undefined,
  more: Partial<WeightExpectation> = {},
): WeightExpectation => ({
  lineId,
  pieces: 1,
  expectedGrams,
  toleranceGrams: 15,
  required: expectedGrams !== undefined && expectedGrams >= 15,
  ...more,
});
const bagging = (more: Partial<BaggingState> = {}): BaggingState => ({
  ...initialLaneState("lane-1", "en").bagging,
  measuredGrams: 0,
  ...more,
});
const milk = expecting("milk", 1_000);
const bread = expecting("bread", 500);
const placed = (lineId: string, pieces = 1) => ({ change: "placed", lineId, pieces });
const taken = (lineId: string, pieces = 1) => ({ change: "taken", lineId, pieces });

describe("weigh understands", () => {
  it.each([
    ["an item within its tolerance", { waiting: [milk] }, 1_015, [placed("milk")]],
    ["an item just outside it: nothing", { waiting: [milk] }, 1_016, []],
    ["the second item first", { waiting: [milk, bread] }, 500, [placed("bread")]],
    ["two items at once", { waiting: [milk, bread] }, 1_500, [placed("milk"), placed("bread")]],
    [
      "the first two of three",
      { waiting: [milk, bread, expecting("x", 90)] },
      1_500,
      [placed("milk"), placed("bread")],
    ],
    [
      "some pieces of a line",
      { waiting: [expecting("cans", 350, { pieces: 6 })] },
      1_060,
      [placed("cans", 3)],
    ],
    ["no more pieces than the line has", { waiting: [expecting("cans", 350, { pieces: 2 })] }, 1_050, []],
    [
      "an item without a known weight, whatever it weighs",
      { waiting: [expecting("cap", undefined)] },
      233,
      [placed("cap")],
    ],
    [
      "a known item before one without a weight",
      { waiting: [expecting("cap", undefined), milk] },
      1_000,
      [placed("milk")],
    ],
    [
      "something light when it comes",
      { waiting: [expecting("gum", 12, { required: false })] },
      12,
      [placed("gum")],
    ],
    ["a voided item that comes off", { settledGrams: 1_500, leaving: [bread] }, 1_000, [taken("bread")]],
    [
      "two that come off together",
      { settledGrams: 1_500, leaving: [bread, milk] },
      0,
      [taken("bread"), taken("milk")],
    ],
    [
      "an exchange",
      { settledGrams: 500, waiting: [milk], leaving: [bread] },
      1_000,
      [placed("milk"), taken("bread")],
    ],
    ["nothing in an empty basket", {}, 500, []],
  ] as const)("%s", (_what, more, grams, explained) => {
    const state = bagging(more);
    const weighing = weigh(state, grams, limit);
    expect(weighing.explained).toEqual(explained);
    expect(weighing.settledGrams).toBe(explained.length > 0 ? grams : state.settledGrams);
  });

  it("the scale's drift, up to its floor", () => {
    expect(weigh(bagging({ settledGrams: 500 }), 515, limit).settledGrams).toBe(515);
    expect(weigh(bagging({ settledGrams: 500 }), 516, limit).settledGrams).toBe(500);
  });

  it("an announced bag, once, up to the store's limit", () => {
    const announced = bagging({ ownBagAnnounced: true, settledGrams: 100 });
    expect(weigh(announced, 900, limit)).toEqual({
      settledGrams: 900,
      foreignGrams: 800,
      ownBagAnnounced: false,
      explained: [],
    });
    expect(weigh(announced, 901, limit)).toMatchObject({ settledGrams: 100, ownBagAnnounced: true });
  });

  it("a waited-for item rather than an announced bag", () => {
    expect(weigh(bagging({ ownBagAnnounced: true, waiting: [bread] }), 500, limit)).toMatchObject({
      ownBagAnnounced: true,
      explained: [placed("bread")],
    });
  });

  it("that what lay there before is taken away", () => {
    const foreign = bagging({ settledGrams: 700, foreignGrams: 300 });
    expect(weigh(foreign, 500, limit)).toMatchObject({ settledGrams: 500, foreignGrams: 100 });
    expect(weigh(foreign, 300, limit)).toMatchObject({ settledGrams: 700, foreignGrams: 300 });
  });

  it("the first reading after a fault as the new beginning", () => {
    expect(weigh(bagging({ baselineKnown: false, settledGrams: 9_000 }), 1_234, limit)).toEqual({
      settledGrams: 1_234,
      foreignGrams: 1_234,
      ownBagAnnounced: false,
      explained: [],
    });
  });
});

describe("nudgeOf", () => {
  it.each([
    ["all is right", {}, undefined],
    ["an item is waited for", { waiting: [milk] }, { kind: "place-item", lineId: "milk" }],
    [
      "only something light is waited for",
      { waiting: [expecting("gum", 12, { required: false })] },
      undefined,
    ],
    [
      "the wrong weight came",
      { waiting: [milk], measuredGrams: 700 },
      { kind: "wrong-weight", lineId: "milk" },
    ],
    [
      "something came that nobody scanned",
      { measuredGrams: 700 },
      { kind: "unexpected-item", lineId: undefined },
    ],
    [
      "something went",
      { settledGrams: 700, measuredGrams: 200 },
      { kind: "item-removed", lineId: undefined },
    ],
    [
      "a voided item still lies there",
      { settledGrams: 500, measuredGrams: 500, leaving: [bread] },
      { kind: "unexpected-item", lineId: "bread" },
    ],
    [
      "the wrong thing was taken out",
      { settledGrams: 1_500, measuredGrams: 500, leaving: [bread] },
      { kind: "wrong-weight", lineId: "bread" },
    ],
    [
      "a bag was announced",
      { ownBagAnnounced: true, waiting: [milk] },
      { kind: "own-bag", lineId: undefined },
    ],
    [
      "the announced bag is too heavy to be one",
      { ownBagAnnounced: true, measuredGrams: 2_000 },
      { kind: "unexpected-item", lineId: undefined },
    ],
    ["the scale has not spoken", { measuredGrams: undefined, settledGrams: 900 }, undefined],
  ] as const)("%s", (_what, more, nudge) => {
    expect(nudgeOf(bagging(more))).toEqual(nudge);
  });

  it("understands that what lay there was taken as this basket's item came, without a rest between", () => {
    const left = bagging({ settledGrams: 900, foreignGrams: 900, waiting: [expecting("milk", 1_030)] });
    expect(weigh(left, 1_032, limit)).toMatchObject({
      settledGrams: 1_032,
      foreignGrams: 0,
      explained: [{ change: "placed", lineId: "milk", pieces: 1 }],
    });
    expect(weigh(left, 700, limit)).toMatchObject({ settledGrams: 700, foreignGrams: 700, explained: [] });
  });
});
