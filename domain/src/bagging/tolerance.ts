import type { BasketLine } from "../lane/types.js";
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

/** What one piece of a line will add to the bagging area. */
export function expectationOf(line: BasketLine, pieces: number): WeightExpectation {
  const { item, lineId, weightGrams } = line;
  const isWeighed = weightGrams !== undefined;
  const expectedGrams = isWeighed ? weightGrams + (item.tareGrams ?? 0) : item.expectedWeightGrams;
  const usual = percentOf(expectedGrams ?? 0, isWeighed ? weighedTolerancePercent : tolerancePercent);
  return {
    lineId,
    pieces,
    expectedGrams,
    toleranceGrams: Math.max(floorGrams, item.weightToleranceGrams ?? usual),
    required: expectedGrams !== undefined && expectedGrams >= floorGrams && line.entryMethod !== "bag",
  };
}
