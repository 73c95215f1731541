import { z } from "zod";

/** Ways to pay that ask somebody outside, each through a payment attempt: the card terminal, or a ledger at headquarters or a provider. */
export const attemptTender = z.enum(["card", "gift-card", "loyalty", "redirect"]);

/** Where a ledger outside the store put an approved payment. */
export const ledgerReference = z.strictObject({
  ledger: attemptTender.exclude(["card"]),
  /** The ledger's own name of the booking. */
  bookingId: z.string().min(1).max(64),
});

export type AttemptTender = z.infer<typeof attemptTender>;
/** An attempt's tender that a ledger answers for, not the terminal. */
export type LedgerTenderKind = Exclude<AttemptTender, "card">;
export type LedgerReference = z.infer<typeof ledgerReference>;
