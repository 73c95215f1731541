import { z } from "zod";
import { cardDetails, terminalReference } from "./devices.js";
import { amountMinor, attemptId, commandId, currencyCode, laneId, timestampMs, transactionId } from "./units.js";

const person = z.strictObject({ attendantId: z.string(), name: z.string() });

/** A leader's word that terminals may approve cards without their host, up to these limits, until then. */
export const offlineAllowance = z.strictObject({
  allowanceId: commandId,
  by: person,
  /** Who approved it for somebody who may not allow it alone. */
  approvedBy: person.optional(),
  fromMs: timestampMs,
  untilMs: timestampMs,
  /** For one payment. */
  eachMinor: amountMinor.min(1),
  /** For all that are on their way, reserved, or kept by terminals, over all lanes together. */
  sumMinor: amountMinor.min(1),
});

/**
 * What became of a payment that a terminal approved without its host. `stored`: the terminal keeps it; `forwarded`: the host has taken it;
 * `declined`: the host said no, and the goods are gone; `reversed`: given back before; `noted`: a person found out what the terminal did not tell.
 */
export const storedPaymentState = z.enum(["stored", "forwarded", "declined", "reversed", "noted"]);

/** What a person found out. `collected`: the money came after all; `written-off`: it will not. */
export const storedOutcome = z.enum(["collected", "written-off"]);

export const storedPayment = z.strictObject({
  attemptId,
  laneId,
  transactionId: transactionId.optional(),
  amountMinor,
  currency: currencyCode,
  card: cardDetails,
  reference: terminalReference,
  /** When the terminal approved it. */
  atMs: timestampMs,
  /** Who had allowed it; absent: nobody, the terminal did it of its own accord. */
  allowedBy: z.string().optional(),
  state: storedPaymentState,
  /** Kept for longer than the store thinks safe. */
  atRisk: z.boolean(),
  /** The host's reason. */
  code: z.string().max(16).optional(),
  /** When its state changed last. */
  changedAtMs: timestampMs,
  noted: z.strictObject({ outcome: storedOutcome, by: person, atMs: timestampMs, note: z.string().max(200).optional() }).optional(),
});

/** Card payments without the host, as the attendants' station shows them. */
export const offlineCardsView = z.strictObject({
  eachMinor: amountMinor,
  sumMinor: amountMinor,
  /** The longest that it can be allowed at once. */
  minutes: z.int().min(1),
  atRiskHours: z.int().min(1),
  allowance: offlineAllowance.optional(),
  /** Reserved by payments under way, and kept by terminals. */
  outstandingMinor: amountMinor,
  /** Lanes whose terminal did not reach its host when it was last used. */
  away: z.array(z.strictObject({ laneId, laneName: z.string(), sinceMs: timestampMs })),
  /** On their way, oldest first: those that are kept, and those at risk. */
  stored: z.array(storedPayment).max(500),
  /** Declined, and nobody has said yet what became of them. */
  losses: z.array(storedPayment).max(500),
});

const head = { commandId };
/** What may be asked about card payments without the host (POST /api/v1/offline-cards/commands); for leads and managers, or with the approval of one. */
export const offlineCardsCommand = z.discriminatedUnion("kind", [
  z.strictObject({ ...head, kind: z.literal("allow-offline-cards"), minutes: z.int().min(1).max(1_440) }),
  z.strictObject({ ...head, kind: z.literal("end-offline-cards") }),
  /** Asks the terminals now what became of what they keep. */
  z.strictObject({ ...head, kind: z.literal("ask-stored-payments") }),
  z.strictObject({ ...head, kind: z.literal("note-stored-payment"), attemptId, outcome: storedOutcome, note: z.string().trim().max(200).optional() }),
]);

export type OfflineAllowance = z.infer<typeof offlineAllowance>;
export type StoredPayment = z.infer<typeof storedPayment>;
export type StoredPaymentState = z.infer<typeof storedPaymentState>;
export type StoredOutcome = z.infer<typeof storedOutcome>;
export type OfflineCardsView = z.infer<typeof offlineCardsView>;
export type OfflineCardsCommand = z.infer<typeof offlineCardsCommand>;
