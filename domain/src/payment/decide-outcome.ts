import { showNotice } from "../basket/show-notice.js";
import { endIntervention, raiseIntervention } from "../intervention/raise.js";
import { accepted, type Deciders, type Draft, record } from "../lane/draft.js";
import type { NewEntry } from "../lane/entries.js";
import { pastRefundOutcome, refundAttemptOf, refundOutcome, refundProgress } from "../returns/decide-refund.js";
import { addTender } from "../tender/add-tender.js";
import { dueMinor } from "../tender/amount-due.js";
import { onTopMinor } from "../tender/on-top.js";
import { attemptTender } from "../tender/attempt-tender.js";
import { isAttemptOpen } from "./attempt.js";
import { isUnsettled } from "./past-attempts.js";
import { nextAskMs, progressPatienceMs, phoneGraceMs } from "./query-times.js";
import { takeBack } from "./take-back.js";
import {
  type ApprovedOutcome,
  type AttemptOutcome,
  type BookingReference,
  hostAwayReason,
  type PastAttempt,
  type PaymentAttempt,
  type PaymentHead,
} from "./types.js";

/** What the terminal and the ledgers say about payments. Facts: never refused, but only believed when they fit what was asked. */
export const outcomeDeciders: Deciders<"payment-progress" | "payment-outcome" | "redirect-opened"> = {
  "redirect-opened": (draft, { attemptId, payUrl, providerName, expiresAtMs }) => {
    const { attempt } = draft.state;
    // Told once; a basket that no longer waits has had it taken back.
    if (attempt?.attemptId !== attemptId || attempt.state !== "intent-saved") return accepted(draft);
    const askAtMs = attempt.abortRequested ? attempt.askAtMs : expiresAtMs + phoneGraceMs;
    return accepted(
      record(draft, { kind: "redirect-opened", attemptId, payUrl, providerName, expiresAtMs, askAtMs }),
    );
  },

  "payment-progress": (draft, { attemptId, stage }) => {
    const { attempt } = draft.state;
    const refund = refundAttemptOf(draft.state, attemptId);
    if (refund !== undefined) return accepted(refundProgress(draft, refund));
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
    const refund = refundAttemptOf(draft.state, attemptId);
    if (refund !== undefined) return accepted(refundOutcome(draft, refund, outcome));
    if (draft.state.pastRefunds.some((one) => one.attemptId === attemptId))
      return accepted(pastRefundOutcome(draft, attemptId, outcome));
    // Nobody asked for it. What did not charge anyone needs nobody.
    return accepted(
      outcome.result === "approved" ? contradict(draft, attemptId, outcome, "not-our-attempt") : draft,
    );
  },
};

/** The outcome of the open basket's attempt. */
function ownOutcome(draft: Draft, attempt: PaymentAttempt, outcome: AttemptOutcome): Draft {
  const { attemptId } = attempt;
  if (outcome.result === "approved") {
    if (isOfAnother(draft, attemptId, outcome)) return otherBooking(draft, attempt, outcome);
    if (!isWithin(attempt, outcome)) return otherMoney(draft, attempt, outcome);
    if (!isStillWanted(draft, attempt, outcome)) return reverse(draft, attempt, outcome);
    if (isBeyondSignOff(attempt, outcome)) return tellNotPaid(endUnclear(reverse(draft, attempt, outcome), attemptId), hostAwayReason);
    return isPartTaken(attempt, outcome)
      ? adopt(draft, attempt, outcome)
      : tellNotPaid(endUnclear(reverse(draft, attempt, outcome), attemptId), "part-approved");
  }
  // A refusal is final: repeated or contradicted by another refusal, nothing was charged.
  if (!isAttemptOpen(attempt)) return draft;
  switch (outcome.result) {
    case "unknown":
      return keepUnclear(draft, attempt, outcome.because);
    case "declined":
      return notPaid(draft, { kind: "payment-declined", attemptId, code: outcome.code, ...(outcome.hostAway === undefined ? {} : { hostAway: outcome.hostAway }) });
    case "aborted":
      return notPaid(draft, { kind: "payment-aborted", attemptId, code: outcome.code });
    case "not-performed":
      return notPaid(draft, { kind: "payment-not-performed", attemptId, because: outcome.because });
  }
}

