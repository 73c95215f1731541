import type { PromotionEffect } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { PieceQueue } from "./selection.js";
import { type Pieces, release, setAside, takeTogether, type Taker, type Workspace } from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "bundle-price" }>;
const mostApplications = 10_000;

/**
 * Any `count` pieces of each slot for one price together, as often as it is cheaper. The saving is prorated
 * over the pieces.
 */
export function bundlePrice(effect: Effect, workspace: Workspace, taker: Taker): number {
  const slots = effect.slots.map(({ of, count }) => ({
    queue: new PieceQueue(linesMeant(workspace, of), effect.pick),
    count,
  }));
  const limit = Math.min(effect.maximumApplications ?? mostApplications, mostApplications);
  let taken = 0;
  for (let applications = 0; applications < limit; ) {
    // Bundles of pieces that are alike differ in nothing, so they are taken together.
    const [only] = slots;
    const alike = slots.length === 1 && only !== undefined ? Math.floor(only.queue.alike / only.count) : 1;
    const repeat = Math.max(1, Math.min(limit - applications, alike));
    const bundle = choose(slots, repeat);
    if (bundle === undefined) return taken;
    const price = effect.amountMinor * repeat;
    applications += repeat;
    const cost = bundle.reduce((sum, { run, count }) => sum + run.amountMinor * count, 0);
    if (cost <= price) {
      release(bundle);
      return taken;
    }
    taken += takeTogether(bundle, cost - price, taker);
  }
  return taken;
}

/**
 * Fills the slots one after the other, setting each piece aside; undefined (and nothing set aside) when one
 * stays short.
 */
function choose(
  slots: readonly { readonly queue: PieceQueue; readonly count: number }[],
  repeat: number,
): Pieces[] | undefined {
  const bundle: Pieces[] = [];
  for (const { queue, count } of slots) {
    const chosen = queue.first(count * repeat);
    if (chosen === undefined) {
      release(bundle);
      return undefined;
    }
    bundle.push(...setAside(chosen));
  }
  return bundle;
}
