import type { Item, ItemPrice } from "@laneway/contracts";
import type { PresentedCoupon } from "../coupon/types.js";
import type { CardLoad, LineCard } from "../gift-card/types.js";
import type { PointsHold, ToldPoints } from "../loyalty/types.js";
import type { Membership } from "../member/read-member.js";
import type { PriceVersions, PricedBasket, PricingPolicy } from "../pricing/types.js";
import type { RiskTally } from "../risk/types.js";
import type { TransactionTender } from "../tender/types.js";

/** What a line keeps of its item: the facts of the moment it was added. */
export type LineItem = Omit<
  Item,
  "prices" | "codes" | "plus" | "packs" | "blocked" | "recalledLots" | "recalledSerials"
> & {
  /** The price book sells it only where an attendant serves. */
  readonly staffedOnly?: true;
  /** `YYYY-MM-DD`: the law of the moment forbids it to whoever was born on this day or later. */
  readonly bornBefore?: string;
};

export interface BasketLine {
  readonly lineId: string;
  readonly item: LineItem;
  /** Money for a gift card: no goods, without weight, tax, promotion or points. */
  readonly giftCard?: LineCard;
  readonly entryMethod: "scanned" | "keyed" | "picked" | "weighed" | "attendant" | "bag";
  readonly code: string | undefined;
  readonly quantity: number;
  /** Net of tare. */
  readonly weightGrams: number | undefined;
  readonly unitPriceMinor: number;
  readonly regularUnitPriceMinor: number;
  readonly priceInCodeMinor: number | undefined;
  readonly overriddenUnitPriceMinor: number | undefined;
  readonly lot: string | undefined;
  readonly expiryDate: string | undefined;
  /** Best before this day; absent in older records. */
  readonly bestBeforeDate?: string | undefined;
  readonly serial: string | undefined;
  readonly gtin14?: string | undefined;
  /** The entry of the price book that made the unit price; absent in older records. */
  readonly priceEntry?: ItemPrice | undefined;
  /** Set on a line that has been cancelled by a later `line-voided`. */
  readonly voided: boolean;
  /** What the line cost before discounts when it was voided: shown struck through. */
  readonly voidedBaseMinor: number | undefined;
}

export interface Transaction {
  readonly transactionId: string;
  readonly startedAtMs: number;
  readonly locale: string;
  readonly training: boolean;
  readonly lines: readonly BasketLine[];
  readonly priced: PricedBasket;
  /** A basket keeps the prices and the arithmetic of its start. */
  readonly versions: PriceVersions;
  readonly policy: PricingPolicy;
  readonly ageApprovedUpTo: number;
  /** Somebody has seen that the shopper was born before this day. */
  readonly bornBeforeApproved?: string;
  readonly tenders: readonly TransactionTender[];
  readonly bagsAsked: boolean;
  /** The member whose basket it is, by the number of the card; with what the card's bearer belongs to. */
  readonly memberId?: string | undefined;
  readonly membership?: Membership | undefined;
  /** Of the member's account; absent: headquarters has not said (yet). */
  readonly pointsTold?: ToldPoints | undefined;
  /** Absent: the basket takes no points as a discount. */
  readonly pointsHold?: PointsHold | undefined;
  /** Absent: no gift card waits for its amount. */
  readonly cardLoad?: CardLoad | undefined;
  /** In the order in which they were presented, which changes nothing. */
  readonly coupons?: readonly PresentedCoupon[];
  readonly taxExemption?: TaxExemption | undefined;
  /** How it was filled; absent: nothing was counted yet, or the basket is older than counting. */
  readonly risk?: RiskTally | undefined;
}

/** Why a basket is not taxed, as an attendant saw it. */
export interface TaxExemption {
  readonly certificate: string;
  readonly reason: string;
}
