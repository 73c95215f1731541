import { endIntervention } from "../intervention/raise.js";
import { type Draft, record } from "../lane/draft.js";
import { isBaggingChecked } from "./expect-weight.js";
import { nudgeOf } from "./explain-weight.js";

/**
 * Brings the nudge in line with the bagging area. When all is right again, the attendant's weight question ends by
 * itself. A nudge's time starts anew when it is about something else, or when there was progress.
 */
export function renudge(draft: Draft, progressed = false): Draft {
  const { bagging, transaction, interventions } = draft.state;
  const wanted = transaction === undefined || !isBaggingChecked(draft) ? undefined : nudgeOf(bagging);
  const mismatch = interventions.find((one) => one.kind === "weight-mismatch");
  const settled =
    wanted === undefined && mismatch !== undefined ? endIntervention(draft, mismatch, "resolved") : draft;
  const same = wanted?.kind === bagging.nudge?.kind && wanted?.lineId === bagging.nudge?.lineId;
  if (same && !(progressed && wanted !== undefined)) return settled;
  return record(settled, {
    kind: "bagging-nudged",
    nudge: wanted === undefined ? undefined : { ...wanted, sinceMs: draft.command.atMs },
  });
}
