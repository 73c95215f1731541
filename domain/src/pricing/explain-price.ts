import type { Item, ItemPrice } from "@laneway/contracts";
import type { PricedLine, PricingContext, PricingLine } from "./types.js";

/** One step of how a line's price came about: a kind and its facts, to be put into words in any language. */
export type PriceStep =
  | {
      readonly kind: "price-book";
      readonly bookId: string;
      readonly version: number;
      readonly unitPriceMinor: number;
      readonly because: ItemPrice["kind"];
    }
  | { readonly kind: "price-in-code"; readonly amountMinor: number }
  | { readonly kind: "attendant-price"; readonly unitPriceMinor: number }
  | { readonly kind: "by-piece"; readonly quantity: number; readonly amountMinor: number }
  | { readonly kind: "by-weight"; readonly weightGrams: number; readonly amountMinor: number }
  | {
      readonly kind: "promotion";
      readonly promotionId: string;
      readonly amountMinor: number;
      readonly because: string;
    }
  | { readonly kind: "deposit"; readonly amountMinor: number }
  | { readonly kind: "tax"; readonly taxGroup: string; readonly taxMinor: number; readonly inPrice: boolean };

/**
 * How a line came to its total, step by step, from what was recorded with it; the versions make it repeatable
 * a year later.
 */
export function explainPrice(
  line: PricingLine,
  priced: PricedLine,
  context: PricingContext,
  item?: Item,
): readonly PriceStep[] {
  const { bookId, version } = context.versions.priceBook;
  const steps: PriceStep[] = [];
  const entry = item?.prices.find((price) => price.amountMinor === line.unitPriceMinor);
  const because = entry?.kind ?? (line.unitPriceMinor < line.regularUnitPriceMinor ? "limited" : "regular");
  steps.push({ kind: "price-book", bookId, version, unitPriceMinor: line.unitPriceMinor, because });
  if (line.overriddenUnitPriceMinor !== undefined)
    steps.push({ kind: "attendant-price", unitPriceMinor: line.overriddenUnitPriceMinor });
  if (line.priceInCodeMinor !== undefined)
    steps.push({ kind: "price-in-code", amountMinor: line.priceInCodeMinor });
  else if (line.weightGrams !== undefined)
    steps.push({ kind: "by-weight", weightGrams: line.weightGrams, amountMinor: priced.baseMinor });
  else steps.push({ kind: "by-piece", quantity: line.quantity, amountMinor: priced.baseMinor });
  for (const { promotionId, amountMinor, because: effect } of priced.discounts) {
    steps.push({ kind: "promotion", promotionId, amountMinor, because: effect ?? "promotion" });
  }
  if (priced.depositMinor !== 0) steps.push({ kind: "deposit", amountMinor: priced.depositMinor });
  const rate = context.taxRates.find(({ taxGroup }) => taxGroup === line.taxGroup);
  const inPrice = rate?.pricesIncludeTax ?? context.policy.pricesIncludeTax;
  steps.push({ kind: "tax", taxGroup: line.taxGroup, taxMinor: priced.taxMinor ?? 0, inPrice });
  return steps;
}
