import type { LabelledBasket } from "../labels.js";
import { simulateBasket } from "./basket.js";

/** What the shipped model was trained on. */
export const shippedPopulation = { firstSeed: 1, baskets: 9_000 } as const;

/** Simulated baskets that came to be paid for, with the truth about them. */
export function populationLabels(firstSeed: number, baskets: number): LabelledBasket[] {
  const labelled: LabelledBasket[] = [];
  for (let seed = firstSeed; seed < firstSeed + baskets; seed += 1) {
    const { transaction, input, stolenMinor } = simulateBasket(seed);
    if (transaction !== undefined) labelled.push({ features: input, fraud: stolenMinor > 0 });
  }
  return labelled;
}
