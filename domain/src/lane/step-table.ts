import type { EntryKind } from "./entries.js";
import type { TransitionTable } from "./transition-table.js";
import type { LaneStepState } from "./types.js";

export type StepName = LaneStepState["name"];

/** Where the shopper is, and what leads on. Events are entry kinds. */
export const stepTable = {
  name: "lane step",
  initial: "welcome",
  states: ["welcome", "basket", "bags", "payment", "thank-you", "suspended"],
  final: ["welcome"],
  rows: [
    { from: "welcome", event: "transaction-started", to: "basket", because: "the shopper begins, or simply scans" },
    { from: "welcome", event: "transaction-recalled", to: "basket", because: "a basket set aside is brought back" },
    { from: "basket", event: "bags-asked", to: "bags", because: "the shopper is done scanning and bags are for sale" },
    { from: "basket", event: "payment-step-reached", to: "payment", because: "the shopper is done scanning and bags were asked about, or none are sold" },
    { from: "bags", event: "payment-step-reached", to: "payment", because: "the number of bags is chosen" },
    { from: "bags", event: "basket-reopened", to: "basket", because: "the shopper goes back" },
    { from: "payment", event: "basket-reopened", to: "basket", because: "the shopper goes back; no payment is running" },
    { from: "payment", event: "transaction-completed", to: "thank-you", because: "the tenders cover the total" },
    { from: "basket", event: "transaction-voided", to: "welcome", because: "the basket is given up" },
    { from: "bags", event: "transaction-voided", to: "welcome", because: "the basket is given up" },
    { from: "payment", event: "transaction-voided", to: "welcome", because: "the basket is given up" },
    { from: "basket", event: "transaction-suspended", to: "suspended", because: "the basket is set aside" },
    { from: "bags", event: "transaction-suspended", to: "suspended", because: "the basket is set aside" },
    { from: "payment", event: "transaction-suspended", to: "suspended", because: "the basket is set aside; no payment is running" },
    { from: "thank-you", event: "shopper-left", to: "welcome", because: "the shopper is done, the time is over, or the next one scans" },
    { from: "suspended", event: "shopper-left", to: "welcome", because: "the token was shown long enough, or the next shopper scans" },
  ],
} as const satisfies TransitionTable<StepName, EntryKind>;
