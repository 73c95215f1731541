import type { Actor, CashCount, TillClosing } from "@laneway/contracts";
import { currencyDigitsOf } from "../pricing/currency.js";
import type { CashTender, TransactionTender } from "../tender/types.js";

/** The drawer of an attended lane, from its float to its last count. Amounts are sums since it was opened. */
export interface TillState {
  readonly tillId: string;
  readonly openedAtMs: number;
  readonly openedBy: { readonly attendantId: string; readonly name: string };
  readonly floatMinor: number;
  /** What shoppers handed over. */
  readonly salesMinor: number;
  readonly changeMinor: number;
  /** Given back: of baskets that were given up, and of goods that came back. */
  readonly refundsMinor: number;
  readonly payInsMinor: number;
  readonly pickupsMinor: number;
  /** What lies there of other currencies, in their own minor units, by currency. Absent in older records: none. */
  readonly foreign?: Readonly<Record<string, number>>;
}

/** What must lie in the drawer. */
export const expectedMinor = (till: TillState): number =>
  till.floatMinor + till.salesMinor - till.changeMinor - till.refundsMinor + till.payInsMinor - till.pickupsMinor;

/** In one currency. */
const countedMinor = (counts: readonly CashCount[]): number =>
  counts.reduce((sum, { denominationMinor, count }) => sum + denominationMinor * count, 0);

/** Of one currency; undefined: the store's own. */
export const countedOf = (counts: readonly CashCount[], currency: string | undefined): number =>
  countedMinor(counts.filter((each) => each.currency === currency));

/** Foreign cash that goes into the drawer, or out of it. */
function withForeign({ foreign: before = {} }: TillState, { foreign }: CashTender, sign: 1 | -1): Pick<TillState, "foreign"> {
  if (foreign === undefined) return {};
  return { foreign: { ...before, [foreign.currency]: (before[foreign.currency] ?? 0) + sign * foreign.amountMinor } };
}

/** What was handed over in the store's own currency. */
const ownMinor = ({ foreign, tenderedMinor }: CashTender): number => (foreign === undefined ? tenderedMinor : 0);

/** The till after cash was taken for a basket. */
export const withCash = (till: TillState | undefined, tender: TransactionTender): TillState | undefined =>
  till === undefined || tender.kind !== "cash"
    ? till
    : { ...till, ...withForeign(till, tender, 1), salesMinor: till.salesMinor + ownMinor(tender), changeMinor: till.changeMinor + tender.changeMinor };

/** The till after cash goes back into the shopper's hand. */
export const withoutCash = (till: TillState | undefined, tender: TransactionTender | undefined): TillState | undefined =>
  till === undefined || tender?.kind !== "cash"
    ? till
    : { ...till, ...withForeign(till, tender, -1), refundsMinor: till.refundsMinor + ownMinor(tender) - tender.changeMinor };

/** The till after cash was counted out for goods that came back. */
export const withoutRefund = (till: TillState | undefined, handedMinor: number): TillState | undefined =>
  till === undefined ? till : { ...till, refundsMinor: till.refundsMinor + handedMinor };

/** The account of a till that is counted for the last time. */
export function closingOf(till: TillState, laneId: string, counts: readonly CashCount[], atMs: number, actor: Actor): TillClosing {
  const expected = expectedMinor(till);
  const counted = countedOf(counts, undefined);
  const currencies = new Set([...Object.keys(till.foreign ?? {}), ...counts.flatMap(({ currency }) => currency ?? [])]);
  const foreign = [...currencies].sort().map((currency) => {
    const here = till.foreign?.[currency] ?? 0;
    const there = countedOf(counts, currency);
    return { currency, currencyDigits: currencyDigitsOf(currency), expectedMinor: here, countedMinor: there, differenceMinor: there - here };
  });
  const { foreign: _foreign, ...sums } = till;
  const closedBy = actor.kind === "attendant" ? { attendantId: actor.attendantId, name: actor.name } : till.openedBy;
  return {
    ...sums,
    laneId,
    closedAtMs: atMs,
    closedBy,
    expectedMinor: expected,
    countedMinor: counted,
    differenceMinor: counted - expected,
    counts: [...counts],
    ...(foreign.length === 0 ? {} : { foreign }),
  };
}
