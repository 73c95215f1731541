import type { LineFilter, PromotionPick } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { firstPieces, runsByPrice } from "./selection.js";
import { allPieces, type Pieces, piecesOf, type Workspace } from "./workspace.js";

/**
 * Which pieces an effect reaches: of the lines meant, at most so many, or those of complete groups within a
 * line.
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
  if (size === undefined)
    return maximumPieces === undefined
      ? allPieces(lines)
      : firstPieces(runsByPrice(lines, pick), maximumPieces);
  const pieces = lines.flatMap((workLine) => {
    const count = piecesOf(workLine);
    return firstPieces(runsByPrice([workLine], pick), count - (count % size));
  });
  return maximumPieces === undefined ? pieces : firstPieces(pieces, maximumPieces);
}
