import type { QueuedIntervention } from "@laneway/contracts";

/** The interventions that are waiting now and were not in the queue before. Nothing has arrived before there was a first view. */
export function arrivals(before: readonly QueuedIntervention[] | undefined, now: readonly QueuedIntervention[]): readonly QueuedIntervention[] {
  if (before === undefined) return [];
  const known = new Set(before.map((each) => each.interventionId));
  return now.filter((each) => each.state === "waiting" && !known.has(each.interventionId));
}
