import type { LineFilter, PromotionPick } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { firstPieces, runsByPrice } from "./selection.js";
import { allPieces, type Pieces, piecesOf, type Workspace } from "./workspace.js";

/**
 * Which pieces an effect reaches: of the lines meant, at most so many, or those of complete groups, whatever
 * lines their pieces stand in: goods scanned one by one count together.
 */
export interface Reach {
  readonly on: LineFilter;
  readonly pick: PromotionPick;
  readonly maximumPieces?: number | undefined;
  readonly perCompleteGroupOf?: number | undefined;
}

/** The pieces reached: in the order of the lines, or by price where only some are. */
export function piecesReached(
  { on, pick, maximumPieces, perCompleteGroupOf: size }: Reach,
  workspace: Workspace,
): Pieces[] {
  const lines = linesMeant(workspace, on);
  if (size === undefined && maximumPieces === undefined) return allPieces(lines);
  const count = lines.reduce((sum, each) => sum + piecesOf(each), 0);
  const complete = size === undefined ? count : count - (count % size);
  return firstPieces(runsByPrice(lines, pick), Math.min(complete, maximumPieces ?? complete));
}
