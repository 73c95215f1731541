import type { Run } from "../promotion/workspace.js";
import { prorate } from "./prorate.js";
import { scaled } from "./rounding.js";
import type { PricingLine, PricingPolicy } from "./types.js";

const run = (count: number, amountMinor: number): Run => ({
  count,
  amountMinor,
  baseMinor: amountMinor,
  grouped: false,
});

/** An amount as runs of pieces: the odd minor units go to the first pieces. */
function spread(amountMinor: number, count: number): Run[] {
  const odd = amountMinor % count;
  const each = (amountMinor - odd) / count;
  if (odd === 0) return [run(count, each)];
  return [run(odd, each + 1), run(count - odd, each)];
}

/**
 * Unit price that counts, and how many of its units the line has, as whole numbers: price × numerator ÷
 * denominator.
 */
function measureOf(
  line: PricingLine,
  unitPriceMinor: number,
): { readonly price: number; readonly numerator: number; readonly denominator: number } {
  const divisor = line.overriddenUnitPriceMinor === undefined ? (line.unitPriceDivisor ?? 1) : 1;
  if (line.soldBy === "each")
    return { price: unitPriceMinor, numerator: line.quantity, denominator: divisor };
  if (line.weightGrams === undefined) throw new Error(`line ${line.lineId} is sold by weight and has none`);
  return { price: unitPriceMinor, numerator: line.weightGrams, denominator: 1_000 * divisor };
}

/** What a line comes to at a unit price, rounded for itself. */
export function lineAmount(line: PricingLine, unitPriceMinor: number, policy: PricingPolicy): number {
  const { price, numerator, denominator } = measureOf(line, unitPriceMinor);
  return denominator === 1 ? price * numerator : scaled(price, numerator, denominator, policy.amountRounding);
}

/** The pieces of each line with their prices before promotions, rounded at the level of the policy. */
export function runsOf(lines: readonly PricingLine[], policy: PricingPolicy): Run[][] {
  for (const { lineId, quantity } of lines) {
    if (!Number.isSafeInteger(quantity) || quantity === 0)
      throw new RangeError(`line ${lineId} has ${quantity} pieces`);
  }
  if (policy.amountLevel === "total" && lines.some(isFractional)) return runsOfTotal(lines, policy);
  return lines.map((line) => {
    if (line.priceInCodeMinor !== undefined) return spread(line.priceInCodeMinor, piecesIn(line));
    const unitPrice = unitPriceOf(line);
    const { denominator } = measureOf(line, unitPrice);
    if (line.soldBy === "each" && denominator === 1) return [run(line.quantity, unitPrice)];
    if (line.soldBy === "each" && policy.amountLevel === "unit") {
      return [run(line.quantity, scaled(unitPrice, 1, denominator, policy.amountRounding))];
    }
    return spread(lineAmount(line, unitPrice, policy), piecesIn(line));
  });
}

export const unitPriceOf = (line: PricingLine): number =>
  line.overriddenUnitPriceMinor ?? line.unitPriceMinor;
const piecesIn = (line: PricingLine): number => (line.soldBy === "each" ? line.quantity : 1);
const isFractional = (line: PricingLine): boolean =>
  line.soldBy === "weight" || (line.unitPriceDivisor ?? 1) > 1;

/** One rounding for the whole basket; the lines get their parts of it by largest remainder. */
function runsOfTotal(lines: readonly PricingLine[], policy: PricingPolicy): Run[][] {
  const exact = lines.map((line) =>
    line.priceInCodeMinor === undefined
      ? measureOf(line, unitPriceOf(line))
      : { price: line.priceInCodeMinor, numerator: 1, denominator: 1 },
  );
  const common = exact.reduce((multiple, { denominator }) => leastCommonMultiple(multiple, denominator), 1);
  const weights = exact.map(
    ({ price, numerator, denominator }) => price * numerator * (common / denominator),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const parts = prorate(scaled(sum, 1, common, policy.amountRounding), weights);
  return lines.map((line, index) => spread(parts[index] ?? 0, piecesIn(line)));
}

function leastCommonMultiple(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
