import type { ItemPrice, LocalizedText, PriceExplanation, PriceStep } from "@laneway/contracts";
import { pricingLine } from "../basket/reprice.js";
import { invariant } from "../invariant.js";
import type { BasketLine, Transaction } from "../lane/types.js";
import type { PricedLine, PriceVersions, PricingLine, TaxRow } from "./types.js";

/** What explaining a price needs beside its line: all of it is in the record of a basket. */
export interface PriceSources {
  readonly versions: PriceVersions;
  readonly taxes: readonly Pick<TaxRow, "taxGroup" | "names" | "ratePpm">[];
  /** Tax groups whose prices include the tax. */
  readonly includesTax: (taxGroup: string) => boolean;
}

/**
 * How a line came to its total, step by step, from what was recorded with it: a year later as on the day. `entry` is the
 * entry of the price book that made its unit price, where that is known.
 */
export function explainPrice(
  line: PricingLine,
  priced: PricedLine,
  sources: PriceSources,
  entry: ItemPrice | undefined,
  text: (names: LocalizedText) => string,
): PriceStep[] {
  const steps: PriceStep[] = [bookStep(line, sources, entry)];
  if (line.overriddenUnitPriceMinor !== undefined)
    steps.push({ kind: "attendant-price", unitPriceMinor: line.overriddenUnitPriceMinor });
  steps.push(measureStep(line, priced));
  for (const { promotionId, names, amountMinor, because } of priced.discounts)
    steps.push({ kind: "promotion", promotionId, name: text(names), amountMinor, because: because ?? "promotion" });
  if (priced.depositMinor !== 0) steps.push({ kind: "deposit", amountMinor: priced.depositMinor });
  const parts = priced.taxParts ?? [
    { taxGroup: line.taxGroup, taxMinor: priced.taxMinor ?? 0, inPrice: sources.includesTax(line.taxGroup) },
  ];
  for (const { taxGroup, taxMinor, inPrice } of parts) {
    const rate = sources.taxes.find((each) => each.taxGroup === taxGroup);
    const name = rate === undefined ? taxGroup : text(rate.names);
    steps.push({ kind: "tax", taxGroup, name, ratePpm: rate?.ratePpm ?? 0, taxMinor, inPrice });
  }
  return steps;
}

function bookStep(line: PricingLine, { versions }: PriceSources, entry: ItemPrice | undefined): PriceStep {
  const { bookId, version } = versions.priceBook;
  const { unitPriceMinor, regularUnitPriceMinor } = line;
  const because = entry?.kind ?? (unitPriceMinor < regularUnitPriceMinor ? "limited" : "regular");
  const place = entry?.storeId ?? entry?.region ?? entry?.channel;
  return {
    kind: "price-book",
    bookId,
    version,
    unitPriceMinor,
    because,
    ...(entry?.customerGroup === undefined ? {} : { customerGroup: entry.customerGroup }),
    ...(place === undefined ? {} : { place }),
    ...(entry?.from === undefined ? {} : { from: entry.from }),
    ...(entry?.to === undefined ? {} : { to: entry.to }),
  };
}

function measureStep(line: PricingLine, { baseMinor: amountMinor, unitPriceMinor }: PricedLine): PriceStep {
  if (line.priceInCodeMinor !== undefined) return { kind: "price-in-code", amountMinor: line.priceInCodeMinor };
  if (line.weightGrams !== undefined)
    return { kind: "by-weight", weightGrams: line.weightGrams, unitPriceMinor, amountMinor };
  return { kind: "by-piece", quantity: line.quantity, unitPriceMinor, amountMinor };
}

/** Why every sold line of a basket costs what it costs, from the basket's own record alone. */
export function explainBasket(
  transaction: Transaction,
  text: (names: LocalizedText) => string,
): PriceExplanation {
  const { versions, policy, priced, lines } = transaction;
  const pricedLines = new Map(priced.lines.map((line) => [line.lineId, line]));
  const sources = { versions, taxes: priced.taxes, includesTax: includesTaxIn(transaction) };
  const explain = (line: BasketLine) => {
    const own = pricedLines.get(line.lineId);
    invariant(own !== undefined, "every sold line is priced");
    const steps = explainPrice(pricingLine(line), own, sources, line.priceEntry, text);
    return { lineId: line.lineId, name: text(line.item.names), totalMinor: own.totalMinor, steps };
  };
  return {
    currency: policy.currency,
    currencyDigits: policy.currencyDigits,
    priceBook: { ...versions.priceBook },
    lines: lines.filter((line) => !line.voided).map(explain),
  };
}

/** A group's row that comes to what its lines come to has the tax in them; the record says no more of it. */
function includesTaxIn({ lines, priced, policy }: Transaction): (taxGroup: string) => boolean {
  const items = new Map(lines.map((line) => [line.lineId, line.item]));
  const sums = new Map<string, number>();
  const add = (taxGroup: string, amountMinor: number) => sums.set(taxGroup, (sums.get(taxGroup) ?? 0) + amountMinor);
  for (const { lineId, totalMinor, depositMinor, taxParts } of priced.lines) {
    const item = items.get(lineId);
    if (item === undefined) continue;
    if (taxParts !== undefined) {
      for (const { taxGroup, amountMinor } of taxParts) add(taxGroup, amountMinor);
      continue;
    }
    add(item.taxGroup, totalMinor - depositMinor);
    add(item.depositTaxGroup ?? item.taxGroup, depositMinor);
  }
  return (taxGroup) => {
    const row = priced.taxes.find((each) => each.taxGroup === taxGroup);
    return row === undefined || row.taxMinor === 0 ? policy.pricesIncludeTax : row.grossMinor === sums.get(taxGroup);
  };
}
