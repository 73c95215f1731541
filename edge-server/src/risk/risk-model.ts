import { furtherPairs, type RiskFeatureName, riskFeatures, timeAndValue } from "@laneway/domain/risk/labelled-features";
import { probabilityOf } from "./logistic.js";

/**
 * What the model reads, in order: features that have an effect alone, then products of two standardised features. The
 * numbers are positions in `riskFeatures`.
 */
export const aloneTerms: readonly number[] = riskFeatures.flatMap(({ alone }, index) => (alone ? [index] : []));
const position = (name: RiskFeatureName) => riskFeatures.findIndex((feature) => feature.name === name);
export const productTerms: readonly (readonly [number, number])[] = [timeAndValue, ...furtherPairs].map(([first, second]) => [position(first), position(second)]);
export const trust = position("trustLevel");

/** A trained model as plain data: log-odds = intercept + Σ weight·term, and a certain no above the trusted level. */
export interface RiskModel {
  /** Baskets of shoppers trusted more than this are never suspected: no fraud was ever seen there. */
  readonly highestSuspectTrust: number;
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly intercept: number;
  /** Of `aloneTerms`, then of `productTerms`. */
  readonly weights: readonly number[];
}

/** Taken from the log-odds of a trusted shopper's basket. */
export const trustedLogOdds = -60;

/** The terms of one basket, standardised by the model's means and deviations. */
export function termsOf(features: readonly number[], { means, deviations }: Pick<RiskModel, "means" | "deviations">): number[] {
  const standard = features.map((value, index) => (value - (means[index] ?? 0)) / (deviations[index] ?? 1));
  const alone = aloneTerms.map((index) => standard[index] ?? 0);
  return [...alone, ...productTerms.map(([first, second]) => (standard[first] ?? 0) * (standard[second] ?? 0))];
}

/** The probability of fraud, 0 to 1, for the features of one basket in the order of `riskFeatures`. */
export function scoreBasket(model: RiskModel, features: readonly number[]): number {
  if ((features[trust] ?? 0) > model.highestSuspectTrust) return probabilityOf(trustedLogOdds);
  return probabilityOf(termsOf(features, model).reduce((sum, term, index) => sum + term * (model.weights[index] ?? 0), model.intercept));
}
