import type { TransitionTable } from "../lane/transition-table.js";
import type { DayEntryKind } from "./entries.js";
import type { DayPhase } from "./types.js";

/** The store's business day. Events are entry kinds. */
export const dayTable = {
  name: "business day",
  initial: "none",
  states: ["none", "open", "closing"],
  final: ["none"],
  rows: [
    { from: "none", event: "business-day-opened", to: "open", because: "a lead begins the day: its date holds until it is closed, past midnight too" },
    { from: "open", event: "business-day-closing-begun", to: "closing", because: "no basket and no payment is open: no new one begins, the terminals are asked for their end of day" },
    { from: "closing", event: "business-day-closing-withdrawn", to: "open", because: "the store sells on; what the terminals have told stays told" },
    { from: "closing", event: "business-day-closed", to: "none", because: "every terminal has answered, or is done without by name: totals, tills and differences are in this one entry" },
  ],
} as const satisfies TransitionTable<DayPhase, DayEntryKind>;
