import type { TransitionTable } from "../lane/transition-table.js";
import type { FiscalEntry, FiscalPhase } from "./types.js";

/** A fiscal register and its signing unit. An outage ends by a document that the unit signs, never by a person's word. */
export const fiscalTable = {
  name: "fiscal register",
  initial: "new",
  states: ["new", "signing", "outage"],
  final: ["signing"],
  rows: [
    { from: "new", event: "fiscal-document-signed", to: "signing", because: "the start document opens the register" },
    { from: "new", event: "fiscal-document-unsigned", to: "outage", because: "the unit is away from the first document on" },
    { from: "signing", event: "fiscal-document-unsigned", to: "outage", because: "the unit refused, or did not answer in time; selling goes on" },
    { from: "outage", event: "fiscal-document-signed", to: "signing", because: "the unit is back: it signs the recovery document" },
  ],
} as const satisfies TransitionTable<FiscalPhase, FiscalEntry["kind"]>;
