import type { BasketView } from "./lane-view.js";
import type { Receipt } from "./receipt.js";

/** The tax that comes on top of the lines, in minor units: the rest of the tax is in their prices. */
export const taxOnTop = ({
  pricesIncludeTax,
  taxMinor,
  addedTaxMinor,
}: Pick<Receipt | BasketView, "pricesIncludeTax" | "taxMinor" | "addedTaxMinor">): number =>
  addedTaxMinor ?? (pricesIncludeTax ? 0 : taxMinor);
