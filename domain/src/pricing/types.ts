import type { Channel, ExchangeRate, Item, LocalizedText, Promotion, PromotionEffect, SurchargeRule } from "@laneway/contracts";
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
  /** Taxes are whole multiples of this many minor units; absent: 1. */
  readonly taxStepMinor?: number;
  /**
   * Where a price finer than a minor unit, or a price × weight, becomes whole: on the piece, on the line
   * (default), or once on the total of the basket, which is then prorated over the lines.
   */
  readonly amountLevel?: "unit" | "line" | "total";
  /**
   * Whether tax is taken of what is left of a line (default), or of the price and of its discount apart, each
   * rounded.
   */
  readonly discountTax?: "of-what-is-left" | "apart";
  /**
   * What a later promotion's percentage is of: what earlier ones have left (default), the price before any,
   * or of the price where it is off each piece and of what is left where it is off lines or the basket.
   */
  readonly stacking?: "on-what-is-left" | "on-price" | "pieces-on-price";
  /**
   * What becomes whole by `amountRounding` when a percentage is taken: the discount (default), or the price
   * after it. By the half modes they differ in exact halves only.
   */
  readonly roundedPart?: "discount" | "price";
  /** At which foreign cash is taken while the basket is paid. */
  readonly exchangeRates?: readonly ExchangeRate[] | undefined;
  /** What ways of paying cost more while the basket is paid. */
  readonly surcharges?: readonly SurchargeRule[] | undefined;
}

/** One of several taxes that a tax group is made of. */
export interface TaxComponent {
  readonly componentId: string;
  readonly names: LocalizedText;
  readonly ratePpm: number;
  /** Also on the taxes before it. */
  readonly compound?: boolean | undefined;
  /** Only the part of a piece's price above this is taxed. */
  readonly aboveMinor?: number | undefined;
  /** Only pieces that cost more than this are taxed, then wholly. */
  readonly whenOverMinor?: number | undefined;
}

export interface TaxRate {
  readonly taxGroup: string;
  readonly mark: string;
  readonly names: LocalizedText;
  /** Not looked at when there are components. */
  readonly ratePpm: number;
  /** Overrides the policy for this group. */
  readonly pricesIncludeTax?: boolean | undefined;
  /** Several taxes, each computed and rounded for itself when prices exclude tax. */
  readonly components?: readonly TaxComponent[] | undefined;
}

/** The versions a price was made from; written in every entry that carries a price. */
export interface PriceVersions {
  readonly priceBook: { readonly bookId: string; readonly version: number };
}

/**
 * All that pricing may know beside the lines. A value, fixed for the life of a basket unless the lane takes a
 * new one between baskets. `localTime` is the store's clock, `YYYY-MM-DDTHH:MM`.
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
  readonly events?: readonly string[];
  /** What the price book's coupons in this basket are known under. */
  readonly coupons?: readonly string[];
  /** Makers' coupons in this basket as promotions, in the order in which they have their turn. */
  readonly makerCoupons?: readonly Promotion[];
  readonly shopper?: ShopperFacts;
  /** What each promotion has already given away, for those with a budget. */
  readonly spentMinor?: Readonly<Record<string, number>>;
  /** The shopper pays no tax; with prices that include it, the tax contained comes off as a discount. */
  readonly taxExempt?: boolean;
}

/** What is known of the shopper; absent fields are not known. */
export interface ShopperFacts {
  readonly memberId?: string;
  /** 1: this would be the first order. */
  readonly orderNumber?: number;
  readonly points?: number;
  /** Baskets so far in which a promotion applied. */
  readonly promotionUses?: Readonly<Record<string, number>>;
}

/** What pricing needs of a line. Facts of the item are those of the moment it was added. */
export interface PricingLine {
  readonly lineId: string;
  readonly itemId: string;
  /** The item of which this is a size or colour: a filter that names it means this line too. */
  readonly variantOf?: string | undefined;
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
  /** Of a kit: what it is made of for the tax, instead of `taxGroup`; weights are what the parts are worth alone. */
  readonly kit?: readonly { readonly taxGroup: string; readonly valueMinor: number }[] | undefined;
  /** Unit prices are in fractions of a minor unit: this many make one. Absent: 1. */
  readonly unitPriceDivisor?: number;
  /** `YYYY-MM-DD`, for markdowns by freshness: the day to use it by, else the one it is best before. */
  readonly expiryDate?: string | undefined;
  /** For coupons of makers: the trade item, and the family its maker has put it in. */
  readonly gtin14?: string | undefined;
  readonly couponFamilyCode?: string | undefined;
  /** A charge beside the goods: no promotion but its own touches it, and it counts for no threshold. A gift card is not taxed either. */
  readonly charge?: "delivery" | "gift-card" | undefined;
}

export interface LineDiscount {
  readonly promotionId: string;
  readonly names: LocalizedText;
  /** Positive: taken off the line. */
  readonly amountMinor: number;
  /** The kind of the effect that gave it; `tax-exemption` for an exempt shopper. */
  readonly because?: PromotionEffect["kind"] | "tax-exemption";
  /** Which of the promotion's effects, from 0. */
  readonly effectIndex?: number;
}

/** What of a line falls into one tax group. */
export interface TaxPart {
  readonly taxGroup: string;
  /** After discounts; with the tax where `inPrice`. */
  readonly amountMinor: number;
  readonly taxMinor: number;
  /** The group's prices hold the tax. */
  readonly inPrice: boolean;
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
  /** This line's whole share of the tax rows; always set by `priceBasket`. */
  readonly taxMinor?: number;
  /** Where a line falls into several tax groups (a kit, a deposit with a group of its own): they add up to the line. */
  readonly taxParts?: readonly TaxPart[];
  /** Pieces that promotions used: those of a group such as "3 for 2", and those that became cheaper. */
  readonly promotedPieces?: number;
}

export interface TaxRow {
  readonly taxGroup: string;
  readonly mark: string;
  readonly names: LocalizedText;
  readonly ratePpm: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
  /** When the group is made of several taxes; they add up to `taxMinor`. */
  readonly components?: readonly {
    readonly componentId: string;
    readonly names: LocalizedText;
    readonly ratePpm: number;
    readonly taxMinor: number;
  }[];
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
  /** Points that the discounts used up. */
  readonly pointsUsed?: number;
}

export const emptyPricedBasket = (versions: PriceVersions): PricedBasket => ({
  lines: [],
  subtotalMinor: 0,
  savingsMinor: 0,
  taxes: [],
  taxMinor: 0,
  totalMinor: 0,
  versions,
});

/**
 * The price of an item that applies in a context, chosen from its entries (most specific, then latest, then
 * lowest).
 */
export interface ResolvedPrice {
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor: number;
}
export type ResolvePrice = (item: Item, context: PricingContext) => ResolvedPrice | undefined;
