import type { ApprovedOutcome, PaymentHead } from "../payment/types.js";
import { onTopMinor } from "./on-top.js";
import type { TransactionTender } from "./types.js";

/**
 * An approved payment attempt as a tender. A card's has what the card schemes want on a receipt: scheme, masked number,
 * authorisation, terminal and trace; a ledger brings its own words.
 */
export function attemptTender({ attemptId, onTop }: Pick<PaymentHead, "attemptId" | "onTop">, outcome: ApprovedOutcome): TransactionTender {
  const amountMinor = outcome.amountMinor - onTopMinor({ onTop });
  const besides = onTop === undefined ? {} : { onTop };
  if (!("card" in outcome)) {
    const { details, reference } = outcome;
    return { kind: reference.ledger, amountMinor, details, attemptId, reference, ...besides };
  }
  const { card, reference } = outcome;
  const masked = card.lastFour === undefined ? [] : [`**** ${card.lastFour}`];
  const authorisation = card.authorisationCode === undefined ? [] : [card.authorisationCode];
  const details = [card.scheme, ...masked, ...authorisation, `${reference.terminalId}/${reference.trace}`];
  return { kind: "card", amountMinor, details, attemptId, reference, ...besides, ...(outcome.offline === undefined ? {} : { offline: outcome.offline }) };
}
