import type { JournalRecord } from "@laneway/contracts";

/** A record as headquarters keeps it: actor and entry are canonical JSON, so that the hash can be made again. */
export interface StoredRecord {
  readonly store_id: string;
  readonly journal_id: string;
  readonly sequence: number;
  readonly lane_id: string | null;
  readonly command_id: string;
  readonly position: number;
  readonly at_ms: number;
  readonly business_date: string;
  readonly actor: string;
  readonly kind: string;
  readonly shape: number;
  readonly entry: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly signature: string | null;
}

export const storedColumns =
  "store_id, journal_id, sequence, lane_id, command_id, position, at_ms, business_date, actor, kind, shape, entry, previous_hash, hash, signature";

/** The record as the store wrote it. */
export const readStored = (row: StoredRecord): JournalRecord => ({
  storeId: row.store_id,
  journalId: row.journal_id,
  sequence: row.sequence,
  laneId: row.lane_id,
  commandId: row.command_id,
  index: row.position,
  atMs: row.at_ms,
  businessDate: row.business_date,
  actor: JSON.parse(row.actor) as JournalRecord["actor"],
  kind: row.kind,
  shape: row.shape,
  entry: JSON.parse(row.entry) as JournalRecord["entry"],
  previousHash: row.previous_hash,
  hash: row.hash,
  ...(row.signature === null ? {} : { signature: row.signature }),
});
