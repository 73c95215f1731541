import type { BasketCheck } from "@laneway/contracts";
import type { Transaction } from "../transaction/types.js";
import { figuresOf, keptFigures } from "./features.js";
import { reasonsOf } from "./reasons.js";
import { hitRules, type RuleHits } from "./rules.js";
import type { RiskAssessment, RiskKnowledge, RiskThresholds } from "./types.js";
import { suspiciousLines } from "./suspicious-lines.js";
import { emptyTally } from "./tally.js";

/** Where and when a basket was filled, for its figures and for rules of some places only. */
export interface AssessedPlace {
  readonly storeId: string;
  readonly channel: "store" | "online" | "marketplace" | "event";
  /** The store's clock when the basket began: `YYYY-MM-DDTHH:MM`. */
  readonly localTime: string;
}

/** From this probability on all of a basket that names no items is looked at, not only once over. */
const wholePpm = 900_000;

/** How a basket is judged before it is paid for, and what follows. Nothing follows twice in one basket. */
export function assess(transaction: Transaction, place: AssessedPlace, knowledge: RiskKnowledge): RiskAssessment {
  const tally = transaction.risk ?? emptyTally;
  const figures = figuresOf(transaction, place.localTime, knowledge.settings, knowledge.counts);
  const { storeId, channel } = place;
  const departmentIds = new Set(transaction.lines.map((line) => line.item.departmentId));
  // A score of the basket as it was some scans ago is none of this basket.
  const score = knowledge.score?.events === tally.events ? knowledge.score : undefined;
  const hits = hitRules(knowledge.rules, figures, { storeId, channel, departmentIds }, score !== undefined);
  const fault = score === undefined ? (knowledge.fault ?? "not-scored-yet") : undefined;
  const priorityPpm = Math.max(score?.ppm ?? 0, hits.active[0]?.priorityPpm ?? 0);
  const named = suspiciousLines(transaction, knowledge.settings).length > 0;
  const wanted = checkOf({ hits, scorePpm: score?.ppm ?? 0, named }, knowledge.thresholds);
  const audit = knowledge.audit && wanted !== "items" && wanted !== "all" && wanted !== "look";
  const check = tally.asked ? "pass" : audit ? "look" : wanted;
  return {
    figures: keptFigures(figures),
    scorePpm: score?.ppm,
    modelId: score?.modelId,
    fault,
    rulesVersion: knowledge.rules.version,
    rulesHit: hits.active.map(({ ruleId }) => ruleId),
    shadowHit: hits.shadow.map(({ ruleId }) => ruleId),
    priorityPpm,
    thresholds: knowledge.thresholds,
    audit: audit && check === "look",
    check,
    reasons: check === "pass" ? [] : reasonsOf(figures, hits.active.map(({ reason }) => reason), audit),
  };
}

interface Judged {
  readonly hits: RuleHits;
  readonly scorePpm: number;
  /** There are lines to name. */
  readonly named: boolean;
}

/**
 * What score and rules ask for under these thresholds. A rule goes no further than it says; the model names items where there
 * are some to name. The shopper's own screen comes before a person.
 */
export function checkOf({ hits, scorePpm, named }: Judged, { askPpm, nudgePpm }: RiskThresholds): BasketCheck {
  const rule = hits.active.find(({ check, priorityPpm }) => check !== "nudge" && priorityPpm >= askPpm);
  if (rule !== undefined && rule.priorityPpm >= scorePpm) return rule.check === "items" && !named ? "look" : rule.check;
  if (scorePpm >= askPpm) return named ? "items" : scorePpm >= wholePpm ? "all" : "look";
  if (rule !== undefined) return rule.check;
  return Math.max(scorePpm, hits.active[0]?.priorityPpm ?? 0) >= nudgePpm ? "nudge" : "pass";
}
