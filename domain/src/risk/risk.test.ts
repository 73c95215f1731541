import { describe, expect, it } from "vitest";
import { type CostMatrix, flagFromPpm, greatestProfit, profitOf, usualCosts } from "./costs.js";
import { furtherPairs, riskFeatures, timeAndValue } from "./labelled-features.js";

const costs = (caughtFraud: number, missedFraud: number, falseAlarm: number, honestPass: number): CostMatrix => ({ caughtFraud, missedFraud, falseAlarm, honestPass });

describe("the threshold follows from the costs", () => {
  it.each([
    ["an alarm costs five times a catch", usualCosts, 714_286],
    ["an alarm costs what a catch brings", costs(5, -5, -10, 0), 500_000],
    ["alarms are free", costs(5, -5, 0, 0), 0],
    ["honest passes earn as well", costs(5, -5, -5, 5), 500_000],
    ["catching brings nothing", costs(-5, -5, -25, 0), 1_000_001],
    ["alarms are dear", costs(1, 0, -999, 0), 999_000],
  ])("%s", (_name, matrix, ppm) => {
    expect(flagFromPpm(matrix)).toBe(ppm);
  });

  it("and at it, one part in a million decides which is dearer", () => {
    const ppm = flagFromPpm(usualCosts);
    const expected = (p: number, caught: number, alarm: number) => p * caught + (1_000_000 - p) * alarm;
    expect(expected(ppm, 5, -25)).toBeGreaterThan(expected(ppm, -5, 0));
    expect(expected(ppm - 1, 5, -25)).toBeLessThan(expected(ppm - 1, -5, 0));
  });

  it.each([
    ["paid false alarms", costs(5, -5, 1, 0)],
    ["paid misses", costs(-6, -5, -25, 0)],
    ["no difference at all", costs(0, 0, 0, 0)],
    ["fractions", costs(5, -5, -25, 1 / 3)],
  ])("refuses %s", (_name, matrix) => {
    expect(() => flagFromPpm(matrix)).toThrow(RangeError);
  });
});

it("profit is what the outcomes are worth, and no more than knowing everything", () => {
  const counts = { caughtFraud: 7, missedFraud: 2, falseAlarm: 1, honestPass: 90 };
  expect(profitOf(counts, usualCosts)).toBe(35 - 10 - 25);
  expect(greatestProfit(counts, usualCosts)).toBe(45);
});

it("has every pair of features once", () => {
  const pairs = [timeAndValue, ...furtherPairs].map((pair) => pair.join());
  expect(new Set(pairs).size).toBe((riskFeatures.length * (riskFeatures.length - 1)) / 2);
  expect(pairs).toHaveLength(21);
});
