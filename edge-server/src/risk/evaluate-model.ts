import { greatestProfit, type OutcomeCounts, profitOf } from "@laneway/domain/risk/costs";
import type { LabelledBasket } from "./labels.js";
import { readModelFiles } from "./model-files.js";
import { loadScorer } from "./model-scorer.js";
import { RiskError } from "./risk-error.js";
import { countOutcomes } from "./validation.js";

export interface Evaluation {
  readonly counts: OutcomeCounts;
  readonly profit: number;
  readonly greatestProfit: number;
}

/** Scores labelled baskets with a model file under the costs of its manifest. Throws RiskError as reading and scoring do. */
export async function evaluateModel(modelPath: string, labelled: readonly LabelledBasket[]): Promise<Evaluation> {
  const { bytes, manifest } = readModelFiles(modelPath);
  const width = manifest.features.length;
  if (labelled.some(({ features }) => features.length !== width)) throw new RiskError("model-mismatch", `the model reads ${width} figures, the labels have others`);
  const scorer = await loadScorer(bytes, width);
  try {
    const probabilities = await scorer.score(labelled.map(({ features }) => features));
    const scored = labelled.map(({ fraud }, index) => ({ fraud, probability: probabilities[index] ?? Number.NaN }));
    const counts = countOutcomes(scored, manifest.thresholdPpm);
    return { counts, profit: profitOf(counts, manifest.costs), greatestProfit: greatestProfit(counts, manifest.costs) };
  } finally {
    await scorer.close();
  }
}
