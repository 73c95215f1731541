import type { PromotionEffect } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { firstPieces, runsByPrice } from "./selection.js";
import { allPieces, type Pieces, piecesOf, takeOffPieces, takeTogether, type Taker, type Workspace } from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "amount-off" }>;

/** An amount off each piece, each line, or off all of them together. */
export function amountOff(effect: Effect, workspace: Workspace, taker: Taker): number {
  const pieces = piecesReached(effect, workspace);
  if (effect.per === "basket") return takeTogether(pieces, effect.amountMinor, taker);
  if (effect.per === "piece") {
    return pieces.reduce((sum, { workLine, run, count }) => sum + takeOffPieces(workLine, run, count, effect.amountMinor, taker), 0);
  }
  const lines = [...new Set(pieces.map(({ workLine }) => workLine))];
  return lines.reduce((sum, workLine) => sum + takeTogether(pieces.filter((each) => each.workLine === workLine), effect.amountMinor, taker), 0);
}

function piecesReached(effect: Effect, workspace: Workspace): Pieces[] {
  const lines = linesMeant(workspace, effect.on);
  const size = effect.perCompleteGroupOf;
  if (size !== undefined) {
    return lines.flatMap((workLine) => {
      const count = piecesOf(workLine);
      return firstPieces(runsByPrice([workLine], effect.pick), count - (count % size));
    });
  }
  if (effect.maximumPieces === undefined) return allPieces(lines);
  return firstPieces(runsByPrice(lines, effect.pick), effect.maximumPieces);
}
