import { isBaggingSettled } from "../bagging/explain-weight.js";
import { isBaggingChecked } from "../bagging/expect-weight.js";
import { soldLines } from "../basket/reprice.js";
import { hasEffect } from "../lane/device-faults.js";
import {
  accepted,
  type Deciders,
  type Draft,
  type Drafted,
  nextId,
  perform,
  record,
  refused,
} from "../lane/draft.js";
import { openTransaction } from "../lane/guards.js";
import { ageCheckDue } from "../restriction/age-check.js";
import { dueMinor } from "../tender/amount-due.js";
import { completeTransaction } from "../transaction/complete.js";
import { isAttemptOpen } from "./attempt.js";
import { isPursued, isUnsettled, maximumPastAttempts } from "./past-attempts.js";
import { askTerminal } from "./ask-terminal.js";
import { startPatienceMs } from "./query-times.js";

/** Starts a payment, asks to stop one, asks what became of one. */
export const payDeciders: Deciders<"pay" | "cancel-payment" | "query-payment"> = {
  pay: (draft) => {
    const hindrance = whyNotPay(draft);
    if (!hindrance.ok) return hindrance;
    const { transaction, lastTerminalReference } = draft.state;
    const amountMinor = transaction === undefined ? 0 : dueMinor(transaction);
    // Everything was free: there is nothing to ask a terminal for.
    if (amountMinor === 0) return accepted(completeTransaction(draft));
    const { id: attemptId, draft: numbered } = nextId(draft);
    const { currency } = draft.knowledge.pricing.policy;
    const askAtMs = draft.command.atMs + startPatienceMs;
    const intent = { attemptId, amountMinor, currency, previous: lastTerminalReference };
    const saved = record(numbered, { kind: "payment-intent-saved", ...intent, askAtMs });
    return accepted(perform(saved, { kind: "authorise", ...intent }));
  },

  "cancel-payment": (draft) => {
    const { attempt } = draft.state;
    if (attempt?.state === "unknown") return refused("payment-unclear");
    if (!isAttemptOpen(attempt)) return refused("no-payment-running");
    const { attemptId } = attempt;
    // A request: only the terminal's outcome says whether it was in time.
    const requested = attempt.abortRequested
      ? draft
      : record(draft, { kind: "payment-abort-requested", attemptId });
    return accepted(perform(requested, { kind: "abort-payment", attemptId }));
  },

  "query-payment": (draft) => {
    const { attempt, pastAttempts } = draft.state;
    const unsettled = pastAttempts.filter(isUnsettled);
    if (!isAttemptOpen(attempt) && unsettled.length === 0) return refused("no-payment-running");
    let asked = isAttemptOpen(attempt) ? askTerminal(draft, attempt) : draft;
    for (const past of unsettled) asked = askTerminal(asked, past);
    return accepted(asked);
  },
};

/** The gate before money: everything a payment must wait for. */
function whyNotPay(draft: Draft): Drafted {
  const { state, knowledge } = draft;
  const open = openTransaction(draft);
  if (!open.ok) return open;
  if (state.step.name !== "payment") return refused("wrong-step");
  if (state.attempt?.state === "unknown") return refused("payment-unclear");
  if (isAttemptOpen(state.attempt)) return refused("payment-already-running");
  if (soldLines(open.value).length === 0) return refused("basket-empty");
  if (ageCheckDue(open.value).length > 0) return refused("age-check-due");
  if (isBaggingChecked(draft) && !isBaggingSettled(state.bagging)) return refused("bagging-mismatch");
  const held = state.interventions.find((one) => one.blocking);
  if (held !== undefined)
    return refused(held.kind === "payment-unclear" ? "payment-unclear" : "intervention-open", {
      kind: held.kind,
    });
  if (state.pastAttempts.filter(isPursued).length >= maximumPastAttempts) return refused("payment-unclear");
  if (dueMinor(open.value) === 0) return accepted(draft);
  const usable = knowledge.terminalUsable && !hasEffect(state.faults, "no-card-payment");
  return usable ? accepted(draft) : refused("terminal-unavailable");
}
