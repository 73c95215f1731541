import type { PromotionEffect } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { allPieces, amountOfAll, takeTogether, type Taker, type Workspace } from "./workspace.js";

/** All lines meant together for one price; never dearer than they were. */
export function setTotal(
  effect: Extract<PromotionEffect, { kind: "set-total" }>,
  workspace: Workspace,
  taker: Taker,
): number {
  const lines = linesMeant(workspace, effect.on);
  return takeTogether(allPieces(lines), amountOfAll(lines) - effect.amountMinor, taker);
}
