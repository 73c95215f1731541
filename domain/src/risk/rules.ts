import type { Channel, RiskRule, RiskRuleSet } from "@laneway/contracts";
import type { RiskFigures } from "./types.js";

/** Where a basket is, for rules that hold in some places only. */
export interface RulePlace {
  readonly storeId: string;
  readonly channel: Channel;
  readonly departmentIds: ReadonlySet<string>;
}

/** Does a rule hit a basket of these figures? Every condition must hold. */
export function ruleHits({ storeIds, channels, departmentIds, when }: RiskRule, figures: RiskFigures, place: RulePlace): boolean {
  if (storeIds !== undefined && !storeIds.includes(place.storeId)) return false;
  if (channels !== undefined && !channels.includes(place.channel)) return false;
  if (departmentIds !== undefined && !departmentIds.some((id) => place.departmentIds.has(id))) return false;
  return when.every(({ feature, atLeast, atMost }) => figures[feature] >= (atLeast ?? 0) && (atMost === undefined || figures[feature] <= atMost));
}

export interface RuleHits {
  /** The most urgent first. */
  readonly active: readonly RiskRule[];
  readonly shadow: readonly RiskRule[];
}

/** `scored`: the model has an answer, and no rule stands in for it. */
export function hitRules({ rules }: RiskRuleSet, figures: RiskFigures, place: RulePlace, scored: boolean): RuleHits {
  const hits = rules.filter((rule) => ruleHits(rule, figures, place));
  const acts = ({ state }: RiskRule) => state === "active" || (state === "stand-in" && !scored);
  return {
    active: hits.filter(acts).toSorted((one, other) => other.priorityPpm - one.priorityPpm),
    shadow: hits.filter((rule) => !acts(rule)),
  };
}

/**
 * What a store begins with; its own file of rules takes their place. A priority is read as a probability, beside the model's: these are
 * about what the rules were right with among simulated shoppers. Those about how a basket was filled stand in for the model, which weighs
 * the same figures together; those about other baskets act beside it. Two are on trial: they are common among honest shoppers too.
 */
export const usualRules: RiskRuleSet = {
  version: "usual-2",
  rules: [
    { ruleId: "dear-voids-at-once", state: "stand-in", when: [{ feature: "dearVoidsInAMinute", atLeast: 3 }], priorityPpm: 850_000, check: "items", reason: "dear-voids" },
    { ruleId: "coupon-again-and-again", state: "active", when: [{ feature: "couponUses", atLeast: 5 }], priorityPpm: 800_000, check: "look", reason: "coupon-again" },
    { ruleId: "many-gift-cards", state: "active", when: [{ feature: "giftCardTries", atLeast: 6 }], priorityPpm: 800_000, check: "look", reason: "gift-card-tries" },
    { ruleId: "doubled-weights", state: "stand-in", when: [{ feature: "doubledWeights", atLeast: 2 }], priorityPpm: 850_000, check: "items", reason: "doubled-weights" },
    { ruleId: "skipped-wrong-weights", state: "stand-in", when: [{ feature: "skippedWrongWeights", atLeast: 2 }], priorityPpm: 800_000, check: "items", reason: "skipped-wrong-weights" },
    { ruleId: "bags-over-goods", state: "stand-in", when: [{ feature: "bagsOverGoods", atLeast: 2 }], priorityPpm: 800_000, check: "look", reason: "bags-over-goods" },
    { ruleId: "wrong-weights", state: "stand-in", when: [{ feature: "wrongWeights", atLeast: 3 }], priorityPpm: 750_000, check: "items", reason: "wrong-weights" },
    { ruleId: "unexpected-weights", state: "stand-in", when: [{ feature: "unexpectedWeights", atLeast: 3 }], priorityPpm: 450_000, check: "look", reason: "unexpected-weights" },
    { ruleId: "not-bagged", state: "stand-in", when: [{ feature: "baggingSkips", atLeast: 3 }], priorityPpm: 600_000, check: "nudge", reason: "bagging-skips" },
    { ruleId: "heavy-cheap-produce", state: "shadow", when: [{ feature: "cheapProduceGrams", atLeast: 2_500 }], priorityPpm: 500_000, check: "items", reason: "cheap-produce" },
    { ruleId: "member-everywhere", state: "shadow", when: [{ feature: "memberBaskets", atLeast: 8 }], priorityPpm: 500_000, check: "look", reason: "member-often" },
  ],
};
