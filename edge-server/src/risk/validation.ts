import { type CostMatrix, flagFromPpm, greatestProfit, type OutcomeCounts, profitOf } from "@laneway/domain/risk/costs";
import type { LabelledBasket } from "./labels.js";
import { scoreBasket } from "./risk-model.js";
import { trainModel } from "./train-model.js";

/** A probability a model gave to a basket, and the truth. */
export interface ScoredBasket {
  readonly probability: number;
  readonly fraud: boolean;
}

/** One division of the baskets into folds: what every basket scored by a model that had not seen it. */
export interface ValidationRun {
  readonly seed: number;
  readonly scored: readonly ScoredBasket[];
}

/** Is flagging a basket of this probability of fraud worth it? */
export const isFlagged = (probability: number, thresholdPpm: number): boolean => probability * 1_000_000 >= thresholdPpm;

/** How the baskets end when those from the threshold on are flagged. */
export function countOutcomes(scored: readonly ScoredBasket[], thresholdPpm: number): OutcomeCounts {
  const counts = { caughtFraud: 0, missedFraud: 0, falseAlarm: 0, honestPass: 0 };
  for (const { probability, fraud } of scored) {
    if (isFlagged(probability, thresholdPpm)) counts[fraud ? "caughtFraud" : "falseAlarm"] += 1;
    else counts[fraud ? "missedFraud" : "honestPass"] += 1;
  }
  return counts;
}

/** Profit as a share of what knowing everything would have brought: at most 1, below 0 for a loss. */
export function profitShare(scored: readonly ScoredBasket[], costs: CostMatrix): number {
  const counts = countOutcomes(scored, flagFromPpm(costs));
  return profitOf(counts, costs) / greatestProfit(counts, costs);
}

/** Learns from labelled baskets how to score one. */
export type Train = (labelled: readonly LabelledBasket[]) => (features: readonly number[]) => number;

const trainFinished: Train = (labelled) => {
  const model = trainModel(labelled);
  return (features) => scoreBasket(model, features);
};

/**
 * Repeated cross-validation with as many frauds in each fold as the division allows. All that training learns (levels of
 * trust, scales, weights) is learned anew from the other folds.
 */
export function crossValidate(labelled: readonly LabelledBasket[], folds: number, seeds: readonly number[], train: Train = trainFinished): readonly ValidationRun[] {
  return seeds.map((seed) => {
    const fold = foldsOf(labelled, folds, seed);
    const probabilities = new Float64Array(labelled.length);
    for (let left = 0; left < folds; left += 1) {
      const score = train(labelled.filter((_, index) => fold[index] !== left));
      for (const [index, { features }] of labelled.entries()) {
        if (fold[index] === left) probabilities[index] = score(features);
      }
    }
    return { seed, scored: labelled.map(({ fraud }, index) => ({ probability: probabilities[index] as number, fraud })) };
  });
}

function foldsOf(labelled: readonly LabelledBasket[], folds: number, seed: number): number[] {
  const random = seededRandom(seed);
  const fold = new Array<number>(labelled.length).fill(0);
  for (const kind of [true, false]) {
    const members = labelled.flatMap(({ fraud }, index) => (fraud === kind ? [index] : []));
    for (let last = members.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [members[last], members[other]] = [members[other] as number, members[last] as number];
    }
    for (const [place, index] of members.entries()) fold[index] = place % folds;
  }
  return fold;
}

/** Mulberry32: a small generator, the same numbers on every machine. From 0 up to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
