import { riskFeatures } from "@laneway/domain/risk/labelled-features";
import type { LabelledBasket } from "./labels.js";
import { fitLogistic } from "./logistic.js";
import { RiskError } from "./risk-error.js";
import { aloneTerms, productTerms, type RiskModel, termsOf, trust } from "./risk-model.js";

/**
 * How the committee is made up. Fixed: nothing here is chosen by results on the rows at hand, so nothing can be
 * overfitted by the choice: half the votes are those of plain models, half those of models with products.
 */
const committee = {
  /** Ridge penalties of the terms that all members of a half have: strong first, each fit starts from the one before. */
  plainPenalties: [0.03, 0.01, 0.003],
  productsPenalties: [0.01, 0.003, 0.001],
  /** Penalty of the further product that tells members apart. */
  furtherPenalty: 0.1,
  interceptPenalty: 1e-4,
} as const;
/** A level of trust needs this many honest baskets and no fraud before nobody there is suspected. */
const baskets = { least: 20, trustedLeast: 30 } as const;

/**
 * Trains on labelled baskets: the mean log-odds of logistic models, half of them of the features alone, half with time ×
 * value and each one further product. A mean of linear models is one linear model, so the committee costs nothing to
 * score. The same baskets give the same model, to the bit. Throws RiskError `labels-one-sided`, `training-diverged`.
 */
export function trainModel(labelled: readonly LabelledBasket[]): RiskModel {
  const frauds = labelled.filter(({ fraud }) => fraud).length;
  if (labelled.length < baskets.least || frauds < 2 || frauds > labelled.length - 2) {
    throw new RiskError("labels-one-sided", `${labelled.length} baskets with ${frauds} frauds; at least ${baskets.least} with two of each kind are needed`);
  }
  const highestSuspectTrust = highestSuspectTrustOf(labelled);
  const suspects = labelled.filter(({ features }) => (features[trust] ?? 0) <= highestSuspectTrust);
  const scales = scalesOf(suspects);
  const rows = suspects.map(({ features }) => termsOf(features, scales));
  const ones = new Float64Array(rows.length).fill(1);
  const columns = [...aloneTerms, ...productTerms].map((_, term) => Float64Array.from(rows, (row) => row[term] ?? 0));
  const labels = Float64Array.from(suspects, ({ fraud }) => (fraud ? 1 : 0));
  const [intercept = 0, ...weights] = committeeMean([ones, ...columns], labels);
  return { highestSuspectTrust, ...scales, intercept, weights };
}

/** The level of trust above which every level has baskets enough and no fraud. */
function highestSuspectTrustOf(labelled: readonly LabelledBasket[]): number {
  const levels = [...new Set(labelled.map(({ features }) => features[trust] ?? 0))].sort((one, other) => other - one);
  for (const level of levels) {
    const there = labelled.filter(({ features }) => features[trust] === level);
    if (there.length < baskets.trustedLeast || there.some(({ fraud }) => fraud)) return level;
  }
  return levels[0] ?? 0;
}

function scalesOf(labelled: readonly LabelledBasket[]): Pick<RiskModel, "means" | "deviations"> {
  const column = (index: number) => labelled.map(({ features }) => features[index] ?? 0);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = riskFeatures.map((_, index) => mean(column(index)));
  // A feature that never varies says nothing: any scale will do but zero.
  const deviations = means.map((middle, index) => Math.sqrt(mean(column(index).map((value) => (value - middle) ** 2))) || 1);
  return { means, deviations };
}

/** Intercept and a weight for every term: half the mean of the plain members, half that of the members with products. */
function committeeMean(columns: readonly Float64Array[], labels: Float64Array): Float64Array {
  // Column 0 holds ones; after the features alone stands time × value.
  const plain = Array.from({ length: aloneTerms.length + 1 }, (_, column) => column);
  const shared = [...plain, plain.length];
  const further = Array.from({ length: productTerms.length - 1 }, (_, index) => shared.length + index);
  const mean = new Float64Array(columns.length);
  const addMembers = (chosen: readonly number[], penalties: readonly number[], votes: number) => {
    const own = chosen.map((column) => columns[column] as Float64Array);
    let weights = new Float64Array(chosen.length);
    for (const penalty of penalties) {
      const each = chosen.map((column) => (column === 0 ? committee.interceptPenalty : column < shared.length ? penalty : committee.furtherPenalty));
      weights = new Float64Array(fitLogistic(own, labels, each, weights));
      for (const [index, column] of chosen.entries()) mean[column] = (mean[column] as number) + ((weights[index] as number) * votes) / penalties.length;
    }
  };
  addMembers(plain, committee.plainPenalties, 1 / 2);
  for (const column of further) addMembers([...shared, column], committee.productsPenalties, 1 / 2 / further.length);
  return mean;
}
