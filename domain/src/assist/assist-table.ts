import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { LaneState } from "../lane/types.js";

export type ServiceName = "self-service" | "helped-from-station" | "helped-at-lane" | "attended";

/** Whose hands work the lane. */
export const assistTable = {
  name: "lane service",
  initial: "self-service",
  states: ["self-service", "helped-from-station", "helped-at-lane", "attended"],
  final: ["self-service"],
  rows: [
    { from: "self-service", event: "assist-started", to: "helped-from-station", because: "an attendant takes the lane over from the station" },
    { from: "self-service", event: "assist-started", to: "helped-at-lane", because: "an attendant shows a badge or PIN at the lane" },
    { from: "helped-from-station", event: "assist-started", to: "helped-at-lane", because: "who took it over has come" },
    { from: "helped-at-lane", event: "assist-started", to: "attended", because: "the attendant stays for the next baskets too" },
    { from: "helped-from-station", event: "assist-ended", to: "self-service", because: "handed back, nothing done for a while, or the basket is over" },
    { from: "helped-at-lane", event: "assist-ended", to: "self-service", because: "handed back, nothing done for a while, or the basket is over" },
    { from: "attended", event: "assist-ended", to: "self-service", because: "handed back, or nothing done for long" },
  ],
} as const satisfies TransitionTable<ServiceName, EntryKind>;

export function serviceOf({ assist }: LaneState): ServiceName {
  if (assist === undefined) return "self-service";
  if (assist.attended) return "attended";
  return assist.at === "lane" ? "helped-at-lane" : "helped-from-station";
}
