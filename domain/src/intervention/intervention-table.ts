import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { LaneState } from "../lane/types.js";

export type InterventionStateName = "waiting" | "coming" | "ended";

/** The life of a question to a person. */
export const interventionTable = {
  name: "intervention",
  initial: "waiting",
  states: ["waiting", "coming", "ended"],
  final: ["ended"],
  rows: [
    { from: "waiting", event: "intervention-taken", to: "coming", because: "an attendant is on the way" },
    {
      from: "waiting",
      event: "intervention-ended",
      to: "ended",
      because: "answered from afar, or what it was about is over",
    },
    {
      from: "coming",
      event: "intervention-ended",
      to: "ended",
      because: "answered, or what it was about is over",
    },
    { from: "ended", event: "outcome-undone", to: "coming", because: "the attendant takes the answer back, and is there" },
  ],
} as const satisfies TransitionTable<InterventionStateName, EntryKind>;

/** The state of an intervention that was raised on a lane. */
export function interventionStateOf(state: LaneState, interventionId: string): InterventionStateName {
  const one = state.interventions.find((each) => each.interventionId === interventionId);
  if (one === undefined) return "ended";
  return one.takenBy === undefined ? "waiting" : "coming";
}
