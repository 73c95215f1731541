import type { StoredPaymentState } from "@laneway/contracts";
import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { OfflineEntryKind } from "./types.js";

/** A card payment that a terminal approved without its host. */
export const storedPaymentTable = {
  name: "stored payment",
  initial: "stored",
  states: ["stored", "forwarded", "declined", "reversed", "noted"],
  final: ["forwarded", "reversed", "noted"],
  rows: [
    { from: "stored", event: "stored-payment-at-risk", to: "stored", because: "kept for longer than the store thinks safe: a person is asked to see to it" },
    { from: "stored", event: "stored-payment-forwarded", to: "forwarded", because: "the host has taken it" },
    { from: "stored", event: "stored-payment-declined", to: "declined", because: "the host said no: it is on the loss list" },
    { from: "stored", event: "payment-reversed", to: "reversed", because: "the basket was given up before the terminal forwarded it" },
    { from: "stored", event: "refund-given", to: "reversed", because: "the sale was undone on the terminal that keeps it" },
    { from: "stored", event: "stored-payment-noted", to: "noted", because: "the terminal does not tell, and a person has found out" },
    { from: "declined", event: "stored-payment-noted", to: "noted", because: "a person says what became of the money" },
    { from: "noted", event: "stored-payment-forwarded", to: "forwarded", because: "the terminal tells after all" },
    { from: "noted", event: "stored-payment-declined", to: "declined", because: "the terminal tells after all" },
  ],
} as const satisfies TransitionTable<StoredPaymentState, EntryKind | OfflineEntryKind>;

/** May this come to a payment that stands so? */
export const maySuffer = (from: StoredPaymentState, event: EntryKind | OfflineEntryKind): boolean =>
  storedPaymentTable.rows.some((row) => row.from === from && row.event === event);
