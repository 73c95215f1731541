import { accepted, type Deciders, type Draft, type Drafted, nextId, perform, record, refused } from "../lane/draft.js";
import { closingOf, countedOf, expectedMinor, type TillState } from "./till.js";

/** The drawer of an attended lane: opened with a float, filled, emptied and counted, each by name. */
export const tillDeciders: Deciders<"open-till" | "pay-in-cash" | "pick-up-cash" | "count-till" | "close-till"> = {
  "open-till": (draft, { floatMinor }) => {
    if (!draft.knowledge.cash || draft.knowledge.training) return refused("tender-not-taken");
    if (draft.state.till !== undefined) return refused("till-open");
    const { id: tillId, draft: numbered } = nextId(draft);
    return opened(record(numbered, { kind: "till-opened", tillId, floatMinor }));
  },

  "pay-in-cash": (draft, { amountMinor, note }) => withTill(draft, ({ tillId }) => opened(record(draft, { kind: "till-paid-in", tillId, amountMinor, note }))),

  // More than lies there cannot be taken out of it.
  "pick-up-cash": (draft, { amountMinor, note }) =>
    withTill(draft, (till) =>
      amountMinor > expectedMinor(till)
        ? refused("amount-out-of-range")
        : opened(record(draft, { kind: "till-picked-up", tillId: till.tillId, amountMinor, note })),
    ),

  "count-till": (draft, { counts }) =>
    withTill(draft, (till) =>
      opened(record(draft, { kind: "till-counted", tillId: till.tillId, counts, countedMinor: countedOf(counts, undefined), expectedMinor: expectedMinor(till) })),
    ),

  "close-till": (draft, { counts }) =>
    withTill(draft, (till) => {
      const { state, command } = draft;
      if (state.transaction !== undefined || state.returning !== undefined) return refused("lane-busy");
      if (state.interventions.some(({ kind }) => kind === "cash-give-back")) return refused("cash-owed");
      return opened(record(draft, { kind: "till-closed", closing: closingOf(till, state.laneId, counts, command.atMs, command.actor) }));
    }),
};

function withTill(draft: Draft, decide: (till: TillState) => Drafted): Drafted {
  return draft.state.till === undefined ? refused("till-not-open") : decide(draft.state.till);
}

const opened = (draft: Draft): Drafted => accepted(perform(draft, { kind: "open-drawer" }));
