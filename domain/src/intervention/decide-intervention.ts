import { voidLine } from "../basket/decide-line.js";
import { driftFault } from "../bagging/scale-health.js";
import { settleBasket } from "../basket/settle-basket.js";
import { showNotice } from "../basket/show-notice.js";
import { isBaggingChecked } from "../bagging/expect-weight.js";
import { renudge } from "../bagging/renudge.js";
import { accepted, type Deciders, type Draft, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import type { Intervention, LaneState, LastOutcome } from "../lane/types.js";
import { isAttemptOpen } from "../payment/attempt.js";
import { ageCheckDue } from "../restriction/age-check.js";
import { endIntervention, raiseIntervention } from "./raise.js";
import { interventionRules, type InterventionRule } from "./rules.js";

/** Asking for a person, and what the person says. */
export const interventionDeciders: Deciders<
  | "request-help"
  | "cancel-help"
  | "take-intervention"
  | "end-intervention"
  | "undo-outcome"
  | "explain-outcome"
> = {
  "request-help": (draft) => {
    const open = draft.state.interventions.some((one) => one.kind === "help");
    return accepted(open ? draft : raiseIntervention(draft, "help", {}));
  },

  "cancel-help": (draft) => {
    const open = draft.state.interventions.find((one) => one.kind === "help");
    return accepted(open === undefined ? draft : endIntervention(draft, open, "lapsed"));
  },

  "take-intervention": (draft, { interventionId }) => {
    const one = draft.state.interventions.find((each) => each.interventionId === interventionId);
    if (one === undefined) return refused("intervention-not-found");
    const { actor } = draft.command;
    if (actor.kind !== "attendant") return refused("not-allowed");
    const { attendantId, name } = actor;
    if (one.takenBy?.attendantId === attendantId) return accepted(draft);
    // Who comes for one thing sees to all that waits on the lane.
    const others = draft.state.interventions.filter((each) => each !== one && each.takenBy === undefined);
    let taken = draft;
    for (const each of [one, ...others])
      taken = record(taken, {
        kind: "intervention-taken",
        interventionId: each.interventionId,
        by: { attendantId, name },
      });
    return accepted(taken);
  },

  "end-intervention": (draft, { interventionId, outcome, note }) => {
    const one = draft.state.interventions.find((each) => each.interventionId === interventionId);
    if (one === undefined) return refused("intervention-not-found");
    if (!outcomesOf(draft.state, one).includes(outcome))
      return refused(one.kind === "payment-unclear" ? "payment-unclear" : "outcome-not-allowed", {
        kind: one.kind,
      });
    if (one.kind === "age-restriction" && isAttemptOpen(draft.state.attempt)) return refused("basket-locked");
    // What was taken off the basket is not put back: the shopper scans it again.
    const undoable =
      one.kind === "age-restriction" ? outcome === "approved" : one.evidence.faultCode !== driftFault.code;
    return accepted(followOutcome(endIntervention(draft, one, outcome, note, { undoable }), one, outcome));
  },

  "undo-outcome": (draft, { interventionId }) => {
    const last = draft.state.lastOutcome;
    if (last === undefined || last.intervention.interventionId !== interventionId)
      return refused("intervention-not-found");
    if (draft.command.actor.kind !== "attendant") return refused("not-allowed");
    if (!isUndoable(draft.state, last, draft.command.atMs)) return refused("undo-too-late");
    const { intervention, outcome } = last;
    return accepted(record(draft, { kind: "outcome-undone", interventionId, about: intervention.kind, outcome }));
  },

  "explain-outcome": (draft, { interventionId, reason }) => {
    const last = draft.state.lastOutcome;
    if (last === undefined || last.intervention.interventionId !== interventionId)
      return refused("intervention-not-found");
    const { kind } = last.intervention;
    if (!interventionRules[kind].reasons.includes(reason)) return refused("outcome-not-allowed", { kind });
    if (last.reason === reason) return accepted(draft);
    return accepted(record(draft, { kind: "outcome-explained", interventionId, about: kind, reason }));
  },
};

/** How long an attendant may take an answer back. */
export const undoForMs = 60_000;

/** May the answer still be taken back? Not once somebody pays, and not when the lane has gone on from what it allowed. */
export function isUndoable(state: LaneState, last: LastOutcome, nowMs: number): boolean {
  const { intervention, outcome, before, atMs, undoable } = last;
  if (!undoable || nowMs - atMs > undoForMs) return false;
  const { transaction, bagging } = state;
  if (transaction?.transactionId !== before.transactionId) return false;
  if (isAttemptOpen(state.attempt) || (transaction?.tenders.length ?? 0) > 0) return false;
  if (state.interventions.some((one) => one.kind === intervention.kind && one.kind !== "device-fault")) return false;
  if (intervention.kind !== "weight-mismatch" || outcome !== "approved") return true;
  return (
    bagging.baselineKnown &&
    bagging.measuredGrams === before.bagging.measuredGrams &&
    bagging.waiting.length === 0 &&
    bagging.leaving.length === 0
  );
}

/** The outcomes an attendant may give now. While the basket's payment is unclear only the terminal can answer. */
export function outcomesOf(state: LaneState, one: Intervention): InterventionRule["outcomes"] {
  const { attempt } = state;
  const waitsForTerminal =
    one.kind === "payment-unclear" &&
    attempt?.state === "unknown" &&
    one.evidence.attemptId === attempt.attemptId;
  return waitsForTerminal ? [] : interventionRules[one.kind].outcomes;
}

function followOutcome(draft: Draft, one: Intervention, outcome: "approved" | "refused" | "resolved"): Draft {
  // No device clears what no device has raised.
  if (one.kind === "device-fault" && one.evidence.faultCode === driftFault.code)
    return record(draft, { kind: "device-fault-cleared", ...driftFault });
  if (one.kind === "age-restriction")
    return outcome === "approved" ? approveAge(draft, one) : refuseAge(draft);
  if (one.kind === "basket-check") return outcome === "refused" ? reopenBasket(draft) : draft;
  if (one.kind === "weight-mismatch")
    return outcome === "approved" ? acceptWeight(draft) : renudge(draft, true);
  return draft;
}

function approveAge(draft: Draft, one: Intervention): Draft {
  const { minimumAge = 0, bornBefore } = one.evidence;
  // What goes by the day of birth says nothing of an age that was seen before.
  const upToAge = Math.max(minimumAge, draft.state.transaction?.ageApprovedUpTo ?? 0);
  const approved = record(draft, { kind: "age-approved", upToAge, ...(bornBefore === undefined ? {} : { bornBefore }) });
  return showNotice(approved, {
    kind: "approved-by-attendant",
    itemId: undefined,
    names: one.evidence.itemNames,
    reason: one.kind,
  });
}

/** Everything the shopper is too young for leaves the basket; the rest stays. */
function refuseAge(draft: Draft): Draft {
  const { transaction } = draft.state;
  if (transaction === undefined) return draft;
  let voided = draft;
  for (const line of ageCheckDue(transaction)) {
    const told = showNotice(voided, {
      kind: "refused-by-attendant",
      itemId: line.item.itemId,
      names: line.item.names,
      reason: "age-restriction",
    });
    voided = voidLine(told, line, "age-refused");
  }
  return settleBasket(voided);
}

/** What was missing can be scanned, if nothing is paid yet. */
function reopenBasket(draft: Draft): Draft {
  const open = changeableTransaction(draft);
  const { name } = draft.state.step;
  return open.ok && (name === "payment" || name === "bags") ? record(draft, { kind: "basket-reopened" }) : draft;
}

/** What lies in the bagging area is right as it is. */
function acceptWeight(draft: Draft): Draft {
  const { measuredGrams, settledGrams } = draft.state.bagging;
  if (!isBaggingChecked(draft)) return draft;
  return renudge(record(draft, { kind: "bagging-accepted", settledGrams: measuredGrams ?? settledGrams }));
}
