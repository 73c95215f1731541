import type { Transaction } from "../transaction/types.js";

/** The transaction with this, and no more, seen of its shopper's age. */
export function withAgeSeen(
  { bornBeforeApproved: _seen, ...transaction }: Transaction,
  { ageApprovedUpTo, bornBeforeApproved }: Pick<Transaction, "ageApprovedUpTo" | "bornBeforeApproved">,
): Transaction {
  return { ...transaction, ageApprovedUpTo, ...(bornBeforeApproved === undefined ? {} : { bornBeforeApproved }) };
}
