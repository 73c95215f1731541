import type { RiskFeatureName } from "@laneway/contracts";
import { soldLines } from "../basket/reprice.js";
import { isGoods } from "../gift-card/card-lines.js";
import type { BasketLine, Transaction } from "../transaction/types.js";
import { emptyTally } from "./tally.js";
import type { RiskFigures, RiskSettings, VelocityCounts } from "./types.js";

export interface RiskFeatureText {
  readonly unit: string;
  readonly says: string;
}

/** Every figure with its unit and what it says about the basket; the order is that of the model's input. */
export const riskFeatures: { readonly [K in RiskFeatureName]: RiskFeatureText } = {
  activeSeconds: { unit: "seconds", says: "time of touches, gaps of at most 300" },
  lines: { unit: "count", says: "lines, voided ones among them, carrier bags not" },
  pieces: { unit: "count", says: "pieces sold; a weighed line is one" },
  totalMinor: { unit: "minor units", says: "what the basket costs" },
  minorPerMinute: { unit: "minor units a minute", says: "value for the time it took" },
  secondsPerLine: { unit: "seconds", says: "time for one line" },
  longestPauseSeconds: { unit: "seconds", says: "longest time between two lines, at most 300" },
  quickLines: { unit: "count", says: "lines within 1.2 seconds of the line before" },
  keyedLines: { unit: "count", says: "lines sold by the piece that were keyed or picked, not scanned" },
  weighedLines: { unit: "count", says: "lines weighed at the lane" },
  cheapProduceLines: { unit: "count", says: "weighed lines of goods cheap by the kilogram" },
  cheapProduceGrams: { unit: "grams", says: "the heaviest weighed line of such goods" },
  unknownCodes: { unit: "count", says: "codes that are not in the price book" },
  refusedScans: { unit: "count", says: "scans that a rule refused" },
  refusedCoupons: { unit: "count", says: "coupons that a rule refused" },
  voids: { unit: "count", says: "lines the shopper took out again, at most 40" },
  dearVoids: { unit: "count", says: "of these, dear ones" },
  dearVoidsInAMinute: { unit: "count", says: "the most of these within a minute" },
  voidedMinor: { unit: "minor units", says: "what the lines taken out cost" },
  quantityLowered: { unit: "count", says: "pieces taken off a line" },
  quantityRaised: { unit: "count", says: "pieces added to a line by hand" },
  unexpectedWeights: { unit: "count", says: "times something unexpected lay in the bagging area" },
  removedWeights: { unit: "count", says: "times the bagging area was too light" },
  wrongWeights: { unit: "count", says: "times an item weighed otherwise than expected" },
  baggingSkips: { unit: "count", says: "items not put into the bagging area" },
  ownBags: { unit: "count", says: "own bags announced" },
  weightCalls: { unit: "count", says: "times a person was asked to look at the bagging area" },
  residualGrams: { unit: "grams", says: "accepted differences of weight, added up" },
  corrections: { unit: "count", says: "lines voided and prices changed by an attendant" },
  reopenings: { unit: "count", says: "times the shopper went back from paying" },
  recalls: { unit: "count", says: "times the basket was set aside and brought back" },
  coupons: { unit: "count", says: "coupons in the basket" },
  member: { unit: "0 or 1", says: "a member's card was shown" },
  hourOfDay: { unit: "hour", says: "hour on the store's clock when it began" },
  memberBaskets: { unit: "count", says: "other baskets of the member in 24 hours" },
  memberReturns: { unit: "count", says: "returns of the member's purchases in 30 days" },
  couponUses: { unit: "count", says: "the same coupons in the member's other baskets, 24 hours" },
  giftCardTries: { unit: "count", says: "gift cards tried on the lane in an hour" },
  doubledWeights: { unit: "count", says: "times what was put down weighed as two of what was scanned" },
  dearWrongWeights: { unit: "count", says: "dear items that weighed otherwise than expected" },
  skippedWrongWeights: { unit: "count", says: "items that weighed otherwise and were then not bagged" },
  bagsOverGoods: { unit: "count", says: "own bags announced when something unexpected lay beside scanned goods" },
};

export const riskFeatureNames = Object.keys(riskFeatures) as readonly RiskFeatureName[];

const minuteMs = 60_000;
/** Whole, towards zero; nothing by nothing is nothing. */
const quotient = (dividend: number, divisor: number): number => (divisor === 0 ? 0 : (dividend - (dividend % divisor)) / divisor);

/** What a line cost before discounts, sold or voided: pieces by the piece, grams by the kilogram. */
const baseOf = (transaction: Transaction, line: BasketLine): number =>
  line.voidedBaseMinor ?? transaction.priced.lines.find((one) => one.lineId === line.lineId)?.baseMinor ?? 0;

/** A weighed line of goods that cost little by the kilogram: what dear goods may be passed off as. */
export const isCheapProduce = (line: BasketLine, { cheapPerKiloMinor }: RiskSettings): boolean =>
  line.entryMethod === "weighed" && line.unitPriceMinor <= cheapPerKiloMinor;

