/**
 * A payment on the shopper's phone, as headquarters holds it. Saved before the provider is asked. `stopping`, `refunding`: the
 * store does not want it any more, and headquarters sees to it until the provider has said that no money is held.
 */
export type RedirectState = "opening" | "open" | "paid" | "declined" | "expired" | "cancelled" | "stopping" | "stopped" | "refunding" | "refunded";

/** `approved-late`: approved after the store was told that nothing was paid. */
export type RedirectEvent = "opened" | "approved" | "approved-late" | "declined" | "expired" | "cancelled" | "taken-back" | "refunded";

export interface RedirectRow {
  readonly from: RedirectState;
  readonly event: RedirectEvent;
  readonly to: RedirectState;
  readonly because: string;
}

/** An event without a row changes nothing: told twice, too late to matter, or out of order. */
export const redirectTable: readonly RedirectRow[] = [
  { from: "opening", event: "opened", to: "open", because: "the provider knows it; the shopper sees the code" },
  { from: "opening", event: "approved", to: "paid", because: "the callback was faster than the answer" },
  { from: "opening", event: "declined", to: "declined", because: "the provider does not take it" },
  { from: "opening", event: "expired", to: "expired", because: "asked again after its time" },
  { from: "opening", event: "cancelled", to: "cancelled", because: "it was cancelled before it was opened" },
  { from: "opening", event: "taken-back", to: "stopping", because: "nobody waits; it may be open already" },
  { from: "open", event: "approved", to: "paid", because: "the shopper has paid" },
  { from: "open", event: "declined", to: "declined", because: "the shopper or the wallet said no" },
  { from: "open", event: "expired", to: "expired", because: "its time is over, and the provider says so" },
  { from: "open", event: "cancelled", to: "cancelled", because: "the provider took the wish to stop" },
  { from: "open", event: "taken-back", to: "stopping", because: "the store waits no longer" },
  { from: "stopping", event: "cancelled", to: "stopped", because: "nothing was paid and nothing can be" },
  { from: "stopping", event: "declined", to: "stopped", because: "nothing was paid" },
  { from: "stopping", event: "expired", to: "stopped", because: "nothing was paid" },
  { from: "stopping", event: "approved", to: "refunding", because: "the shopper was faster than the stop" },
  { from: "stopped", event: "approved", to: "refunding", because: "confirmed late, against the provider's own word" },
  { from: "paid", event: "taken-back", to: "refunding", because: "the basket was given up, or never heard of it" },
  { from: "declined", event: "approved", to: "paid", because: "confirmed late, and the store has not been told no yet" },
  { from: "expired", event: "approved", to: "paid", because: "confirmed late, and the store has not been told no yet" },
  { from: "cancelled", event: "approved", to: "paid", because: "confirmed late, and the store has not been told no yet" },
  { from: "declined", event: "approved-late", to: "refunding", because: "the store was told no: the shopper gets it back" },
  { from: "expired", event: "approved-late", to: "refunding", because: "the store was told no: the shopper gets it back" },
  { from: "cancelled", event: "approved-late", to: "refunding", because: "the store was told no: the shopper gets it back" },
  { from: "declined", event: "taken-back", to: "stopped", because: "the store waits no longer" },
  { from: "expired", event: "taken-back", to: "stopped", because: "the store waits no longer" },
  { from: "cancelled", event: "taken-back", to: "stopped", because: "the store waits no longer" },
  { from: "refunding", event: "refunded", to: "refunded", because: "the provider has given all of it back" },
];

export const redirectInitial: RedirectState = "opening";

/** Where an event leads from a state; undefined: it changes nothing. */
export const redirectNext = (from: RedirectState, event: RedirectEvent): RedirectState | undefined =>
  redirectTable.find((row) => row.from === from && row.event === event)?.to;

/** Ended without money, as far as the provider has said. */
export const isEnded = (state: RedirectState): boolean => state === "declined" || state === "expired" || state === "cancelled" || state === "stopped";

/** When the provider is asked next. A callback usually comes first; where it is lost, this is how the truth is found. */
export function lookAfterMs(state: RedirectState, looks: number): number | undefined {
  if (state === "opening" || state === "open") return 3_000;
  if (state === "stopping" || state === "refunding") return Math.min(60_000, 1_000 * 2 ** Math.min(looks, 6));
  // A provider that confirms what it had ended, and whose callback is lost, is found out within a day.
  if (isEnded(state)) return [60_000, 600_000, 3_600_000, 86_400_000][looks];
  return undefined;
}
