import { err, ok, type Refusal, type Result, type TerminalReference } from "@laneway/contracts";
import { refusalOf } from "../lane/refusal-of.js";
import type { EarlierReturns, RefundLeg, SoldTransaction } from "./types.js";

/** What the way of a refund depends on. */
export interface RefundPlace {
  readonly businessDate: string;
  /** Of the terminal this lane last booked on. */
  readonly terminalId: string | undefined;
}

/**
 * Who gives how much back: the cards that paid, in the order in which they paid, each no more than it paid. Refused when that does not
 * cover the amount: what was paid otherwise has no way back on this lane.
 */
export function planRefund(original: SoldTransaction, earlier: EarlierReturns, amountMinor: number, place: RefundPlace): Result<readonly RefundLeg[], Refusal> {
  const legs: RefundLeg[] = [];
  let left = amountMinor;
  for (const tender of original.transaction.tenders) {
    if (tender.kind !== "card" || tender.reference === undefined || left === 0) continue;
    const givenMinor = earlier.refunds.reduce((sum, each) => (each.attemptId === tender.attemptId ? sum + each.amountMinor : sum), 0);
    const partMinor = Math.min(left, tender.amountMinor - givenMinor);
    if (partMinor <= 0) continue;
    left -= partMinor;
    const whole = givenMinor === 0 && partMinor === tender.amountMinor;
    const way = whole && isHere(original, tender.reference, place) ? "reversal" : "refund";
    legs.push({ paymentAttemptId: tender.attemptId, amountMinor: partMinor, refund: { way, original: tender.reference }, details: tender.details });
  }
  return left === 0 ? ok(legs) : err(refusalOf("refund-way-missing", { amountMinor: left }));
}

/** A booking can be undone on the terminal that made it, before the end of its day. */
const isHere = ({ receipt }: SoldTransaction, reference: TerminalReference, place: RefundPlace): boolean =>
  receipt.businessDate === place.businessDate && reference.terminalId === place.terminalId;
