/** A terminal that has not even taken the request by then is asked. */
export const startPatienceMs = 20_000;
/** Headquarters answers within a moment or is not there; a shopper is not kept longer. */
export const ledgerPatienceMs = 12_000;
/** After its time a phone's payment has so long to be heard of, before it is taken back. */
export const phoneGraceMs = 30_000;
/** The longest pause between two signs of life of a payment: a shopper looking for a card. */
export const progressPatienceMs = 150_000;
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;
/** After so many unanswered questions only an attendant asks again. */
const maximumQueries = 100;

/** When to ask again after so many questions: 5, 10, 20, 40, then every 60 s; undefined: no more by itself. */
export function nextAskMs(queries: number, nowMs: number): number | undefined {
  if (queries >= maximumQueries) return undefined;
  return nowMs + Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(queries, 8));
}
