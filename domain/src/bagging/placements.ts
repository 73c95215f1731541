import type { LaneEntry } from "../lane/entries.js";
import { evolve } from "../lane/evolve.js";
import type { BasketLine, LaneState } from "../lane/types.js";

/** One piece of an item that lay on the scale, as far as its weight teaches something. */
export interface Placement {
  readonly itemId: string;
  readonly grams: number;
}

/**
 * Pieces whose weight was seen alone and accepted: pieces of one line put down at once, and what an attendant found to be
 * right. Goods sold by weight are as heavy as they are, bags are anything, and training teaches nothing.
 */
export function placementsIn(before: LaneState, entries: readonly LaneEntry[]): readonly Placement[] {
  if (!entries.some(({ kind }) => kind === "bagging-weighed" || kind === "bagging-accepted")) return [];
  const placements: Placement[] = [];
  let state = before;
  for (const entry of entries) {
    if (entry.kind === "bagging-weighed") {
      const [only, ...others] = entry.explained;
      if (only?.change === "placed" && others.length === 0)
        placements.push(...pieceOf(state, only.lineId, only.pieces, entry.settledGrams - state.bagging.settledGrams));
    } else if (entry.kind === "bagging-accepted") {
      const [only, ...others] = state.bagging.waiting.filter((one) => one.required);
      if (only !== undefined && others.length === 0 && state.bagging.leaving.length === 0)
        placements.push(...pieceOf(state, only.lineId, only.pieces, entry.settledGrams - state.bagging.settledGrams));
    }
    state = evolve(state, entry);
  }
  return placements;
}

function pieceOf({ transaction }: LaneState, lineId: string, pieces: number, grams: number): readonly Placement[] {
  const line = transaction?.lines.find((one) => one.lineId === lineId);
  if (line === undefined || transaction?.training === true || !teaches(line) || grams <= 0) return [];
  return [{ itemId: line.item.itemId, grams: (grams - (grams % pieces)) / pieces }];
}

const teaches = ({ item, entryMethod }: BasketLine): boolean => item.soldBy === "each" && entryMethod !== "bag";
