import type { BasketLine } from "../lane/types.js";
import { type PackWeight, usualWeights } from "./learn-weight.js";
import type { WeightExpectation } from "./types.js";

/**
 * Three divisions of a usual bagging scale (5 g): less than that cannot be told from its noise, so it is the least
 * tolerance, and lighter pieces are not verified.
 */
export const floorGrams = 15;
/** Of the expected weight, when the price book names no tolerance of its own. */
const tolerancePercent = 5;
/** Goods weighed at the lane a moment ago differ only by the two scales. */
const weighedTolerancePercent = 2;

const percentOf = (grams: number, percent: number): number =>
  (grams * percent - ((grams * percent) % 100)) / 100;

/** What one piece of a line will add to the bagging area: as weighed at the lane, as learned of the item, or as the price book says. */
export function expectationOf(line: BasketLine, pieces: number, learned: readonly PackWeight[] = []): WeightExpectation {
  const { item, lineId, weightGrams, entryMethod } = line;
  const isWeighed = weightGrams !== undefined;
  const ofBook = (grams: number) =>
    item.weightToleranceGrams ?? percentOf(grams, isWeighed ? weighedTolerancePercent : tolerancePercent);
  const [usual, ...others] = isWeighed || entryMethod === "bag" ? [] : usualWeights(learned, ofBook, floorGrams);
  const booked = isWeighed ? weightGrams + (item.tareGrams ?? 0) : item.expectedWeightGrams;
  const expectedGrams = usual?.expectedGrams ?? booked;
  // The price book's own pack may still be on the shelf.
  const book =
    usual === undefined || booked === undefined ? [] : [{ expectedGrams: booked, toleranceGrams: Math.max(floorGrams, ofBook(booked)) }];
  const otherPacks = [...others, ...book].filter((pack) => pack.expectedGrams !== expectedGrams);
  return {
    lineId,
    pieces,
    expectedGrams,
    toleranceGrams: usual?.toleranceGrams ?? Math.max(floorGrams, ofBook(expectedGrams ?? 0)),
    ...(otherPacks.length === 0 ? {} : { otherPacks }),
    required: expectedGrams !== undefined && expectedGrams >= floorGrams && entryMethod !== "bag",
  };
}
