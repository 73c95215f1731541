import type { PromotionEffect } from "@laneway/contracts";
import { linesMeant } from "./line-filter.js";
import { firstPieces, runsByPrice } from "./selection.js";
import { type Pieces, release, setAside, takeTogether, type Taker, type Workspace } from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "bundle-price" }>;
const mostApplications = 10_000;

/** Any `count` pieces of each slot for one price together, as often as it is cheaper. The saving is prorated over the pieces. */
export function bundlePrice(effect: Effect, workspace: Workspace, taker: Taker): number {
  const slots = effect.slots.map(({ of, count }) => ({ lines: linesMeant(workspace, of), count }));
  const limit = Math.min(effect.maximumApplications ?? mostApplications, mostApplications);
  let taken = 0;
  for (let application = 0; application < limit; application += 1) {
    const bundle = choose(slots, effect);
    if (bundle === undefined) return taken;
    const cost = bundle.reduce((sum, { run, count }) => sum + run.amountMinor * count, 0);
    if (cost <= effect.amountMinor) {
      release(bundle);
      return taken;
    }
    taken += takeTogether(bundle, cost - effect.amountMinor, taker);
  }
  return taken;
}

/** Fills the slots one after the other, setting each piece aside; undefined (and nothing set aside) when one stays short. */
function choose(slots: readonly { readonly lines: ReturnType<typeof linesMeant>; readonly count: number }[], effect: Effect): Pieces[] | undefined {
  const bundle: Pieces[] = [];
  for (const { lines, count } of slots) {
    const chosen = firstPieces(runsByPrice(lines, effect.pick, true), count);
    if (chosen === undefined) {
      release(bundle);
      return undefined;
    }
    bundle.push(...setAside(chosen));
  }
  return bundle;
}
