import type { Sql } from "../database/database.js";

export interface VoucherStanding {
  readonly number: string;
  readonly amountMinor: number;
  readonly lastDay: string;
  readonly because: string;
  readonly laneId: string | null;
  readonly issuedAtMs: number;
  readonly usedAtMs: number | null;
  readonly usedLaneId: string | null;
  readonly blockReason: string | null;
  readonly state: VoucherState;
}
export type VoucherState = "open" | "used" | "expired" | "blocked";

// What has paid has paid, whatever came after.
const state = "case when used_by is not null then 'used' when block_reason is not null then 'blocked' when last_day < $2 then 'expired' else 'open' end";

/** A store's vouchers, the newest first. `today` is `YYYY-MM-DD` on the store's clock. */
export const listVouchers = (sql: Sql, storeId: string, today: string, limit: number): Promise<readonly VoucherStanding[]> =>
  sql.query<VoucherStanding>(
    `select number, amount_minor as "amountMinor", last_day as "lastDay", because, lane_id as "laneId", issued_at_ms as "issuedAtMs", used_at_ms as "usedAtMs",
       used_lane_id as "usedLaneId", block_reason as "blockReason", ${state} as state
     from vouchers where store_id = $1 order by issued_at_ms desc, number desc limit $3`,
    [storeId, today, limit],
  );

/** What they come to, by state: `open` is what the store owes. */
export const sumVouchers = (sql: Sql, storeId: string, today: string): Promise<readonly { readonly state: VoucherState; readonly vouchers: number; readonly amountMinor: number }[]> =>
  sql.query(
    `select ${state} as state, count(*)::bigint as vouchers, sum(amount_minor)::bigint as "amountMinor" from vouchers where store_id = $1 group by 1 order by 1`,
    [storeId, today],
  );