function isDear(transaction: Transaction, lineId: string | undefined, { dearMinor }: Pick<RiskSettings, "dearMinor">): boolean {
  const line = transaction.lines.find((one) => one.lineId === lineId);
  return line !== undefined && baseOf(transaction, line) >= dearMinor;
}

/** Lines the shopper voided that are dear, with when. */
export function dearVoidsOf(transaction: Transaction, { dearMinor }: RiskSettings): readonly { readonly line: BasketLine; readonly atMs: number }[] {
  return (transaction.risk ?? emptyTally).voids.flatMap(({ lineId, atMs }) => {
    const line = transaction.lines.find((one) => one.lineId === lineId);
    return line !== undefined && isDear(transaction, lineId, { dearMinor }) ? [{ line, atMs }] : [];
  });
}

/** The most times that lie within one minute. */
function mostInAMinute(times: readonly number[]): number {
  let found = 0;
  for (const from of times) found = Math.max(found, times.filter((at) => at >= from && at < from + minuteMs).length);
  return found;
}

/**
 * The figures of an open basket: whole numbers, the same for the same entries. `localTime` is the store's clock when the basket
 * began, `YYYY-MM-DDTHH:MM`.
 */
export function figuresOf(transaction: Transaction, localTime: string, settings: RiskSettings, velocity: VelocityCounts): RiskFigures {
  const tally = transaction.risk ?? emptyTally;
  const goods = transaction.lines.filter((line) => line.entryMethod !== "bag" && isGoods(line));
  const sold = soldLines(transaction).filter((line) => line.entryMethod !== "bag" && isGoods(line));
  const produce = sold.filter((line) => isCheapProduce(line, settings));
  const dear = dearVoidsOf(transaction, settings);
  const voided = tally.voids.map(({ lineId }) => transaction.lines.find((line) => line.lineId === lineId));
  const { totalMinor } = transaction.priced;
  return {
    activeSeconds: quotient(tally.activeMs, 1_000),
    lines: goods.length,
    pieces: sold.reduce((sum, line) => sum + line.quantity, 0),
    totalMinor,
    minorPerMinute: quotient(totalMinor * minuteMs, Math.max(tally.activeMs, minuteMs / 6)),
    secondsPerLine: quotient(tally.activeMs, 1_000 * goods.length),
    longestPauseSeconds: quotient(tally.longestPauseMs, 1_000),
    quickLines: tally.quickLines,
    keyedLines: sold.filter(({ entryMethod, item }) => item.soldBy === "each" && (entryMethod === "keyed" || entryMethod === "picked")).length,
    weighedLines: sold.filter(({ entryMethod }) => entryMethod === "weighed").length,
    cheapProduceLines: produce.length,
    cheapProduceGrams: produce.reduce((heaviest, line) => Math.max(heaviest, line.weightGrams ?? 0), 0),
    unknownCodes: tally.unknownCodes,
    refusedScans: tally.refusedScans,
    refusedCoupons: tally.refusedCoupons,
    voids: tally.voids.length,
    dearVoids: dear.length,
    dearVoidsInAMinute: mostInAMinute(dear.map(({ atMs }) => atMs)),
    voidedMinor: voided.reduce((sum, line) => sum + (line?.voidedBaseMinor ?? 0), 0),
    quantityLowered: tally.quantityLowered,
    quantityRaised: tally.quantityRaised,
    unexpectedWeights: tally.unexpectedWeights,
    removedWeights: tally.removedWeights,
    wrongWeights: tally.wrongWeightLineIds.length,
    baggingSkips: tally.baggingSkips,
    ownBags: tally.ownBags,
    weightCalls: tally.weightCalls,
    residualGrams: tally.residualGrams,
    corrections: tally.corrections,
    reopenings: tally.reopenings,
    recalls: tally.recalls,
    coupons: transaction.coupons?.length ?? 0,
    member: transaction.memberId === undefined ? 0 : 1,
    hourOfDay: Number(localTime.slice(11, 13)),
    ...velocity,
    doubledWeights: tally.doubledWeights ?? 0,
    dearWrongWeights: tally.wrongWeightLineIds.filter((lineId) => isDear(transaction, lineId, settings)).length,
    skippedWrongWeights: tally.skippedWrongWeights ?? 0,
    bagsOverGoods: tally.bagsOverGoods ?? 0,
  };
}

/** The model's input: every figure in the order of `riskFeatures`. */
export const inputOf = (figures: RiskFigures): readonly number[] => riskFeatureNames.map((name) => figures[name]);

/** As the journal keeps them: those that are not zero. */
export function keptFigures(figures: RiskFigures): { readonly [name: string]: number } {
  return Object.fromEntries(riskFeatureNames.flatMap((name) => (figures[name] === 0 ? [] : [[name, figures[name]] as const])));
}

/** Figures as they were kept; what a record does not name was zero, or not known to its version. */
export const figuresKept = (kept: { readonly [name: string]: number }): RiskFigures =>
  Object.fromEntries(riskFeatureNames.map((name) => [name, kept[name] ?? 0])) as RiskFigures;
