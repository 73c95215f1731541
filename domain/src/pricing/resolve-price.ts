import type { Item, ItemPrice } from "@laneway/contracts";
import type { PricingContext, ResolvedPrice } from "./types.js";

/**
 * The price of an item in a context, or undefined when none of its entries applies. Most specific wins
 * (customer group over store over region over channel); among equals the latest start, then the lowest
 * amount. `regularUnitPriceMinor` is what the item costs everybody, without its limited-time, markdown and event
 * entries and those of a group.
 */
export function resolvePrice(item: Item, context: PricingContext): ResolvedPrice | undefined {
  const best = priceEntryOf(item, context);
  let regular: ItemPrice | undefined;
  for (const price of item.prices) {
    if (!applies(price, context)) continue;
    if (price.kind === "regular" && price.customerGroup === undefined && (regular === undefined || isBetter(price, regular))) regular = price;
  }
  if (best === undefined) return undefined;
  const unitPriceMinor = best.amountMinor;
  return {
    unitPriceMinor,
    regularUnitPriceMinor: Math.max(unitPriceMinor, regular?.amountMinor ?? unitPriceMinor),
  };
}

/** The entry that makes the price in a context: what `resolvePrice` chose, for explaining it later. */
export function priceEntryOf(item: Item, context: PricingContext): ItemPrice | undefined {
  let best: ItemPrice | undefined;
  for (const price of item.prices)
    if (applies(price, context) && (best === undefined || isBetter(price, best))) best = price;
  return best;
}

function applies(price: ItemPrice, context: PricingContext): boolean {
  if (price.channel !== undefined && price.channel !== context.channel) return false;
  if (price.storeId !== undefined && price.storeId !== context.storeId) return false;
  if (price.region !== undefined && price.region !== context.region) return false;
  if (price.customerGroup !== undefined && !context.customerGroups.includes(price.customerGroup))
    return false;
  if (price.event !== undefined && context.events?.includes(price.event) !== true) return false;
  if (price.from !== undefined && context.localTime < price.from) return false;
  return price.to === undefined || context.localTime < price.to;
}

function isBetter(price: ItemPrice, than: ItemPrice): boolean {
  const difference = specificity(price) - specificity(than);
  if (difference !== 0) return difference > 0;
  const from = price.from ?? "";
  const otherFrom = than.from ?? "";
  if (from !== otherFrom) return from > otherFrom;
  return price.amountMinor < than.amountMinor;
}

/** A limited-time price outranks a regular one of the same reach. */
function specificity(price: ItemPrice): number {
  return (
    (price.customerGroup === undefined ? 0 : 16) +
    (price.storeId === undefined ? 0 : 8) +
    (price.region === undefined ? 0 : 4) +
    (price.channel === undefined ? 0 : 2) +
    (price.kind === "regular" ? 0 : 1)
  );
}
