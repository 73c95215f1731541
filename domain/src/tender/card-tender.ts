import type { PaymentOutcome } from "@laneway/contracts";
import type { TransactionTender } from "../lane/types.js";

/** An approved card payment as a tender, with what the card schemes want on a receipt: scheme, masked number, authorisation, terminal and trace. */
export function cardTender(
  attemptId: string,
  { amountMinor, card, reference }: Extract<PaymentOutcome, { result: "approved" }>,
): TransactionTender {
  const masked = card.lastFour === undefined ? [] : [`**** ${card.lastFour}`];
  const authorisation = card.authorisationCode === undefined ? [] : [card.authorisationCode];
  const details = [card.scheme, ...masked, ...authorisation, `${reference.terminalId}/${reference.trace}`];
  return { kind: "card", amountMinor, details, attemptId, reference };
}
