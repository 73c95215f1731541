import type { LabelledBasket } from "../labels.js";
import { simulateBasket } from "./basket.js";

/** What the shipped model was trained on. */
export const shippedPopulation = { firstSeed: 1, baskets: 16_000 } as const;

/** Simulated baskets that came to be paid for, with the truth about them. */
export async function populationLabels(firstSeed: number, baskets: number): Promise<LabelledBasket[]> {
  const labelled: LabelledBasket[] = [];
  for (let seed = firstSeed; seed < firstSeed + baskets; seed += 1) {
    const { transaction, input, stolenMinor } = await simulateBasket(seed);
    if (transaction !== undefined) labelled.push({ features: input, fraud: stolenMinor > 0 });
  }
  return labelled;
}
