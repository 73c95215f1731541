import type { ApprovedOutcome, PastAttempt, PaymentAttempt } from "./types.js";

/** How many finished attempts a lane remembers. One that is still pursued is never forgotten for a newer one. */
export const maximumPastAttempts = 20;

/** Is something still to be found out or given back? */
export const isUnsettled = (past: PastAttempt): boolean =>
  past.state === "given-up" || past.state === "reversing";

/** The memory of an attempt that was not approved; one whose outcome nobody knows is given up. */
export function pastOf(attempt: PaymentAttempt): PastAttempt {
  const { attemptId, tender, amountMinor, currency, previous, onTop } = attempt;
  const head = { ...(onTop === undefined ? {} : { onTop }), attemptId, tender, amountMinor, currency, previous, reference: undefined };
  switch (attempt.state) {
    case "declined":
    case "aborted":
    case "not-performed":
      return { ...head, state: attempt.state, queries: 0, askAtMs: undefined };
    case "intent-saved":
    case "sent":
      return { ...head, state: "given-up", queries: 0, askAtMs: attempt.askAtMs };
    case "unknown":
      return { ...head, state: "given-up", queries: attempt.queries, askAtMs: attempt.askAtMs };
  }
}

/** The memory of an attempt that paid, with what it paid. */
export function paidAttempt(
  attempt: PaymentAttempt,
  { amountMinor, reference }: ApprovedOutcome,
): PastAttempt {
  const { attemptId, tender, currency, previous, onTop } = attempt;
  return {
    ...(onTop === undefined ? {} : { onTop }),
    attemptId,
    tender,
    amountMinor,
    currency,
    previous,
    state: "paid",
    reference,
    queries: 0,
    askAtMs: undefined,
  };
}

/** Is the lane still working on it by itself? */
export const isPursued = (past: PastAttempt): boolean => isUnsettled(past) && past.askAtMs !== undefined;

/** Adds an attempt to the memory, or replaces what is remembered of it; beyond the limit the oldest one not pursued is forgotten. */
export function remember(all: readonly PastAttempt[], one: PastAttempt): readonly PastAttempt[] {
  const known = all.some((past) => past.attemptId === one.attemptId);
  const next = known ? all.map((past) => (past.attemptId === one.attemptId ? one : past)) : [...all, one];
  if (next.length <= maximumPastAttempts) return next;
  const oldest = next.findIndex((past) => !isPursued(past));
  return next.filter((_, index) => index !== oldest);
}
