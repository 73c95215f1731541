import { z } from "zod";
import { journalRecord } from "./journal.js";
import { priceBookDocument } from "./price-book.js";
import { storeId, timestampMs } from "./units.js";

/** Store → headquarters. POST /relay/v1/stores/{store}/records, bearer: the store's relay key. */
export const recordBatch = z.strictObject({
  storeId,
  journalId: z.string(),
  batchId: z.string().min(8).max(64),
  records: z.array(journalRecord).min(1).max(500),
});

/**
 * Headquarters' answer. Only this shape, with the same batch id and content hash, is an acknowledgement:
 * a login page that answers 200 is not. `contentHash` is SHA-256 (hex) over the records' hashes, joined by "\n", in the order sent.
 */
export const recordBatchAnswer = z.discriminatedUnion("result", [
  z.strictObject({
    protocol: z.literal("laneway-relay/1"),
    result: z.literal("stored"),
    batchId: z.string(),
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Everything up to here is held without a gap. The relay deletes nothing before it. */
    heldThrough: z.int().min(0),
    /** First sequence missing before what was sent, when there is a gap: send from here. */
    missingFrom: z.int().min(1).optional(),
  }),
  /** The chain or a record is wrong: nothing of the batch was taken. The relay stops and shouts; it never skips. */
  z.strictObject({
    protocol: z.literal("laneway-relay/1"),
    result: z.literal("refused"),
    batchId: z.string(),
    reason: z.enum(["hash-mismatch", "chain-broken", "signature-invalid", "conflicting-record", "unknown-store", "malformed"]),
    sequence: z.int().optional(),
  }),
]);

/**
 * Edge → relay, on the box: GET /relay/v1/outbox?after=N&limit=M (bearer: the box's relay token).
 * Records N + 1 and up, gapless, whether they wait or are held already: headquarters may ask for old ones again.
 */
export const outboxPage = z.strictObject({
  storeId,
  journalId: z.string(),
  records: z.array(journalRecord),
  /** Rows waiting in all. */
  waiting: z.int().min(0),
  /** Newest price book version the store holds, active or not; absent: 0 is asked for. */
  priceBookVersion: z.int().min(0).optional(),
});
/** Relay → edge: POST /relay/v1/outbox/held. The edge checks the hash of that sequence before it forgets the rows. */
export const outboxHeld = z.strictObject({ heldThrough: z.int().min(0), hashAtHeldThrough: z.string().nullable() });

/**
 * Headquarters → store: GET /relay/v1/stores/{store}/price-book?have=VERSION → the next document, or 204 when up to date.
 * Both carry the header `laneway-protocol: laneway-relay/1`. The relay hands `document` alone to the edge's
 * POST /relay/v1/price-book, which answers as an import does; a version already held is answered `imported` with no changes.
 */
export const priceBookAnswer = z.strictObject({ protocol: z.literal("laneway-relay/1"), document: priceBookDocument });

export const outboxBell = z.strictObject({ waiting: z.int().min(0) });
export const relayPresence = z.strictObject({
  state: z.enum(["online", "offline", "stopped", "refused"]),
  bootId: z.string(),
  atMs: timestampMs,
  detail: z.string().max(200).optional(),
});
export const relayProtocol = "laneway-relay/1";

export type RecordBatch = z.infer<typeof recordBatch>;
export type RecordBatchAnswer = z.infer<typeof recordBatchAnswer>;
export type OutboxPage = z.infer<typeof outboxPage>;
export type OutboxHeld = z.infer<typeof outboxHeld>;
export type RelayPresence = z.infer<typeof relayPresence>;
