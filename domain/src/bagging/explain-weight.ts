import { floorGrams } from "./tolerance.js";
import type { BaggingNudge, BaggingState, WeightExpectation } from "./types.js";

/** Pieces of a line that a change of weight is understood as. */
export interface ExplainedWeight {
  readonly change: "placed" | "taken";
  readonly lineId: string;
  readonly pieces: number;
}

export interface Weighing {
  readonly settledGrams: number;
  readonly foreignGrams: number;
  readonly ownBagAnnounced: boolean;
  readonly explained: readonly ExplainedWeight[];
}

/** What a stable reading means: which pieces came or went, whether it was the shopper's bag, or nothing understood. */
export function weigh(bagging: BaggingState, grams: number, ownBagMaximumGrams: number): Weighing {
  const { settledGrams, foreignGrams, ownBagAnnounced } = bagging;
  const unchanged: Weighing = { settledGrams, foreignGrams, ownBagAnnounced, explained: [] };
  const delta = grams - settledGrams;
  if (!bagging.baselineKnown) {
    // A new beginning, but what was waited for may have been put there while the scale could not be heard.
    const meanwhile = explain({ ...bagging, waiting: bagging.waiting.filter(isKnown) }, delta);
    return meanwhile.length > 0
      ? { ...unchanged, settledGrams: grams, foreignGrams: Math.max(0, settledGrams), explained: meanwhile }
      : { ...unchanged, settledGrams: grams, foreignGrams: Math.max(0, grams) };
  }
  const explained = explain(bagging, delta);
  if (explained.length > 0) return { ...unchanged, settledGrams: grams, explained };
  // What lay there before is gone and this basket's item came, faster than the scale could come to rest between.
  const exchanged =
    foreignGrams > floorGrams
      ? explain({ ...bagging, waiting: bagging.waiting.filter(isKnown) }, delta + foreignGrams)
      : [];
  if (exchanged.length > 0)
    return { ...unchanged, settledGrams: grams, foreignGrams: 0, explained: exchanged };
  if (ownBagAnnounced && delta > 0 && delta <= ownBagMaximumGrams) {
    return { settledGrams: grams, foreignGrams: foreignGrams + delta, ownBagAnnounced: false, explained: [] };
  }
  // The scale's own drift, or something too light to matter.
  if (Math.abs(delta) <= floorGrams) return { ...unchanged, settledGrams: grams };
  // Someone takes away what lay there before, or the own bag.
  if (delta < 0 && -delta <= foreignGrams + floorGrams)
    return { ...unchanged, settledGrams: grams, foreignGrams: Math.max(0, foreignGrams + delta) };
  return unchanged;
}

interface Known extends WeightExpectation {
  readonly expectedGrams: number;
}
const isKnown = (one: WeightExpectation): one is Known => one.expectedGrams !== undefined;

/** The first of the few likely readings that fits: some pieces of one line, several lines at once, then anything unweighed. */
function explain({ waiting, leaving }: BaggingState, delta: number): readonly ExplainedWeight[] {
  const change = delta > 0 ? "placed" : "taken";
  const candidates = delta > 0 ? waiting : leaving;
  const known = candidates.filter(isKnown);
  for (const one of known) {
    const pieces = piecesOf(one, Math.abs(delta));
    if (pieces > 0) return [{ change, lineId: one.lineId, pieces }];
  }
  for (const some of [known.filter((one) => one.required), ...prefixes(known)]) {
    if (fits(some, [], Math.abs(delta))) return all(some, change);
  }
  const [plus, minus] = [waiting.filter(isKnown), leaving.filter(isKnown)];
  if (plus.length > 0 && minus.length > 0 && fits(plus, minus, delta))
    return [...all(plus, "placed"), ...all(minus, "taken")];
  const unweighed = candidates.find((one) => one.expectedGrams === undefined);
  const matters = Math.abs(delta) > floorGrams;
  return unweighed !== undefined && matters
    ? [{ change, lineId: unweighed.lineId, pieces: unweighed.pieces }]
    : [];
}

/** How many pieces of a line a weight is; 0 when it is none of them. */
function piecesOf(one: Known, grams: number): number {
  for (const pack of [one, ...(one.otherPacks ?? [])]) {
    const pieces = piecesOfPack(pack, one.pieces, grams);
    if (pieces > 0) return pieces;
  }
  return 0;
}

function piecesOfPack(one: Pick<Known, "expectedGrams" | "toleranceGrams">, most: number, grams: number): number {
  const [twice, divisor] = [2 * grams + one.expectedGrams, 2 * one.expectedGrams];
  const nearest = (twice - (twice % divisor)) / divisor;
  const pieces = Math.min(Math.max(nearest, 1), most);
  return Math.abs(grams - pieces * one.expectedGrams) <= pieces * one.toleranceGrams ? pieces : 0;
}

const prefixes = (lines: readonly Known[]): readonly (readonly Known[])[] =>
  lines.map((_, index) => lines.slice(0, lines.length - index));

function fits(plus: readonly Known[], minus: readonly Known[], delta: number): boolean {
  const sum = (lines: readonly Known[]) =>
    lines.reduce((total, one) => total + one.pieces * one.expectedGrams, 0);
  const tolerance = [...plus, ...minus].reduce((total, one) => total + one.pieces * one.toleranceGrams, 0);
  return Math.abs(delta - sum(plus) + sum(minus)) <= tolerance;
}

const all = (lines: readonly Known[], change: ExplainedWeight["change"]): readonly ExplainedWeight[] =>
  lines.map(({ lineId, pieces }) => ({ change, lineId, pieces }));

/** What the shopper should do in the bagging area now; undefined: nothing. */
export function nudgeOf(bagging: BaggingState): Pick<BaggingNudge, "kind" | "lineId"> | undefined {
  const delta = bagging.baselineKnown
    ? (bagging.measuredGrams ?? bagging.settledGrams) - bagging.settledGrams
    : 0;
  // A bag heavier than a bag may be is an unexpected item like any other.
  if (bagging.ownBagAnnounced && delta <= floorGrams) return { kind: "own-bag", lineId: undefined };
  const placing = bagging.waiting.find((one) => one.required)?.lineId;
  const taking = bagging.leaving.find((one) => one.required)?.lineId;
  if (delta > floorGrams)
    return placing === undefined
      ? { kind: "unexpected-item", lineId: undefined }
      : { kind: "wrong-weight", lineId: placing };
  if (delta < -floorGrams)
    return taking === undefined
      ? { kind: "item-removed", lineId: undefined }
      : { kind: "wrong-weight", lineId: taking };
  if (taking !== undefined) return { kind: "unexpected-item", lineId: taking };
  return placing === undefined ? undefined : { kind: "place-item", lineId: placing };
}

/** Is all in the bagging area as it should be? An announced bag that never came is no hindrance. */
export const isBaggingSettled = (bagging: BaggingState): boolean =>
  nudgeOf({ ...bagging, ownBagAnnounced: false }) === undefined;
