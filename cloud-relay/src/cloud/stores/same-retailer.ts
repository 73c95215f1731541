import type { Sql } from "../database/database.js";

/** May a store ask about another's sales? Only within one retailer; stores without a retailer's id belong together. */
export async function isSameRetailer(sql: Sql, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const rows = await sql.query<{ same: boolean }>(
    "select true as same from stores one join stores other on one.retailer_id is not distinct from other.retailer_id where one.store_id = $1 and other.store_id = $2",
    [one, other],
  );
  return rows.length > 0;
}
