import { raiseIntervention } from "../intervention/raise.js";
import { accepted, type Deciders, type Draft, record, refused } from "../lane/draft.js";
import { openTransaction } from "../lane/guards.js";
import type { Evidence } from "../lane/types.js";
import { isAttemptOpen } from "../payment/attempt.js";
import { takeBack } from "../payment/take-back.js";
import { onTopMinor } from "./on-top.js";
import { type CashTender, isSlipTender, type TransactionTender, tenderIdOf } from "./types.js";

/**
 * Gives one tender of the open basket back by its own way: a card by a reversal, a ledger by asking headquarters to undo it,
 * cash by a person. Each is pursued until it is done; the amount is due again at once.
 */
function giveBack(draft: Draft, tender: TransactionTender): Draft {
  const gone = record(draft, { kind: "tender-given-back", tenderId: tenderIdOf(tender) });
  if (tender.kind === "cash")
    return raiseIntervention(gone, "cash-give-back", { amountMinor: tender.amountMinor, ...foreignToGiveBack(tender) });
  // The paper is good again, in the same commit.
  if (isSlipTender(tender)) return gone;
  const { currency } = draft.knowledge.pricing.policy;
  const { attemptId, amountMinor, reference } = tender;
  return takeBack(gone, { attemptId, tender: tender.kind, amountMinor: amountMinor + onTopMinor(tender), currency, reference });
}

/** Notes of another currency go back as they came. */
function foreignToGiveBack({ foreign }: CashTender): Pick<Evidence, "foreign"> {
  if (foreign === undefined) return {};
  const { currency, currencyDigits, amountMinor } = foreign;
  return { foreign: { currency, currencyDigits, amountMinor } };
}

/** Gives all tenders of the open basket back, the newest first: it is given up. */
export function giveAllBack(draft: Draft): Draft {
  let given = draft;
  for (const tender of (draft.state.transaction?.tenders ?? []).toReversed()) given = giveBack(given, tender);
  return given;
}

/** The shopper changes their mind about one part of the payment. */
export const giveBackDeciders: Deciders<"give-back-tender"> = {
  "give-back-tender": (draft, { tenderId }) => {
    const open = openTransaction(draft);
    if (!open.ok) return open;
    const { attempt } = draft.state;
    if (attempt?.state === "unknown") return refused("payment-unclear");
    if (isAttemptOpen(attempt)) return refused("payment-already-running");
    const tender = open.value.tenders.find((one) => tenderIdOf(one) === tenderId);
    return tender === undefined ? refused("tender-not-found") : accepted(giveBack(draft, tender));
  },
};
