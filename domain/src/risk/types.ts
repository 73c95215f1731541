import type { BasketCheck, RiskFault, RiskFeatureName, RiskReason, RiskRuleSet } from "@laneway/contracts";

/** What a basket's entries say about how it was filled: counts, and times in milliseconds. Part of the transaction; ends with it. */
export interface RiskTally {
  /** How many entries were counted: a score is of the basket as it was after so many. */
  readonly events: number;
  /** Time between the first and the last counted entry, with gaps of at most five minutes. */
  readonly activeMs: number;
  readonly lastAtMs: number | undefined;
  readonly lastLineAtMs: number | undefined;
  /** Between two lines; at most five minutes. */
  readonly longestPauseMs: number;
  readonly quickLines: number;
  readonly unknownCodes: number;
  readonly refusedScans: number;
  readonly refusedCoupons: number;
  /** By the shopper, oldest first; at most 40. */
  readonly voids: readonly { readonly lineId: string; readonly atMs: number }[];
  readonly quantityLowered: number;
  readonly quantityRaised: number;
  /** Questions on the shopper's screen about the bagging area. */
  readonly unexpectedWeights: number;
  readonly removedWeights: number;
  readonly wrongWeightLineIds: readonly (string | undefined)[];
  /** Of these, how often what lay there weighed as two of what was scanned. */
  readonly doubledWeights?: number;
  /** Items that weighed otherwise than expected and then were not put into the bagging area. */
  readonly skippedWrongWeights?: number;
  readonly baggingSkips: number;
  readonly ownBags: number;
  /** Own bags announced while something unexpected lay beside goods that were scanned. */
  readonly bagsOverGoods?: number;
  /** Times a person was asked to look at the bagging area. */
  readonly weightCalls: number;
  /** By how much weights that were accepted differed from what was expected, added up without sign. */
  readonly residualGrams: number;
  /** Lines voided and prices changed by an attendant. */
  readonly corrections: number;
  readonly reopenings: number;
  readonly recalls: number;
  readonly assessments: number;
  readonly last: RiskAssessment | undefined;
  /** Something followed from an assessment of this basket already: nothing more will. */
  readonly asked: boolean;
  /** The question "is everything scanned?" stands on the screen. */
  readonly asking: boolean;
}

/** What other baskets of the store say about this one, counted by whoever knows them all. */
export interface VelocityCounts {
  /** Baskets of the same member in the last 24 hours, this one not among them. */
  readonly memberBaskets: number;
  /** Returns of the same member's purchases in the last 30 days. */
  readonly memberReturns: number;
  /** Uses of this basket's coupons in other baskets of the same member in the last 24 hours. */
  readonly couponUses: number;
  /** Attempts to pay by gift card on this lane in the last hour. */
  readonly giftCardTries: number;
}

export const noVelocity: VelocityCounts = { memberBaskets: 0, memberReturns: 0, couponUses: 0, giftCardTries: 0 };

/** From when on a piece is dear and a kilogram cheap, in the store's currency. */
export interface RiskSettings {
  readonly dearMinor: number;
  readonly cheapPerKiloMinor: number;
}

export type RiskFigures = { readonly [K in RiskFeatureName]: number };

/** From which priority on something follows; above a million: never. */
export interface RiskThresholds {
  readonly nudgePpm: number;
  readonly askPpm: number;
}

/** A probability that the model gave to the basket after so many events. */
export interface RiskScore {
  readonly ppm: number;
  readonly modelId: string;
  readonly events: number;
}

/** What the lane is told to judge a basket with. */
export interface RiskKnowledge {
  readonly settings: RiskSettings;
  readonly counts: VelocityCounts;
  readonly rules: RiskRuleSet;
  readonly thresholds: RiskThresholds;
  /** Absent: see `fault`. */
  readonly score?: RiskScore;
  readonly fault?: RiskFault;
  /** This basket was drawn to be looked at whatever its score. */
  readonly audit: boolean;
}

/** How one basket was judged, as the journal keeps it. */
export interface RiskAssessment {
  /** Every figure that is not zero. */
  readonly figures: { readonly [name: string]: number };
  /** The model's probability; absent: none was to be had, `fault` says why. */
  readonly scorePpm: number | undefined;
  readonly modelId: string | undefined;
  readonly fault: RiskFault | undefined;
  readonly rulesVersion: string;
  readonly rulesHit: readonly string[];
  /** Rules on trial that would have hit. */
  readonly shadowHit: readonly string[];
  /** The greater of score and active rules. */
  readonly priorityPpm: number;
  readonly thresholds: RiskThresholds;
  readonly audit: boolean;
  readonly check: BasketCheck;
  readonly reasons: readonly RiskReason[];
}
