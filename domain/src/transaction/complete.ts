import { usesOf } from "../coupon/coupon-amounts.js";
import { endTransactionInterventions } from "../intervention/raise.js";
import { invariant } from "../invariant.js";
import { loadsOf } from "../gift-card/card-lines.js";
import type { SoldLoad } from "../gift-card/types.js";
import { type Draft, perform, record } from "../lane/draft.js";
import { releasePoints } from "../loyalty/decide-points.js";
import { loyaltyResult } from "../loyalty/points.js";
import { buildReceipt } from "../receipt/build-receipt.js";
import { dueMinor } from "../tender/amount-due.js";

/** Completes the open transaction, whose tenders cover the total: the next receipt number, the receipt, thank you. */
export function completeTransaction(draft: Draft): Draft {
  const open = endTransactionInterventions(draft);
  // What headquarters has not answered for took nothing off.
  const settled = open.state.transaction?.pointsHold?.state === "asked" ? releasePoints(open) : open;
  const { state, knowledge, command } = settled;
  const { transaction } = state;
  invariant(transaction !== undefined, "only an open transaction is completed");
  invariant(dueMinor(transaction) === 0, "a transaction is completed when its tenders equal its total");
  const { training } = transaction;
  const number = (training ? state.lastTrainingReceiptNumber : state.lastReceiptNumber) + 1;
  const receipt = buildReceipt(state, transaction, number, command.atMs, knowledge);
  // A code that is worth money is looked at longer.
  const shownMs = knowledge.rules.thankYouSeconds * (state.lastVoucher === undefined ? 1_000 : 3_000);
  const untilMs = command.atMs + shownMs;
  // Nothing that was only practised counts.
  const uses = training ? undefined : usesOf(transaction, knowledge.pricing.promotions);
  const loyalty = training ? undefined : loyaltyResult(transaction);
  const loads = training ? [] : loadsOf(transaction);
  const counted = { ...(uses === undefined ? {} : { uses }), ...(loyalty === undefined ? {} : { loyalty }), ...(loads.length === 0 ? {} : { loads }) };
  return loadCards(record(settled, { kind: "transaction-completed", number, training, receipt, untilMs, ...counted }), loads, transaction.policy.currency);
}

/** Headquarters is told at once, beside the record: the card works within seconds. It does so once, whichever comes first. */
function loadCards(draft: Draft, loads: readonly SoldLoad[], currency: string): Draft {
  return loads.reduce((told, { loadId, amountMinor }) => perform(told, { kind: "inquire", inquiryId: `${loadId}.l`, request: { kind: "load-gift-card", target: loadId, amountMinor, currency } }), draft);
}
