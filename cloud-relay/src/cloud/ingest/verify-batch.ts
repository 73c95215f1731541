import type { JournalRecord, RecordBatch, RecordBatchAnswer } from "@laneway/contracts";
import { firstPreviousHash, recordHash } from "../../record-hash.js";

type Refused = Extract<RecordBatchAnswer, { result: "refused" }>;
export interface BatchProblem {
  readonly reason: Refused["reason"];
  readonly sequence: number;
}

/** What is held beside or under a batch: one row for every held sequence from first − 1 to last + 1. */
export interface HeldLink {
  readonly sequence: number;
  readonly hash: string;
  readonly previous_hash: string;
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair in a text. */
const unstorable = /\0|\p{Surrogate}/u;

/**
 * Checks a batch by itself: one store and journal, gapless ascending sequences, every record's own hash, every link between them.
 * Answers the first problem, or undefined.
 */
export function batchProblem(batch: RecordBatch): BatchProblem | undefined {
  let before: JournalRecord | undefined;
  for (const record of batch.records) {
    const { sequence } = record;
    if (record.storeId !== batch.storeId || record.journalId !== batch.journalId) return { reason: "malformed", sequence };
    if (before !== undefined && sequence !== before.sequence + 1) return { reason: "malformed", sequence };
    if (unstorable.test(record.journalId) || unstorable.test(record.kind)) return { reason: "malformed", sequence };
    const hash = hashOrUndefined(record);
    if (hash === undefined) return { reason: "malformed", sequence };
    if (hash !== record.hash) return { reason: "hash-mismatch", sequence };
    if (before !== undefined && record.previousHash !== before.hash) return { reason: "chain-broken", sequence };
    before = record;
  }
  return undefined;
}

/** Checks a batch against what is held: a sequence never has two contents, and links hold on both sides. */
export function joinProblem(records: readonly JournalRecord[], held: readonly HeldLink[]): BatchProblem | undefined {
  const heldAt = new Map(held.map((link) => [link.sequence, link]));
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) return undefined;
  for (const { sequence, hash } of records) {
    const link = heldAt.get(sequence);
    if (link !== undefined && link.hash !== hash) return { reason: "conflicting-record", sequence };
  }
  const before = first.sequence === 1 ? firstPreviousHash : heldAt.get(first.sequence - 1)?.hash;
  if (before !== undefined && first.previousHash !== before) return { reason: "chain-broken", sequence: first.sequence };
  const after = heldAt.get(last.sequence + 1);
  if (after !== undefined && after.previous_hash !== last.hash) return { reason: "chain-broken", sequence: last.sequence };
  return undefined;
}

// A fractional number or a structure too deep to spell has no hash.
function hashOrUndefined(record: JournalRecord): string | undefined {
  const { hash: _claimed, ...content } = record;
  try {
    return recordHash(content);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}
