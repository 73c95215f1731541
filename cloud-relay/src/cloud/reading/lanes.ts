import { z } from "zod";
import type { Sql } from "../database/database.js";
import { type HistoryRecord, historyColumns } from "./transactions.js";

export const laneStanding = z.object({
  laneId: z.string(),
  mode: z.enum(["open", "paused", "closed"]),
  lastAtMs: z.int(),
  lastKind: z.string(),
  lastSequence: z.int(),
  journalId: z.string(),
  /** The basket being scanned now, as far as headquarters has heard. */
  openTransactionId: z.string().nullable(),
  faults: z.array(z.object({ device: z.string(), code: z.string(), sinceMs: z.int() })),
});
export type LaneStanding = z.infer<typeof laneStanding>;

/** A store's lanes as their last records left them. */
export async function listLanes(sql: Sql, storeId: string): Promise<readonly LaneStanding[]> {
  const rows = await sql.query<Omit<LaneStanding, "faults"> & { faults: string }>(
    `select lanes.lane_id as "laneId", mode, lanes.last_at_ms as "lastAtMs", last_kind as "lastKind", lanes.last_sequence as "lastSequence",
       lanes.journal_id as "journalId", open.transaction_id as "openTransactionId", faults
     from lanes left join transactions open
       on open.store_id = lanes.store_id and open.transaction_id = lanes.transaction_id and open.status = 'open'
     where lanes.store_id = $1 order by length(lanes.lane_id), lanes.lane_id`,
    [storeId],
  );
  return rows.map((row) => laneStanding.parse({ ...row, faults: JSON.parse(row.faults) }));
}

/** A lane's newest records of the journal it writes now, newest first. */
export const laneHistory = (sql: Sql, storeId: string, laneId: string, limit: number): Promise<readonly HistoryRecord[]> =>
  sql.query<HistoryRecord>(
    `select ${historyColumns} from records
     where store_id = $1 and lane_id = $2 and journal_id = (select journal_id from lanes where store_id = $1 and lane_id = $2)
     order by sequence desc limit $3`,
    [storeId, laneId, limit],
  );
