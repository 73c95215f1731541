import type { PaymentOutcome, TerminalReference } from "@laneway/contracts";
import { showNotice } from "../basket/show-notice.js";
import { endIntervention, raiseIntervention } from "../intervention/raise.js";
import { accepted, type Deciders, type Draft, perform, record } from "../lane/draft.js";
import type { NewEntry } from "../lane/entries.js";
import { dueMinor } from "../tender/amount-due.js";
import { cardTender } from "../tender/card-tender.js";
import { completeTransaction } from "../transaction/complete.js";
import { isAttemptOpen } from "./attempt.js";
import { isUnsettled } from "./past-attempts.js";
import { nextAskMs, progressPatienceMs } from "./query-times.js";
import type { PastAttempt, PaymentAttempt } from "./types.js";

type Approved = Extract<PaymentOutcome, { result: "approved" }>;

/** What the terminal says about payments. Facts: never refused, but only believed when they fit what was asked. */
export const outcomeDeciders: Deciders<"payment-progress" | "payment-outcome"> = {
  "payment-progress": (draft, { attemptId, stage }) => {
    const { attempt } = draft.state;
    // Shown, never believed about money: a payment that is unclear stays so until an outcome says otherwise.
    if (attempt?.attemptId !== attemptId || (attempt.state !== "intent-saved" && attempt.state !== "sent"))
      return accepted(draft);
    const askAtMs = draft.command.atMs + progressPatienceMs;
    if (stage === "sent" && attempt.state === "intent-saved")
      return accepted(record(draft, { kind: "payment-sent", attemptId, askAtMs }));
    // Told again it is a sign of life, and takes nothing back that was seen since.
    if (stage === "sent" && attempt.state === "sent")
      return accepted(record(draft, { kind: "payment-progressed", attemptId, stage: attempt.stage, askAtMs }));
    return accepted(record(draft, { kind: "payment-progressed", attemptId, stage, askAtMs }));
  },

  "payment-outcome": (draft, { attemptId, outcome }) => {
    const { attempt, pastAttempts } = draft.state;
    if (attempt?.attemptId === attemptId) return accepted(ownOutcome(draft, attempt, outcome));
    const past = pastAttempts.find((one) => one.attemptId === attemptId);
    if (past !== undefined) return accepted(pastOutcome(draft, past, outcome));
    // Nobody asked for it. What did not charge anyone needs nobody.
    return accepted(
      outcome.result === "approved" ? contradict(draft, attemptId, outcome, "not-our-attempt") : draft,
    );
  },
};

/** The outcome of the open basket's attempt. */
function ownOutcome(draft: Draft, attempt: PaymentAttempt, outcome: PaymentOutcome): Draft {
  const { attemptId } = attempt;
  if (outcome.result === "approved") {
    if (!isSameMoney(attempt, outcome)) return otherMoney(draft, attempt, outcome);
    return isStillWanted(draft, attempt)
      ? adopt(draft, attempt, outcome)
      : reverse(draft, attempt, outcome.reference);
  }
  // A refusal is final: repeated or contradicted by another refusal, nothing was charged.
  if (!isAttemptOpen(attempt)) return draft;
  switch (outcome.result) {
    case "unknown":
      return keepUnclear(draft, attempt, outcome.because);
    case "declined":
      return notPaid(draft, { kind: "payment-declined", attemptId, code: outcome.code });
    case "aborted":
      return notPaid(draft, { kind: "payment-aborted", attemptId, code: outcome.code });
    case "not-performed":
      return notPaid(draft, { kind: "payment-not-performed", attemptId, because: outcome.because });
  }
}

/** The outcome of an attempt the basket is done with. */
function pastOutcome(draft: Draft, past: PastAttempt, outcome: PaymentOutcome): Draft {
  const { attemptId, state } = past;
  if (outcome.result === "approved") return lateApproval(draft, past, outcome);
  if (!isUnsettled(past)) return draft;
  if (outcome.result === "unknown") {
    const askAtMs = nextAskMs(past.queries, draft.command.atMs);
    return record(draft, { kind: "payment-unknown", attemptId, because: outcome.because, askAtMs });
  }
  if (state === "given-up") {
    const because = outcome.result === "not-performed" ? outcome.because : outcome.result;
    return endUnclear(record(draft, { kind: "payment-not-performed", attemptId, because }), attemptId);
  }
  // Of a reversal: nothing is booked any more, or the terminal would not give it back.
  if (outcome.result !== "not-performed") return reversalRefused(draft, past, outcome.code);
  return endUnclear(record(draft, { kind: "payment-reversed", attemptId }), attemptId);
}

/** An approval for an attempt the basket is done with: known already, or to be given back. */
function lateApproval(draft: Draft, past: PastAttempt, outcome: Approved): Draft {
  const { attemptId } = past;
  if (!isSameMoney(past, outcome)) return contradict(draft, attemptId, outcome, "amount-differs");
  switch (past.state) {
    case "paid":
    case "reversing":
    case "reversed":
      // The same booking told again; another one was not asked for.
      return isSameBooking(past.reference, outcome.reference)
        ? draft
        : contradict(draft, attemptId, outcome, "booked-twice");
    case "declined":
    case "aborted":
    case "not-performed":
    case "given-up":
      return reverse(draft, past, outcome.reference);
  }
}

