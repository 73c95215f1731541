import type { PromotionEffect } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { firstPieces, runsByPrice } from "./selection.js";
import { setAside, takeOffPieces, type Taker, type Workspace } from "./workspace.js";

/** Pieces that are in the basket come free. */
export function freeItem(
  effect: Extract<PromotionEffect, { kind: "free-item" }>,
  workspace: Workspace,
  taker: Taker,
): number {
  const free = runsByPrice(linesMeant(workspace, effect.on), effect.pick).filter(({ run }) => !run.grouped);
  const pieces = setAside(firstPieces(free, effect.count));
  return pieces.reduce(
    (sum, { workLine, run, count }) => sum + takeOffPieces(workLine, run, count, run.amountMinor, taker),
    0,
  );
}
