import { canonicalJson, type JournalRecord, type Json, type RecordBatch, type RecordBatchAnswer, relayProtocol, type SignatureProblem, type SignedChain } from "@laneway/contracts";
import { contentHash, firstPreviousHash } from "../../record-hash.js";
import type { Database, Sql } from "../database/database.js";
import { project } from "../projection/project.js";
import { followSignatures } from "./journal-signatures.js";
import { type StoredRecord, readStored, storedColumns } from "./stored-record.js";
import { batchProblem, type HeldLink, joinProblem } from "./verify-batch.js";

/** How far beyond a gap records are kept; further ones are left with the store, which is asked for the gap first. */
export const maximumAhead = 100_000;
/** Records read at a time when a gap closes and what lay behind it follows. */
const followingAtATime = 500;

interface Standing {
  readonly heldThrough: number;
  readonly heldHash: string;
  readonly signed: SignedChain;
}

/** Undoes the transaction of a batch whose signatures are wrong. */
class WrongSignature extends Error {
  readonly found: SignatureProblem;
  constructor(found: SignatureProblem) {
    super(`record ${found.sequence}: ${found.problem}`);
    this.found = found;
  }
}

/**
 * Takes one batch of a store's journal, in one database transaction: all of it or nothing.
 *
 * Every record is kept once for ever under (store, journal, sequence); the same sequence with another content is refused.
 * Records beyond a gap are kept but not counted: totals and lanes follow the gapless part alone, in order, so any order
 * and any repetition of batches ends in the same state. The answer names the first missing sequence.
 * Rejects when the database does; the store then sends again.
 */
export async function ingestBatch(database: Database, batch: RecordBatch, nowMs: number): Promise<RecordBatchAnswer> {
  const refused = (problem: { reason: "unknown-store" } | ReturnType<typeof joinProblem> & {}): RecordBatchAnswer => ({
    protocol: relayProtocol,
    result: "refused",
    batchId: batch.batchId,
    ...problem,
  });
  const alone = batchProblem(batch);
  if (alone !== undefined) return refused(alone);
  const taken = database.transaction(async (sql) => {
    const standing = await lockJournal(sql, batch, nowMs);
    if (standing === undefined) return refused({ reason: "unknown-store" });
    const held = await heldLinks(sql, batch);
    const joined = joinProblem(batch.records, held);
    if (joined !== undefined) return refused(joined);
    const heldSequences = new Set(held.map((link) => link.sequence));
    const added = batch.records.filter(
      ({ sequence }) => !heldSequences.has(sequence) && sequence <= standing.heldThrough + maximumAhead,
    );
    await insertRecords(sql, added, nowMs);
    const now = await advance(sql, batch, standing, nowMs);
    const lastSent = batch.records.at(-1)?.sequence ?? 0;
    return {
      protocol: relayProtocol,
      result: "stored",
      batchId: batch.batchId,
      contentHash: contentHash(batch.records),
      heldThrough: now.heldThrough,
      ...(now.heldThrough < lastSent ? { missingFrom: now.heldThrough + 1 } : {}),
    } satisfies RecordBatchAnswer;
  });
  return taken.catch((error: unknown) => {
    if (error instanceof WrongSignature) return refused({ reason: "signature-invalid", sequence: error.found.sequence });
    throw error;
  });
}

/** The journal's row, made at its first batch, locked until the transaction ends. Undefined: no such store. */
async function lockJournal(sql: Sql, batch: RecordBatch, nowMs: number): Promise<Standing | undefined> {
  await sql.query(
    `insert into journals (store_id, journal_id, held_hash, first_received_ms, last_received_ms)
     select store_id, $2, $3, $4, $4 from stores where store_id = $1 on conflict do nothing`,
    [batch.storeId, batch.journalId, firstPreviousHash, nowMs],
  );
  const rows = await sql.query<{ held_through: number; held_hash: string; public_key: string | null; signed_through: number }>(
    "select held_through, held_hash, public_key, signed_through from journals where store_id = $1 and journal_id = $2 for update",
    [batch.storeId, batch.journalId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return { heldThrough: row.held_through, heldHash: row.held_hash, signed: { publicKey: row.public_key ?? undefined, signedThrough: row.signed_through } };
}

function heldLinks(sql: Sql, batch: RecordBatch): Promise<readonly HeldLink[]> {
  const first = batch.records[0]?.sequence ?? 1;
  const last = batch.records.at(-1)?.sequence ?? first;
  return sql.query<HeldLink>(
    `select sequence, hash, previous_hash from records
     where store_id = $1 and journal_id = $2 and sequence between $3 and $4 order by sequence`,
    [batch.storeId, batch.journalId, first - 1, last + 1],
  );
}

async function insertRecords(sql: Sql, records: readonly JournalRecord[], nowMs: number): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => ({
    store_id: record.storeId,
    journal_id: record.journalId,
    sequence: record.sequence,
    lane_id: record.laneId,
    command_id: record.commandId,
    position: record.index,
    at_ms: record.atMs,
    business_date: record.businessDate,
    actor: canonicalJson(record.actor),
    kind: record.kind,
    shape: record.shape,
    entry: canonicalJson(record.entry as Json),
    previous_hash: record.previousHash,
    hash: record.hash,
    signature: record.signature ?? null,
    received_at_ms: nowMs,
  }));
  await sql.query(
    `insert into records (${storedColumns}, received_at_ms)
     select ${storedColumns}, received_at_ms from jsonb_populate_recordset(null::records, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Counts what now follows without a gap, and projects it, in order. */
async function advance(sql: Sql, batch: RecordBatch, from: Standing, nowMs: number): Promise<Standing> {
  let standing = from;
  for (;;) {
    const rows = await sql.query<StoredRecord>(
      `select ${storedColumns} from records
       where store_id = $1 and journal_id = $2 and sequence > $3 order by sequence limit $4`,
      [batch.storeId, batch.journalId, standing.heldThrough, followingAtATime],
    );
    const following = rows.filter((row, index) => row.sequence === standing.heldThrough + 1 + index).map(readStored);
    const last = following.at(-1);
    if (last === undefined) break;
    if (following[0]?.previousHash !== standing.heldHash) throw new Error(`chain of ${batch.storeId}/${batch.journalId} is broken in the database`);
    const signed = await followSignatures(sql, standing.signed, following);
    if ("problem" in signed) throw new WrongSignature(signed);
    await project(sql, following);
    standing = { heldThrough: last.sequence, heldHash: last.hash, signed };
    if (following.length < followingAtATime) break;
  }
  await sql.query(
    `update journals set held_through = $3, held_hash = $4, last_received_ms = greatest(last_received_ms, $5), public_key = $6, signed_through = $7
     where store_id = $1 and journal_id = $2`,
    [batch.storeId, batch.journalId, standing.heldThrough, standing.heldHash, nowMs, standing.signed.publicKey ?? null, standing.signed.signedThrough],
  );
  return standing;
}
