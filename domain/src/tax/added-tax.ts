import type { PricedBasket, PricingPolicy } from "../pricing/types.js";

/** The tax that comes on top of a basket's lines, in minor units. */
export const addedTaxMinor = ({ totalMinor, subtotalMinor }: Pick<PricedBasket, "totalMinor" | "subtotalMinor">): number =>
  totalMinor - subtotalMinor;

/** For what is shown: said only where it is neither all of the tax nor none of it, as the store's policy would have it. */
export function mixedTax(
  priced: Pick<PricedBasket, "totalMinor" | "subtotalMinor" | "taxMinor">,
  { pricesIncludeTax }: Pick<PricingPolicy, "pricesIncludeTax">,
): { readonly addedTaxMinor?: number } {
  const added = addedTaxMinor(priced);
  return added === (pricesIncludeTax ? 0 : priced.taxMinor) ? {} : { addedTaxMinor: added };
}
