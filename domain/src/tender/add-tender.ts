import { invariant } from "../invariant.js";
import { type Draft, record } from "../lane/draft.js";
import type { Transaction } from "../lane/types.js";
import { completeTransaction } from "../transaction/complete.js";
import { dueMinor } from "./amount-due.js";
import type { TransactionTender } from "./types.js";

/** A basket is paid in at most so many parts. */
const maximumTenders = 10;

/** May another part still be paid? */
export const takesAnotherTender = (transaction: Transaction): boolean =>
  transaction.tenders.length < maximumTenders;

/** Adds a tender to the open transaction, the only way in; with nothing left to pay the transaction is complete. */
export function addTender(draft: Draft, tender: TransactionTender): Draft {
  const added = record(draft, { kind: "tender-added", tender });
  const { transaction } = added.state;
  invariant(transaction !== undefined, "a tender belongs to an open transaction");
  invariant(tender.amountMinor > 0 && dueMinor(transaction) >= 0, "a tender covers a part of what is due");
  return dueMinor(transaction) === 0 ? completeTransaction(added) : added;
}
