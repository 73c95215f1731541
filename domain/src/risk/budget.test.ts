import { describe, expect, it } from "vitest";
import { firstThresholds, freshBudget, type RiskBudget, spent, thresholdsOf } from "./budget.js";

const budget: RiskBudget = { interventionsPerMille: 40, nudgesPerMille: 80, leastPpm: 20_000 };

/** Numbers from 0 up to a million, always the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % 1_000_000;
  };
}

interface Store {
  readonly baskets: number;
  readonly priority: (draw: () => number, basket: number) => number;
  readonly seed?: number;
}

/** What is asked of so many baskets, after the first 200. */
function simulated({ baskets, priority, seed = 7 }: Store, allowed = budget) {
  const draw = numbers(seed);
  let state = freshBudget;
  const counts = { asked: 0, nudged: 0, baskets: 0 };
  for (let basket = 0; basket < baskets; basket += 1) {
    const { askPpm, nudgePpm } = thresholdsOf(state, allowed);
    const priorityPpm = priority(draw, basket);
    const check = priorityPpm >= askPpm ? "look" : priorityPpm >= nudgePpm ? "nudge" : "pass";
    state = spent(state, { priorityPpm, check, audit: false }, allowed);
    if (basket < 200) continue;
    counts.baskets += 1;
    counts.asked += check === "look" ? 1 : 0;
    counts.nudged += check === "nudge" ? 1 : 0;
  }
  return counts;
}

const squared = (draw: () => number) => {
  const number = draw();
  return Math.trunc((number * number) / 1_000_000);
};

describe("over thousands of baskets as many are asked as the store allows, within a tenth", () => {
  it.each([
    ["scores of every size", { baskets: 3_000, priority: squared }],
    ["another seed", { baskets: 3_000, priority: squared, seed: 99 }],
    ["a store that changes: all scores halve in the middle", { baskets: 4_000, priority: (draw: () => number, basket: number) => (basket < 2_000 ? squared(draw) : Math.trunc(squared(draw) / 2)) }],
    ["scores that are mostly alike", { baskets: 3_000, priority: (draw: () => number) => (draw() < 700_000 ? 50_000 : 600_000) }],
    ["a wave of thieves", { baskets: 5_000, priority: (draw: () => number, basket: number) => (basket % 1_000 < 100 ? 500_000 + Math.trunc(draw() / 2) : Math.trunc(squared(draw) / 2)) }],
  ] satisfies readonly (readonly [string, Store])[])("%s", (_name, store) => {
    const { asked, nudged, baskets } = simulated(store);
    const perMille = (count: number) => (count * 1_000) / baskets;
    expect(perMille(asked)).toBeGreaterThan(36);
    expect(perMille(asked)).toBeLessThan(44);
    expect(perMille(nudged)).toBeGreaterThan(72);
    expect(perMille(nudged)).toBeLessThan(88);
  });
});

it("a store of honest shoppers is left alone: the budget is a most, and what was not used is not saved up for ever", () => {
  expect(simulated({ baskets: 1_500, priority: (draw) => draw() % 15_000 })).toMatchObject({ asked: 0, nudged: 0 });
  const later = simulated({ baskets: 3_000, priority: (draw, basket) => (basket < 1_500 ? draw() % 15_000 : squared(draw)) });
  // 60 of the budget, and what it was allowed to carry over.
  expect(later.asked).toBeLessThan(60 + 15);
});

it("a new store begins with thresholds of its own, and none where nothing is allowed", () => {
  expect(thresholdsOf(freshBudget, budget)).toEqual(firstThresholds);
  expect(thresholdsOf(freshBudget, { ...budget, interventionsPerMille: 0, nudgesPerMille: 0 })).toEqual({ nudgePpm: 1_000_001, askPpm: 1_000_001 });
  expect(simulated({ baskets: 2_000, priority: squared }, { ...budget, interventionsPerMille: 0 }).asked).toBe(0);
});

it("who was drawn at random is not counted", () => {
  expect(spent(freshBudget, { priorityPpm: 1, check: "look", audit: true }, budget)).toBe(freshBudget);
});
