import { z } from "zod";
import { channel } from "./price-book.js";
import { storeId } from "./units.js";

/** Every figure about an open basket that rules and the model read; units and meanings stand in domain/src/risk/features.ts. */
export const riskFeatureName = z.enum([
  "activeSeconds",
  "lines",
  "pieces",
  "totalMinor",
  "minorPerMinute",
  "secondsPerLine",
  "longestPauseSeconds",
  "quickLines",
  "keyedLines",
  "weighedLines",
  "cheapProduceLines",
  "cheapProduceGrams",
  "unknownCodes",
  "refusedScans",
  "refusedCoupons",
  "voids",
  "dearVoids",
  "dearVoidsInAMinute",
  "voidedMinor",
  "quantityLowered",
  "quantityRaised",
  "unexpectedWeights",
  "removedWeights",
  "wrongWeights",
  "baggingSkips",
  "ownBags",
  "weightCalls",
  "residualGrams",
  "corrections",
  "reopenings",
  "recalls",
  "coupons",
  "member",
  "hourOfDay",
  "memberBaskets",
  "memberReturns",
  "couponUses",
  "giftCardTries",
  "doubledWeights",
  "dearWrongWeights",
  "skippedWrongWeights",
  "bagsOverGoods",
]);

/** Why a basket stood out, in the words of the attendants' language (kiosk-ui/src/locale). Says what was seen, never what somebody is. */
export const riskReasonKey = z.enum([
  "dear-voids",
  "voids",
  "wrong-weights",
  "doubled-weights",
  "skipped-wrong-weights",
  "bags-over-goods",
  "unexpected-weights",
  "removed-weights",
  "bagging-skips",
  "own-bags",
  "cheap-produce",
  "unknown-codes",
  "long-pause",
  "quick-scans",
  "lowered-quantities",
  "coupon-again",
  "gift-card-tries",
  "member-often",
  "member-returns",
  "much-in-little-time",
  "reopened",
  "unusual",
  "random",
]);

/** What follows for the basket: nothing, a question on its own screen, or a person looks for named items, at all of it, or once over. */
export const basketCheck = z.enum(["pass", "nudge", "items", "all", "look"]);

/** One condition: the figure is at least, at most, or between. */
const riskCondition = z
  .strictObject({ feature: riskFeatureName, atLeast: z.int().min(0).optional(), atMost: z.int().min(0).optional() })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, "a condition names atLeast, atMost, or both");

/** A rule beside the model. All its conditions must hold. A shadow rule is written down and changes nothing. */
export const riskRule = z.strictObject({
  ruleId: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "1-40 of a-z 0-9 -"),
  /** `stand-in`: as active while the model has no score, else as shadow: the model reads what it reads. */
  state: z.enum(["active", "stand-in", "shadow"]),
  /** Absent: all. */
  storeIds: z.array(storeId).min(1).optional(),
  channels: z.array(channel).min(1).optional(),
  /** The basket holds a line of one of these departments, voided ones among them. */
  departmentIds: z.array(z.string().min(1).max(64)).min(1).optional(),
  when: z.array(riskCondition).min(1).max(8),
  /** How urgent: competes with the model's probability for the store's budget of interventions. */
  priorityPpm: z.int().min(1).max(1_000_000),
  /** The most that follows from this rule. */
  check: z.enum(["nudge", "items", "all", "look"]),
  reason: riskReasonKey,
});

export const riskRuleSet = z
  .strictObject({ version: z.string().min(1).max(40), rules: z.array(riskRule).max(200) })
  .refine(({ rules }) => new Set(rules.map(({ ruleId }) => ruleId)).size === rules.length, "every ruleId once");

/** Why there is no score of the model; the basket is then judged by the rules alone. */
export const riskFault = z.enum([
  "model-missing",
  "model-changed", // not the bytes whose sha256 is pinned
  "model-corrupt",
  "model-mismatch", // reads other figures, or answers something else
  "model-slow",
  "score-not-a-probability",
  "not-scored-yet",
]);

/** One reason with the figure it is about: a count, grams, seconds. */
export const riskReason = z.strictObject({ key: riskReasonKey, figure: z.int().min(0) });

export type RiskFeatureName = z.infer<typeof riskFeatureName>;
export type RiskReasonKey = z.infer<typeof riskReasonKey>;
export type RiskReason = z.infer<typeof riskReason>;
export type BasketCheck = z.infer<typeof basketCheck>;
export type RiskRule = z.infer<typeof riskRule>;
export type RiskRuleSet = z.infer<typeof riskRuleSet>;
export type RiskFault = z.infer<typeof riskFault>;
