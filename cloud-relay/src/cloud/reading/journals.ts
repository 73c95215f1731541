import { z } from "zod";
import type { Sql } from "../database/database.js";
import { type HistoryRecord, historyColumns } from "./transactions.js";

export const journalStanding = z.object({
  journalId: z.string(),
  /** Every record through this one is held, its hash and its link to the one before checked. */
  verifiedThrough: z.int(),
  verifiedHash: z.string(),
  /** Records held beyond a gap, not counted yet. */
  beyondGap: z.int(),
  lastReceivedMs: z.int(),
  /** Last record under a verified signature of the store; 0: the journal is not signed. */
  signedThrough: z.int(),
  /** Keys that signed it. More than one: the store's key was changed. */
  signingKeys: z.int(),
  unread: z.int(),
});
export type JournalStanding = z.infer<typeof journalStanding>;

/** A store's journals; the one that was heard last comes first. */
export const listJournals = (sql: Sql, storeId: string): Promise<readonly JournalStanding[]> =>
  sql.query<JournalStanding>(
    `select journal_id as "journalId", held_through as "verifiedThrough", held_hash as "verifiedHash",
       (select count(*) from records r where r.store_id = j.store_id and r.journal_id = j.journal_id and r.sequence > j.held_through) as "beyondGap",
       (select count(*) from unread_entries u where u.store_id = j.store_id and u.journal_id = j.journal_id) as unread,
       last_received_ms as "lastReceivedMs", signed_through as "signedThrough",
       (select count(*) from signing_keys k where k.store_id = j.store_id and k.journal_id = j.journal_id) as "signingKeys"
     from journals j where store_id = $1 order by last_received_ms desc, journal_id`,
    [storeId],
  );

/** A journal's records from a sequence downwards, newest first. */
export const listRecords = (sql: Sql, storeId: string, journalId: string, through: number, limit: number): Promise<readonly HistoryRecord[]> =>
  sql.query<HistoryRecord>(
    `select ${historyColumns} from records where store_id = $1 and journal_id = $2 and sequence <= $3 order by sequence desc limit $4`,
    [storeId, journalId, through, limit],
  );

export interface UnreadEntry {
  readonly journalId: string;
  readonly sequence: number;
  readonly kind: string;
  readonly problem: string;
}

/** Entries that headquarters holds but could not follow. */
export const listUnread = (sql: Sql, storeId: string, limit: number): Promise<readonly UnreadEntry[]> =>
  sql.query<UnreadEntry>(
    `select journal_id as "journalId", sequence, kind, problem from unread_entries where store_id = $1 order by journal_id, sequence limit $2`,
    [storeId, limit],
  );
