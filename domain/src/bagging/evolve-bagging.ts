import type { Handlers } from "../lane/handlers.js";
import { watchIdle, watchWeighing } from "./scale-health.js";
import type { BaggingState, WeightExpectation } from "./types.js";

/** What lies on the scale now is nobody's business: the beginning of a basket, or its end. */
export function baselineNow(bagging: BaggingState): BaggingState {
  const settledGrams = bagging.measuredGrams ?? 0;
  return {
    ...bagging,
    settledGrams,
    foreignGrams: settledGrams,
    waiting: [],
    leaving: [],
    ownBagAnnounced: false,
    nudge: undefined,
    skippedLineIds: [],
  };
}

/**
 * The bagging area while its scale cannot be trusted: nothing is checked, the next reading is the new beginning. What was
 * waited for is asked for no more, but still understood when it comes.
 */
export function uncheckedBagging(bagging: BaggingState): BaggingState {
  return {
    ...bagging,
    waiting: bagging.waiting.map((one) => ({ ...one, required: false })),
    leaving: [],
    ownBagAnnounced: false,
    nudge: undefined,
    baselineKnown: false,
  };
}

function add(all: readonly WeightExpectation[], one: WeightExpectation): readonly WeightExpectation[] {
  const known = all.some((each) => each.lineId === one.lineId);
  return known
    ? all.map((each) => (each.lineId === one.lineId ? { ...one, pieces: each.pieces + one.pieces } : each))
    : [...all, one];
}

function take(
  all: readonly WeightExpectation[],
  lineId: string,
  pieces: number,
): readonly WeightExpectation[] {
  return all
    .map((each) => (each.lineId === lineId ? { ...each, pieces: each.pieces - pieces } : each))
    .filter((each) => each.pieces > 0);
}

export const baggingHandlers: Handlers<
  | "bagging-expected"
  | "bagging-forgotten"
  | "bagging-weighed"
  | "bagging-nudged"
  | "bagging-skipped"
  | "bagging-own-bag-announced"
  | "bagging-accepted"
> = {
  "bagging-expected": (state, { change, expectation }) => {
    const { bagging } = state;
    return {
      ...state,
      bagging:
        change === "placed"
          ? { ...bagging, waiting: add(bagging.waiting, expectation) }
          : { ...bagging, leaving: add(bagging.leaving, expectation) },
    };
  },
  "bagging-forgotten": (state, { change, lineId, pieces }) => {
    const { bagging } = state;
    return {
      ...state,
      bagging:
        change === "placed"
          ? { ...bagging, waiting: take(bagging.waiting, lineId, pieces) }
          : { ...bagging, leaving: take(bagging.leaving, lineId, pieces) },
    };
  },
  "bagging-weighed": (state, { grams, settledGrams, foreignGrams, ownBagAnnounced, explained }) => {
    let { waiting, leaving } = state.bagging;
    for (const { change, lineId, pieces } of explained) {
      if (change === "placed") waiting = take(waiting, lineId, pieces);
      else leaving = take(leaving, lineId, pieces);
    }
    return {
      ...state,
      scale:
        state.transaction === undefined
          ? watchIdle(state.scale, state.bagging, grams)
          : watchWeighing(state.scale, state.bagging, settledGrams, explained),
      bagging: {
        ...state.bagging,
        measuredGrams: grams,
        settledGrams,
        foreignGrams,
        ownBagAnnounced,
        baselineKnown: true,
        waiting,
        leaving,
      },
    };
  },
  "bagging-nudged": (state, { nudge }) => ({ ...state, bagging: { ...state.bagging, nudge } }),
  "bagging-skipped": (state, { lineId }) => ({
    ...state,
    bagging: {
      ...state.bagging,
      skippedLineIds: [...state.bagging.skippedLineIds, lineId],
      waiting: state.bagging.waiting.filter((each) => each.lineId !== lineId),
    },
  }),
  "bagging-own-bag-announced": (state) => ({
    ...state,
    bagging: { ...state.bagging, ownBagAnnounced: true },
  }),
  "bagging-accepted": (state, { settledGrams }) => ({
    ...state,
    bagging: { ...state.bagging, settledGrams, waiting: [], leaving: [], ownBagAnnounced: false },
  }),
};
