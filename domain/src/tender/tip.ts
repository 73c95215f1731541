import type { RefusalReason, TipQuestion } from "@laneway/contracts";
import type { LaneKnowledge } from "../lane/types.js";
import { scaled } from "../pricing/rounding.js";

/**
 * What a shopper is asked before the card is; undefined: nothing is. A tip is given to people, not for goods: no tax is on it and no total
 * holds it. It is a percentage of what is due, half up; `payMinor` is what the card is asked for without it.
 */
export function tipQuestion(dueMinor: number, payMinor: number, tips: LaneKnowledge["tips"]): TipQuestion | undefined {
  if (tips === undefined || dueMinor === 0) return undefined;
  const { percents, maximumMinor } = tips;
  const choices = percents
    .map((percent) => ({ percent, tipMinor: scaled(dueMinor, percent, 100, "half-up") }))
    .filter(({ tipMinor }) => tipMinor > 0 && tipMinor <= maximumMinor)
    .map((choice) => ({ ...choice, payMinor: payMinor + choice.tipMinor }));
  return { choices, payMinor, maximumMinor };
}

/** Why a tip cannot be given with a payment; undefined: it can, or there is none. */
export function whyNotTip(tipMinor: number, tips: LaneKnowledge["tips"]): RefusalReason | undefined {
  if (tipMinor === 0) return undefined;
  if (tips === undefined) return "tip-not-taken";
  return tipMinor > tips.maximumMinor ? "amount-out-of-range" : undefined;
}
