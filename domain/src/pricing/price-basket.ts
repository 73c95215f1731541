import { notTaxed } from "../gift-card/card-lines.js";
import { applyPromotions } from "../promotion/apply-promotions.js";
import { amountOf, placesByItem, type WorkLine } from "../promotion/workspace.js";
import { type TaxedPieces, type TaxShare, type TaxTable, taxTable } from "../tax/tax-table.js";
import { lineAmount, runsOf, unitPriceOf } from "./line-runs.js";
import { prorate } from "./prorate.js";
import type { LineDiscount, PricedBasket, PricedLine, PricingContext, PricingLine, TaxPart } from "./types.js";

/**
 * Prices a basket: base amounts, promotions, taxes and totals in whole minor units. Pure and independent of
 * the order of scanning (only the order of the returned lines follows it): lines are worked on in an order of
 * their own content, so that odd minor units always fall on the same lines. Throws (a defect) when a line
 * names a tax group the context does not hold, when a promotion is malformed, or when the parts would not add
 * up to the total.
 */
export function priceBasket(lines: readonly PricingLine[], context: PricingContext): PricedBasket {
  const order = lines
    .map((_, index) => index)
    .sort((a, b) => byContent(lines[a] as PricingLine, lines[b] as PricingLine));
  const ordered = order.map((index) => lines[index] as PricingLine);
  const runs = runsOf(ordered, context.policy);
  const workLines = ordered.map(
    (line, index): WorkLine => ({
      line,
      discountable: line.overriddenUnitPriceMinor === undefined && line.charge === undefined,
      runs: runs[index] ?? [],
      taken: [],
    }),
  );
  const before = {
    policy: context.policy,
    lines: workLines,
    placesOf: placesByItem(workLines),
    localTime: context.localTime,
    shopper: context.shopper ?? {},
    pointsUsed: 0,
  };
  const bases = workLines.map(amountOf);
  const after = applyPromotions(before, context);
  const taxes = taxesOf(after.lines, context);
  const priced: PricedLine[] = [];
  const parts: TaxPart[][] = after.lines.map(() => []);
  for (const { lineIndex, ...part } of taxes.parts) addPart(parts[lineIndex] ?? [], part);
  after.lines.forEach((workLine, index) => {
    priced[order[index] as number] = pricedLine(
      workLine,
      bases[index] as number,
      parts[index] ?? [],
      context,
    );
  });
  return basketOf(priced, lines, taxes, after.pointsUsed, context);
}

/**
 * What distinguishes lines for the shopper, then the line's id, which only tells apart what is otherwise the
 * same.
 */
