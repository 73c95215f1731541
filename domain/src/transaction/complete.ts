import { usesOf } from "../coupon/coupon-amounts.js";
import { endTransactionInterventions } from "../intervention/raise.js";
import { invariant } from "../invariant.js";
import { type Draft, record } from "../lane/draft.js";
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
  const untilMs = command.atMs + knowledge.rules.thankYouSeconds * 1_000;
  // Nothing that was only practised counts.
  const uses = training ? undefined : usesOf(transaction, knowledge.pricing.promotions);
  const loyalty = training ? undefined : loyaltyResult(transaction);
  const counted = { ...(uses === undefined ? {} : { uses }), ...(loyalty === undefined ? {} : { loyalty }) };
  return record(settled, { kind: "transaction-completed", number, training, receipt, untilMs, ...counted });
}