/** The outcome of an attempt the basket is done with. */
function pastOutcome(draft: Draft, past: PastAttempt, outcome: AttemptOutcome): Draft {
  const { attemptId, state } = past;
  if (outcome.result === "approved") return lateApproval(draft, past, outcome);
  if (past.state === "paid" && outcome.result !== "unknown") return contradictSale(draft, past, outcome);
  if (!isUnsettled(past)) return draft;
  if (outcome.result === "unknown") {
    if (past.tender !== "card") return draft;
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
function lateApproval(draft: Draft, past: PastAttempt, outcome: ApprovedOutcome): Draft {
  const { attemptId } = past;
  if (isOfAnother(draft, attemptId, outcome)) return contradict(draft, attemptId, outcome, "anothers-booking");
  const isSettled = past.state === "paid" || past.state === "reversing" || past.state === "reversed";
  const isOther = isSettled && past.amountMinor !== outcome.amountMinor && past.tender === "card";
  if (isOther || !isWithin(past, outcome)) return contradict(draft, attemptId, outcome, "amount-differs");
  switch (past.state) {
    case "paid":
    case "reversing":
    case "reversed":
      // A ledger undoes whatever it has booked under this attempt.
      if (past.tender !== "card") return draft;
      // The same booking told again; another one was not asked for.
      return isSameBooking(past.reference, outcome.reference)
        ? draft
        : contradict(draft, attemptId, outcome, "booked-twice");
    case "declined":
    case "aborted":
    case "not-performed":
    case "given-up":
      return reverse(draft, past, outcome);
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

/** All of what was asked for, or a part of it, from whom it was asked; never more, never other money. */
const isWithin = (asked: PaymentHead, outcome: ApprovedOutcome): boolean =>
  asked.currency === outcome.currency &&
  outcome.amountMinor > 0 &&
  outcome.amountMinor <= asked.amountMinor &&
  asked.tender === ("card" in outcome ? "card" : outcome.reference.ledger);

const isSameBooking = (one: BookingReference | undefined, other: BookingReference): boolean => {
  if (one === undefined) return false;
  if (!("terminalId" in one && "terminalId" in other)) return false;
  return (
    one.terminalId === other.terminalId &&
    one.receiptNumber === other.receiptNumber &&
    one.trace === other.trace &&
    // A terminal that lost its memory counts from the beginning again.
    (one.localTime === undefined || other.localTime === undefined || one.localTime === other.localTime)
  );
};

/** One booking of the terminal pays one attempt: another one that it paid, or was given back for, is not known from anew. */
const isOfAnother = ({ state }: Draft, attemptId: string, { reference }: ApprovedOutcome): boolean =>
  state.pastAttempts.some((past) => past.attemptId !== attemptId && isSameBooking(past.reference, reference));

/** Does the same basket still wait for this much money? An attempt that was refused may turn out approved. */
function isStillWanted({ state }: Draft, attempt: PaymentHead, outcome: ApprovedOutcome): boolean {
  const { transaction, step } = state;
  return (
    transaction !== undefined && step.name === "payment" && dueMinor(transaction) >= outcome.amountMinor - onTopMinor(attempt)
  );
}

/** A terminal that went without its host although nobody had allowed it for this payment: the risk is not the store's, so it is taken back. */
const isBeyondSignOff = ({ offline }: PaymentAttempt, outcome: ApprovedOutcome): boolean =>
  "card" in outcome && outcome.offline === true && offline?.way === "forbidden";

/** A ledger gives what it holds. A card pays what was asked for: a part of it is given back, by the terminal's driver or from here. */
const isPartTaken = (attempt: PaymentAttempt, outcome: ApprovedOutcome): boolean =>
  outcome.amountMinor === attempt.amountMinor || (attempt.tender !== "card" && attempt.onTop === undefined);

/** The payment counts: the tender is added and, the total being covered, the transaction is complete. */
function adopt(draft: Draft, attempt: PaymentAttempt, outcome: ApprovedOutcome): Draft {
  const { attemptId } = attempt;
  const approved = record(draft, {
    kind: "payment-approved",
    attemptId,
    outcome,
    late: !isAttemptOpen(attempt) || attempt.state === "unknown",
    ...(attempt.offline?.way === "allowed" ? { allowedBy: attempt.offline.by } : {}),
  });
  return addTender(endUnclear(approved, attemptId), attemptTender(attempt, outcome));
}

/** Approved although nobody wants it any more: what was booked is given back. */
function reverse(draft: Draft, { attemptId, tender }: PaymentHead, outcome: ApprovedOutcome): Draft {
  const { amountMinor, currency, reference } = outcome;
  return takeBack(draft, { attemptId, tender, amountMinor, currency, reference });
}

/** Approved, but not what was asked for: an open attempt is unclear from now on. */
function otherMoney(draft: Draft, attempt: PaymentAttempt, outcome: ApprovedOutcome): Draft {
  const { attemptId } = attempt;
  if (!isAttemptOpen(attempt)) return contradict(draft, attemptId, outcome, "amount-differs");
  return keepUnclear(
    record(draft, { kind: "payment-contradicted", attemptId, outcome, because: "amount-differs" }),
    attempt,
    "amount-differs",
  );
}

/** Approved with what another attempt was paid by: nothing is known of this one. */
function otherBooking(draft: Draft, attempt: PaymentAttempt, outcome: ApprovedOutcome): Draft {
  const { attemptId } = attempt;
  if (!isAttemptOpen(attempt)) return contradict(draft, attemptId, outcome, "anothers-booking");
  const told = record(draft, { kind: "payment-contradicted", attemptId, outcome, because: "anothers-booking" });
  return keepUnclear(told, attempt, "anothers-booking");
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
  outcome: ApprovedOutcome,
  because: "not-our-attempt" | "amount-differs" | "booked-twice" | "anothers-booking",
): Draft {
  return raiseUnclear(record(draft, { kind: "payment-contradicted", attemptId, outcome, because }), {
    amountMinor: outcome.amountMinor,
  });
}

/** Sold and told so, and now the terminal holds no such booking: the sale stands, and a person is told of the missing money. */
function contradictSale(draft: Draft, { attemptId, amountMinor }: PastAttempt, outcome: AttemptOutcome): Draft {
  const contradicted = record(draft, { kind: "payment-contradicted", attemptId, outcome, because: "not-booked" });
  return raiseUnclear(contradicted, { attemptId, amountMinor });
}

/** The attempt is clear now: the question about it ends by itself. */
export function endUnclear(draft: Draft, attemptId: string): Draft {
  const open = draft.state.interventions.find(
    (one) => one.kind === "payment-unclear" && one.evidence.attemptId === attemptId,
  );
  return open === undefined ? draft : endIntervention(draft, open, "resolved");
}

type NotPaid = Extract<NewEntry, { kind: "payment-declined" | "payment-aborted" | "payment-not-performed" }>;

/** Back to choosing how to pay, told why. */
function notPaid(draft: Draft, entry: NotPaid): Draft {
  const clear = endUnclear(record(draft, entry), entry.attemptId);
  const reason = reasonOf(entry);
  return tellNotPaid(clear, reason, entry.kind === "payment-declined" ? entry.kind : "payment-aborted");
}

function reasonOf(entry: NotPaid): string {
  if (entry.kind === "payment-not-performed") return "not-performed";
  return entry.kind === "payment-declined" && entry.hostAway === true ? hostAwayReason : entry.code;
}

/** Tells the shopper why nothing was paid. */
export const tellNotPaid = (
  draft: Draft,
  reason: string,
  kind: "payment-declined" | "payment-aborted" = "payment-aborted",
): Draft => showNotice(draft, { kind, itemId: undefined, names: undefined, reason });
