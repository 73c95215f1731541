import type { Handlers } from "../lane/handlers.js";
import type { LaneState, Transaction } from "../lane/types.js";
import type { CardLoad } from "./types.js";

/** The basket without a card whose amount was never chosen. */
export const withoutCardLoad = ({ cardLoad: _pending, ...transaction }: Transaction): Transaction => transaction;

function withLoad(state: LaneState, loadId: string, change: (load: CardLoad) => CardLoad | undefined): LaneState {
  const { transaction } = state;
  if (transaction?.cardLoad?.loadId !== loadId) return state;
  const cardLoad = change(transaction.cardLoad);
  return { ...state, transaction: cardLoad === undefined ? withoutCardLoad(transaction) : { ...transaction, cardLoad } };
}

export const cardLoadHandlers: Handlers<"gift-card-presented" | "gift-card-prepared" | "gift-card-refused" | "gift-card-dropped"> = {
  "gift-card-presented": (state, { loadId, entryMethod, askAtMs }) =>
    state.transaction === undefined ? state : { ...state, transaction: { ...state.transaction, cardLoad: { loadId, state: "asked", entryMethod, askAtMs } } },
  "gift-card-prepared": (state, { loadId, lastFour, known, balanceMinor }) =>
    withLoad(state, loadId, ({ entryMethod }) => ({ loadId, state: "prepared", entryMethod, lastFour, known, ...(balanceMinor === undefined ? {} : { balanceMinor }) })),
  "gift-card-refused": (state, { loadId }) => withLoad(state, loadId, () => undefined),
  "gift-card-dropped": (state, { loadId }) => withLoad(state, loadId, () => undefined),
};
