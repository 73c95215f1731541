/** A gift card that was scanned among the goods, before it is a line. Its number is known to headquarters alone: `loadId` names what is to be put on it. */
export type CardLoad =
  /** Headquarters is asked; `askAtMs`: when nobody waits any more. */
  | { readonly loadId: string; readonly state: "asked"; readonly entryMethod: "scanned" | "keyed"; readonly askAtMs: number }
  | { readonly loadId: string; readonly state: "prepared"; readonly entryMethod: "scanned" | "keyed" } & PreparedCard;

/** What headquarters says of a card that is to be loaded. */
export interface PreparedCard {
  readonly lastFour: string;
  /** It has been loaded before. */
  readonly known: boolean;
  /** What is on it already, in minor units; absent: nothing, or only its PIN opens that. */
  readonly balanceMinor?: number;
}

/** What makes a line money for a gift card instead of goods. */
export interface LineCard {
  readonly loadId: string;
  readonly lastFour: string;
}

/** What a completed sale puts on a card; headquarters does it when the record arrives, if it was not told before. */
export interface SoldLoad {
  readonly loadId: string;
  readonly lastFour: string;
  readonly amountMinor: number;
}

/** Why a card is not loaded. */
export type LoadRefusal = "gift-card-not-now" | "gift-card-blocked" | "gift-card-not-loadable";
