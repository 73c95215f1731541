import type { InterventionKind } from "@laneway/contracts";
import type { InterventionOutcome } from "../lane/entries.js";
import { type Draft, nextId, record } from "../lane/draft.js";
import type { Evidence, Intervention } from "../lane/types.js";
import { interventionRules } from "./rules.js";

/** A lane that already asks for a person this often asks no more: somebody has to come anyway. */
export const maximumInterventions = 20;

/** Asks for a person. Blocking ones are always raised: they hold the payment. `riskPermille`: the basket's score, where there is one. */
export function raiseIntervention(draft: Draft, kind: InterventionKind, evidence: Evidence, riskPermille?: number): Draft {
  const { blocking } = interventionRules[kind];
  if (!blocking && draft.state.interventions.length >= maximumInterventions) return draft;
  const { id, draft: numbered } = nextId(draft);
  const intervention: Intervention = {
    interventionId: id,
    kind,
    raisedAtMs: draft.command.atMs,
    blocking,
    takenBy: undefined,
    ...(riskPermille === undefined ? {} : { riskPermille }),
    evidence,
  };
  return record(numbered, { kind: "intervention-raised", intervention });
}

export function endIntervention(
  draft: Draft,
  one: Intervention,
  outcome: InterventionOutcome,
  note?: string,
  answered?: { readonly undoable: boolean },
): Draft {
  return record(draft, {
    kind: "intervention-ended",
    interventionId: one.interventionId,
    about: one.kind,
    outcome,
    note,
    ...(answered === undefined ? {} : { answered }),
  });
}

/** Ends all that were about the transaction: it is over. */
export function endTransactionInterventions(draft: Draft): Draft {
  let ended = draft;
  for (const one of draft.state.interventions) {
    if (interventionRules[one.kind].endsWithTransaction) ended = endIntervention(ended, one, "lapsed");
  }
  return ended;
}
