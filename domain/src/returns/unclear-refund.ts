import { endIntervention, raiseIntervention } from "../intervention/raise.js";
import { type Draft, record } from "../lane/draft.js";
import type { ApprovedOutcome } from "../payment/types.js";

const questionAbout = ({ state }: Draft, attemptId: string | undefined) =>
  state.interventions.find((one) => one.kind === "payment-unclear" && one.evidence.attemptId === attemptId);

/** One question an attempt; those about bookings that are not ours share one. */
export const raiseUnclear = (draft: Draft, evidence: { readonly attemptId?: string; readonly amountMinor: number }): Draft =>
  questionAbout(draft, evidence.attemptId) === undefined ? raiseIntervention(draft, "payment-unclear", evidence) : draft;

/** The attempt is clear now: the question about it ends by itself. */
export function endUnclear(draft: Draft, attemptId: string): Draft {
  const open = questionAbout(draft, attemptId);
  return open === undefined ? draft : endIntervention(draft, open, "resolved");
}

/** Not believed: nothing changes but that a person is told. */
export function contradict(draft: Draft, attemptId: string, outcome: ApprovedOutcome, because: "not-our-attempt" | "amount-differs" | "booked-twice"): Draft {
  const { amountMinor } = outcome;
  return raiseUnclear(record(draft, { kind: "payment-contradicted", attemptId, outcome, because }), { amountMinor });
}
