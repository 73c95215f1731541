import { assess } from "@laneway/domain/risk/assess";
import { freshBudget, type RiskBudget, spent, thresholdsOf } from "@laneway/domain/risk/budget";
import { usualRules } from "@laneway/domain/risk/rules";
import { noVelocity, type RiskKnowledge } from "@laneway/domain/risk/types";
import type { ModelScorer } from "../model-scorer.js";
import { populationSettings, type SimulatedBasket, simulateBasket } from "./basket.js";

/** How a population fared under a budget; honest and thieving as they truly were. */
export interface PopulationFigures {
  readonly baskets: number;
  readonly thieves: number;
  readonly asked: number;
  readonly nudged: number;
  /** Of those a person was asked to look at. */
  readonly thievesAsked: number;
  readonly honestAsked: number;
  readonly thievesNudged: number;
  readonly stolenMinor: number;
  /** Of baskets a person was asked to look at. */
  readonly caughtMinor: number;
}

/** Baskets of a seeded population that came to be paid for. */
export async function population(firstSeed: number, baskets: number): Promise<SimulatedBasket[]> {
  const all: SimulatedBasket[] = [];
  for (let seed = firstSeed; seed < firstSeed + baskets; seed += 1) all.push(await simulateBasket(seed));
  return all.filter(({ transaction }) => transaction !== undefined);
}

/** Judges the baskets one after the other, as the edge does; without a scorer by the rules alone. Thresholds follow the budget. */
export async function measurePopulation(baskets: readonly SimulatedBasket[], budget: RiskBudget, scorer?: ModelScorer): Promise<PopulationFigures> {
  const scores = await scorer?.score(baskets.map(({ input }) => input));
  let state = freshBudget;
  const found = { baskets: 0, thieves: 0, asked: 0, nudged: 0, thievesAsked: 0, honestAsked: 0, thievesNudged: 0, stolenMinor: 0, caughtMinor: 0 };
  for (const [index, { transaction, localTime, stolenMinor }] of baskets.entries()) {
    if (transaction === undefined) continue;
    const ppm = scores?.[index];
    const score = ppm === undefined ? {} : { score: { ppm: Math.round(ppm * 1_000_000), modelId: "measured", events: transaction.risk?.events ?? 0 } };
    const knowledge: RiskKnowledge = { settings: populationSettings, counts: noVelocity, rules: usualRules, thresholds: thresholdsOf(state, budget), audit: false, ...score };
    const assessment = assess(transaction, { storeId: "population", channel: "store", localTime }, knowledge);
    state = spent(state, assessment, budget);
    const asked = assessment.check !== "pass" && assessment.check !== "nudge";
    const stole = stolenMinor > 0;
    found.baskets += 1;
    found.stolenMinor += stolenMinor;
    found.thieves += stole ? 1 : 0;
    found.nudged += assessment.check === "nudge" ? 1 : 0;
    found.thievesNudged += assessment.check === "nudge" && stole ? 1 : 0;
    if (!asked) continue;
    found.asked += 1;
    found[stole ? "thievesAsked" : "honestAsked"] += 1;
    found.caughtMinor += stolenMinor;
  }
  return found;
}
