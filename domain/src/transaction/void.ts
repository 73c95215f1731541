import { endTransactionInterventions } from "../intervention/raise.js";
import { accepted, type Draft, type Drafted, record, refused } from "../lane/draft.js";
import type { TransactionVoidReason } from "../lane/entries.js";
import { openTransaction } from "../lane/guards.js";
import { releasePoints } from "../loyalty/decide-points.js";
import { isAttemptOpen } from "../payment/attempt.js";
import { giveAllBack } from "../tender/give-back.js";
import { homeLocale } from "./begin.js";

/** An unclear payment may be given up with its basket after the terminal was asked so often in vain. */
const queriesBeforeGivingUp = 3;

/**
 * Gives the open basket up. Never while a payment runs. While one is unclear only by an attendant, and only after the
 * terminal was asked in vain: the goods stay, and an approval that turns up later is given back, as is what was paid in part.
 */
export function voidTransaction(draft: Draft, because: TransactionVoidReason): Drafted {
  const open = openTransaction(draft);
  if (!open.ok) return open;
  const { attempt } = draft.state;
  let settled = draft;
  if (attempt?.state === "unknown") {
    if (draft.command.actor.kind !== "attendant" || attempt.queries < queriesBeforeGivingUp)
      return refused("payment-unclear");
    settled = record(settled, {
      kind: "payment-given-up",
      attemptId: attempt.attemptId,
      askAtMs: attempt.askAtMs,
    });
  } else if (isAttemptOpen(attempt)) return refused("basket-locked");
  const { transactionId, priced } = open.value;
  return accepted(
    record(endTransactionInterventions(releasePoints(giveAllBack(settled))), {
      kind: "transaction-voided",
      transactionId,
      because,
      totalMinor: priced.totalMinor,
      homeLocale: homeLocale(draft),
    }),
  );
}
