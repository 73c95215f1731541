import type { EntryKind } from "../lane/entries.js";
import type { TransitionTable } from "../lane/transition-table.js";
import type { LaneState } from "../lane/types.js";
import type { ExplainedWeight } from "./explain-weight.js";
import { floorGrams } from "./tolerance.js";
import type { BaggingState, Residual, ScaleWatch, WeightExpectation } from "./types.js";

export type ScaleHealth = "well" | "drifting";

/** The scale as such, apart from what lies on it. */
export const scaleHealthTable = {
  name: "bagging scale",
  initial: "well",
  states: ["well", "drifting"],
  final: ["well"],
  rows: [
    {
      from: "well",
      event: "device-fault-raised",
      to: "drifting",
      because: "several different items are off by the same share, or the weight creeps by itself: the scale is wrong, not the shopper",
    },
    { from: "drifting", event: "device-fault-cleared", to: "well", because: "an attendant has cleaned or adjusted it" },
  ],
} as const satisfies TransitionTable<ScaleHealth, EntryKind>;

/** Raised by the lane itself; the device does not know it. */
export const driftFault = { device: "security-scale", code: "scale-drifting" } as const;

export const scaleHealthOf = ({ faults }: LaneState): ScaleHealth =>
  faults.some(({ device, code }) => device === driftFault.device && code === driftFault.code) ? "drifting" : "well";

export const emptyScaleWatch: ScaleWatch = { residuals: [], creptGrams: 0 };

const residualsKept = 8;
const residualsNeeded = 5;
const itemsNeeded = 3;
/** Less is within any scale's limits; more is another item, not another scale. */
const leastPermille = 12;
const mostPermille = 250;
/** Readings of one wrong scale agree with each other. */
const spreadPermille = 15;
/** Lighter pieces are too coarse to tell a share. */
const lightestGrams = 150;
/** Nine divisions of a usual scale, without anybody doing anything. */
const creepGrams = 45;

/** Is the scale itself wrong? `next`: what was just weighed and does not fit, as one more sign. */
export function isDrifting({ residuals, creptGrams }: ScaleWatch, next?: Residual): boolean {
  if (Math.abs(creptGrams) > creepGrams) return true;
  const seen = [...residuals, ...(next === undefined ? [] : [next])].slice(-residualsNeeded);
  const permilles = seen.map((one) => one.permille);
  const [low, high] = [Math.min(...permilles), Math.max(...permilles)];
  return (
    seen.length === residualsNeeded &&
    new Set(seen.map((one) => one.expectedGrams)).size >= itemsNeeded &&
    high - low <= spreadPermille &&
    (low >= leastPermille || high <= -leastPermille) &&
    Math.max(Math.abs(low), Math.abs(high)) <= mostPermille
  );
}

/** What a weight says of the scale, when it can be only one line's; undefined: nothing. */
export function residualOf(
  { expectedGrams = 0 }: Pick<WeightExpectation, "expectedGrams">,
  pieces: number,
  grams: number,
): Residual | undefined {
  const whole = expectedGrams * pieces;
  if (whole < lightestGrams) return undefined;
  const thousandfold = (grams - whole) * 1_000;
  return { expectedGrams, permille: (thousandfold - (thousandfold % whole)) / whole };
}

/** The watch after a reading on a lane where nobody is: what changes by a little, again and again, is the scale's own. */
export function watchIdle(watch: ScaleWatch, before: BaggingState, grams: number): ScaleWatch {
  const change = grams - (before.measuredGrams ?? grams);
  // Something put down or taken away says nothing of the scale.
  return { ...watch, creptGrams: Math.abs(change) > floorGrams ? 0 : watch.creptGrams + change };
}

/** The watch after a weighing of somebody's goods: a piece seen alone is a sign. */
export function watchWeighing(
  watch: ScaleWatch,
  before: BaggingState,
  settledGrams: number,
  explained: readonly ExplainedWeight[],
): ScaleWatch {
  const [only, ...others] = explained;
  const waited = before.waiting.find((one) => one.lineId === only?.lineId);
  if (only?.change !== "placed" || others.length > 0 || waited === undefined) return { ...watch, creptGrams: 0 };
  const residual = residualOf(waited, only.pieces, settledGrams - before.settledGrams);
  const residuals = residual === undefined ? watch.residuals : [...watch.residuals, residual].slice(-residualsKept);
  return { residuals, creptGrams: 0 };
}
