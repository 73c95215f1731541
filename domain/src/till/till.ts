import type { Actor, CashCount, TillClosing } from "@laneway/contracts";
import type { TransactionTender } from "../tender/types.js";

/** The drawer of an attended lane, from its float to its last count. Amounts are sums since it was opened. */
export interface TillState {
  readonly tillId: string;
  readonly openedAtMs: number;
  readonly openedBy: { readonly attendantId: string; readonly name: string };
  readonly floatMinor: number;
  /** What shoppers handed over. */
  readonly salesMinor: number;
  readonly changeMinor: number;
  /** Given back of baskets that were given up. */
  readonly refundsMinor: number;
  readonly payInsMinor: number;
  readonly pickupsMinor: number;
}

/** What must lie in the drawer. */
export const expectedMinor = (till: TillState): number =>
  till.floatMinor + till.salesMinor - till.changeMinor - till.refundsMinor + till.payInsMinor - till.pickupsMinor;

export const countedMinor = (counts: readonly CashCount[]): number =>
  counts.reduce((sum, { denominationMinor, count }) => sum + denominationMinor * count, 0);

/** The till after cash was taken for a basket. */
export const withCash = (till: TillState | undefined, tender: TransactionTender): TillState | undefined =>
  till === undefined || tender.kind !== "cash"
    ? till
    : { ...till, salesMinor: till.salesMinor + tender.tenderedMinor, changeMinor: till.changeMinor + tender.changeMinor };

/** The till after cash goes back into the shopper's hand. */
export const withoutCash = (till: TillState | undefined, tender: TransactionTender | undefined): TillState | undefined =>
  till === undefined || tender?.kind !== "cash"
    ? till
    : { ...till, refundsMinor: till.refundsMinor + tender.tenderedMinor - tender.changeMinor };

/** The account of a till that is counted for the last time. */
export function closingOf(till: TillState, laneId: string, counts: readonly CashCount[], atMs: number, actor: Actor): TillClosing {
  const expected = expectedMinor(till);
  const counted = countedMinor(counts);
  const closedBy = actor.kind === "attendant" ? { attendantId: actor.attendantId, name: actor.name } : till.openedBy;
  return {
    ...till,
    laneId,
    closedAtMs: atMs,
    closedBy,
    expectedMinor: expected,
    countedMinor: counted,
    differenceMinor: counted - expected,
    counts: [...counts],
  };
}
