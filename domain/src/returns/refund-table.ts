import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { LaneState } from "../lane/types.js";
import type { RefundAttempt } from "./types.js";

/** What may become of an attempt to give money back. `unknown` leaves only by the terminal's word: nothing ends it by force. */
export const refundTable = {
  name: "refund attempt",
  initial: "intent-saved",
  states: ["intent-saved", "sent", "unknown", "declined", "given"],
  final: ["given", "declined"],
  rows: [
    { from: "intent-saved", event: "refund-progressed", to: "sent", because: "the terminal has been told" },
    { from: "intent-saved", event: "refund-given", to: "given", because: "the terminal booked the same amount" },
    { from: "intent-saved", event: "refund-declined", to: "declined", because: "the terminal provably gave nothing" },
    { from: "intent-saved", event: "refund-unknown", to: "unknown", because: "no word in time, or the terminal itself does not know" },
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
  state.returning?.attempts.find((attempt) => attempt.attemptId === attemptId)?.state;
