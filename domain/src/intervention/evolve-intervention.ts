import type { Handlers } from "../lane/handlers.js";
import type { Intervention, LaneState } from "../lane/types.js";

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
  "intervention-raised" | "intervention-changed" | "intervention-taken" | "intervention-ended"
> = {
  "intervention-raised": (state, { intervention }) => ({
    ...state,
    interventions: [...state.interventions, intervention],
  }),
  "intervention-changed": (state, { interventionId, evidence }) =>
    withIntervention(state, interventionId, (one) => ({ ...one, evidence })),
  "intervention-taken": (state, { interventionId, by }) =>
    withIntervention(state, interventionId, (one) => ({ ...one, takenBy: by })),
  "intervention-ended": (state, { interventionId }) => ({
    ...state,
    interventions: state.interventions.filter((one) => one.interventionId !== interventionId),
  }),
};
