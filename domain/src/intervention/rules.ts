import type { InterventionKind } from "@laneway/contracts";

export interface InterventionRule {
  /** Payment waits until it is ended. */
  readonly blocking: boolean;
  /** What it is about ends with the transaction. */
  readonly endsWithTransaction: boolean;
  /** The outcomes an attendant may give it. */
  readonly outcomes: readonly ("approved" | "refused" | "resolved")[];
}

/** One row for each reason why a lane needs a person. */
export const interventionRules: { readonly [K in InterventionKind]: InterventionRule } = {
  // Answered by identify-item, or dismissed.
  "unknown-item": { blocking: false, endsWithTransaction: true, outcomes: ["resolved", "refused"] },
  "age-restriction": { blocking: true, endsWithTransaction: true, outcomes: ["approved", "refused"] },
  // Approved: what lies there is right. Refused: the shopper is asked again.
  "weight-mismatch": { blocking: true, endsWithTransaction: true, outcomes: ["approved", "refused"] },
  help: { blocking: false, endsWithTransaction: true, outcomes: ["resolved"] },
  "device-fault": { blocking: false, endsWithTransaction: false, outcomes: ["resolved"] },
  // Only the terminal's answer says what became of a payment; see `outcomesOf`.
  "payment-unclear": { blocking: true, endsWithTransaction: false, outcomes: ["resolved"] },
  "basket-left": { blocking: false, endsWithTransaction: false, outcomes: ["resolved"] },
  // Cash of a basket that was given up: counted into the shopper's hand.
  "cash-give-back": { blocking: false, endsWithTransaction: false, outcomes: ["resolved"] },
  "item-blocked": { blocking: false, endsWithTransaction: true, outcomes: ["resolved"] },
};
