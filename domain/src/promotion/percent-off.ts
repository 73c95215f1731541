import type { PromotionEffect } from "@laneway/contracts";
import { scaled } from "../pricing/rounding.js";
import { piecesReached } from "./reach.js";
import {
  basisOf,
  type Pieces,
  takeOffPieces,
  takeTogether,
  type Taker,
  type WorkLine,
  type Workspace,
} from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "percent-off" }>;

/** A share off the lines meant, rounded per piece, per line, or once over all and prorated. */
export function percentOff(effect: Effect, workspace: Workspace, taker: Taker): number {
  return shareOff(piecesReached(effect, workspace), effect.percentPpm, effect.per, workspace, taker);
}

/** Takes a share off pieces; for every effect that gives a percentage. */
export function shareOff(
  pieces: readonly Pieces[],
  percentPpm: number,
  per: Effect["per"],
  workspace: Workspace,
  taker: Taker,
): number {
  const { policy } = workspace;
  const part = (amountMinor: number, ppm: number) =>
    scaled(amountMinor, ppm, 1_000_000, policy.amountRounding);
  const shareOf = (amountMinor: number) =>
    policy.roundedPart === "price"
      ? amountMinor - part(amountMinor, 1_000_000 - percentPpm)
      : part(amountMinor, percentPpm);
  if (per === "piece") {
    return pieces.reduce(
      (sum, { workLine, run, count }) =>
        sum + takeOffPieces(workLine, run, count, shareOf(basisOf(run, per, policy)), taker),
      0,
    );
  }
  const basis = (some: readonly Pieces[]) =>
    some.reduce((sum, { run, count }) => sum + basisOf(run, per, policy) * count, 0);
  if (per === "basket") return takeTogether(pieces, shareOf(basis(pieces)), taker);
  const byLine = new Map<WorkLine, Pieces[]>();
  for (const each of pieces) {
    const own = byLine.get(each.workLine);
    if (own === undefined) byLine.set(each.workLine, [each]);
    else own.push(each);
  }
  return [...byLine.values()].reduce((sum, some) => sum + takeTogether(some, shareOf(basis(some)), taker), 0);
}
