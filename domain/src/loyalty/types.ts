/**
 * Points that are set aside at headquarters for a basket that takes them as a discount. `asked`: nothing is known yet, and the basket
 * is priced without them.
 */
export interface PointsHold {
  readonly holdId: string;
  readonly state: "asked" | "held";
  /** As many as were asked for, then as many as are set aside. */
  readonly points: number;
}

/** What headquarters said of a member's account. */
export interface ToldPoints {
  readonly balance: number;
  /** The fewest points that are worth a discount on this basket; absent: none are. */
  readonly discountFrom?: number | undefined;
}

/** What a completed sale does to a member's account; headquarters books it when the record arrives. */
export interface LoyaltyResult {
  readonly programId: string;
  readonly memberId: string;
  readonly earnedPoints: number;
  /** What was set aside for a discount: the discount took `usedPoints` of it, the rest goes back. */
  readonly hold?: {
    readonly holdId: string;
    readonly usedPoints: number;
    /** What they took off the goods: by it a return knows how many of them go back. Absent in older records: none do. */
    readonly discountMinor?: number;
  };
}
