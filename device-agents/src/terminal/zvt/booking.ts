import type { PaymentOutcome, TerminalReference } from "@laneway/contracts";
import type { StatusInformation } from "./messages.js";

/** What is known of the terminal's last booked payment at one moment. */
export type Snapshot =
  | { readonly kind: "unknown" }
  /** The terminal was asked and had none to show. */
  | { readonly kind: "none" }
  | { readonly kind: "payment"; readonly reference: TerminalReference };

/** What the terminal answered to "repeat the last receipt" (06 20). */
export type RepeatAnswer =
  | { readonly kind: "payment"; readonly information: StatusInformation }
  | { readonly kind: "nothing"; readonly code: string };

/** Are these the same booking? Numbers decide; a local time that both have must agree too, because numbers wrap. */
export function sameBooking(one: TerminalReference, other: TerminalReference): boolean {
  const agree = (a: string, b: string) => a === "" || b === "" || Number(a) === Number(b);
  return (
    agree(one.receiptNumber, other.receiptNumber) &&
    agree(one.trace, other.trace) &&
    sameTerminal(one, other) &&
    (one.localTime === undefined || other.localTime === undefined || one.localTime === other.localTime)
  );
}

function sameTerminal(one: TerminalReference, other: TerminalReference): boolean {
  return one.terminalId === "" || other.terminalId === "" || one.terminalId === other.terminalId;
}

export function snapshotOf(answer: RepeatAnswer): Snapshot {
  if (answer.kind === "nothing") return { kind: "none" };
  const reference = answer.information.reference;
  return reference === undefined ? { kind: "unknown" } : { kind: "payment", reference };
}

export interface Wanted {
  readonly amountMinor: number;
  readonly currency: string;
  /** The terminal's last booking before this attempt was sent. */
  readonly before: Snapshot;
}

/** Was this booked before the other? By the terminal's own clock, whose dates have no year; false when it cannot be told. */
function isOlder(one: TerminalReference, other: TerminalReference): boolean {
  if (one.localTime === undefined || other.localTime === undefined) return false;
  const isNewYear = other.localTime.startsWith("12") && one.localTime.startsWith("01");
  return one.localTime < other.localTime && !isNewYear;
}

/**
 * What became of an attempt, from the terminal's last booking before it and now. The terminal is ready when this
 * is judged. A new booking over the right amount is ours; the old one means ours was not booked; everything else
 * stays unknown for a person to look at, because a guess either way takes or loses money. `terminalId`: as it named
 * itself at registration.
 */
export function judge(wanted: Wanted, answer: RepeatAnswer, terminalId?: string): PaymentOutcome {
  const unknown = (because: string): PaymentOutcome => ({ result: "unknown", because });
  if (wanted.before.kind === "unknown") return unknown("the terminal's last payment before this one is not known");
  if (answer.kind === "nothing") {
    return wanted.before.kind === "none"
      ? { result: "not-performed", because: "the terminal has booked no payment" }
      : unknown(`the terminal shows no last payment (${answer.code})`);
  }
  const { result, reference, amountMinor, currency, card, offline } = answer.information;
  if (reference === undefined) return unknown("the terminal's last payment has no receipt number");
  if (wanted.before.kind === "payment" && sameBooking(wanted.before.reference, reference)) {
    return { result: "not-performed", because: "the terminal has booked nothing since" };
  }
  if (wanted.before.kind === "payment" && isOlder(reference, wanted.before.reference)) return unknown("the terminal's last payment is older than the one before");
  if (wanted.before.kind === "payment" && !sameTerminal(wanted.before.reference, reference)) return unknown("another terminal was connected");
  if (terminalId !== undefined && reference.terminalId !== "" && reference.terminalId !== terminalId) return unknown("the terminal's last payment is another terminal's");
  if (result !== 0) return unknown("the terminal's last payment is not marked as successful");
  if (amountMinor !== wanted.amountMinor) return unknown("the terminal's last payment is over another amount");
  if (currency !== undefined && currency !== wanted.currency) return unknown("the terminal's last payment is in another currency");
  return { result: "approved", amountMinor, currency: wanted.currency, card, reference, ...(offline === undefined ? {} : { offline }) };
}
