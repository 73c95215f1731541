import type { AttemptTender, PaymentWay, RefusalReason } from "@laneway/contracts";
import { hasEffect } from "../lane/device-faults.js";
import type { Draft } from "../lane/draft.js";
import type { LaneFaultState, LaneKnowledge } from "../lane/types.js";

type WayKnowledge = Pick<LaneKnowledge, "tenders" | "online" | "terminalUsable" | "training">;

/** Why a tender cannot be used on this lane now; undefined: it can. */
function hindranceOf(
  tender: AttemptTender,
  faults: readonly LaneFaultState[],
  knowledge: WayKnowledge,
): RefusalReason | undefined {
  if (tender === "card")
    return knowledge.terminalUsable && !hasEffect(faults, "no-card-payment")
      ? undefined
      : "terminal-unavailable";
  // What headquarters books is real: a lane that practises does not touch it.
  if (!isTaken(tender, knowledge) || knowledge.training) return "tender-not-taken";
  return knowledge.online ? undefined : "headquarters-unreachable";
}

const isTaken = (tender: AttemptTender, { tenders }: Pick<LaneKnowledge, "tenders">): boolean =>
  tender === "card" ||
  (tender === "gift-card" && tenders.giftCards) ||
  (tender === "redirect" && tenders.wallet !== undefined && tenders.wallet !== "none");

export const whyNotTender = (draft: Draft, tender: AttemptTender): RefusalReason | undefined =>
  hindranceOf(tender, draft.state.faults, draft.knowledge);

/** The ways to pay that a lane shows, in order, and which of them can be used now. */
export function paymentWays(faults: readonly LaneFaultState[], knowledge: WayKnowledge): PaymentWay[] {
  const ways: readonly AttemptTender[] = ["card", "redirect", "gift-card"];
  return ways
    .map((tender) => ({ tender, hindrance: hindranceOf(tender, faults, knowledge) }))
    .filter(({ hindrance }) => hindrance !== "tender-not-taken")
    .map(({ tender, hindrance }) => ({ tender, usable: hindrance === undefined }));
}
