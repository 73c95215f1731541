import { invariant } from "../invariant.js";
import { type Draft, perform, record } from "../lane/draft.js";
import { nextAskMs, progressPatienceMs } from "./query-times.js";
import type { PastAttempt, PaymentAttempt } from "./types.js";

/** Asks the terminal what became of an attempt, or to give it back (again). Starts no payment. */
export function askTerminal(
  draft: Draft,
  attempt: Extract<PaymentAttempt, { state: "intent-saved" | "sent" | "unknown" }> | PastAttempt,
): Draft {
  const { attemptId, amountMinor, currency, previous } = attempt;
  const { atMs } = draft.command;
  const queries = "queries" in attempt ? attempt.queries + 1 : 0;
  const askAtMs = "queries" in attempt ? nextAskMs(queries, atMs) : atMs + progressPatienceMs;
  const asked = record(draft, { kind: "payment-queried", attemptId, queries, askAtMs });
  if (attempt.state !== "reversing")
    return perform(asked, { kind: "resolve-payment", attemptId, amountMinor, currency, previous });
  const { reference } = attempt;
  invariant(reference !== undefined, "what is given back is known by its reference");
  return perform(asked, { kind: "reverse-payment", attemptId, amountMinor, currency, reference });
}
