import type { RiskAssessment, RiskThresholds } from "./types.js";

/** What a store wants to ask of its shoppers and attendants, in baskets of a thousand. Random audits come on top. */
export interface RiskBudget {
  readonly interventionsPerMille: number;
  readonly nudgesPerMille: number;
  /** No basket of a lower priority is ever asked about, however much of the budget is left. */
  readonly leastPpm: number;
}

/** What is remembered of the latest baskets, oldest first; at most `remembered`. */
export interface BudgetState {
  readonly latest: readonly number[];
  /** The same, the highest first. */
  readonly ranked: readonly number[];
  /** What is left of the budget so far: thousandths of an intervention and of a nudge, limited both ways. */
  readonly owedAsks: number;
  readonly owedNudges: number;
}

export const freshBudget: BudgetState = { latest: [], ranked: [], owedAsks: 0, owedNudges: 0 };

const remembered = 400;
/** Fewer baskets say too little about a store: the first thresholds stand. */
const learning = 100;
export const firstThresholds: RiskThresholds = { nudgePpm: 600_000, askPpm: 850_000 };
/** Over how many baskets a debt is made up for. */
const horizon = 60;
/** A budget that could not be used, or was overrun, is forgotten beyond so many thousandths. */
const mostOwed = 15_000;
const never = 1_000_001;

const limited = (owed: number): number => Math.min(mostOwed, Math.max(-mostOwed, owed));

/** The budget after a basket. Audits are not counted: they were not chosen. */
export function spent(state: BudgetState, { priorityPpm, check, audit }: Pick<RiskAssessment, "priorityPpm" | "check" | "audit">, budget: RiskBudget): BudgetState {
  if (audit) return state;
  const asked = check !== "pass" && check !== "nudge";
  const [oldest] = state.latest.length === remembered ? state.latest : [];
  const without = oldest === undefined ? state.ranked : state.ranked.toSpliced(state.ranked.indexOf(oldest), 1);
  const place = without.findIndex((ppm) => ppm < priorityPpm);
  return {
    latest: [...(oldest === undefined ? state.latest : state.latest.slice(1)), priorityPpm],
    ranked: without.toSpliced(place === -1 ? without.length : place, 0, priorityPpm),
    owedAsks: limited(state.owedAsks + budget.interventionsPerMille - (asked ? 1_000 : 0)),
    owedNudges: limited(state.owedNudges + budget.nudgesPerMille - (check === "nudge" ? 1_000 : 0)),
  };
}

/**
 * From which priority on something follows for the next basket: the share of the latest baskets that the budget allows, more when
 * less was asked than allowed, less when more was. What was owed is made up for, so the rate holds over any long stretch.
 */
export function thresholdsOf({ ranked, owedAsks, owedNudges }: BudgetState, budget: RiskBudget): RiskThresholds {
  if (ranked.length < learning) {
    const atLeast = (ppm: number, perMille: number) => (perMille === 0 ? never : Math.max(ppm, budget.leastPpm));
    return { nudgePpm: atLeast(firstThresholds.nudgePpm, budget.nudgesPerMille), askPpm: atLeast(firstThresholds.askPpm, budget.interventionsPerMille) };
  }
  const from = (perMille: number): number => {
    const baskets = (perMille * ranked.length - ((perMille * ranked.length) % 1_000)) / 1_000;
    return baskets <= 0 ? never : Math.max(budget.leastPpm, ranked[Math.min(baskets, ranked.length) - 1] ?? never);
  };
  const rate = (perMille: number, owed: number): number => (perMille === 0 ? 0 : Math.max(0, perMille + (owed - (owed % horizon)) / horizon));
  const asks = rate(budget.interventionsPerMille, owedAsks);
  return { askPpm: from(asks), nudgePpm: from(asks + rate(budget.nudgesPerMille, owedNudges)) };
}
