import { isGoods } from "../gift-card/card-lines.js";
import { type Draft, record } from "../lane/draft.js";
import { hasEffect } from "../lane/device-faults.js";
import type { BasketLine } from "../lane/types.js";
import { expectationOf } from "./tolerance.js";

/** Is the bagging area checked? Not while an attendant works the lane, not without a scale, not while its scale cannot be trusted, and not before it spoke again. */
export function isBaggingChecked({ state, knowledge }: Draft): boolean {
  return (
    state.assist === undefined && knowledge.hasSecurityScale && state.bagging.baselineKnown && !hasEffect(state.faults, "no-bagging-check")
  );
}

const learnedOf = ({ knowledge }: Draft, { item }: BasketLine) => knowledge.learnedWeights?.get(item.itemId);

/** Pieces of a line are to be put into the bagging area; while its scale cannot be trusted they are only understood when they come. */
export function expectPlaced(draft: Draft, line: BasketLine, pieces: number): Draft {
  if (!isGoods(line) || !draft.knowledge.hasSecurityScale || draft.state.bagging.skippedLineIds.includes(line.lineId)) return draft;
  // Pieces that were to come off may as well stay.
  const leaving = draft.state.bagging.leaving.find((one) => one.lineId === line.lineId)?.pieces ?? 0;
  const stay = Math.min(leaving, pieces);
  const kept =
    stay === 0
      ? draft
      : record(draft, { kind: "bagging-forgotten", change: "taken", lineId: line.lineId, pieces: stay });
  if (stay === pieces) return kept;
  const expected = expectationOf(line, pieces - stay, learnedOf(draft, line));
  return record(kept, {
    kind: "bagging-expected",
    change: "placed",
    expectation: isBaggingChecked(draft) ? expected : { ...expected, required: false },
  });
}

/** Pieces of a line are sold no more: those not yet placed are not waited for, the others are to be taken out. */
export function expectTaken(draft: Draft, line: BasketLine, pieces: number): Draft {
  if (!isGoods(line) || !isBaggingChecked(draft) || draft.state.bagging.skippedLineIds.includes(line.lineId)) return draft;
  const waiting = draft.state.bagging.waiting.find((one) => one.lineId === line.lineId)?.pieces ?? 0;
  const unplaced = Math.min(waiting, pieces);
  const forgotten =
    unplaced === 0
      ? draft
      : record(draft, { kind: "bagging-forgotten", change: "placed", lineId: line.lineId, pieces: unplaced });
  if (unplaced === pieces) return forgotten;
  return record(forgotten, {
    kind: "bagging-expected",
    change: "taken",
    expectation: expectationOf(line, pieces - unplaced, learnedOf(draft, line)),
  });
}

/** A recalled basket's goods may come into this bagging area, or stay in the shopper's bags: understood, not asked for. */
export function expectAgain(draft: Draft, line: BasketLine): Draft {
  if (!isGoods(line) || !isBaggingChecked(draft)) return draft;
  return record(draft, {
    kind: "bagging-expected",
    change: "placed",
    expectation: { ...expectationOf(line, line.quantity, learnedOf(draft, line)), required: false },
  });
}
