import type { PaymentOutcome } from "@laneway/contracts";
import { accepted, type Deciders, type Draft, record, refused } from "../lane/draft.js";
import { raiseIntervention } from "../intervention/raise.js";
import type { LaneState } from "../lane/types.js";
import { type ApprovedOutcome, type AttemptOutcome, type BookingReference, isTerminalReference, type LedgerApproval } from "../payment/types.js";
import { nextAskMs, progressPatienceMs } from "../payment/query-times.js";
import { giveNext, isOpenAttempt, isRefundOpen, promise } from "./refund-steps.js";
import { contradict, endUnclear, raiseUnclear } from "./unclear-refund.js";
import { isCardRefund, type PendingRefund, type RefundAttempt } from "./types.js";

type Approved = Extract<PaymentOutcome, { result: "approved" }>;

const isTerminals = (outcome: ApprovedOutcome): outcome is Approved => isTerminalReference(outcome.reference);

export const refundAttemptOf = (state: LaneState, attemptId: string): RefundAttempt | undefined =>
  state.returning?.attempts.find((attempt) => attempt.attemptId === attemptId);

/** The terminal is at work on it. */
export function refundProgress(draft: Draft, { attemptId, state }: RefundAttempt): Draft {
  if (state !== "intent-saved" && state !== "sent") return draft;
  return record(draft, { kind: "refund-progressed", attemptId, askAtMs: draft.command.atMs + progressPatienceMs });
}

/** A person counts cash out, and says so. */
export const handOverDeciders: Deciders<"hand-over-cash"> = {
  "hand-over-cash": (draft, { handed }) => {
    const attempt = draft.state.returning?.attempts.at(-1);
    if (attempt?.refund.way !== "cash" || !isOpenAttempt(attempt)) return refused("return-not-open");
    const { attemptId } = attempt;
    const { handedMinor, roundingMinor } = attempt.refund;
    if (!handed) return accepted(record(draft, { kind: "refund-declined", attemptId, code: "not-handed-over" }));
    return accepted(giveNext(record(draft, { kind: "refund-handed-over", attemptId, handedMinor, roundingMinor })));
  },
};

/** What the terminal, or headquarters, says about an attempt of the open return. */
export function refundOutcome(draft: Draft, attempt: RefundAttempt, outcome: AttemptOutcome): Draft {
  if (attempt.refund.way === "credit") return creditOutcome(draft, attempt, outcome);
  if (outcome.result === "approved") return isTerminals(outcome) ? given(draft, attempt, outcome) : draft;
  if (!isOpenAttempt(attempt)) return draft;
  const { attemptId } = attempt;
  if (outcome.result === "unknown") return keepRefundUnclear(draft, attempt, outcome.because);
  const code = outcome.result === "not-performed" ? "not-performed" : outcome.code;
  return endUnclear(record(draft, { kind: "refund-declined", attemptId, code }), attemptId);
}

const isTheSame = (asked: Pick<RefundAttempt, "amountMinor" | "currency">, outcome: LedgerApproval): boolean =>
  outcome.amountMinor === asked.amountMinor && outcome.currency === asked.currency;

/** Headquarters answers one question once, for ever the same. */
function creditOutcome(draft: Draft, attempt: RefundAttempt, outcome: AttemptOutcome): Draft {
  const { attemptId, state } = attempt;
  const isWaiting = isOpenAttempt(attempt) || state === "promised";
  if (!isWaiting || outcome.result === "unknown" || outcome.result === "aborted") return draft;
  if (outcome.result === "approved") {
    if ("card" in outcome || !isTheSame(attempt, outcome)) return contradict(draft, attemptId, outcome, "amount-differs");
    const given = record(draft, { kind: "refund-given", attemptId, outcome });
    return state === "promised" ? given : giveNext(given);
  }
  const code = outcome.result === "not-performed" ? "not-performed" : outcome.code;
  return record(draft, { kind: "refund-declined", attemptId, code });
}

