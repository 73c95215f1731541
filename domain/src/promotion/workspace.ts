import type { LocalizedText, PromotionEffect } from "@laneway/contracts";
import { prorate } from "../pricing/prorate.js";
import type { PricingLine, PricingPolicy, ShopperFacts } from "../pricing/types.js";

/** Pieces of a line that cost the same at this moment. A weighed line is one piece. */
export interface Run {
  count: number;
  /** Of one piece, after the promotions so far. */
  amountMinor: number;
  /** Of one piece, before promotions. */
  readonly baseMinor: number;
  /** Already part of a group (bundle, buy and get, nth item): a piece serves in one group only. */
  grouped: boolean;
  /** Bought for a maker's coupon: a piece serves in one such coupon only. */
  couponed?: boolean;
}

export interface Taken {
  readonly promotionId: string;
  readonly names: LocalizedText;
  readonly because: PromotionEffect["kind"];
  readonly effectIndex: number;
  amountMinor: number;
}

/** A line while promotions are applied. */
export interface WorkLine {
  readonly line: PricingLine;
  /** False for charges and for lines whose price an attendant set. */
  readonly discountable: boolean;
  runs: Run[];
  taken: Taken[];
}

export interface Workspace {
  readonly policy: PricingPolicy;
  readonly lines: readonly WorkLine[];
  /** Places in `lines` by item. */
  readonly placesOf: ReadonlyMap<string, readonly number[]>;
  /** The store's clock, `YYYY-MM-DDTHH:MM`. */
  readonly localTime: string;
  readonly shopper: ShopperFacts;
  pointsUsed: number;
}

/** Who takes something off: written on every line that it touches. */
export interface Taker {
  readonly promotionId: string;
  readonly names: LocalizedText;
  readonly because: PromotionEffect["kind"];
  readonly effectIndex: number;
  /** What it may still take from this basket. */
  leftMinor: number;
}

export function amountOf({ runs }: WorkLine): number {
  let amount = 0;
  for (const run of runs) amount += run.count * run.amountMinor;
  return amount;
}
export const piecesOf = (workLine: WorkLine): number =>
  workLine.runs.reduce((sum, run) => sum + run.count, 0);
export const amountOfAll = (lines: readonly WorkLine[]): number =>
  lines.reduce((sum, each) => sum + amountOf(each), 0);

/** What a percentage is of, by the policy on stacking. */
export const basisOf = (run: Run, per: "piece" | "line" | "basket", { stacking }: PricingPolicy): number =>
  stacking === "on-price" || (stacking === "pieces-on-price" && per === "piece")
    ? run.baseMinor
    : run.amountMinor;

/** The places of lines by item, and by the item they are variants of, for `Workspace.placesOf`. */
export function placesByItem(lines: readonly WorkLine[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const put = (itemId: string, place: number) => {
    const own = places.get(itemId);
    if (own === undefined) places.set(itemId, [place]);
    else own.push(place);
  };
  lines.forEach(({ line: { itemId, variantOf } }, place) => {
    put(itemId, place);
    if (variantOf !== undefined) put(variantOf, place);
  });
  return places;
}

/** An independent copy, to try a promotion out. */
export const copyOf = (workspace: Workspace): Workspace => ({
  ...workspace,
  lines: workspace.lines.map((each) => ({
    ...each,
    runs: each.runs.map((run) => ({ ...run })),
    taken: each.taken.map((one) => ({ ...one })),
  })),
});

/**
 * Takes `offMinor` off each of `count` pieces of a run, at most what a piece costs. The run is split when not
 * all of its pieces are meant. Answers what was taken in all.
 */
export function takeOffPieces(
  workLine: WorkLine,
  run: Run,
  count: number,
  offMinor: number,
  taker: Taker,
): number {
  const each = Math.max(0, Math.min(offMinor, run.amountMinor));
  const wanted = each * count;
  if (wanted === 0) return 0;
  if (wanted > taker.leftMinor) return takeTogether([{ workLine, run, count }], wanted, taker);
  part(workLine, run, count).amountMinor -= each;
  note(workLine, wanted, taker);
  return wanted;
}

/** Marks pieces as part of a group, or of a maker's coupon, and answers them as runs of their own. */
export const setAside = (pieces: readonly Pieces[], as: "grouped" | "couponed" = "grouped"): Pieces[] =>
  pieces.map(({ workLine, run, count }) => {
    const target = part(workLine, run, count);
    target[as] = true;
    return { workLine, run: target, count };
  });

/** Undoes `setAside`: the group did not come about. */
export const release = (pieces: readonly Pieces[]): void => {
  for (const { run } of pieces) run.grouped = false;
};

/** The run of exactly `count` pieces, split off at the end of the line when the run has more. */
function part(workLine: WorkLine, run: Run, count: number): Run {
  if (run.count === count) return run;
  run.count -= count;
  const target = { ...run, count };
  workLine.runs.push(target);
  return target;
}

function note(workLine: WorkLine, amountMinor: number, taker: Taker): void {
  if (amountMinor === 0) return;
  taker.leftMinor -= amountMinor;
  const before = workLine.taken.find(
    (each) => each.promotionId === taker.promotionId && each.effectIndex === taker.effectIndex,
  );
  if (before === undefined) {
    const { promotionId, names, because, effectIndex } = taker;
    workLine.taken.push({ promotionId, names, because, effectIndex, amountMinor });
  } else before.amountMinor += amountMinor;
}

/** Some pieces of one run. */
export interface Pieces {
  readonly workLine: WorkLine;
  readonly run: Run;
  readonly count: number;
}

/**
 * Takes one amount off several pieces together, prorated by what they cost: first over the pieces given, then
 * within each over its pieces, always in whole minor units. Never more than they cost. Answers what was
 * taken.
 */
export function takeTogether(pieces: readonly Pieces[], amountMinor: number, taker: Taker): number {
  const weights = pieces.map(({ run, count }) => run.amountMinor * count);
  const available = weights.reduce((sum, weight) => sum + weight, 0);
  const total = Math.max(0, Math.min(amountMinor, available, taker.leftMinor));
  if (total === 0) return 0;
  const shares = prorate(total, weights);
  pieces.forEach(({ workLine, run, count }, index) => {
    const share = shares[index] ?? 0;
    if (share === 0) return;
    const odd = share % count;
    const each = (share - odd) / count;
    const target = part(workLine, run, count);
    if (odd > 0 && odd < count) part(workLine, target, odd).amountMinor -= each + 1;
    target.amountMinor -= each;
    note(workLine, share, taker);
  });
  return total;
}

/** All pieces of the lines, for amounts that are taken off everything together. */
export const allPieces = (lines: readonly WorkLine[]): Pieces[] =>
  lines.flatMap((workLine) => workLine.runs.map((run) => ({ workLine, run, count: run.count })));
