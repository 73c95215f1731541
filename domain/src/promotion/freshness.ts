import type { PromotionEffect } from "@laneway/contracts";
import { daysBetween } from "../pricing/calendar.js";
import { linesMeant } from "./line-filter.js";
import { shareOff } from "./percent-off.js";
import { allPieces, type Taker, type Workspace } from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "freshness" }>;

/** A markdown by the days left until a line's expiry date. Lines without one, or past it, are not touched. */
export function freshness(effect: Effect, workspace: Workspace, taker: Taker): number {
  return linesMeant(workspace, effect.on).reduce((sum, workLine) => {
    const { expiryDate } = workLine.line;
    const left = expiryDate === undefined ? -1 : daysBetween(workspace.localTime.slice(0, 10), expiryDate);
    const step = left < 0 ? undefined : nearest(effect.steps, left);
    return step === undefined
      ? sum
      : sum + shareOff(allPieces([workLine]), step.percentPpm, "line", workspace, taker);
  }, 0);
}

function nearest(steps: Effect["steps"], daysLeft: number): Effect["steps"][number] | undefined {
  let best: Effect["steps"][number] | undefined;
  for (const step of steps) {
    if (step.daysLeft >= daysLeft && (best === undefined || step.daysLeft < best.daysLeft)) best = step;
  }
  return best;
}
