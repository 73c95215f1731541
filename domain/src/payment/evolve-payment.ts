import type { Handlers } from "../lane/handlers.js";
import { withCash, withoutCash } from "../till/till.js";
import type { LaneState } from "../lane/types.js";
import { paidAttempt, pastOf, remember } from "./past-attempts.js";
import { tenderIdOf } from "../tender/types.js";
import { type ApprovedOutcome, isTerminalReference, type PastAttempt, type PaymentAttempt } from "./types.js";

/** What every state of an attempt has. */
const headOf = ({ attemptId, tender, amountMinor, currency, startedAtMs, previous, onTop, offline }: PaymentAttempt) => ({
  ...(onTop === undefined ? {} : { onTop }),
  attemptId,
  tender,
  amountMinor,
  currency,
  startedAtMs,
  previous,
  ...(offline === undefined ? {} : { offline }),
});

/** Changes the basket's own attempt, when the entry is about it. */
function withAttempt(
  state: LaneState,
  attemptId: string,
  change: (attempt: PaymentAttempt) => PaymentAttempt,
): LaneState {
  return state.attempt?.attemptId === attemptId ? { ...state, attempt: change(state.attempt) } : state;
}

/** Changes what is remembered of a past attempt. */
function withPast(
  state: LaneState,
  attemptId: string,
  change: (past: PastAttempt) => PastAttempt,
): LaneState {
  return {
    ...state,
    pastAttempts: state.pastAttempts.map((past) => (past.attemptId === attemptId ? change(past) : past)),
  };
}

const wasAbortRequested = (attempt: PaymentAttempt) =>
  (attempt.state === "intent-saved" || attempt.state === "sent") && attempt.abortRequested;
const queriesOf = (attempt: PaymentAttempt) => (attempt.state === "unknown" ? attempt.queries : 0);

/** An approval with the host shows that it is there, one without it that it is not. */
function hostAwayAfter({ hostAwaySinceMs }: LaneState, outcome: ApprovedOutcome, atMs: number): number | undefined {
  if (!("card" in outcome)) return hostAwaySinceMs;
  return outcome.offline === true ? (hostAwaySinceMs ?? atMs) : undefined;
}

export const paymentHandlers: Handlers<
  | "payment-intent-saved"
  | "payment-sent"
  | "payment-progressed"
  | "payment-abort-requested"
  | "redirect-opened"
  | "payment-approved"
  | "payment-declined"
  | "payment-aborted"
  | "payment-not-performed"
  | "payment-unknown"
  | "payment-queried"
  | "payment-given-up"
  | "payment-contradicted"
  | "payment-reversal-started"
  | "payment-reversal-refused"
  | "payment-reversed"
  | "tender-added"
  | "tender-given-back"