function byContent(a: PricingLine, b: PricingLine): number {
  return (
    compare(a.itemId, b.itemId) ||
    unitPriceOf(a) - unitPriceOf(b) ||
    a.quantity - b.quantity ||
    (a.weightGrams ?? 0) - (b.weightGrams ?? 0) ||
    (a.priceInCodeMinor ?? 0) - (b.priceInCodeMinor ?? 0) ||
    compare(a.expiryDate ?? "", b.expiryDate ?? "") ||
    compare(a.lineId, b.lineId)
  );
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function taxesOf(workLines: readonly WorkLine[], context: PricingContext): TaxTable {
  const shares: TaxShare[] = [];
  workLines.forEach(({ line, runs }, lineIndex) => {
    if (line.kit === undefined) shares.push({ lineIndex, taxGroup: line.taxGroup, pieces: runs });
    else for (const part of kitParts(line.kit, runs)) shares.push({ lineIndex, ...part });
    if (line.depositMinor === 0) return;
    const deposit = { count: line.quantity, baseMinor: line.depositMinor, amountMinor: line.depositMinor };
    shares.push({ lineIndex, taxGroup: line.depositTaxGroup ?? line.taxGroup, pieces: [deposit] });
  });
  return taxTable(shares, [...context.taxRates, notTaxed], context.policy);
}

/** Each piece of a kit in its parts, by tax group, as largest remainders of what the parts are worth alone. */
function kitParts(kit: NonNullable<PricingLine["kit"]>, runs: readonly TaxedPieces[]): Omit<TaxShare, "lineIndex">[] {
  const worth = new Map<string, number>();
  for (const { taxGroup, valueMinor } of kit) worth.set(taxGroup, (worth.get(taxGroup) ?? 0) + valueMinor);
  const weights = [...worth.values()];
  const split = runs.map(({ count, baseMinor, amountMinor }) => ({
    count,
    bases: prorate(baseMinor, weights),
    amounts: prorate(amountMinor, weights),
  }));
  return [...worth.keys()].map((taxGroup, index) => ({
    taxGroup,
    pieces: split.map(({ count, bases, amounts }) => ({
      count,
      baseMinor: bases[index] ?? 0,
      amountMinor: amounts[index] ?? 0,
    })),
  }));
}

/** A line's goods and its deposit are one part where they are of one group. */
function addPart(parts: TaxPart[], part: TaxPart): void {
  const at = parts.findIndex(({ taxGroup }) => taxGroup === part.taxGroup);
  const same = parts[at];
  if (same === undefined) parts.push(part);
  else
    parts[at] = {
      ...same,
      amountMinor: same.amountMinor + part.amountMinor,
      taxMinor: same.taxMinor + part.taxMinor,
    };
}

const taxOf = (parts: readonly TaxPart[]): number => parts.reduce((sum, { taxMinor }) => sum + taxMinor, 0);

function pricedLine(
  { line, taken, runs }: WorkLine,
  baseMinor: number,
  taxParts: readonly TaxPart[],
  context: PricingContext,
): PricedLine {
  const discounts: LineDiscount[] = taken.map((each) => ({ ...each }));
  const exempt = context.taxExempt === true;
  const containedMinor = taxOf(taxParts.filter(({ inPrice }) => inPrice));
  if (exempt && containedMinor !== 0) {
    discounts.push({
      promotionId: "tax-exemption",
      names: { en: "Tax exemption", de: "Steuerbefreiung", ar: "إعفاء ضريبي" },
      amountMinor: containedMinor,
      because: "tax-exemption",
    });
  }
  const depositMinor = line.depositMinor * line.quantity;
  const totalMinor =
    discounts.reduce((rest, { amountMinor }) => rest - amountMinor, baseMinor) + depositMinor;
  const promotedPieces = runs.reduce(
    (sum, run) => (run.grouped || run.amountMinor < run.baseMinor ? sum + run.count : sum),
    0,
  );
  return {
    lineId: line.lineId,
    unitPriceMinor: unitPriceOf(line),
    baseMinor,
    discounts,
    depositMinor,
    totalMinor,
    taxMinor: exempt ? 0 : taxOf(taxParts),
    ...(taxParts.length < 2 ? {} : { taxParts: exempt ? taxParts.map(untaxed) : taxParts }),
    promotedPieces,
  };
}

/** Of an exempt shopper: what was contained has come off. */
const untaxed = (part: TaxPart): TaxPart => ({
  ...part,
  amountMinor: part.inPrice ? part.amountMinor - part.taxMinor : part.amountMinor,
  taxMinor: 0,
});

function basketOf(
  priced: readonly PricedLine[],
  lines: readonly PricingLine[],
  table: TaxTable,
  pointsUsed: number,
  context: PricingContext,
): PricedBasket {
  const exempt = context.taxExempt === true;
  const taxes = exempt
    ? table.rows.map(({ components: _, ...row }) => ({ ...row, taxMinor: 0, grossMinor: row.netMinor }))
    : table.rows;
  const subtotalMinor = priced.reduce((sum, line) => sum + line.totalMinor, 0);
  const totalMinor = subtotalMinor + (exempt ? 0 : table.addedMinor);
  const grossMinor = taxes.reduce((sum, row) => sum + row.grossMinor, 0);
  if (grossMinor !== totalMinor)
    throw new Error(`tax rows add up to ${grossMinor}, the basket to ${totalMinor}`);
  const basket = {
    lines: priced,
    subtotalMinor,
    savingsMinor: savingsOf(priced, lines, context),
    taxes,
    taxMinor: taxes.reduce((sum, row) => sum + row.taxMinor, 0),
    totalMinor,
    versions: context.versions,
  };
  return pointsUsed === 0 ? basket : { ...basket, pointsUsed };
}

/** Promotions, and limited-time prices against the regular ones. A tax that is not owed is no saving. */
function savingsOf(
  priced: readonly PricedLine[],
  lines: readonly PricingLine[],
  { policy }: PricingContext,
): number {
  let savings = 0;
  priced.forEach((each, index) => {
    for (const { amountMinor, because } of each.discounts)
      if (because !== "tax-exemption") savings += amountMinor;
    const line = lines[index] as PricingLine;
    if (
      line.regularUnitPriceMinor > line.unitPriceMinor &&
      line.priceInCodeMinor === undefined &&
      line.overriddenUnitPriceMinor === undefined
    ) {
      savings +=
        lineAmount(line, line.regularUnitPriceMinor, policy) - lineAmount(line, line.unitPriceMinor, policy);
    }
  });
  return savings;
}
