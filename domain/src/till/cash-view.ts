import type { LaneTile, TenderRules } from "@laneway/contracts";
import type { LaneState } from "../lane/types.js";
import { dueMinor } from "../tender/amount-due.js";
import { roundedDue } from "./take-cash.js";

/** What an attendant is shown of a lane that takes cash. What must lie in an open till is not among it: it is counted blind. */
export function cashOf({ till, lastTill, transaction, step }: LaneState, rules: { readonly tenders: TenderRules }): NonNullable<LaneTile["cash"]> {
  return {
    ...(till === undefined ? {} : { till: { sinceMs: till.openedAtMs, by: till.openedBy.name, floatMinor: till.floatMinor } }),
    ...(till !== undefined && transaction !== undefined && step.name === "payment" ? { due: roundedDue(dueMinor(transaction), rules) } : {}),
    ...(lastTill === undefined ? {} : { last: { closedAtMs: lastTill.closedAtMs, by: lastTill.closedBy.name, expectedMinor: lastTill.expectedMinor, countedMinor: lastTill.countedMinor, differenceMinor: lastTill.differenceMinor } }),
  };
}