> = {
  "payment-intent-saved": (state, { attemptId, tender, amountMinor, currency, previous, askAtMs, atMs, onTop, offline }) => ({
    ...state,
    pastAttempts:
      state.attempt === undefined ? state.pastAttempts : remember(state.pastAttempts, pastOf(state.attempt)),
    attempt: {
      ...(onTop === undefined ? {} : { onTop }),
      attemptId,
      tender: tender ?? "card",
      amountMinor,
      currency,
      startedAtMs: atMs,
      previous,
      ...(offline === undefined ? {} : { offline }),
      state: "intent-saved",
      abortRequested: false,
      askAtMs,
    },
  }),
  "payment-sent": (state, { attemptId, askAtMs }) =>
    withAttempt(state, attemptId, (attempt) => ({
      ...headOf(attempt),
      state: "sent",
      stage: "sent",
      abortRequested: wasAbortRequested(attempt),
      askAtMs,
    })),
  "payment-progressed": (state, { attemptId, stage, askAtMs }) =>
    withAttempt(state, attemptId, (attempt) => ({
      ...headOf(attempt),
      state: "sent",
      stage,
      abortRequested: wasAbortRequested(attempt),
      askAtMs,
    })),
  "payment-abort-requested": (state, { attemptId, askAtMs }) =>
    withAttempt(state, attemptId, (attempt) =>
      attempt.state === "intent-saved" || attempt.state === "sent"
        ? { ...attempt, abortRequested: true, askAtMs: askAtMs ?? attempt.askAtMs }
        : attempt,
    ),
  "redirect-opened": (state, { attemptId, payUrl, providerName, expiresAtMs, askAtMs }) =>
    withAttempt(state, attemptId, (attempt) => ({
      ...headOf(attempt),
      state: "sent",
      stage: "sent",
      onPhone: { payUrl, providerName, expiresAtMs },
      abortRequested: wasAbortRequested(attempt),
      askAtMs,
    })),
  "payment-approved": (state, { attemptId, outcome, atMs }) =>
    state.attempt?.attemptId === attemptId
      ? {
          ...state,
          attempt: undefined,
          lastTerminalReference: "card" in outcome ? outcome.reference : state.lastTerminalReference,
          hostAwaySinceMs: hostAwayAfter(state, outcome, atMs),
          pastAttempts: remember(state.pastAttempts, paidAttempt(state.attempt, outcome)),
        }
      : state,
  "payment-declined": (state, { attemptId, code, hostAway, atMs }) => {
    const told = state.attempt?.attemptId === attemptId && state.attempt.tender === "card";
    const declined = withAttempt(state, attemptId, (attempt) => ({ ...headOf(attempt), state: "declined", code, ...(hostAway === undefined ? {} : { hostAway }) }));
    // A host that says no is there.
    return told ? { ...declined, hostAwaySinceMs: hostAway === true ? (state.hostAwaySinceMs ?? atMs) : undefined } : declined;
  },
  "payment-aborted": (state, { attemptId, code }) =>
    withAttempt(state, attemptId, (attempt) => ({ ...headOf(attempt), state: "aborted", code })),
  "payment-not-performed": (state, { attemptId, because }) => {
    const own = withAttempt(state, attemptId, (attempt) => ({
      ...headOf(attempt),
      state: "not-performed",
      because,
    }));
    return withPast(own, attemptId, (past) => ({ ...past, state: "not-performed", askAtMs: undefined }));
  },
  "payment-unknown": (state, { attemptId, because, askAtMs }) => {
    const own = withAttempt(state, attemptId, (attempt) => ({
      ...headOf(attempt),
      state: "unknown",
      because,
      queries: queriesOf(attempt),
      askAtMs,
    }));
    return withPast(own, attemptId, (past) => ({ ...past, askAtMs }));
  },
  "payment-queried": (state, { attemptId, queries, askAtMs }) => {
    const own = withAttempt(state, attemptId, (attempt) => {
      if (attempt.state === "unknown") return { ...attempt, queries, askAtMs };
      return (attempt.state === "intent-saved" || attempt.state === "sent") && askAtMs !== undefined
        ? { ...attempt, askAtMs }
        : attempt;
    });
    return withPast(own, attemptId, (past) => ({ ...past, queries, askAtMs }));
  },
  "payment-given-up": (state, { attemptId, askAtMs }) =>
    state.attempt?.attemptId === attemptId
      ? {
          ...state,
          attempt: undefined,
          pastAttempts: remember(state.pastAttempts, {
            ...pastOf(state.attempt),
            state: "given-up",
            askAtMs,
          }),
        }
      : state,
  // Shown to a person by the intervention that is raised with it; the attempts stay as they are.
  "payment-contradicted": (state) => state,
  "payment-reversal-started": (state, { attemptId, tender, amountMinor, currency, reference, askAtMs }) => {
    const previous =
      state.pastAttempts.find((past) => past.attemptId === attemptId)?.previous ?? state.attempt?.previous;
    const past: PastAttempt = {
      attemptId,
      tender: tender ?? "card",
      amountMinor,
      currency,
      previous,
      state: "reversing",
      reference,
      queries: 0,
      askAtMs,
    };
    const attempt = state.attempt?.attemptId === attemptId ? undefined : state.attempt;
    return {
      ...state,
      attempt,
      lastTerminalReference: isTerminalReference(reference) ? reference : state.lastTerminalReference,
      pastAttempts: remember(state.pastAttempts, past),
    };
  },
  "payment-reversal-refused": (state, { attemptId, askAtMs }) =>
    withPast(state, attemptId, (past) => ({ ...past, askAtMs })),
  "payment-reversed": (state, { attemptId }) =>
    withPast(state, attemptId, (past) => ({ ...past, state: "reversed", askAtMs: undefined })),
  "tender-added": (state, { tender }) =>
    state.transaction === undefined
      ? state
      : { ...state, till: state.transaction.training ? state.till : withCash(state.till, tender), transaction: { ...state.transaction, tenders: [...state.transaction.tenders, tender] } },
  "tender-given-back": (state, { tenderId }) =>
    state.transaction === undefined
      ? state
      : {
          ...state,
          till: state.transaction.training ? state.till : withoutCash(state.till, state.transaction.tenders.find((tender) => tenderIdOf(tender) === tenderId)),
          transaction: {
            ...state.transaction,
            tenders: state.transaction.tenders.filter((tender) => tenderIdOf(tender) !== tenderId),
          },
        },
};
