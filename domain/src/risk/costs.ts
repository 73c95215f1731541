/** What each outcome of one basket is worth to the store, in whole units of its choosing (points, minor units). */
export interface CostMatrix {
  readonly caughtFraud: number;
  readonly missedFraud: number;
  readonly falseAlarm: number;
  readonly honestPass: number;
}

/** How many baskets ended which way. */
export interface OutcomeCounts {
  readonly caughtFraud: number;
  readonly missedFraud: number;
  readonly falseAlarm: number;
  readonly honestPass: number;
}

/** An honest shopper wrongly stopped costs five times what a thief caught brings in. */
export const usualCosts: CostMatrix = { caughtFraud: 5, missedFraud: -5, falseAlarm: -25, honestPass: 0 };

const million = 1_000_000;

/**
 * The probability of fraud, in parts per million rounded up, from which flagging a basket is expected to pay more than
 * letting it pass: p·caught + (1−p)·alarm > p·missed + (1−p)·pass. A million and one when flagging never pays.
 * A matrix in which alarms are free or catching fraud is worth no more than missing it has no such threshold: RangeError.
 */
export function flagFromPpm(costs: CostMatrix): number {
  const harm = costs.honestPass - costs.falseAlarm;
  const gain = costs.caughtFraud - costs.missedFraud;
  if (!Object.values(costs).every(Number.isSafeInteger)) throw new RangeError("costs are whole numbers");
  if (harm < 0 || gain < 0 || harm + gain === 0) throw new RangeError("a false alarm may not pay, nor may missing fraud");
  if (gain === 0) return million + 1;
  return Math.ceil((million * harm) / (harm + gain));
}

/** What the counted baskets brought in or cost. */
export function profitOf(counts: OutcomeCounts, costs: CostMatrix): number {
  return (
    counts.caughtFraud * costs.caughtFraud +
    counts.missedFraud * costs.missedFraud +
    counts.falseAlarm * costs.falseAlarm +
    counts.honestPass * costs.honestPass
  );
}

/** What a person who knew everything would have brought in. */
export function greatestProfit(counts: OutcomeCounts, costs: CostMatrix): number {
  return (counts.caughtFraud + counts.missedFraud) * costs.caughtFraud + (counts.falseAlarm + counts.honestPass) * costs.honestPass;
}
