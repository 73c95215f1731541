import type { BasketLine, Transaction } from "../lane/types.js";
import { type ReturnedAmounts, returnPieces } from "../pricing/return-pieces.js";
import type { PricedLine } from "../pricing/types.js";
import type { EarlierReturns, ReturnedLine, Span } from "./types.js";

/** How many units of a line were sold: grams where it was sold by weight, else pieces. */
export const unitsSold = ({ item, weightGrams, quantity }: BasketLine): number =>
  item.soldBy === "weight" && weightGrams !== undefined ? weightGrams : quantity;

/** The units of a line that have not come back, lowest first. */
export function freeSpans(sold: number, taken: readonly Span[]): readonly Span[] {
  const free: Span[] = [];
  let from = 0;
  for (const span of taken.toSorted((one, other) => one.from - other.from)) {
    if (span.from > from) free.push({ from, to: span.from });
    from = Math.max(from, span.to);
  }
  return from < sold ? [...free, { from, to: sold }] : free;
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

/** So many units from the lowest free ones; undefined when there are not enough. */
export function takeUnits(free: readonly Span[], count: number): readonly Span[] | undefined {
  const taken: Span[] = [];
  let left = count;
  for (const { from, to } of free) {
    if (left === 0) break;
    const end = Math.min(to, from + left);
    taken.push({ from, to: end });
    left -= end - from;
  }
  return left === 0 ? taken : undefined;
}

const claimsOn = (earlier: EarlierReturns, lineId: string): readonly Span[] =>
  earlier.claims.filter((claim) => claim.lineId === lineId);

/** How many units of a line can still come back. */
export const unitsLeft = (line: BasketLine, earlier: EarlierReturns): number =>
  lengthOf(freeSpans(unitsSold(line), claimsOn(earlier, line.lineId)));

export function pricedLine({ priced }: Transaction, lineId: string): PricedLine | undefined {
  return priced.lines.find((line) => line.lineId === lineId);
}

const noAmounts = { baseMinor: 0, depositMinor: 0, totalMinor: 0, taxMinor: 0 };

/** Each unit has its own whole share of the line; so the order of returns changes no sum, and all of them give back exactly what was paid. */
function amountsOf(priced: PricedLine, sold: number, spans: readonly Span[]): ReturnedAmounts {
  const parts = spans.map(({ from, to }) => returnPieces({ priced, sold, returned: from }, to - from));
  const sum = (pick: (part: ReturnedAmounts) => number) => parts.reduce((all, part) => all + pick(part), 0);
  return {
    ...noAmounts,
    baseMinor: sum((part) => part.baseMinor),
    discounts: priced.discounts.map((discount, index) => ({
      ...discount,
      amountMinor: sum((part) => part.discounts[index]?.amountMinor ?? 0),
    })),
    depositMinor: sum((part) => part.depositMinor),
    totalMinor: sum((part) => part.totalMinor),
    taxMinor: sum((part) => part.taxMinor),
    ...(priced.taxParts === undefined
      ? {}
      : {
          taxParts: priced.taxParts.map((part, index) => ({
            ...part,
            amountMinor: sum(({ taxParts }) => taxParts?.[index]?.amountMinor ?? 0),
            taxMinor: sum(({ taxParts }) => taxParts?.[index]?.taxMinor ?? 0),
          })),
        }),
  };
}

/** What comes back of a line and what is given for it; undefined when so much was not sold, has come back already, or cannot be taxed back. */
export function returnLine(transaction: Transaction, earlier: EarlierReturns, lineId: string, count: number): ReturnedLine | undefined {
  const line = transaction.lines.find((one) => one.lineId === lineId && !one.voided);
  const priced = pricedLine(transaction, lineId);
  if (line === undefined || priced === undefined) return undefined;
  const spans = takeUnits(freeSpans(unitsSold(line), claimsOn(earlier, lineId)), count);
  if (spans === undefined) return undefined;
  const amounts = amountsOf(priced, unitsSold(line), spans);
  const onTopMinor = taxOnTop(transaction, line, amounts);
  return onTopMinor === undefined ? undefined : { lineId, spans, amounts, refundMinor: amounts.totalMinor + onTopMinor };
}

/** What of a return's tax comes beside its amounts; undefined where an older record does not tell. */
function taxOnTop(transaction: Transaction, line: BasketLine, { taxParts, taxMinor }: ReturnedAmounts): number | undefined {
  if (taxParts !== undefined) return taxParts.reduce((sum, part) => (part.inPrice ? sum : sum + part.taxMinor), 0);
  const onTop = isTaxOnTop(transaction, line);
  return onTop === undefined ? undefined : onTop ? taxMinor : 0;
}

/** What of a basket's tax groups stands in a line: its own, and its deposit's where that has another. */
export function taxGroupsOf({ item }: BasketLine, { depositMinor }: PricedLine): readonly string[] {
  const { taxGroup, depositTaxGroup } = item;
  return depositMinor === 0 || depositTaxGroup === undefined || depositTaxGroup === taxGroup ? [taxGroup] : [taxGroup, depositTaxGroup];
}

/** Did the tax of a line come on top of its price? undefined: of a part of it only, which is not told apart any more. */
export function isTaxOnTop(transaction: Transaction, line: BasketLine): boolean | undefined {
  const { priced } = transaction;
  const added = priced.totalMinor - priced.subtotalMinor;
  if (added === 0) return false;
  if (added === priced.taxMinor) return true;
  const own = pricedLine(transaction, line.lineId);
  if (own === undefined) return undefined;
  const [first, ...others] = taxGroupsOf(line, own).map((taxGroup) => isGroupOnTop(transaction, taxGroup));
  return others.every((each) => each === first) ? first : undefined;
}

/** Do the prices of a tax group exclude it? What its lines add up to is then the net of its row. */
function isGroupOnTop({ lines, priced }: Transaction, taxGroup: string): boolean {
  const row = priced.taxes.find((each) => each.taxGroup === taxGroup);
  if (row === undefined || row.taxMinor === 0) return false;
  let sumMinor = 0;
  for (const line of lines) {
    const own = priced.lines.find((each) => each.lineId === line.lineId);
    if (line.voided || own === undefined) continue;
    if (own.taxParts !== undefined) {
      for (const part of own.taxParts) if (part.taxGroup === taxGroup) sumMinor += part.amountMinor;
      continue;
    }
    if (line.item.taxGroup === taxGroup) sumMinor += own.totalMinor - own.depositMinor;
    if ((line.item.depositTaxGroup ?? line.item.taxGroup) === taxGroup) sumMinor += own.depositMinor;
  }
  return sumMinor === row.netMinor;
}
