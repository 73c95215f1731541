import { z } from "zod";
import type { Sql } from "../database/database.js";

export const interventionStanding = z.object({
  interventionId: z.string(),
  laneId: z.string(),
  transactionId: z.string().nullable(),
  kind: z.string(),
  businessDate: z.string(),
  raisedAtMs: z.int(),
  takenBy: z.string().nullable(),
  endedAtMs: z.int().nullable(),
  endedBy: z.string().nullable(),
  outcome: z.string().nullable(),
});
export type InterventionStanding = z.infer<typeof interventionStanding>;

/** A store's interventions, newest first. */
export const listInterventions = (sql: Sql, storeId: string, limit: number): Promise<readonly InterventionStanding[]> =>
  sql.query<InterventionStanding>(
    `select intervention_id as "interventionId", lane_id as "laneId", transaction_id as "transactionId", kind,
       business_date as "businessDate", raised_at_ms as "raisedAtMs", taken_by as "takenBy", ended_at_ms as "endedAtMs",
       ended_by as "endedBy", outcome
     from interventions where store_id = $1 order by raised_at_ms desc, intervention_id desc limit $2`,
    [storeId, limit],
  );
