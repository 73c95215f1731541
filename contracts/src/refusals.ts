import { z } from "zod";

/**
 * Every reason a rule may give for saying no. A refusal changes nothing and loses nothing;
 * each has a text in every locale (kiosk-ui/src/locale) and a status in the HTTP API (409, unless noted).
 */
export const refusalReason = z.enum([
  // the lane or the step
  "lane-not-open",
  "lane-busy", // a basket is open and the action needs none
  "lane-assisted", // an attendant works the lane from the station, or stands there
  "no-open-basket",
  "wrong-step",
  "basket-locked", // payment is running or its outcome is not known yet
  "payment-unclear",
  "intervention-open", // a person must look first
  "basket-empty",
  "basket-full",
  // items and codes
  "code-unreadable",
  "item-not-found",
  "item-blocked",
  "item-recalled",
  "item-expired",
  "not-at-this-hour", // a law's hours of sale; details say when
  "weight-required",
  "weight-not-stable",
  "scale-not-ready",
  "line-not-found",
  "line-already-void",
  "quantity-not-allowed",
  "amount-out-of-range",
  "price-in-code-refused",
  "coupon-for-colleague", // a coupon that only a person can judge: one is called
  "coupon-unknown",
  "coupon-not-yet-valid",
  "coupon-expired",
  "coupon-used", // taken once already, or lying in another basket
  "coupon-already-there",
  "coupon-not-for-this-store",
  "coupon-limit", // no more coupons in one basket
  "coupon-not-found", // none under this id in the basket
  "member-unknown",
  "no-points-here", // the basket has no member with points, or they are worth nothing here
  "points-too-few", // less than what is worth anything
  // tax
  "already-exempt",
  // bagging and ages
  "bagging-mismatch",
  "age-check-due",
  // payment
  "payment-already-running",
  "nothing-due",
  "terminal-unavailable",
  "no-payment-running",
  "more-than-due", // a part is asked for that is larger than what is due
  "too-many-tenders",
  "tender-not-taken", // this lane does not take it
  "tender-not-found",
  "tip-not-taken", // nobody is asked for a tip here
  "gift-card-at-payment", // a gift card was read while goods are scanned, where none are sold
  "gift-card-not-now", // none can be sold or reloaded: headquarters cannot be asked
  "gift-card-blocked",
  "gift-card-not-loadable", // headquarters does not put money on this card
  "gift-card-amount-due", // how much goes on it is to be chosen first
  "gift-card-needs-money", // no gift card, points or voucher pays for a gift card
  "gift-card-spent", // what was put on it is not there any more
  "voucher-at-payment", // a deposit slip or voucher was read while goods are scanned
  "voucher-forged", // nobody whom the store trusts has signed it, or it was changed since
  "voucher-unknown", // signed by this store, but its record has no such voucher
  "voucher-expired",
  "voucher-elsewhere", // another store's, or in another currency
  "voucher-used",
  "voucher-blocked",
  "voucher-too-large", // worth more than is due, or than the store takes
  "headquarters-unreachable", // it can only be asked there
  "offline-cards-off", // the store takes no card without the terminal's host
  "offline-cards-not-allowed", // nobody has allowed it now
  "offline-payment-not-found", // none that a person could find out about under this id
  "offline-payment-lost", // the host has declined it since: nothing was paid that could be given back
  // suspend and recall
  "suspended-basket-not-found",
  "suspended-basket-used",
  // interventions, people
  "intervention-not-found",
  "outcome-not-allowed",
  "undo-too-late", // the time is over, or what it allowed has happened
  "not-allowed", // the signed-in role may not do this (403)
  "second-person-needed", // above the own role's limit: another person with the role in `details` approves (403)
  "same-person", // nobody approves what they ask for themselves (403)
  "sign-in-required", // (401)
  "wrong-pin", // (401)
  "wrong-passkey", // nobody's here, or its answer does not hold (401)
  "passkeys-not-here", // the store has no address that browsers make passkeys for
  "locked-out", // too many wrong PINs (429)
  "note-not-found", // somebody has seen to it
  "notes-full",
  // cash and the till
  "till-open", // one is open already
  "till-not-open",
  "cash-owed", // cash is still to be given back to a shopper
  // the business day
  "business-day-open", // one is open already
  "business-day-not-open",
  "business-day-closing", // no new basket begins
  "business-day-not-closing",
  "business-date-not-possible",
  "day-has-open-work", // a basket, a payment or a till keeps it open; details name the lanes
  "day-report-not-found", // (404)
  "terminal-already-asked", // for its end of day
  "terminal-already-reported",
  // requests
  "command-id-reused", // same id, different content (422)
  "invalid-request", // the body does not fit the schema; `fields` names every wrong path (400)
  "card-number-refused", // looks like a card number (422)
  // returns
  "return-not-open",
  "return-too-late",
  "already-returned",
  "nothing-to-return",
  "item-not-returnable",
  "return-needs-manager",
  "refund-way-missing", // a part was paid in a way that cannot be given back here
  "refund-running",
  "refund-needs-till", // a part was paid in cash: it goes back at a lane with an open till
  "till-short", // less lies in the till than is to be handed over
  "sale-undone", // the whole sale was undone already
  "undo-at-selling-store", // another store sold it: only there it can be undone as a whole
  "printer-unavailable",
  "receipt-not-found",
  "receipt-of-several-stores", // stores number alike: the code on the receipt says which
  "record-unavailable", // the store's record cannot be written (disk full, read-only): nothing was done (503)
]);
export type RefusalReason = z.infer<typeof refusalReason>;

export const refusal = z.strictObject({
  reason: refusalReason,
  /** Facts that the words need: a name, a limit, an amount. */
  details: z.record(z.string(), z.union([z.string(), z.int()])).optional(),
  fields: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});
export type Refusal = z.infer<typeof refusal>;

/** Body of every HTTP answer that says no and is not the answer to a lane command. */
export const refusedAnswer = z.strictObject({ result: z.literal("refused"), refusal });
export type RefusedAnswer = z.infer<typeof refusedAnswer>;
