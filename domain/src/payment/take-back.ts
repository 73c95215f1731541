import { invariant } from "../invariant.js";
import { type Draft, perform, record } from "../lane/draft.js";
import { progressPatienceMs } from "./query-times.js";
import { type BookingReference, isTerminalReference, type PaymentHead } from "./types.js";

/** The inquiry that undoes a ledger's payment. One for each attempt: asked again, it is the same. */
const takeBackId = (attemptId: string): string => `${attemptId}.r`;

/**
 * Gives back what an attempt took, or may have taken. The terminal is asked until it has done so; headquarters undoes a
 * ledger's booking whether it was made or not, so there the reference need not be known.
 */
export function takeBack(
  draft: Draft,
  head: PaymentHead & { readonly reference: BookingReference | undefined },
): Draft {
  const { attemptId, tender, amountMinor, currency, reference } = head;
  const isCard = tender === "card";
  const started = record(draft, {
    kind: "payment-reversal-started",
    attemptId,
    tender,
    amountMinor,
    currency,
    reference,
    // The question to headquarters is kept by the store until it is answered: nobody needs to be asked again.
    askAtMs: isCard ? draft.command.atMs + progressPatienceMs : undefined,
  });
  if (!isCard)
    return perform(started, {
      kind: "inquire",
      inquiryId: takeBackId(attemptId),
      request: { kind: "take-back", tender, target: attemptId },
    });
  invariant(isTerminalReference(reference), "what the terminal gives back is known by its reference");
  return perform(started, { kind: "reverse-payment", attemptId, amountMinor, currency, reference });
}
