import type { Channel, Item, LocalizedText } from "@laneway/contracts";
import type { RoundingMode } from "./rounding.js";

export type { RoundingMode } from "./rounding.js";

/** The store's arithmetic, as policy: docs/PRICING.md explains each and its default. */
export interface PricingPolicy {
  readonly currency: string;
  readonly currencyDigits: number;
  readonly pricesIncludeTax: boolean;
  /** Where tax is computed and rounded. */
  readonly taxLevel: "unit" | "line" | "total";
  readonly taxRounding: RoundingMode;
  /** For price × weight and for percentages. */
  readonly amountRounding: RoundingMode;
}

export interface TaxRate {
  readonly taxGroup: string;
  readonly mark: string;
  readonly names: LocalizedText;
  readonly ratePpm: number;
}

/** The versions a price was made from; written in every entry that carries a price. */
export interface PriceVersions {
  readonly priceBook: { readonly bookId: string; readonly version: number };
}

/**
 * All that pricing may know beside the lines. A value, fixed for the life of a basket unless the
 * lane takes a new one between baskets. `localTime` is the store's clock, `YYYY-MM-DDTHH:MM`.
 */
export interface PricingContext {
  readonly policy: PricingPolicy;
  readonly versions: PriceVersions;
  readonly taxRates: readonly TaxRate[];
  readonly promotions: readonly unknown[];
  readonly channel: Channel;
  readonly storeId: string;
  readonly region: string | undefined;
  readonly customerGroups: readonly string[];
  readonly localTime: string;
}

/** What pricing needs of a line. Facts of the item are those of the moment it was added. */
export interface PricingLine {
  readonly lineId: string;
  readonly itemId: string;
  readonly departmentId: string;
  readonly brand: string | undefined;
  readonly taxGroup: string;
  readonly soldBy: "each" | "weight";
  /** Pieces; 1 for a weighed line. */
  readonly quantity: number;
  readonly weightGrams: number | undefined;
  /** Per piece or per kilogram, resolved from the price book when the line was added. */
  readonly unitPriceMinor: number;
  /** The price before a limited-time one; equal to `unitPriceMinor` when there is none. */
  readonly regularUnitPriceMinor: number;
  /** The whole line's price as printed in an in-store code; replaces unit price × weight. */
  readonly priceInCodeMinor: number | undefined;
  /** An attendant's price; no promotion touches the line then. */
  readonly overriddenUnitPriceMinor: number | undefined;
  readonly depositMinor: number;
  readonly depositTaxGroup: string | undefined;
}

export interface LineDiscount {
  readonly promotionId: string;
  readonly names: LocalizedText;
  /** Positive: taken off the line. */
  readonly amountMinor: number;
}

export interface PricedLine {
  readonly lineId: string;
  readonly unitPriceMinor: number;
  /** Quantity or weight × unit price, before discounts, without deposit. */
  readonly baseMinor: number;
  readonly discounts: readonly LineDiscount[];
  readonly depositMinor: number;
  /** base − discounts + deposit. Exclusive-tax stores add tax only in the totals. */
  readonly totalMinor: number;
}

export interface TaxRow {
  readonly taxGroup: string;
  readonly mark: string;
  readonly names: LocalizedText;
  readonly ratePpm: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** Sum of `lines[].totalMinor` (plus `taxMinor` when prices exclude tax) is `totalMinor`, asserted. */
export interface PricedBasket {
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly savingsMinor: number;
  readonly taxes: readonly TaxRow[];
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly versions: PriceVersions;
}

export const emptyPricedBasket = (versions: PriceVersions): PricedBasket => ({
  lines: [], subtotalMinor: 0, savingsMinor: 0, taxes: [], taxMinor: 0, totalMinor: 0, versions,
});

/** The price of an item that applies in a context, chosen from its entries (most specific, then latest, then lowest). */
export interface ResolvedPrice {
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor: number;
}
export type ResolvePrice = (item: Item, context: PricingContext) => ResolvedPrice | undefined;
