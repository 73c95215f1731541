import type { Handlers } from "../lane/handlers.js";
import type { LaneEntryOf } from "../lane/entries.js";
import type { Intervention, LaneState, LastOutcome } from "../lane/types.js";
import { withAgeSeen } from "../restriction/age-seen.js";

/** Enough to tell a lane that calls often from one that does not. */
const callsKept = 12;

function withIntervention(
  state: LaneState,
  interventionId: string,
  change: (one: Intervention) => Intervention,
): LaneState {
  return {
    ...state,
    interventions: state.interventions.map((one) =>
      one.interventionId === interventionId ? change(one) : one,
    ),
  };
}

export const interventionHandlers: Handlers<
  | "intervention-raised"
  | "intervention-changed"
  | "intervention-taken"
  | "intervention-ended"
  | "outcome-undone"
  | "outcome-explained"
> = {
  "intervention-raised": (state, { intervention, atMs }) => ({
    ...state,
    interventions: [...state.interventions, intervention],
    recentCalls: [...state.recentCalls, atMs].slice(-callsKept),
  }),
  "intervention-changed": (state, { interventionId, evidence }) =>
    withIntervention(state, interventionId, (one) => ({ ...one, evidence })),
  "intervention-taken": (state, { interventionId, by, atMs }) =>
    withIntervention(state, interventionId, (one) => ({ ...one, takenBy: by, takenAtMs: atMs })),
  "intervention-ended": (state, entry) => ({
    ...state,
    interventions: state.interventions.filter((one) => one.interventionId !== entry.interventionId),
    lastOutcome: answerOf(state, entry) ?? state.lastOutcome,
  }),
  "outcome-undone": (state, { atMs, actor }) => {
    const last = state.lastOutcome;
    if (last === undefined) return state;
    const { intervention, outcome, before } = last;
    const { transaction } = state;
    const isAcceptedWeight = intervention.kind === "weight-mismatch" && outcome === "approved";
    const takenBy = actor.kind === "attendant" ? actor : last.by;
    return {
      ...state,
      lastOutcome: undefined,
      // Whoever takes an answer back is there.
      interventions: [
        ...state.interventions,
        { ...intervention, takenBy: { attendantId: takenBy.attendantId, name: takenBy.name }, takenAtMs: atMs },
      ],
      transaction:
        transaction === undefined || intervention.kind !== "age-restriction"
          ? transaction
          : withAgeSeen(transaction, before),
      bagging: isAcceptedWeight ? before.bagging : state.bagging,
      notices: state.notices.filter((notice) => notice.reason !== intervention.kind),
    };
  },
  "outcome-explained": (state, { reason }) => ({
    ...state,
    lastOutcome: state.lastOutcome === undefined ? undefined : { ...state.lastOutcome, reason },
  }),
};

/** An attendant's answer, kept with what it may have to be put back to. */
function answerOf(state: LaneState, entry: LaneEntryOf<"intervention-ended">): LastOutcome | undefined {
  const { interventionId, outcome, answered, actor, atMs } = entry;
  const intervention = state.interventions.find((one) => one.interventionId === interventionId);
  if (answered === undefined || intervention === undefined || outcome === "lapsed" || actor.kind !== "attendant")
    return undefined;
  return {
    intervention,
    outcome,
    atMs,
    by: { attendantId: actor.attendantId, name: actor.name },
    undoable: answered.undoable,
    reason: undefined,
    before: {
      transactionId: state.transaction?.transactionId,
      ageApprovedUpTo: state.transaction?.ageApprovedUpTo ?? 0,
      ...(state.transaction?.bornBeforeApproved === undefined ? {} : { bornBeforeApproved: state.transaction.bornBeforeApproved }),
      bagging: state.bagging,
    },
  };
}
