import { riskFeatures } from "@laneway/domain/risk/features";
import type { LabelledBasket } from "./labels.js";
import { fitLogistic } from "./logistic.js";
import { RiskError } from "./risk-error.js";
import { aloneTerms, productTerms, type RiskModel, termsOf, trust } from "./risk-model.js";

/**
 * How the committee is made up. Nothing here is chosen by looking at results on the rows at hand, so nothing can be
 * overfitted by the choice: every member votes alike, whatever the training rows say about it.
 */
const committee = {
  /** Ridge penalties of the terms that every member has: strong first, each fit starts from the one before. */
  penalties: [0.01, 0.003, 0.001],
  /** Penalty of the two further products that tell the members apart. */
  productPenalty: 0.1,
  interceptPenalty: 1e-4,
} as const;
/** A level of trust needs this many honest baskets and no fraud before nobody there is suspected. */
const baskets = { least: 20, trustedLeast: 30 } as const;

/**
 * Trains on labelled baskets: the mean log-odds of logistic models that share the features alone and time × value and
 * differ in two further products. A mean of linear models is one linear model, so the committee costs nothing to score.
 * The same baskets give the same model, to the bit. Throws RiskError `labels-one-sided`, `training-diverged`.
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

/** Intercept and a weight for every term: the mean over all members of the committee. */
function committeeMean(columns: readonly Float64Array[], labels: Float64Array): Float64Array {
  // Column 0 holds ones; after the features alone stands time × value, which every member has.
  const shared = Array.from({ length: aloneTerms.length + 2 }, (_, column) => column);
  const further = Array.from({ length: productTerms.length - 1 }, (_, index) => shared.length + index);
  const mean = new Float64Array(columns.length);
  let members = 0;
  for (const first of further) {
    for (const second of further.filter((column) => column > first)) {
      const chosen = [...shared, first, second];
      const own = chosen.map((column) => columns[column] as Float64Array);
      let weights = new Float64Array(chosen.length);
      for (const penalty of committee.penalties) {
        const penalties = chosen.map((column) => (column === 0 ? committee.interceptPenalty : column < shared.length ? penalty : committee.productPenalty));
        weights = new Float64Array(fitLogistic(own, labels, penalties, weights));
        for (const [index, column] of chosen.entries()) mean[column] = (mean[column] as number) + (weights[index] as number);
        members += 1;
      }
    }
  }
  return mean.map((sum) => sum / members);
}
