import type { PromotionEffect } from "@laneway/contracts";
import { groupsOf } from "./buy-get.js";
import { linesMeant } from "./line-filter.js";
import type { Taker, Workspace } from "./workspace.js";

/** Every nth piece at a discount: of each group of n the cheapest. */
export function nthItem(
  effect: Extract<PromotionEffect, { kind: "nth-item" }>,
  workspace: Workspace,
  taker: Taker,
): number {
  const limit = { left: effect.maximumApplications ?? Number.MAX_SAFE_INTEGER };
  return groupsOf(linesMeant(workspace, effect.on), effect.nth - 1, 1, effect, workspace, taker, limit);
}
