import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/**
 * The wallet's protocol, spoken by the simulated provider that ships and by headquarters' adapter. JSON over HTTP, bearer: the
 * shop's key. A payment is named by the shop's reference:
 *   PUT  /v1/payments/{reference}            open it; the same content again is the same payment
 *   GET  /v1/payments/{reference}            what holds
 *   POST /v1/payments/{reference}/cancel     a wish; an unknown reference is cancelled for ever
 *   POST /v1/payments/{reference}/refund     `walletRefund`: all of it
 *   PUT  /v1/payments/{reference}/refunds/{refund}   `walletRefund`: a part, once under its own name; answers a `walletRefundAnswer`
 * Each answers a `walletPayment`. What becomes of it is told to `callbackUrl` as a `walletEvent`, signed, until it is answered 2xx.
 */
export const walletReference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/);
const money = { amountMinor: z.int().min(1).max(1_000_000_000), currency: z.string().regex(/^[A-Z]{3}$/) };

export const walletOpening = z.strictObject({
  ...money,
  expiresAtMs: z.int().min(1),
  description: z.string().max(140),
  callbackUrl: z.url().max(500),
});
export const walletRefund = z.strictObject({ amountMinor: money.amountMinor });

export const walletPayment = z.object({
  reference: walletReference,
  paymentId: z.string().min(1).max(64),
  state: z.enum(["open", "approved", "declined", "expired", "cancelled"]),
  ...money,
  refundedMinor: z.int().min(0),
  payUrl: z.string().max(500),
  expiresAtMs: z.int(),
});
export const walletRefundAnswer = z.object({ refund: walletReference, amountMinor: money.amountMinor, payment: walletPayment });
export const walletEvent = z.object({ eventId: z.string().min(1).max(64), payment: walletPayment });

/** Why a request was not taken. */
export const walletRefusal = z.object({ error: z.string().max(64) });

export const walletHeaders = { timestamp: "wallet-timestamp", signature: "wallet-signature" } as const;
/** A callback is believed for so long after it was signed. */
export const walletPatienceMs = 300_000;

/** `v1=` and the HMAC-SHA256 (hex) over the time in ms, a full stop, and the body's exact bytes. */
export const walletSignature = (secret: string, timestampMs: number, body: string): string =>
  `v1=${createHmac("sha256", secret).update(`${timestampMs}.${body}`).digest("hex")}`;

/** Is it signed with the secret? Compares without telling by its time where the difference is. */
export function isWalletSignature(given: string, secret: string, timestampMs: number, body: string): boolean {
  const expected = Buffer.from(walletSignature(secret, timestampMs, body));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

export type WalletPayment = z.infer<typeof walletPayment>;
export type WalletEvent = z.infer<typeof walletEvent>;
export type WalletOpening = z.infer<typeof walletOpening>;
