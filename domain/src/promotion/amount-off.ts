import type { PromotionEffect } from "@laneway/contracts";
import { piecesReached } from "./reach.js";
import { takeOffPieces, takeTogether, type Taker, type Workspace } from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "amount-off" }>;

/** An amount off each piece, each line, or off all of them together. */
export function amountOff(effect: Effect, workspace: Workspace, taker: Taker): number {
  const pieces = piecesReached(effect, workspace);
  if (effect.per === "basket") return takeTogether(pieces, effect.amountMinor, taker);
  if (effect.per === "piece") {
    return pieces.reduce(
      (sum, { workLine, run, count }) => sum + takeOffPieces(workLine, run, count, effect.amountMinor, taker),
      0,
    );
  }
  const lines = [...new Set(pieces.map(({ workLine }) => workLine))];
  return lines.reduce(
    (sum, workLine) =>
      sum +
      takeTogether(
        pieces.filter((each) => each.workLine === workLine),
        effect.amountMinor,
        taker,
      ),
    0,
  );
}
