import type { Transaction } from "../lane/types.js";

/** What the tenders of a transaction cover. */
export const paidMinor = (transaction: Transaction): number =>
  transaction.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0);

/** What is still to be paid. */
export const dueMinor = (transaction: Transaction): number =>
  transaction.priced.totalMinor - paidMinor(transaction);