/** Code of an agent that could not even ask: the terminal is busy or away. */
const reversalNotSent = "not-sent";

/** Not given back yet: asked again when the terminal was not reached, else a person has to look. */
function reversalRefused(draft: Draft, past: PastAttempt, code: string): Draft {
  const askAtMs = code === reversalNotSent ? nextAskMs(past.queries, draft.command.atMs) : undefined;
  return raiseUnclear(
    record(draft, { kind: "payment-reversal-refused", attemptId: past.attemptId, code, askAtMs }),
    { attemptId: past.attemptId, amountMinor: past.amountMinor },
  );
}

const isSameMoney = (
  asked: { readonly amountMinor: number; readonly currency: string },
  outcome: Approved,
): boolean => asked.amountMinor === outcome.amountMinor && asked.currency === outcome.currency;

const isSameBooking = (one: TerminalReference | undefined, other: TerminalReference): boolean =>
  one?.terminalId === other.terminalId &&
  one.receiptNumber === other.receiptNumber &&
  one.trace === other.trace;

/** Does the same basket still wait for exactly this money? An attempt that was refused may turn out approved. */
function isStillWanted({ state }: Draft, attempt: PaymentAttempt): boolean {
  const { transaction, step } = state;
  return (
    transaction !== undefined && step.name === "payment" && dueMinor(transaction) === attempt.amountMinor
  );
}

/** The payment counts: the tender is added and, the total being covered, the transaction is complete. */
function adopt(draft: Draft, attempt: PaymentAttempt, outcome: Approved): Draft {
  const { attemptId } = attempt;
  const approved = record(draft, {
    kind: "payment-approved",
    attemptId,
    outcome,
    late: !isAttemptOpen(attempt) || attempt.state === "unknown",
  });
  const tendered = record(approved, { kind: "tender-added", tender: cardTender(attemptId, outcome) });
  return completeTransaction(endUnclear(tendered, attemptId));
}

/** Approved although nobody wants it any more: it is given back. */
function reverse(draft: Draft, attempt: PaymentAttempt | PastAttempt, reference: TerminalReference): Draft {
  const { attemptId, amountMinor, currency } = attempt;
  const askAtMs = draft.command.atMs + progressPatienceMs;
  const started = record(draft, {
    kind: "payment-reversal-started",
    attemptId,
    amountMinor,
    currency,
    reference,
    askAtMs,
  });
  return perform(started, { kind: "reverse-payment", attemptId, amountMinor, currency, reference });
}

/** Approved, but not what was asked for: an open attempt is unclear from now on. */
function otherMoney(draft: Draft, attempt: PaymentAttempt, outcome: Approved): Draft {
  const { attemptId } = attempt;
  if (!isAttemptOpen(attempt)) return contradict(draft, attemptId, outcome, "amount-differs");
  return keepUnclear(
    record(draft, { kind: "payment-contradicted", attemptId, outcome, because: "amount-differs" }),
    attempt,
    "amount-differs",
  );
}

/** The attempt stays, or becomes, unclear; a person is asked for and the terminal will be asked again. */
export function keepUnclear(draft: Draft, attempt: PaymentAttempt, because: string): Draft {
  const queries = attempt.state === "unknown" ? attempt.queries : 0;
  const { attemptId, amountMinor } = attempt;
  const unknown = record(draft, {
    kind: "payment-unknown",
    attemptId,
    because,
    askAtMs: nextAskMs(queries, draft.command.atMs),
  });
  return raiseUnclear(unknown, { attemptId, amountMinor });
}

/** One question an attempt; those about bookings that are not ours share one. */
function raiseUnclear(
  draft: Draft,
  evidence: { readonly attemptId?: string; readonly amountMinor: number },
): Draft {
  const isAsked = draft.state.interventions.some(
    (one) => one.kind === "payment-unclear" && one.evidence.attemptId === evidence.attemptId,
  );
  return isAsked ? draft : raiseIntervention(draft, "payment-unclear", evidence);
}

/** Not believed: nothing changes but that a person is told. */
function contradict(
  draft: Draft,
  attemptId: string,
  outcome: Approved,
  because: "not-our-attempt" | "amount-differs" | "booked-twice",
): Draft {
  return raiseUnclear(record(draft, { kind: "payment-contradicted", attemptId, outcome, because }), {
    amountMinor: outcome.amountMinor,
  });
}

/** The attempt is clear now: the question about it ends by itself. */
function endUnclear(draft: Draft, attemptId: string): Draft {
  const open = draft.state.interventions.find(
    (one) => one.kind === "payment-unclear" && one.evidence.attemptId === attemptId,
  );
  return open === undefined ? draft : endIntervention(draft, open, "resolved");
}

type NotPaid = Extract<NewEntry, { kind: "payment-declined" | "payment-aborted" | "payment-not-performed" }>;

/** Back to choosing how to pay, told why. */
function notPaid(draft: Draft, entry: NotPaid): Draft {
  const clear = endUnclear(record(draft, entry), entry.attemptId);
  const kind = entry.kind === "payment-declined" ? entry.kind : "payment-aborted";
  const reason = entry.kind === "payment-not-performed" ? "not-performed" : entry.code;
  return showNotice(clear, { kind, itemId: undefined, names: undefined, reason });
}
