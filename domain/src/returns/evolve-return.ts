import type { Handlers } from "../lane/handlers.js";
import type { LaneState } from "../lane/types.js";
import { withoutRefund } from "../till/till.js";
import type { OpenReturn, PendingRefund, RefundAttempt } from "./types.js";

/** How many refunds a lane remembers, to tell a repeated outcome from a stranger's. */
const maximumPastRefunds = 20;

function withReturn(state: LaneState, change: (open: OpenReturn) => OpenReturn): LaneState {
  return state.returning === undefined ? state : { ...state, returning: change(state.returning) };
}

function withAttempt(state: LaneState, attemptId: string, change: (attempt: RefundAttempt) => RefundAttempt): LaneState {
  return withReturn(state, (open) => ({
    ...open,
    attempts: open.attempts.map((attempt) => (attempt.attemptId === attemptId ? change(attempt) : attempt)),
  }));
}

/** The lane without the return; its refunds stay known. */
function withoutReturn(state: LaneState): LaneState {
  // Only what the terminal books is told twice.
  const past = state.returning?.attempts.map(({ attemptId, reference }) => ({ attemptId, reference })) ?? [];
  return { ...state, returning: undefined, pastRefunds: [...state.pastRefunds, ...past].slice(-maximumPastRefunds) };
}

/** What headquarters still has to book of a return that is over. */
function stillPending(state: LaneState, receiptNumber: string, atMs: number): readonly PendingRefund[] {
  const { attempts = [], legs = [] } = state.returning ?? {};
  return attempts.flatMap(({ attemptId, amountMinor, currency, refund, state: now, leg }) =>
    now === "promised" && refund.way === "credit"
      ? [{ attemptId, amountMinor, currency, ledger: refund.ledger, details: legs[leg]?.details ?? [], receiptNumber, sinceMs: atMs }]
      : [],
  );
}

const withoutPending = (state: LaneState, attemptId: string): LaneState =>
  state.pendingRefunds.some((one) => one.attemptId === attemptId)
    ? { ...state, pendingRefunds: state.pendingRefunds.filter((one) => one.attemptId !== attemptId) }
    : state;

export const returnHandlers: Handlers<
  | "return-started"
  | "return-chosen"
  | "return-hold-asked"
  | "return-hold-refused"
  | "return-confirmed"
  | "return-cancelled"
  | "return-completed"
  | "refund-intent-saved"
  | "refund-progressed"
  | "refund-queried"
  | "refund-unknown"
  | "refund-declined"
  | "refund-promised"
  | "refund-handed-over"
  | "refund-given"
> = {
  "return-started": (state, { returnId, purpose, businessDate, original, earlier, elsewhere }) => ({
    ...state,
    lastVoucher: undefined,
    returning: { returnId, purpose, businessDate, original, earlier, ...(elsewhere === undefined ? {} : { elsewhere }), choice: undefined, legs: [], confirmed: false, attempts: [] },
  }),
  "return-chosen": (state, { choice }) => withReturn(state, (open) => ({ ...open, choice })),
  "return-hold-asked": (state, { holdId, legs, askAtMs }) => withReturn(state, (open) => ({ ...open, hold: { holdId, legs, askAtMs, refused: undefined } })),
  "return-hold-refused": (state, { holdId, because }) =>
    withReturn(state, (open) => (open.hold?.holdId === holdId ? { ...open, hold: { ...open.hold, refused: because } } : open)),
  "return-confirmed": (state, { legs }) => withReturn(state, ({ hold: _held, ...open }) => ({ ...open, legs, confirmed: true })),
  "return-cancelled": (state) => withoutReturn(state),
  "return-completed": (state, { number, training, receipt, atMs }) => ({
    ...withoutReturn(state),
    pendingRefunds: [...state.pendingRefunds, ...stillPending(state, receipt.receiptNumber, atMs)],
    ...(training ? { lastTrainingRefundNumber: number } : { lastRefundNumber: number }),
    recentReceipts: [...state.recentReceipts, { receipt, copies: 0 }].slice(-5),
  }),
  "refund-intent-saved": (state, { attempt }) =>
    withReturn(state, (open) => ({ ...open, attempts: [...open.attempts, attempt] })),
  "refund-progressed": (state, { attemptId, askAtMs }) =>
    withAttempt(state, attemptId, (attempt) => ({ ...attempt, state: "sent", askAtMs })),
  "refund-queried": (state, { attemptId, queries, askAtMs }) =>
    withAttempt(state, attemptId, (attempt) => ({ ...attempt, queries, askAtMs })),
  "refund-unknown": (state, { attemptId, because, askAtMs }) =>
    withAttempt(state, attemptId, (attempt) => ({ ...attempt, state: "unknown", because, askAtMs })),
  "refund-declined": (state, { attemptId, code }) =>
    withoutPending(withAttempt(state, attemptId, (attempt) => ({ ...attempt, state: "declined", because: code, askAtMs: undefined })), attemptId),
  "refund-promised": (state, { attemptId }) =>
    withAttempt(state, attemptId, (attempt) => ({ ...attempt, state: "promised", askAtMs: undefined })),
  "refund-handed-over": (state, { attemptId, handedMinor }) => ({
    ...withAttempt(state, attemptId, (attempt) => ({ ...attempt, state: "given", because: undefined, askAtMs: undefined })),
    till: state.returning?.original.transaction.training === true ? state.till : withoutRefund(state.till, handedMinor),
  }),
  "refund-given": (state, { attemptId, outcome }) => ({
    ...withAttempt(withoutPending(state, attemptId), attemptId, (attempt) => ({
      ...attempt,
      state: "given",
      because: undefined,
      askAtMs: undefined,
      reference: outcome.reference,
    })),
    lastTerminalReference: "card" in outcome ? outcome.reference : state.lastTerminalReference,
  }),
};
