import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { LaneState } from "../lane/types.js";
import type { PastAttempt, PaymentAttempt } from "./types.js";

export type AttemptStateName = PaymentAttempt["state"] | PastAttempt["state"];

/** What may become of a payment attempt. `unknown` leaves only by the terminal's word, or with the basket. */
export const attemptTable = {
  name: "payment attempt",
  initial: "intent-saved",
  states: ["intent-saved", "sent", "unknown", "declined", "aborted", "not-performed", "paid", "given-up", "reversing", "reversed"],
  final: ["paid", "declined", "aborted", "not-performed", "reversed"],
  rows: [
    { from: "intent-saved", event: "payment-sent", to: "sent", because: "the terminal has been told" },
    { from: "intent-saved", event: "redirect-opened", to: "sent", because: "the shopper sees the code; the phone can pay" },
    { from: "intent-saved", event: "payment-progressed", to: "sent", because: "the terminal is at work already" },
    { from: "intent-saved", event: "payment-approved", to: "paid", because: "it was booked, all or in part" },
    { from: "intent-saved", event: "payment-declined", to: "declined", because: "the card or its bank said no" },
    { from: "intent-saved", event: "payment-aborted", to: "aborted", because: "stopped; nothing was charged" },
    { from: "intent-saved", event: "payment-not-performed", to: "not-performed", because: "the request never reached the terminal" },
    { from: "intent-saved", event: "payment-unknown", to: "unknown", because: "no word in time, or the terminal itself does not know" },
    { from: "sent", event: "payment-approved", to: "paid", because: "it was booked, all or in part" },
    { from: "sent", event: "payment-declined", to: "declined", because: "the card or its bank said no" },
    { from: "sent", event: "payment-aborted", to: "aborted", because: "stopped on the terminal; nothing was charged" },
    { from: "sent", event: "payment-not-performed", to: "not-performed", because: "the terminal has provably booked nothing" },
    { from: "sent", event: "payment-unknown", to: "unknown", because: "no word in time, or the terminal itself does not know" },
    { from: "unknown", event: "payment-approved", to: "paid", because: "asked, the terminal shows the booking, and the basket still waits" },
    { from: "unknown", event: "payment-declined", to: "declined", because: "asked, the terminal shows the refusal" },
    { from: "unknown", event: "payment-aborted", to: "aborted", because: "asked, the terminal shows that it was stopped" },
    { from: "unknown", event: "payment-not-performed", to: "not-performed", because: "asked, the terminal shows no booking" },
    { from: "unknown", event: "payment-given-up", to: "given-up", because: "an attendant voids the basket; the goods stay" },
    { from: "declined", event: "payment-approved", to: "paid", because: "a late approval, and the same basket still waits for it" },
    { from: "aborted", event: "payment-approved", to: "paid", because: "the card was faster than the stop, and the same basket still waits for it" },
    { from: "not-performed", event: "payment-approved", to: "paid", because: "a late approval, and the same basket still waits for it" },
    { from: "intent-saved", event: "payment-reversal-started", to: "reversing", because: "approved in part, which a card is not taken for; or a ledger that does not answer undoes what it may have booked" },
    { from: "sent", event: "payment-reversal-started", to: "reversing", because: "approved in part, which a card is not taken for" },
    { from: "unknown", event: "payment-reversal-started", to: "reversing", because: "asked, the terminal shows a part, which a card is not taken for" },
    { from: "paid", event: "payment-reversal-started", to: "reversing", because: "the basket, or this part of its payment, is given up" },
    { from: "declined", event: "payment-reversal-started", to: "reversing", because: "a late approval nobody waits for" },
    { from: "aborted", event: "payment-reversal-started", to: "reversing", because: "a late approval nobody waits for" },
    { from: "not-performed", event: "payment-reversal-started", to: "reversing", because: "a late approval nobody waits for" },
    { from: "given-up", event: "payment-reversal-started", to: "reversing", because: "it was approved after all; the basket is gone" },
    { from: "given-up", event: "payment-not-performed", to: "not-performed", because: "asked, the terminal shows no booking" },
    { from: "reversing", event: "payment-reversed", to: "reversed", because: "the terminal gave it back" },
  ],
} as const satisfies TransitionTable<AttemptStateName, EntryKind>;

/** The state of an attempt on a lane, whether the open basket's or a past one; undefined: not known here. */
export function attemptStateOf(state: LaneState, attemptId: string): AttemptStateName | undefined {
  if (state.attempt?.attemptId === attemptId) return state.attempt.state;
  return state.pastAttempts.find((past) => past.attemptId === attemptId)?.state;
}
