import type { AttemptTender, PaymentWay, RefusalReason } from "@laneway/contracts";
import { loadedMinor, payableMinor } from "../gift-card/card-lines.js";
import { hasEffect } from "../lane/device-faults.js";
import type { Draft } from "../lane/draft.js";
import { pointsLeft } from "../loyalty/points.js";
import type { LaneFaultState, LaneKnowledge, Transaction } from "../lane/types.js";

type WayKnowledge = Pick<LaneKnowledge, "tenders" | "online" | "terminalUsable" | "training">;

/** Why a tender cannot be used on this lane now; undefined: it can. */
function hindranceOf(
  tender: AttemptTender,
  faults: readonly LaneFaultState[],
  knowledge: WayKnowledge,
  transaction: Transaction | undefined,
): RefusalReason | undefined {
  if (tender === "card")
    return knowledge.terminalUsable && !hasEffect(faults, "no-card-payment")
      ? undefined
      : "terminal-unavailable";
  // What headquarters books is real: a lane that practises does not touch it.
  if (!isTaken(tender, knowledge, transaction) || knowledge.training) return "tender-not-taken";
  if (transaction !== undefined && loadedMinor(transaction) > 0 && payableMinor(transaction, tender) === 0) return "gift-card-needs-money";
  if (!knowledge.online) return "headquarters-unreachable";
  return tender === "loyalty" && transaction !== undefined && isTooLittle(transaction) ? "points-too-few" : undefined;
}

const isTaken = (tender: AttemptTender, { tenders }: Pick<LaneKnowledge, "tenders">, transaction: Transaction | undefined): boolean =>
  tender === "card" ||
  (tender === "loyalty" && transaction?.membership?.points?.pay !== undefined) ||
  (tender === "gift-card" && tenders.giftCards) ||
  (tender === "redirect" && tenders.wallet !== undefined && tenders.wallet !== "none");

/** Fewer points than pay anything. While nobody has told how many there are, headquarters is asked to pay and says so itself. */
function isTooLittle(transaction: Transaction): boolean {
  const pay = transaction.membership?.points?.pay;
  const left = pointsLeft(transaction);
  return pay !== undefined && left !== undefined && left < pay.pointsPerStep;
}

export const whyNotTender = (draft: Draft, tender: AttemptTender): RefusalReason | undefined =>
  hindranceOf(tender, draft.state.faults, draft.knowledge, draft.state.transaction);

/** The ways to pay that a lane shows for the open basket, in order, and which of them can be used now. */
export function paymentWays(faults: readonly LaneFaultState[], knowledge: WayKnowledge, transaction: Transaction | undefined): PaymentWay[] {
  const ways: readonly AttemptTender[] = ["card", "redirect", "loyalty", "gift-card"];
  return ways
    .map((tender) => ({ tender, hindrance: hindranceOf(tender, faults, knowledge, transaction) }))
    .filter(({ hindrance }) => hindrance !== "tender-not-taken")
    .map(({ tender, hindrance }) => ({ tender, usable: hindrance === undefined, ...(hindrance === "gift-card-needs-money" ? { because: hindrance } : {}) }));
}
