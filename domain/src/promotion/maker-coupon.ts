import type { LineFilter, PromotionEffect } from "@laneway/contracts";
import { scaled } from "../pricing/rounding.js";
import { goodsMeant, linesMeant } from "./line-filter.js";
import { firstPieces, runsByPrice } from "./selection.js";
import {
  allPieces,
  amountOfAll,
  type Pieces,
  setAside,
  takeOffPieces,
  takeTogether,
  type Taker,
  type Workspace,
} from "./workspace.js";

type Effect = Extract<PromotionEffect, { kind: "maker-coupon" }>;
type Purchase = Effect["purchases"][number];

/**
 * A maker's coupon (GS1 US, "North American Coupon Application Guideline"): what it demands must be bought, and what
 * was bought for one coupon serves no other. Promotions of the store may touch the same pieces: the two are paid by
 * different people. Answers what it took off; 0 leaves every piece free.
 */
export function makerCoupon(effect: Effect, workspace: Workspace, taker: Taker): number {
  const bought = purchasesMade(effect, workspace);
  if (bought === undefined) return 0;
  // The pieces are split off at once, so that what is saved on is what was set aside.
  const used = bought.map((pieces) => (pieces === undefined ? undefined : setAside(pieces, "couponed")));
  const taken = save(effect, used, workspace, taker);
  if (taken === 0) for (const pieces of used) for (const { run } of pieces ?? []) run.couponed = false;
  return taken;
}

/** The pieces that each purchase is made of; undefined when the coupon's demand is not met. */
function purchasesMade(effect: Effect, workspace: Workspace): (Pieces[] | undefined)[] | undefined {
  const { purchases, rule } = effect;
  if (rule === "mixed") {
    const [first] = purchases;
    const filters = purchases.map(({ of }) => of);
    const pieces = first === undefined ? undefined : made(first, filters, workspace, []);
    return pieces === undefined ? undefined : [pieces];
  }
  const all: (Pieces[] | undefined)[] = [];
  for (const purchase of purchases) {
    const enough = rule === "any" ? all.some(isMade) : rule === "first-and-another" && all.slice(1).some(isMade);
    all.push(enough ? undefined : made(purchase, [purchase.of], workspace, all));
  }
  if (rule === "any") return all.some(isMade) ? all : undefined;
  if (rule === "all") return all.every(isMade) ? all : undefined;
  return isMade(all[0]) && all.slice(1).some(isMade) ? all : undefined;
}

const isMade = (pieces: Pieces[] | undefined): boolean => pieces !== undefined;

/** The dearest free pieces that meet one demand: the best outcome for the shopper. */
function made(
  { by, minimum }: Purchase,
  filters: readonly LineFilter[],
  workspace: Workspace,
  already: readonly (Pieces[] | undefined)[],
): Pieces[] | undefined {
  if (by === "basket") return amountOfAll(goodsMeant(workspace, {})) >= minimum ? [] : undefined;
  const free = freePieces(filters, workspace, already);
  if (by === "pieces") {
    const pieces = firstPieces(free, minimum);
    return pieces.reduce((sum, { count }) => sum + count, 0) === minimum ? pieces : undefined;
  }
  const pieces: Pieces[] = [];
  let missing = minimum;
  for (const each of free) {
    if (missing <= 0) break;
    const worth = by === "spend" ? each.run.amountMinor : (each.workLine.line.weightGrams ?? 0);
    if (worth <= 0) continue;
    const count = Math.min(each.count, Math.ceil(missing / worth));
    pieces.push({ ...each, count });
    missing -= count * worth;
  }
  return missing <= 0 ? pieces : undefined;
}

/** Pieces that serve no coupon yet, by price, without those that this coupon's other purchases have chosen. */
function freePieces(
  filters: readonly LineFilter[],
  workspace: Workspace,
  already: readonly (Pieces[] | undefined)[],
): Pieces[] {
  const lines = new Set(filters.flatMap((filter) => linesMeant(workspace, filter)));
  const inOrder = workspace.lines.filter((line) => lines.has(line));
  const chosen = already.flatMap((pieces) => pieces ?? []);
  return runsByPrice(inOrder, "dearest").flatMap((each) => {
    if (each.run.couponed === true) return [];
    const gone = chosen.reduce((sum, { run, count }) => (run === each.run ? sum + count : sum), 0);
    return each.count > gone ? [{ ...each, count: each.count - gone }] : [];
  });
}

function save(
  { save: saved, appliesTo, rule }: Effect,
  bought: readonly (Pieces[] | undefined)[],
  workspace: Workspace,
  taker: Taker,
): number {
  const named = rule === "any" || rule === "mixed" ? bought.find(isMade) : (bought[appliesTo] ?? bought[0]);
  // A demand on the whole basket has no pieces of its own: it is saved on all of them.
  const everything = () => allPieces(linesMeant(workspace, {}));
  const pieces = named === undefined || named.length === 0 ? everything() : named;
  switch (saved.kind) {
    case "amount":
      return takeTogether(pieces, saved.amountMinor, taker);
    case "basket-amount":
      return takeTogether(everything(), saved.amountMinor, taker);
    case "percent": {
      const worth = pieces.reduce((sum, { run, count }) => sum + run.amountMinor * count, 0);
      const share = scaled(worth, saved.percentPpm, 1_000_000, workspace.policy.amountRounding);
      return takeTogether(pieces, share, taker);
    }
    case "free": {
      const dearest = pieces.toSorted((a, b) => b.run.amountMinor - a.run.amountMinor);
      const most = saved.maximumMinor ?? Number.MAX_SAFE_INTEGER;
      return firstPieces(dearest, saved.pieces).reduce(
        (sum, { workLine, run, count }) =>
          sum + takeOffPieces(workLine, run, count, Math.min(run.amountMinor, most), taker),
        0,
      );
    }
  }
}
