import type { Handlers } from "../lane/handlers.js";

export const tillHandlers: Handlers<"till-opened" | "till-paid-in" | "till-picked-up" | "till-counted" | "till-closed"> = {
  "till-opened": (state, { tillId, floatMinor, atMs, actor }) => ({
    ...state,
    till: {
      tillId,
      openedAtMs: atMs,
      openedBy: actor.kind === "attendant" ? { attendantId: actor.attendantId, name: actor.name } : { attendantId: "system", name: "" },
      floatMinor,
      salesMinor: 0,
      changeMinor: 0,
      refundsMinor: 0,
      payInsMinor: 0,
      pickupsMinor: 0,
    },
  }),
  "till-paid-in": (state, { amountMinor }) =>
    state.till === undefined ? state : { ...state, till: { ...state.till, payInsMinor: state.till.payInsMinor + amountMinor } },
  "till-picked-up": (state, { amountMinor }) =>
    state.till === undefined ? state : { ...state, till: { ...state.till, pickupsMinor: state.till.pickupsMinor + amountMinor } },
  // A count in mid-day is kept in the record; it moves no money.
  "till-counted": (state) => state,
  "till-closed": (state, { closing }) => ({ ...state, till: undefined, lastTill: closing }),
};
