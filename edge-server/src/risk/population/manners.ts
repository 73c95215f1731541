/** How somebody shops: times in milliseconds, the rest as probabilities for one item (or one basket, where it says so). */
export interface Manner {
  readonly itemMs: number;
  readonly bagMs: number;
  readonly voids: number;
  /** Leans on the scale, puts a phone down. */
  readonly bumps: number;
  readonly picksByHand: number;
  readonly raises: number;
  readonly lowers: number;
  readonly skipsBag: number;
  readonly unknownCode: number;
  readonly looksAround: number;
  /** A pack that weighs otherwise than the price book says: a promotion, a bonus can. */
  readonly oddPack: number;
  /** Puts two down where one was scanned, and notices. */
  readonly putsTwo: number;
  /** Thinks of the own bag when goods lie there already. */
  readonly lateBag: number;
  /** Of the items whose weight is asked about: takes it out again and leaves it out. */
  readonly givesUpBagging: number;
  /** Of the basket. */
  readonly ownBag: number;
  readonly goesBack: number;
}

export const manners = {
  honest: { itemMs: 6_500, bagMs: 2_200, voids: 0.015, bumps: 0.012, picksByHand: 0.03, raises: 0.03, lowers: 0.006, skipsBag: 0.012, unknownCode: 0.006, looksAround: 0.03, oddPack: 0.012, putsTwo: 0.004, lateBag: 0.006, givesUpBagging: 0.2, ownBag: 0.35, goesBack: 0.05 },
  clumsy: { itemMs: 10_500, bagMs: 3_600, voids: 0.07, bumps: 0.06, picksByHand: 0.07, raises: 0.05, lowers: 0.03, skipsBag: 0.03, unknownCode: 0.02, looksAround: 0.08, oddPack: 0.015, putsTwo: 0.015, lateBag: 0.02, givesUpBagging: 0.3, ownBag: 0.4, goesBack: 0.15 },
  hurried: { itemMs: 3_200, bagMs: 900, voids: 0.02, bumps: 0.03, picksByHand: 0.02, raises: 0.04, lowers: 0.008, skipsBag: 0.06, unknownCode: 0.006, looksAround: 0.01, oddPack: 0.012, putsTwo: 0.012, lateBag: 0.01, givesUpBagging: 0.4, ownBag: 0.3, goesBack: 0.03 },
  /** Does this every day. */
  practised: { itemMs: 1_500, bagMs: 500, voids: 0.005, bumps: 0.005, picksByHand: 0.02, raises: 0.05, lowers: 0.004, skipsBag: 0.01, unknownCode: 0.003, looksAround: 0.005, oddPack: 0.012, putsTwo: 0.003, lateBag: 0.002, givesUpBagging: 0.3, ownBag: 0.2, goesBack: 0.02 },
} as const satisfies Record<string, Manner>;

export type MannerName = keyof typeof manners;

export const tactics = ["skip-scan", "ticket-switch", "pass-around", "cheap-plu", "stacking", "void-after-scan", "walk-out"] as const;
export type Tactic = (typeof tactics)[number];
