import { riskFeatureNames, riskFeatures } from "@laneway/domain/risk/features";
import { riskFeatures as labelledFeatures } from "@laneway/domain/risk/labelled-features";
import { scoreWith, trainBasketModel, writeBasketOnnx } from "./basket-model.js";
import { isOfLanes, type LabelledBasket, readLabels, readLaneLabels } from "./labels.js";
import { writeOnnx } from "./onnx-writer.js";
import { scoreBasket, trust } from "./risk-model.js";
import { trainModel } from "./train-model.js";

/** A model that was trained, of whichever kind. */
export interface TrainedModel {
  readonly score: (features: readonly number[]) => number;
  readonly onnx: () => Uint8Array;
  /** Baskets whose features move the score at all. */
  readonly isSuspect: (features: readonly number[]) => boolean;
  /** For the report. */
  readonly facts: readonly (readonly [string, string])[];
}

/** What can be trained on: the form of the labels, and how. */
export interface ModelKind {
  readonly features: readonly { readonly name: string; readonly unit: string; readonly says: string }[];
  readonly read: (text: string) => readonly LabelledBasket[];
  readonly train: (labelled: readonly LabelledBasket[]) => TrainedModel;
}

/** Finished baskets of any self-checkout, by seven figures and a level of trust. */
export const finishedBaskets: ModelKind = {
  features: labelledFeatures,
  read: readLabels,
  train: (labelled) => {
    const model = trainModel(labelled);
    return {
      score: (features) => scoreBasket(model, features),
      onnx: () => writeOnnx(model),
      isSuspect: (features) => (features[trust] ?? 0) <= model.highestSuspectTrust,
      facts: [["Never suspected", `shoppers of a trust level above ${model.highestSuspectTrust}`]],
    };
  },
};

/** Baskets of the store's own lanes, by all figures that rules and model read. */
export const laneBaskets: ModelKind = {
  features: riskFeatureNames.map((name) => ({ name, ...riskFeatures[name] })),
  read: readLaneLabels,
  train: (labelled) => {
    const model = trainBasketModel(labelled);
    return { score: (features) => scoreWith(model, features), onnx: () => writeBasketOnnx(model), isSuspect: () => true, facts: [] };
  },
};

export const modelKinds: readonly ModelKind[] = [finishedBaskets, laneBaskets];

/** By the header of the labels. */
export const kindOf = (labels: string): ModelKind => (isOfLanes(labels) ? laneBaskets : finishedBaskets);
