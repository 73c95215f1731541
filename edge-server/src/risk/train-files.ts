import { type CostMatrix, flagFromPpm } from "@laneway/domain/risk/costs";
import { type RiskManifest, sha256 } from "./manifest.js";
import { kindOf } from "./model-kind.js";
import { modelFiles } from "./model-files.js";
import { riskReport } from "./report.js";
import { trainerVersion } from "./trainer-version.js";
import { crossValidate, profitShare, type ScoredBasket } from "./validation.js";

/** How the manifest's figures are measured; fewer make a quicker, less certain report. */
export interface Measuring {
  readonly folds: number;
  readonly seeds: readonly number[];
}

export const usualMeasuring: Measuring = { folds: 10, seeds: [1, 2, 3] };

/** From the text of a file of labels to the three files of a model. Throws RiskError as reading and training do. */
export function trainFiles(labels: string, costs: CostMatrix, measuring: Measuring, source?: string): { readonly model: Uint8Array; readonly manifest: RiskManifest; readonly report: string } {
  const kind = kindOf(labels);
  const labelled = kind.read(labels);
  const model = kind.train(labelled);
  const bytes = model.onnx();
  const runs = crossValidate(labelled, measuring.folds, measuring.seeds, (baskets) => kind.train(baskets).score);
  const scored = runs.flatMap((run) => run.scored);
  const profitShares = runs.map((run) => profitShare(run.scored, costs));
  const manifest: RiskManifest = {
    formatVersion: 1,
    trainerVersion,
    model: { file: modelFiles.model, sha256: sha256(bytes), bytes: bytes.length },
    features: kind.features.map(({ name, unit }) => ({ name, unit })),
    training: { sha256: sha256(labels), baskets: labelled.length, frauds: labelled.filter(({ fraud }) => fraud).length, ...(source === undefined ? {} : { source }) },
    costs,
    thresholdPpm: flagFromPpm(costs),
    metrics: {
      folds: measuring.folds,
      seeds: [...measuring.seeds],
      profitShares,
      meanProfitShare: mean(profitShares),
      logLoss: mean(scored.map(logLossOf)),
      brierScore: mean(scored.map(({ probability, fraud }) => (probability - (fraud ? 1 : 0)) ** 2)),
    },
  };
  return { model: bytes, manifest, report: riskReport({ model, features: kind.features, manifest, labelled, runs }) };
}

/** Bounded: one basket the model was certain about, wrongly, does not drown the rest. */
const logLossOf = ({ probability, fraud }: ScoredBasket): number => -Math.log(Math.max(fraud ? probability : 1 - probability, 1e-9));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
