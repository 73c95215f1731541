import type { PromotionEffect } from "@laneway/contracts";
import { allPieces, takeTogether, type Taker, type Workspace } from "./workspace.js";

/** Takes delivery charges off, wholly or up to an amount. */
export function freeDelivery(
  effect: Extract<PromotionEffect, { kind: "free-delivery" }>,
  workspace: Workspace,
  taker: Taker,
): number {
  const charges = workspace.lines.filter(({ line }) => line.charge === "delivery");
  return takeTogether(allPieces(charges), effect.maximumMinor ?? Number.MAX_SAFE_INTEGER, taker);
}
