import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { LaneState } from "../lane/types.js";
import type { RefundAttempt } from "./types.js";

/** What may become of an attempt to give money back. `unknown` leaves only by the terminal's word: nothing ends it by force. */
export const refundTable = {
  name: "refund attempt",
  initial: "intent-saved",
  states: ["intent-saved", "sent", "unknown", "declined", "promised", "given"],
  final: ["given", "declined"],
  rows: [
    { from: "intent-saved", event: "refund-progressed", to: "sent", because: "the terminal has been told" },
    { from: "intent-saved", event: "refund-given", to: "given", because: "the terminal booked the same amount" },
    { from: "intent-saved", event: "refund-declined", to: "declined", because: "the terminal provably gave nothing" },
    { from: "intent-saved", event: "refund-unknown", to: "unknown", because: "no word in time, or the terminal itself does not know" },
    { from: "intent-saved", event: "refund-handed-over", to: "given", because: "a person has counted the cash out" },
    { from: "intent-saved", event: "voucher-issued", to: "given", because: "a voucher stands for it, in the same commit" },
    { from: "intent-saved", event: "refund-promised", to: "promised", because: "headquarters does not answer now; the store keeps the question" },
    { from: "promised", event: "refund-given", to: "given", because: "headquarters has booked it" },
    { from: "promised", event: "refund-declined", to: "declined", because: "headquarters has booked nothing: a person gives it otherwise" },
    { from: "sent", event: "refund-given", to: "given", because: "the terminal booked the same amount" },
    { from: "sent", event: "refund-declined", to: "declined", because: "the terminal provably gave nothing" },
    { from: "sent", event: "refund-unknown", to: "unknown", because: "no word in time, or the terminal itself does not know" },
    { from: "unknown", event: "refund-given", to: "given", because: "asked, the terminal shows the booking" },
    { from: "unknown", event: "refund-declined", to: "declined", because: "asked, the terminal shows that nothing was given" },
    { from: "declined", event: "refund-given", to: "given", because: "a late approval, and no other attempt was begun" },
  ],
} as const satisfies TransitionTable<RefundAttempt["state"], EntryKind>;

/** The state of a refund attempt of the open return; undefined: not known here. */
export const refundStateOf = (state: LaneState, attemptId: string): RefundAttempt["state"] | undefined =>
  state.pendingRefunds.some((pending) => pending.attemptId === attemptId) ? "promised" : state.returning?.attempts.find((attempt) => attempt.attemptId === attemptId)?.state;
