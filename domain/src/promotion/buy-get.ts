import type { PromotionEffect } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { shareOff } from "./percent-off.js";
import { PieceQueue } from "./selection.js";
import { type Pieces, release, setAside, type Taker, type WorkLine, type Workspace } from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "buy-get" }>;
const mostApplications = 10_000;

/** Buy so many, get so many at a discount: of one kind, of one and the same item, or of two kinds. */
export function buyGet(effect: Effect, workspace: Workspace, taker: Taker): number {
  const bought = linesMeant(workspace, effect.buy.of);
  const limit = { left: Math.min(effect.maximumApplications ?? mostApplications, mostApplications) };
  if (effect.get.of === undefined || JSON.stringify(effect.get.of) === JSON.stringify(effect.buy.of)) {
    const kinds = effect.same ? byItem(bought) : [bought];
    return kinds.reduce(
      (sum, lines) =>
        sum + groupsOf(lines, effect.buy.count, effect.get.count, effect, workspace, taker, limit),
      0,
    );
  }
  const given = new PieceQueue(linesMeant(workspace, effect.get.of), effect.pick);
  const dearest = new PieceQueue(bought, "dearest");
  let taken = 0;
  for (; limit.left > 0; limit.left -= 1) {
    const got = given.first(effect.get.count);
    if (got === undefined) return taken;
    // A piece that is also of the bought kind must not count twice: what is got is set aside first.
    const reserved = setAside(got);
    const paid = dearest.first(effect.buy.count);
    if (paid === undefined) {
      release(reserved);
      return taken;
    }
    setAside(paid);
    taken += shareOff(reserved, effect.percentPpm, "piece", workspace, taker);
  }
  return taken;
}

function byItem(lines: readonly WorkLine[]): WorkLine[][] {
  const kinds = new Map<string, WorkLine[]>();
  for (const workLine of lines) {
    const { itemId } = workLine.line;
    kinds.set(itemId, [...(kinds.get(itemId) ?? []), workLine]);
  }
  return [...kinds.values()];
}

/**
 * Groups of `buy + get` pieces; the `get` cheapest of each are discounted. Groups are formed from the dearest
 * pieces down (the best for the shopper) or from the cheapest up. Runs of many pieces are grouped in one step
 * where all are of one price.
 */
export function groupsOf(
  lines: readonly WorkLine[],
  buy: number,
  get: number,
  effect: { readonly percentPpm: number; readonly pick: Effect["pick"] },
  workspace: Workspace,
  taker: Taker,
  limit: { left: number },
): number {
  const size = buy + get;
  let taken = 0;
  const queue = new PieceQueue(lines, effect.pick);
  while (limit.left > 0) {
    // Whole groups of pieces that are alike differ in nothing, so they are taken together.
    const repeat = Math.max(1, Math.min(limit.left, Math.floor(queue.alike / size)));
    const group = queue.first(size * repeat);
    if (group === undefined) return taken;
    const cheapestFirst = effect.pick === "cheapest" ? group : [...group].reverse();
    const { got, paid } = splitPieces(cheapestFirst, get * repeat);
    setAside(paid);
    taken += shareOff(setAside(got), effect.percentPpm, "piece", workspace, taker);
    limit.left -= repeat;
  }
  return taken;
}

/** The first `count` pieces, and the others. */
function splitPieces(
  pieces: readonly Pieces[],
  count: number,
): { readonly got: Pieces[]; readonly paid: Pieces[] } {
  const got: Pieces[] = [];
  const paid: Pieces[] = [];
  let missing = count;
  for (const each of pieces) {
    const taken = Math.min(missing, each.count);
    if (taken > 0) got.push({ ...each, count: taken });
    if (each.count > taken) paid.push({ ...each, count: each.count - taken });
    missing -= taken;
  }
  return { got, paid };
}
