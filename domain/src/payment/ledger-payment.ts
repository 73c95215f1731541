import type { InquiryRequest } from "@laneway/contracts";
import { type Draft, perform, record, type RequestOf } from "../lane/draft.js";
import { invariant } from "../invariant.js";
import type { Transaction } from "../lane/types.js";
import { endUnclear, tellNotPaid } from "./decide-outcome.js";
import { ledgerPatienceMs } from "./query-times.js";
import { takeBack } from "./take-back.js";
import type { PaymentAttempt, PaymentHead } from "./types.js";

type LedgerPay = Exclude<RequestOf<"pay">, { tender: "card" }>;

/** What headquarters is asked so that a ledger pays a part of the basket. */
export function ledgerRequest(request: LedgerPay, { amountMinor, currency }: PaymentHead, { memberId, membership }: Transaction): InquiryRequest {
  if (request.tender === "redirect") return { kind: "open-redirect", provider: "wallet", amountMinor, currency };
  if (request.tender === "loyalty") {
    const pay = membership?.points?.pay;
    invariant(memberId !== undefined && membership !== undefined && pay !== undefined, "points pay for a member of a programme that has them");
    return { kind: "redeem-points", programId: membership.programId, memberId, ...pay, amountMinor, currency };
  }
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
 * The shopper wishes to stop a payment on the phone, which may be paying at this moment: headquarters asks the provider, and only its
 * word ends the attempt. Without any word in time it is taken back.
 */
export function wishStop(draft: Draft, attempt: PaymentAttempt): Draft {
  const { attemptId } = attempt;
  if (!("abortRequested" in attempt) || attempt.abortRequested) return draft;
  if (draft.knowledge.inquiryUnsent === true) return stopWaiting(draft, attempt, "stopped");
  const askAtMs = draft.command.atMs + ledgerPatienceMs;
  const wished = record(draft, { kind: "payment-abort-requested", attemptId, askAtMs });
  return perform(wished, {
    kind: "inquire",
    inquiryId: `${attemptId}.c`,
    request: { kind: "cancel-redirect", target: attemptId },
  });
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
