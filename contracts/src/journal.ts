import { z } from "zod";
import { canonicalJson, type Json } from "./canonical-json.js";
import { ed25519Signature } from "./signature.js";
import { commandId, laneId, storeId, timestampMs } from "./units.js";

/** Who caused an entry: stands in every entry, so every override has a name. */
export const actor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("shopper") }),
  z.strictObject({
    kind: z.literal("attendant"),
    attendantId: z.string(),
    name: z.string(),
    /** Who approved it, when it was above the first one's limit. */
    approvedBy: z.strictObject({ attendantId: z.string(), name: z.string() }).optional(),
  }),
  z.strictObject({ kind: z.literal("device"), device: z.string() }),
  z.strictObject({ kind: z.literal("system") }),
]);

/**
 * One record of a store's journal. `sequence` is gapless from 1; `hash` is SHA-256 (hex) over
 * `journalHashInput(record)`, which holds the hash of the record before it. The first record's `previousHash` is 64 zeros.
 */
export const journalRecord = z.strictObject({
  storeId,
  /** Minted when the data folder is created: a re-created store never continues another's numbers. */
  journalId: z.string().min(8).max(64),
  sequence: z.int().min(1),
  laneId: laneId.nullable(),
  commandId,
  /** Position within the command's commit, from 0. */
  index: z.int().min(0),
  atMs: timestampMs,
  businessDate: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  actor,
  kind: z.string().min(1).max(64),
  /** Version of the entry kind's shape. */
  shape: z.int().min(1),
  entry: z.record(z.string(), z.unknown()),
  previousHash: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /**
   * Ed25519 over `journalSignatureInput(hash)`, with the key the journal introduced last. Stands on the last record of
   * each commit and, through the chain, vouches for every record before it.
   */
  signature: ed25519Signature.optional(),
});
export type Actor = z.infer<typeof actor>;
export type JournalRecord = z.infer<typeof journalRecord>;

export const firstPreviousHash = "0".repeat(64);

/** The exact text whose SHA-256 is the record's hash: canonical JSON of everything but `hash` and `signature`. */
export function journalHashInput(record: Omit<JournalRecord, "hash"> & { hash?: string }): string {
  const { hash: _hash, signature: _signature, ...rest } = record;
  return canonicalJson(rest as unknown as Json);
}
