import type { Handlers } from "../lane/handlers.js";
import type { LaneState, Transaction } from "../lane/types.js";

function withTransaction(state: LaneState, change: (transaction: Transaction) => Transaction): LaneState {
  return state.transaction === undefined ? state : { ...state, transaction: change(state.transaction) };
}

/** The basket without anything that was said of somebody's account. */
export const withoutAccount = ({ pointsTold: _told, pointsHold: _hold, ...transaction }: Transaction): Transaction => transaction;

export const pointsHandlers: Handlers<"points-told" | "points-hold-asked" | "points-held" | "points-released"> = {
  "points-told": (state, { balance, discountFrom }) =>
    withTransaction(state, (transaction) => ({ ...transaction, pointsTold: { balance, ...(discountFrom === undefined ? {} : { discountFrom }) } })),
  "points-hold-asked": (state, { holdId, points }) =>
    withTransaction(state, (transaction) => ({ ...transaction, pointsHold: { holdId, state: "asked", points } })),
  "points-held": (state, { holdId, points }) =>
    withTransaction(state, (transaction) => ({ ...transaction, pointsHold: { holdId, state: "held", points } })),
  "points-released": (state) => withTransaction(state, ({ pointsHold: _hold, ...transaction }) => transaction),
};
