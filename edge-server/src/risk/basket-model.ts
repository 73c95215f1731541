import { riskFeatureNames, riskFeatures } from "@laneway/domain/risk/features";
import type { LabelledBasket } from "./labels.js";
import { fitLogistic, probabilityOf } from "./logistic.js";
import { floatTensor, integerTensor, node, onnxBytes } from "./onnx-bytes.js";
import { onnxNames } from "./onnx-writer.js";
import { RiskError } from "./risk-error.js";
import { trainerVersion } from "./trainer-version.js";

/**
 * A model of the lanes' own figures: log-odds = intercept + Σ weight · term. The terms of a figure are log(1 + figure) and, of a count,
 * whether it is at least one, two and three: what happens once to everybody says something else the third time. Each term is
 * standardised and kept within what training saw.
 */
export interface BasketModel {
  /** Of each term: the logarithms in the order of `riskFeatures`, then the steps of the counts, all at one, all at two, all at three. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** The least and the most of each standardised term in training: beyond, it counts as these. */
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** Ridge penalty of the weights, for a mean over the rows. */
const penalties = { weight: 0.0005, intercept: 0.0001 } as const;
const least = { baskets: 200, frauds: 20 } as const;

const counts = riskFeatureNames.flatMap((name, index) => (riskFeatures[name].unit === "count" ? [index] : []));
const steps = [1, 2, 3];

const rawTerms = (features: readonly number[]): number[] => [
  ...features.map((figure) => Math.log1p(figure)),
  ...steps.flatMap((step) => counts.map((index) => ((features[index] ?? 0) >= step ? 1 : 0))),
];

const standardised = (features: readonly number[], means: readonly number[], deviations: readonly number[]): number[] =>
  rawTerms(features).map((term, index) => (term - (means[index] ?? 0)) / (deviations[index] ?? 1));

const termsOf = (features: readonly number[], { means, deviations, lowest, highest }: BasketModel): number[] =>
  standardised(features, means, deviations).map((term, index) => Math.min(highest[index] ?? 0, Math.max(lowest[index] ?? 0, term)));

/** The probability that something of the basket is not paid for. */
export const scoreWith = (model: BasketModel, features: readonly number[]): number =>
  probabilityOf(termsOf(features, model).reduce((sum, term, index) => sum + term * (model.weights[index] ?? 0), model.intercept));

/**
 * Trains on labelled baskets of lanes; the same baskets give the same model, to the bit. A figure that is the same in all of them gets
 * no weight. Throws RiskError `labels-one-sided`, `training-diverged`.
 */
export function trainBasketModel(labelled: readonly LabelledBasket[]): BasketModel {
  const frauds = labelled.filter(({ fraud }) => fraud).length;
  if (labelled.length < least.baskets || frauds < least.frauds || frauds > labelled.length - least.frauds) {
    throw new RiskError("labels-one-sided", `${labelled.length} baskets with ${frauds} frauds; at least ${least.baskets} with ${least.frauds} of each kind are needed`);
  }
  const raw = labelled.map(({ features }) => rawTerms(features));
  const columns = (raw[0] ?? []).map((_, index) => raw.map((terms) => terms[index] ?? 0));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = columns.map(mean);
  const deviations = columns.map((values, index) => Math.sqrt(mean(values.map((value) => (value - (means[index] ?? 0)) ** 2))) || 1);
  const rows = labelled.map(({ features }) => standardised(features, means, deviations));
  const extreme = (choose: (one: number, other: number) => number) => means.map((_, index) => rows.reduce((found, row) => choose(found, row[index] ?? 0), rows[0]?.[index] ?? 0));
  const terms = [new Float64Array(rows.length).fill(1), ...means.map((_, index) => Float64Array.from(rows, (row) => row[index] ?? 0))];
  const ridge = terms.map((_, index) => (index === 0 ? penalties.intercept : penalties.weight) * rows.length);
  const [intercept = 0, ...weights] = fitLogistic(terms, Float64Array.from(labelled, ({ fraud }) => (fraud ? 1 : 0)), ridge, new Float64Array(terms.length));
  return { means, deviations, lowest: extreme(Math.min), highest: extreme(Math.max), intercept, weights };
}

/** The model as one ONNX file: input `features` [rows, figures] as they are measured, output `probability` [rows, 1]. */
export function writeBasketOnnx(model: BasketModel): Uint8Array {
  const width = model.means.length;
  return onnxBytes({
    name: "laneway-basket-risk",
    producer: "laneway",
    producerVersion: trainerVersion,
    says: "probability that something of a self-checkout basket is not paid for",
    input: [onnxNames.input, riskFeatureNames.length],
    output: [onnxNames.output, 1],
    constants: [
      floatTensor("zero", [1], [0]),
      floatTensor("one", [1], [1]),
      ...steps.map((step) => floatTensor(`below-${step}`, [1], [step - 1])),
      integerTensor("counts", [counts.length], counts),
      floatTensor("means", [width], model.means),
      floatTensor("deviations", [width], model.deviations),
      floatTensor("lowest", [width], model.lowest),
      floatTensor("highest", [width], model.highest),
      floatTensor("weights", [width, 1], model.weights),
      floatTensor("intercept", [1], [model.intercept]),
    ],
    nodes: [
      node("Add", [onnxNames.input, "one"], "from-one"),
      node("Log", ["from-one"], "logs"),
      node("Gather", [onnxNames.input, "counts"], "counted", { axis: 1 }),
      // Of a whole number, one from the step on and else nothing.
      ...steps.flatMap((step) => [
        node("Sub", ["counted", `below-${step}`], `over-${step}`),
        node("Max", [`over-${step}`, "zero"], `from-${step}`),
        node("Min", [`from-${step}`, "one"], `step-${step}`),
      ]),
      node("Concat", ["logs", ...steps.map((step) => `step-${step}`)], "raw-terms", { axis: 1 }),
      node("Sub", ["raw-terms", "means"], "centred"),
      node("Div", ["centred", "deviations"], "standard"),
      node("Max", ["standard", "lowest"], "from-lowest"),
      node("Min", ["from-lowest", "highest"], "terms"),
      node("Gemm", ["terms", "weights", "intercept"], "log-odds"),
      node("Sigmoid", ["log-odds"], onnxNames.output),
    ],
  });
}
