import { z } from "zod";
import { canonicalJson, type Json } from "./canonical-json.js";

/** 64 bytes, base64url without padding. */
export const ed25519Signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);
/** 32 bytes, base64url without padding. */
export const ed25519PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** First 16 hex digits of SHA-256 over the public key's 32 bytes. */
export const signingKeyId = z.string().regex(/^[0-9a-f]{16}$/);

/** Entry `signing-key-introduced`, of no lane: from this record on the journal is signed with this key. Every later commit is signed. */
export const signingKeyIntroduced = z.strictObject({ keyId: signingKeyId, publicKey: ed25519PublicKey });
export type SigningKeyIntroduced = z.infer<typeof signingKeyIntroduced>;

export const receiptSignature = z.strictObject({ keyId: signingKeyId, value: ed25519Signature });
export type ReceiptSignature = z.infer<typeof receiptSignature>;

// Each text begins with what it is, so that a signature of one thing is never one of another.
export const journalSignatureInput = (hash: string): string => `laneway-journal/1:${hash}`;
/** Canonical JSON of the receipt as it was completed: without its signature, and without what a fiscal unit adds later. */
export function receiptSignatureInput(receipt: { readonly signature?: ReceiptSignature | undefined; readonly fiscal?: unknown }): string {
  const { signature: _signature, fiscal: _fiscal, ...rest } = receipt;
  return `laneway-receipt/1:${canonicalJson(rest as Json)}`;
}
