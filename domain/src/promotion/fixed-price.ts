import type { PromotionEffect } from "@laneway/contracts";
import { scaled } from "../pricing/rounding.js";
import { piecesReached } from "./reach.js";
import { takeOffPieces, type Taker, type WorkLine, type Workspace } from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "fixed-price" }>;

/** Each piece, or kilogram, at a price of its own; never dearer than it was. */
export function fixedPrice(effect: Effect, workspace: Workspace, taker: Taker): number {
  return piecesReached(effect, workspace).reduce((sum, { workLine, run, count }) => {
    const price = pieceAt(workLine, effect.unitPriceMinor, workspace);
    return sum + takeOffPieces(workLine, run, count, run.amountMinor - price, taker);
  }, 0);
}

/** What one piece of a line costs at a unit price: a weighed line is one piece, its price is per kilogram. */
export const pieceAt = ({ line }: WorkLine, unitPriceMinor: number, { policy }: Workspace): number =>
  line.soldBy === "each"
    ? unitPriceMinor
    : scaled(unitPriceMinor, line.weightGrams ?? 0, 1_000, policy.amountRounding);
