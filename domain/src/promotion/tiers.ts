import type { PromotionEffect } from "@laneway/contracts";
import { pieceAt } from "./fixed-price.js";
import { linesMeant } from "./line-filter.js";
import { shareOff } from "./percent-off.js";
import { allPieces, amountOfAll, piecesOf, takeOffPieces, type Taker, type Workspace } from "./workspace.js";

/** The highest tier reached by pieces or by spend; its reward goes to every piece meant. */
export function tiers(
  effect: Extract<PromotionEffect, { kind: "tiers" }>,
  workspace: Workspace,
  taker: Taker,
): number {
  const lines = linesMeant(workspace, effect.on);
  const reached =
    effect.by === "spend" ? amountOfAll(lines) : lines.reduce((sum, each) => sum + piecesOf(each), 0);
  let tier: (typeof effect.tiers)[number] | undefined;
  for (const candidate of effect.tiers) {
    if (candidate.from <= reached && (tier === undefined || candidate.from > tier.from)) tier = candidate;
  }
  if (tier === undefined) return 0;
  const { percentPpm, amountMinor, unitPriceMinor } = tier;
  const pieces = allPieces(lines);
  if (percentPpm !== undefined) return shareOff(pieces, percentPpm, "line", workspace, taker);
  return pieces.reduce((sum, { workLine, run, count }) => {
    const off = amountMinor ?? run.amountMinor - pieceAt(workLine, unitPriceMinor ?? 0, workspace);
    return sum + takeOffPieces(workLine, run, count, off, taker);
  }, 0);
}
