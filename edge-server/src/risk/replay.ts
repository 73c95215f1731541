import type { BasketCheck, RiskRuleSet } from "@laneway/contracts";
import { assess } from "@laneway/domain/risk/assess";
import { freshBudget, type RiskBudget, spent, thresholdsOf } from "@laneway/domain/risk/budget";
import { figuresOf, inputOf } from "@laneway/domain/risk/features";
import { noVelocity, type RiskFigures, type RiskKnowledge, type RiskSettings, type VelocityCounts } from "@laneway/domain/risk/types";
import type { JudgedBasket, Outcome } from "./judged-baskets.js";
import type { ModelScorer } from "./model-scorer.js";

/** What would be tried: a model, rules, a budget. */
export interface Candidate {
  readonly scorer: ModelScorer | undefined;
  readonly rules: RiskRuleSet;
  readonly budget: RiskBudget;
  readonly settings: RiskSettings;
}

/** Where baskets of the journal were filled. */
export interface ReplayPlace {
  readonly storeId: string;
  readonly localTime: (atMs: number) => string;
}

export type Change = "gained" | "lost" | "kept" | "none";

export interface ReplayedBasket {
  readonly basket: JudgedBasket;
  readonly was: BasketCheck;
  readonly now: BasketCheck;
  readonly scorePpm: number | undefined;
  readonly reasons: readonly string[];
  /** Of being looked at by a person. */
  readonly change: Change;
}

export const asksPerson = (check: BasketCheck): boolean => check !== "pass" && check !== "nudge";

/**
 * Judges every basket of a journal anew with the candidate, in the order of the journal, thresholds following its budget from the
 * start. Each basket counts as one that nothing has followed for yet. The same journal and candidate give the same answer.
 */
export async function replayBaskets(baskets: readonly JudgedBasket[], candidate: Candidate, place: ReplayPlace): Promise<ReplayedBasket[]> {
  const { scorer, rules, budget, settings } = candidate;
  const inputs = baskets.map((basket) => inputOf(figuresThen(basket, settings, place)));
  const scores = await scorer?.score(inputs);
  let state = freshBudget;
  return baskets.map((basket, index): ReplayedBasket => {
    const probability = scores?.[index];
    const { transaction } = basket;
    const fresh = transaction.risk === undefined ? transaction : { ...transaction, risk: { ...transaction.risk, asked: false } };
    const score = probability === undefined ? {} : { score: { ppm: Math.round(probability * 1_000_000), modelId: "candidate", events: transaction.risk?.events ?? 0 } };
    const knowledge: RiskKnowledge = { settings, counts: countsThen(basket), rules, thresholds: thresholdsOf(state, budget), audit: false, ...score };
    const judged = assess(fresh, { storeId: place.storeId, channel: "store", localTime: place.localTime(transaction.startedAtMs) }, knowledge);
    state = spent(state, judged, budget);
    const was = basket.assessment?.check ?? "pass";
    const [before, after] = [asksPerson(was), asksPerson(judged.check)];
    const change = before === after ? (after ? "kept" : "none") : after ? "gained" : "lost";
    return { basket, was, now: judged.check, scorePpm: judged.scorePpm, reasons: judged.reasons.map(({ key }) => key), change };
  });
}

const figuresThen = (basket: JudgedBasket, settings: RiskSettings, { localTime }: ReplayPlace): RiskFigures =>
  figuresOf(basket.transaction, localTime(basket.transaction.startedAtMs), settings, countsThen(basket));

/** What other baskets said then stands in the record alone. */
function countsThen({ assessment }: JudgedBasket): VelocityCounts {
  const of = (name: keyof VelocityCounts) => assessment?.figures[name] ?? 0;
  return assessment === undefined ? noVelocity : { memberBaskets: of("memberBaskets"), memberReturns: of("memberReturns"), couponUses: of("couponUses"), giftCardTries: of("giftCardTries") };
}

/** What audits by chance say about the baskets nobody was sent to: how many of a thousand had something missing. Undefined: too few audits were answered. */
export function missedPerMille(baskets: readonly JudgedBasket[]): number | undefined {
  const audits = baskets.filter(({ assessment, outcome }) => assessment?.audit === true && (outcome === "in-order" || outcome === "missing"));
  if (audits.length < leastAudits) return undefined;
  return Math.round((1_000 * audits.filter(({ outcome }) => outcome === "missing").length) / audits.length);
}

const leastAudits = 20;

/** The comparison in words, one line each; the baskets that changed with what became of them. */
export function replayReport(replayed: readonly ReplayedBasket[]): string {
  const count = (test: (one: ReplayedBasket) => boolean) => replayed.filter(test).length;
  const outcomes: readonly Outcome[] = ["missing", "in-order", "scanned-more", "nobody-looked"];
  const row = (change: Change) => `${change}: ${count((one) => one.change === change)} (${outcomes.map((outcome) => `${outcome} ${count((one) => one.change === change && one.basket.outcome === outcome)}`).join(", ")})`;
  const missed = missedPerMille(replayed.map(({ basket }) => basket));
  const changed = replayed.filter(({ change }) => change === "gained" || change === "lost");
  return [
    `baskets: ${replayed.length}; a person asked then: ${count(({ was }) => asksPerson(was))}, now: ${count(({ now }) => asksPerson(now))}; asked on screen then: ${count(({ was }) => was === "nudge")}, now: ${count(({ now }) => now === "nudge")}`,
    row("gained"),
    row("lost"),
    row("kept"),
    missed === undefined ? `missed: not known, fewer than ${leastAudits} audits were answered` : `missed: ${missed} of 1000 baskets that nobody was sent to, as audits say`,
    ...changed.map(({ change, basket, was, now, scorePpm, reasons }) => `  ${change} ${basket.laneId} ${basket.transaction.transactionId}: ${was} → ${now}, score ${scorePpm ?? "none"}, ${reasons.join(" ") || "no reason"}; ${basket.outcome}`),
    "",
  ].join("\n");
}
