import type { InterventionKind } from "@laneway/contracts";

export interface Urgency {
  /** How much is at stake when nobody comes, from 1 to 10, as long as no score says better. */
  readonly risk: number;
  /** What it usually takes an attendant, the walk included. */
  readonly effortSeconds: number;
  /** Somebody stands there and waits. */
  readonly shopperWaits: boolean;
}

/** One row for each reason why a lane needs a person. */
export const urgencies: { readonly [K in InterventionKind]: Urgency } = {
  "payment-unclear": { risk: 9, effortSeconds: 60, shopperWaits: true },
  "weight-mismatch": { risk: 6, effortSeconds: 20, shopperWaits: true },
  "basket-check": { risk: 7, effortSeconds: 45, shopperWaits: true },
  "age-restriction": { risk: 5, effortSeconds: 15, shopperWaits: true },
  "cash-give-back": { risk: 5, effortSeconds: 40, shopperWaits: true },
  help: { risk: 4, effortSeconds: 40, shopperWaits: true },
  "unknown-item": { risk: 4, effortSeconds: 40, shopperWaits: true },
  "item-blocked": { risk: 3, effortSeconds: 30, shopperWaits: true },
  "refund-refused": { risk: 4, effortSeconds: 120, shopperWaits: false },
  "basket-left": { risk: 2, effortSeconds: 60, shopperWaits: false },
  "device-fault": { risk: 2, effortSeconds: 90, shopperWaits: false },
};

/** What holds a payment counts so many times as much as what does not. */
export const blockingWeight = 3;
