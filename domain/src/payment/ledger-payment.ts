import type { InquiryRequest } from "@laneway/contracts";
import { type Draft, perform, record, type RequestOf } from "../lane/draft.js";
import { endUnclear, tellNotPaid } from "./decide-outcome.js";
import { takeBack } from "./take-back.js";
import type { PaymentAttempt, PaymentHead } from "./types.js";

type LedgerPay = Exclude<RequestOf<"pay">, { tender: "card" }>;

/** What headquarters is asked so that a ledger pays. */
export function ledgerRequest(request: LedgerPay, { amountMinor, currency }: PaymentHead): InquiryRequest {
  const { code, pin } = request;
  return {
    kind: "redeem-gift-card",
    code,
    ...(pin === undefined ? {} : { pin }),
    amountMinor,
    currency,
  };
}

/**
 * No longer waits for a ledger's answer. A question that nobody has fetched is taken back; else headquarters undoes what it may
 * have booked. Either way the basket is free to be paid otherwise.
 */
export function stopWaiting(draft: Draft, attempt: PaymentAttempt, reason: string): Draft {
  const { attemptId, tender, amountMinor, currency } = attempt;
  if (draft.knowledge.inquiryUnsent === true) {
    const unasked = record(draft, { kind: "payment-not-performed", attemptId, because: "not-sent" });
    return tellNotPaid(perform(unasked, { kind: "withdraw-inquiry", inquiryId: attemptId }), reason);
  }
  const undone = takeBack(draft, { attemptId, tender, amountMinor, currency, reference: undefined });
  return tellNotPaid(endUnclear(undone, attemptId), reason);
}
