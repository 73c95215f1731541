import { invariant } from "../invariant.js";
import { type Draft, perform, record } from "../lane/draft.js";
import { nextAskMs, startPatienceMs } from "./query-times.js";
import { isTerminalReference, type PastAttempt, type PaymentAttempt } from "./types.js";

/**
 * Asks the terminal what became of an attempt, or to give it back (again). Starts no payment. A question may be lost on
 * its way like anything else: without an answer or a sign of life it is asked again soon. A ledger is not asked twice: the
 * store keeps the one question until it is answered.
 */
export function askTerminal(
  draft: Draft,
  attempt: Extract<PaymentAttempt, { state: "intent-saved" | "sent" | "unknown" }> | PastAttempt,
): Draft {
  const { attemptId, tender, amountMinor, currency, previous } = attempt;
  if (tender !== "card") return draft;
  const { atMs } = draft.command;
  const queries = "queries" in attempt ? attempt.queries + 1 : 0;
  const askAtMs = "queries" in attempt ? nextAskMs(queries, atMs) : atMs + startPatienceMs;
  const asked = record(draft, { kind: "payment-queried", attemptId, queries, askAtMs });
  if (attempt.state !== "reversing")
    return perform(asked, { kind: "resolve-payment", attemptId, amountMinor, currency, previous });
  const { reference } = attempt;
  invariant(isTerminalReference(reference), "what is given back is known by its reference");
  return perform(asked, { kind: "reverse-payment", attemptId, amountMinor, currency, reference });
}
