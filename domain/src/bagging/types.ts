/** A weight the bagging area is to gain (or lose again): so many pieces of so many grams. */
export interface WeightExpectation {
  readonly lineId: string;
  readonly pieces: number;
  /** Of one piece; undefined: any weight will do. */
  readonly expectedGrams: number | undefined;
  /** Of one piece. */
  readonly toleranceGrams: number;
  /** Other packs of the item: what one piece of those weighs. */
  readonly otherPacks?: readonly { readonly expectedGrams: number; readonly toleranceGrams: number }[];
  /** False: too light to verify, or the shopper's choice (a carrier bag): understood when it comes, never asked for. */
  readonly required: boolean;
}

export interface BaggingNudge {
  readonly kind: "place-item" | "unexpected-item" | "item-removed" | "wrong-weight" | "own-bag";
  readonly lineId: string | undefined;
  readonly sinceMs: number;
}

/** The bagging area as the lane understands it. */
export interface BaggingState {
  /** What the scale showed when everything in it was explained. */
  readonly settledGrams: number;
  readonly measuredGrams: number | undefined;
  /** What lay there that is not this basket's (left by someone, an own bag): it may be taken away unasked. */
  readonly foreignGrams: number;
  /** After a fault: the next reading is taken as it is. */
  readonly baselineKnown: boolean;
  /** Lines whose weight has not been seen yet. */
  readonly waiting: readonly WeightExpectation[];
  /** Weight to come off again after a void. */
  readonly leaving: readonly WeightExpectation[];
  readonly ownBagAnnounced: boolean;
  readonly nudge: BaggingNudge | undefined;
  /** Lines that the shopper does not bag. */
  readonly skippedLineIds: readonly string[];
}

/** How far a piece was off what it should weigh, in thousandths of it. */
export interface Residual {
  /** What it should weigh: tells different items apart, and says nothing of what somebody bought. */
  readonly expectedGrams: number;
  readonly permille: number;
}

/** What the bagging scale's readings say about the scale itself. */
export interface ScaleWatch {
  /** Of the last pieces seen alone, whatever basket they were in; oldest first. */
  readonly residuals: readonly Residual[];
  /** Grams that came or went by little and little while nobody was there. Never counted while somebody shops: small things would hide in it. */
  readonly creptGrams: number;
}
