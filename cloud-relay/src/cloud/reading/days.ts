import { z } from "zod";
import type { Sql } from "../database/database.js";

export const dayTotals = z.object({
  businessDate: z.string(),
  sales: z.int(),
  totalMinor: z.int(),
  taxMinor: z.int(),
  savingsMinor: z.int(),
  voided: z.int(),
  training: z.int(),
});
export type DayTotals = z.infer<typeof dayTotals>;

const counted = "status = 'completed' and not training";

const totalColumns = `business_date as "businessDate", count(*) filter (where ${counted}) as sales,
       coalesce(sum(total_minor) filter (where ${counted}), 0)::bigint as "totalMinor",
       coalesce(sum(tax_minor) filter (where ${counted}), 0)::bigint as "taxMinor",
       coalesce(sum(savings_minor) filter (where ${counted}), 0)::bigint as "savingsMinor",
       count(*) filter (where status = 'voided' and not training) as voided, count(*) filter (where training) as training`;

/** What was sold on each business date, newest first. Training and voided transactions are counted apart. */
export function listDays(sql: Sql, storeId: string, limit: number): Promise<readonly DayTotals[]> {
  return sql.query<DayTotals>(
    `select ${totalColumns} from transactions where store_id = $1 group by business_date order by business_date desc limit $2`,
    [storeId, limit],
  );
}

export interface DayDetail {
  readonly totals: DayTotals;
  readonly lanes: readonly { readonly laneId: string; readonly sales: number; readonly totalMinor: number }[];
  readonly tenders: readonly { readonly kind: string; readonly count: number; readonly amountMinor: number }[];
  readonly taxes: readonly { readonly mark: string; readonly name: string; readonly ratePpm: number; readonly netMinor: number; readonly taxMinor: number; readonly grossMinor: number }[];
}

/** One business date, by lane, by tender and by tax rate; undefined when nothing happened on it. */
export async function findDay(sql: Sql, storeId: string, date: string): Promise<DayDetail | undefined> {
  const all = await sql.query<DayTotals>(
    `select ${totalColumns} from transactions where store_id = $1 and business_date = $2 group by business_date`,
    [storeId, date],
  );
  const totals = all[0];
  if (totals === undefined) return undefined;
  const lanes = await sql.query<DayDetail["lanes"][number]>(
    `select lane_id as "laneId", count(*) as sales, sum(total_minor)::bigint as "totalMinor" from transactions
     where store_id = $1 and business_date = $2 and ${counted} group by lane_id order by lane_id`,
    [storeId, date],
  );
  const tenders = await sql.query<DayDetail["tenders"][number]>(
    `select tender.kind, count(*) as count, sum(tender.amount_minor)::bigint as "amountMinor"
     from transaction_tenders tender join transactions using (store_id, transaction_id)
     where store_id = $1 and business_date = $2 and ${counted} group by tender.kind order by tender.kind`,
    [storeId, date],
  );
  const taxes = await sql.query<DayDetail["taxes"][number]>(
    `select mark, name, rate_ppm as "ratePpm", sum(tax.net_minor)::bigint as "netMinor", sum(tax.tax_minor)::bigint as "taxMinor",
       sum(tax.gross_minor)::bigint as "grossMinor"
     from transaction_taxes tax join transactions using (store_id, transaction_id)
     where store_id = $1 and business_date = $2 and ${counted} group by mark, name, rate_ppm order by rate_ppm desc, mark, name`,
    [storeId, date],
  );
  return { totals, lanes, tenders, taxes };
}
