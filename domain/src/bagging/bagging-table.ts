import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { LaneState } from "../lane/types.js";

export type BaggingPhase = "settled" | "asking" | "attendant" | "unchecked";

/** The bagging area: all in place, the shopper asked, a person asked, or not checked at all. */
export const baggingTable = {
  name: "bagging area",
  initial: "settled",
  states: ["settled", "asking", "attendant", "unchecked"],
  final: ["settled"],
  rows: [
    {
      from: "settled",
      event: "bagging-nudged",
      to: "asking",
      because: "an item is to be placed, or the weight is not what it should be",
    },
    {
      from: "asking",
      event: "bagging-nudged",
      to: "settled",
      because: "the weight is right, or nothing is waited for any more",
    },
    {
      from: "asking",
      event: "intervention-raised",
      to: "attendant",
      because: "the shopper was asked long enough",
    },
    {
      from: "attendant",
      event: "intervention-ended",
      to: "asking",
      because: "an attendant answered, or the weight is right: the nudge is looked at anew",
    },
    {
      from: "settled",
      event: "outcome-undone",
      to: "attendant",
      because: "what was found to be right is asked about again",
    },
    {
      from: "asking",
      event: "outcome-undone",
      to: "attendant",
      because: "the attendant looks after all, instead of the shopper",
    },
    {
      from: "asking",
      event: "transaction-completed",
      to: "settled",
      because: "an announced bag that never came is forgotten",
    },
    { from: "asking", event: "transaction-voided", to: "settled", because: "the basket is over" },
    { from: "asking", event: "transaction-suspended", to: "settled", because: "the basket is set aside" },
    {
      from: "settled",
      event: "device-fault-raised",
      to: "unchecked",
      because: "the scale cannot be trusted",
    },
    { from: "asking", event: "device-fault-raised", to: "unchecked", because: "the scale cannot be trusted" },
    {
      from: "attendant",
      event: "device-fault-raised",
      to: "unchecked",
      because: "the scale cannot be trusted",
    },
    {
      from: "unchecked",
      event: "bagging-weighed",
      to: "settled",
      because: "the scale speaks again: what it shows is the new beginning",
    },
  ],
} as const satisfies TransitionTable<BaggingPhase, EntryKind>;

export function baggingPhaseOf({ bagging, interventions }: LaneState): BaggingPhase {
  if (!bagging.baselineKnown) return "unchecked";
  if (interventions.some((one) => one.kind === "weight-mismatch")) return "attendant";
  return bagging.nudge === undefined ? "settled" : "asking";
}