/** Headquarters has come to a refund of a return that is over: booked, or a person must give the money otherwise. */
function pendingOutcome(draft: Draft, pending: PendingRefund, outcome: AttemptOutcome): Draft {
  const { attemptId, amountMinor, receiptNumber } = pending;
  if (outcome.result === "unknown" || outcome.result === "aborted") return draft;
  if (outcome.result === "approved") {
    if ("card" in outcome || !isTheSame(pending, outcome)) return contradict(draft, attemptId, outcome, "amount-differs");
    return record(draft, { kind: "refund-given", attemptId, outcome });
  }
  const code = outcome.result === "not-performed" ? "not-performed" : outcome.code;
  return raiseIntervention(record(draft, { kind: "refund-declined", attemptId, code }), "refund-refused", { amountMinor, code: receiptNumber });
}

/** Of a return that is over: the same booking told again is nothing new, another one a person's. */
export function pastRefundOutcome(draft: Draft, attemptId: string, outcome: AttemptOutcome): Draft {
  const pending = draft.state.pendingRefunds.find((one) => one.attemptId === attemptId);
  if (pending !== undefined) return pendingOutcome(draft, pending, outcome);
  if (outcome.result !== "approved" || !isTerminals(outcome)) return draft;
  const past = draft.state.pastRefunds.find((one) => one.attemptId === attemptId);
  return sameBooking(past?.reference, outcome) ? draft : contradict(draft, attemptId, outcome, "not-our-attempt");
}

function given(draft: Draft, attempt: RefundAttempt, outcome: Approved): Draft {
  const { attemptId, amountMinor, currency, state } = attempt;
  if (state === "given") return sameBooking(attempt.reference, outcome) ? draft : contradict(draft, attemptId, outcome, "booked-twice");
  const isSame = outcome.amountMinor === amountMinor && outcome.currency === currency;
  const isOthers = isKnownBooking(draft.state, outcome);
  if (!isSame || isOthers) {
    const alarmed = contradict(draft, attemptId, outcome, isSame ? "booked-twice" : "amount-differs");
    return isOpenAttempt(attempt) ? keepRefundUnclear(alarmed, attempt, isSame ? "another-booking" : "amount-differs") : alarmed;
  }
  const { returning } = draft.state;
  // Given after it was declined: it counts when the part still waits and nothing else runs; else money was given twice, and a person must look.
  const leg = returning?.attempts.filter((one) => one.leg === attempt.leg) ?? [];
  const isWanted = isOpenAttempt(attempt) || (returning !== undefined && !isRefundOpen(returning) && leg.every((one) => one.state === "declined"));
  if (!isWanted) return contradict(draft, attemptId, outcome, "booked-twice");
  return giveNext(endUnclear(record(draft, { kind: "refund-given", attemptId, outcome }), attemptId));
}

/** Nothing is known: a person is asked for, and the terminal will be asked again. */
export function keepRefundUnclear(draft: Draft, attempt: RefundAttempt, because: string): Draft {
  const { attemptId, amountMinor, queries } = attempt;
  if (attempt.refund.way === "credit") return promise(draft, attemptId);
  if (!isCardRefund(attempt.refund)) return draft;
  const askAtMs = nextAskMs(queries, draft.command.atMs);
  return raiseUnclear(record(draft, { kind: "refund-unknown", attemptId, because, askAtMs }), { attemptId, amountMinor });
}

function sameBooking(one: BookingReference | undefined, { reference }: Approved): boolean {
  if (!isTerminalReference(one)) return false;
  return one.terminalId === reference.terminalId && one.receiptNumber === reference.receiptNumber && one.trace === reference.trace;
}

/** A booking that is known to be another attempt's says nothing about this one. */
function isKnownBooking({ pastAttempts, pastRefunds, returning }: LaneState, outcome: Approved): boolean {
  const known = [...pastAttempts, ...pastRefunds, ...(returning?.attempts ?? [])].map(({ reference }) => reference);
  return known.some((reference) => isTerminalReference(reference) && reference.localTime === outcome.reference.localTime && sameBooking(reference, outcome));
}
