import type { LaneEntry } from "./entries.js";
import { evolve } from "./evolve.js";
import { initialLaneState } from "./initial-state.js";
import { stateChanges } from "./state-machines.js";

/** The rows of the tables that a lane's entries went along, as `machine: from -event-> to`. */
export function walkedRows(laneId: string, entries: readonly LaneEntry[]): readonly string[] {
  const walked: string[] = [];
  let state = initialLaneState(laneId, "en");
  for (const entry of entries) {
    const next = evolve(state, entry);
    for (const { table, from, event, to } of stateChanges(state, entry, next))
      walked.push(`${table.name}: ${from} -${event}-> ${to}`);
    state = next;
  }
  return walked;
}
