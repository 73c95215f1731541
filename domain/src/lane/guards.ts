import { err, ok, type Refusal, type Result } from "@laneway/contracts";
import { isAttemptOpen } from "../payment/attempt.js";
import type { Draft } from "./draft.js";
import { refusalOf } from "./refusal-of.js";
import type { Transaction } from "./types.js";

/** The open transaction, or why there is none. */
export function openTransaction({ state }: Draft): Result<Transaction, Refusal> {
  return state.transaction === undefined ? err(refusalOf("no-open-basket")) : ok(state.transaction);
}

/** The open transaction, if its lines may change: no payment on its way, none unclear. */
export function changeableTransaction(draft: Draft): Result<Transaction, Refusal> {
  const transaction = openTransaction(draft);
  if (!transaction.ok) return transaction;
  const { attempt } = draft.state;
  if (attempt?.state === "unknown") return err(refusalOf("payment-unclear"));
  if (isAttemptOpen(attempt) || transaction.value.tenders.length > 0) return err(refusalOf("basket-locked"));
  return transaction;
}
