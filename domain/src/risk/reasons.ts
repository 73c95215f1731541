import type { RiskFeatureName, RiskReason, RiskReasonKey } from "@laneway/contracts";
import type { RiskFigures } from "./types.js";

interface ReasonRow {
  readonly key: RiskReasonKey;
  readonly feature: RiskFeatureName;
  /** Less is what everybody does. */
  readonly atLeast: number;
}

/** What is worth telling a person about a basket, the most telling first. */
const reasonTable: readonly ReasonRow[] = [
  { key: "dear-voids", feature: "dearVoids", atLeast: 2 },
  { key: "doubled-weights", feature: "doubledWeights", atLeast: 2 },
  { key: "skipped-wrong-weights", feature: "skippedWrongWeights", atLeast: 1 },
  { key: "bags-over-goods", feature: "bagsOverGoods", atLeast: 1 },
  { key: "wrong-weights", feature: "wrongWeights", atLeast: 2 },
  { key: "unexpected-weights", feature: "unexpectedWeights", atLeast: 2 },
  { key: "bagging-skips", feature: "baggingSkips", atLeast: 2 },
  { key: "cheap-produce", feature: "cheapProduceGrams", atLeast: 1_500 },
  { key: "removed-weights", feature: "removedWeights", atLeast: 2 },
  { key: "voids", feature: "voids", atLeast: 3 },
  { key: "lowered-quantities", feature: "quantityLowered", atLeast: 3 },
  { key: "unknown-codes", feature: "unknownCodes", atLeast: 2 },
  { key: "coupon-again", feature: "couponUses", atLeast: 3 },
  { key: "gift-card-tries", feature: "giftCardTries", atLeast: 4 },
  { key: "member-often", feature: "memberBaskets", atLeast: 5 },
  { key: "member-returns", feature: "memberReturns", atLeast: 4 },
  { key: "own-bags", feature: "ownBags", atLeast: 2 },
  { key: "reopened", feature: "reopenings", atLeast: 2 },
  { key: "long-pause", feature: "longestPauseSeconds", atLeast: 90 },
  { key: "quick-scans", feature: "quickLines", atLeast: 3 },
];

const figureOf: ReadonlyMap<RiskReasonKey, RiskFeatureName> = new Map<RiskReasonKey, RiskFeatureName>([
  ...reasonTable.map(({ key, feature }) => [key, feature] as const),
  ["much-in-little-time", "minorPerMinute"],
]);

/** More would not be read. */
const mostReasons = 3;

/** Why a basket stood out: what its rules say, then the figures worth telling; else that it is unlike most baskets. */
export function reasonsOf(figures: RiskFigures, byRules: readonly RiskReasonKey[], audit: boolean): readonly RiskReason[] {
  const keys = new Set<RiskReasonKey>(audit ? ["random"] : byRules);
  for (const { key, feature, atLeast } of audit ? [] : reasonTable) if (figures[feature] >= atLeast) keys.add(key);
  if (keys.size === 0) keys.add("unusual");
  return [...keys].slice(0, mostReasons).map((key) => {
    const feature = figureOf.get(key);
    return { key, figure: feature === undefined ? 0 : figures[feature] };
  });
}
