import type { PromotionEffect } from "@laneway/contracts";
import { scaled } from "../pricing/rounding.js";
import { linesMeant } from "./line-filter.js";
import { allPieces, amountOfAll, takeTogether, type Taker, type Workspace } from "./workspace.js";

/**
 * Whole steps of the shopper's points as money, up to a share of the lines meant. Points used are written in
 * the workspace.
 */
export function redeemPoints(
  effect: Extract<PromotionEffect, { kind: "redeem-points" }>,
  workspace: Workspace,
  taker: Taker,
): number {
  const lines = linesMeant(workspace, effect.on);
  const most = Math.min(
    scaled(amountOfAll(lines), effect.maximumSharePpm, 1_000_000, "down"),
    taker.leftMinor,
  );
  const points = (workspace.shopper.points ?? 0) - workspace.pointsUsed;
  const steps = Math.min(Math.floor(points / effect.pointsPerStep), Math.floor(most / effect.minorPerStep));
  if (steps <= 0) return 0;
  workspace.pointsUsed += steps * effect.pointsPerStep;
  return takeTogether(allPieces(lines), steps * effect.minorPerStep, taker);
}
