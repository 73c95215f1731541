import { expect, it } from "vitest";
import { shelf, TestLane } from "../lane/test-lane.js";
import { expectationOf } from "./tolerance.js";

const line = new TestLane().scan("milk").line(0);
const of = (more: object) => expectationOf({ ...line, item: { ...line.item, ...more } }, 2);

it.each([
  [
    "5 % of a heavy item",
    { expectedWeightGrams: 2_000 },
    { expectedGrams: 2_000, toleranceGrams: 100, required: true },
  ],
  [
    "never less than three divisions",
    { expectedWeightGrams: 100, weightToleranceGrams: 3 },
    { expectedGrams: 100, toleranceGrams: 15, required: true },
  ],
  [
    "the item's own, when it has one",
    { expectedWeightGrams: 1_000, weightToleranceGrams: 200 },
    { expectedGrams: 1_000, toleranceGrams: 200, required: true },
  ],
  [
    "too light to verify",
    { expectedWeightGrams: 14 },
    { expectedGrams: 14, toleranceGrams: 15, required: false },
  ],
  [
    "just heavy enough",
    { expectedWeightGrams: 15 },
    { expectedGrams: 15, toleranceGrams: 15, required: true },
  ],
  [
    "without a known weight",
    { expectedWeightGrams: undefined },
    { expectedGrams: undefined, toleranceGrams: 15, required: false },
  ],
] as const)("%s", (_what, more, expected) => {
  expect(of(more)).toEqual({ lineId: line.lineId, pieces: 2, ...expected });
});

it("what was weighed at the lane weighs the same in the bagging area, with its packaging", () => {
  const weighed = { ...line, item: shelf.bananas, weightGrams: 1_995 };
  expect(expectationOf(weighed, 1)).toMatchObject({
    expectedGrams: 2_000,
    toleranceGrams: 40,
    required: true,
  });
});

it("carrier bags are never asked for", () => {
  expect(expectationOf({ ...line, entryMethod: "bag" }, 1).required).toBe(false);
});
