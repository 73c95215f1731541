import type { InterventionKind, OutcomeReason } from "@laneway/contracts";

export interface InterventionRule {
  /** Payment waits until it is ended. */
  readonly blocking: boolean;
  /** What it is about ends with the transaction. */
  readonly endsWithTransaction: boolean;
  /** The outcomes an attendant may give it. */
  readonly outcomes: readonly ("approved" | "refused" | "resolved")[];
  /** Why it may have ended so, the likeliest first. */
  readonly reasons: readonly OutcomeReason[];
}

/** One row for each reason why a lane needs a person. */
export const interventionRules: { readonly [K in InterventionKind]: InterventionRule } = {
  // Answered by identify-item, or dismissed.
  "unknown-item": {
    blocking: false,
    endsWithTransaction: true,
    outcomes: ["resolved", "refused"],
    reasons: ["not-in-price-book", "no-code", "put-aside", "other"],
  },
  "age-restriction": {
    blocking: true,
    endsWithTransaction: true,
    outcomes: ["approved", "refused"],
    reasons: ["clearly-of-age", "card-shown", "no-card", "too-young", "for-somebody-younger", "other"],
  },
  // Approved: what lies there is right. Refused: the shopper is asked again.
  "weight-mismatch": {
    blocking: true,
    endsWithTransaction: true,
    outcomes: ["approved", "refused"],
    reasons: ["own-bag", "moved-in-bag", "not-scanned", "other-item", "book-weight-wrong", "scale-wrong", "other"],
  },
  help: {
    blocking: false,
    endsWithTransaction: true,
    outcomes: ["resolved"],
    reasons: ["how-it-works", "price-question", "payment-question", "other"],
  },
  "device-fault": {
    blocking: false,
    endsWithTransaction: false,
    outcomes: ["resolved"],
    reasons: ["repaired", "other"],
  },
  // Only the terminal's answer says what became of a payment; see `outcomesOf`.
  "payment-unclear": { blocking: true, endsWithTransaction: false, outcomes: ["resolved"], reasons: ["other"] },
  "basket-left": {
    blocking: false,
    endsWithTransaction: false,
    outcomes: ["resolved"],
    reasons: ["put-aside", "other"],
  },
  // Cash of a basket that was given up: counted into the shopper's hand.
  "cash-give-back": { blocking: false, endsWithTransaction: false, outcomes: ["resolved"], reasons: ["other"] },
  // Money of a return that headquarters would not book back: the shopper is owed it.
  "refund-refused": { blocking: false, endsWithTransaction: false, outcomes: ["resolved"], reasons: ["other"] },
  "item-blocked": {
    blocking: false,
    endsWithTransaction: true,
    outcomes: ["resolved"],
    reasons: ["put-aside", "other"],
  },
  // Approved: all in order. Refused: something was missing, and the basket is open for it again. Resolved: nobody looked.
  "basket-check": {
    blocking: true,
    endsWithTransaction: true,
    outcomes: ["approved", "refused", "resolved"],
    reasons: ["not-scanned", "other-item", "put-aside", "other"],
  },
};
