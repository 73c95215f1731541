import { scaled } from "./rounding.js";
import type { PricedBasket, PricedLine, PricingContext, PricingLine, TaxRow } from "./types.js";

/**
 * Prices a basket: base amounts, taxes and totals in whole minor units. Pure and independent of the order of scanning
 * (only the order of the returned lines follows it). Throws (a defect) when a line names a tax group the context does
 * not hold, or when the parts would not add up to the total.
 */
export function priceBasket(lines: readonly PricingLine[], context: PricingContext): PricedBasket {
  const priced: PricedLine[] = [];
  const shares: TaxShare[] = [];
  let subtotalMinor = 0;
  let savingsMinor = 0;
  for (const line of lines) {
    const unitPriceMinor = line.overriddenUnitPriceMinor ?? line.unitPriceMinor;
    const baseMinor = line.priceInCodeMinor ?? lineAmount(line, unitPriceMinor, context);
    const depositMinor = line.depositMinor * line.quantity;
    const totalMinor = baseMinor + depositMinor;
    priced.push({ lineId: line.lineId, unitPriceMinor, baseMinor, discounts: [], depositMinor, totalMinor });
    shares.push({ taxGroup: line.taxGroup, amountMinor: baseMinor, pieces: line.soldBy === "each" ? line.quantity : 1 });
    if (depositMinor !== 0) {
      shares.push({ taxGroup: line.depositTaxGroup ?? line.taxGroup, amountMinor: depositMinor, pieces: line.quantity });
    }
    subtotalMinor += totalMinor;
    if (line.priceInCodeMinor === undefined && line.overriddenUnitPriceMinor === undefined) {
      savingsMinor += lineAmount(line, line.regularUnitPriceMinor, context) - baseMinor;
    }
  }
  const taxes = taxRows(shares, context);
  const taxMinor = taxes.reduce((sum, row) => sum + row.taxMinor, 0);
  const totalMinor = context.policy.pricesIncludeTax ? subtotalMinor : subtotalMinor + taxMinor;
  const grossMinor = taxes.reduce((sum, row) => sum + row.grossMinor, 0);
  if (grossMinor !== totalMinor) throw new Error(`tax rows add up to ${grossMinor}, the basket to ${totalMinor}`);
  return { lines: priced, subtotalMinor, savingsMinor, taxes, taxMinor, totalMinor, versions: context.versions };
}

function lineAmount(line: PricingLine, unitPriceMinor: number, context: PricingContext): number {
  if (line.soldBy === "each") return unitPriceMinor * line.quantity;
  if (line.weightGrams === undefined) throw new Error(`line ${line.lineId} is sold by weight and has none`);
  return scaled(unitPriceMinor, line.weightGrams, 1_000, context.policy.amountRounding);
}

interface TaxShare {
  readonly taxGroup: string;
  readonly amountMinor: number;
  readonly pieces: number;
}

function taxRows(shares: readonly TaxShare[], context: PricingContext): TaxRow[] {
  const { policy } = context;
  const rows: TaxRow[] = [];
  for (const rate of context.taxRates) {
    const own = shares.filter((share) => share.taxGroup === rate.taxGroup);
    if (own.length === 0) continue;
    const divisor = policy.pricesIncludeTax ? 1_000_000 + rate.ratePpm : 1_000_000;
    const taxOf = (amountMinor: number) => scaled(amountMinor, rate.ratePpm, divisor, policy.taxRounding);
    const amount = own.reduce((sum, share) => sum + share.amountMinor, 0);
    let taxMinor = 0;
    if (policy.taxLevel === "total") taxMinor = taxOf(amount);
    else if (policy.taxLevel === "line") for (const share of own) taxMinor += taxOf(share.amountMinor);
    else for (const share of own) taxMinor += taxPerPiece(share, taxOf);
    const netMinor = policy.pricesIncludeTax ? amount - taxMinor : amount;
    rows.push({ ...rate, netMinor, taxMinor, grossMinor: netMinor + taxMinor });
  }
  const unknown = shares.find((share) => !context.taxRates.some((rate) => rate.taxGroup === share.taxGroup));
  if (unknown !== undefined) throw new Error(`tax group ${unknown.taxGroup} is not in the price book`);
  return rows;
}

/** Pieces whose amount does not divide evenly: the first ones carry the odd minor units. */
function taxPerPiece(share: TaxShare, taxOf: (amountMinor: number) => number): number {
  const rest = share.amountMinor % share.pieces;
  const each = (share.amountMinor - rest) / share.pieces;
  const odd = Math.abs(rest);
  return taxOf(each + Math.sign(rest)) * odd + taxOf(each) * (share.pieces - odd);
}
