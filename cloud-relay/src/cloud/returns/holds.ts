import type { Sql } from "../database/database.js";
import { giveLoadsAgain } from "../gift-card/load.js";

/** One return's units and parts of the money, held at headquarters so that no other return can have them. */
export interface ReturnHold {
  readonly byStore: string;
  readonly returnId: string;
  /** Names this try: a later one of the same return takes its place. */
  readonly holdId: string;
  readonly saleStore: string;
  readonly transactionId: string;
  readonly undoes: boolean;
  readonly units: readonly { readonly lineId: string; readonly from: number; readonly to: number }[];
  readonly parts: readonly { readonly attemptId: string; readonly amountMinor: number }[];
}

/** What has come back of a sale by returns of other stores than one. */
export interface ReturnedElsewhere {
  readonly claims: { readonly lineId: string; readonly from: number; readonly to: number }[];
  readonly refunds: { readonly attemptId: string; readonly amountMinor: number }[];
  readonly undone: boolean;
}

type Key = Pick<ReturnHold, "byStore" | "returnId">;

/** Locks the sale, so that two stores hold one after the other. False: there is no such completed sale. */
async function lockSale(sql: Sql, { saleStore, transactionId }: Pick<ReturnHold, "saleStore" | "transactionId">): Promise<boolean> {
  const rows = await sql.query("select 1 as found from transactions where store_id = $1 and transaction_id = $2 and status = 'completed' for update", [saleStore, transactionId]);
  return rows.length > 0;
}

/** Do any of these units stand in another return, or was the sale undone by another? */
async function isTaken(sql: Sql, hold: ReturnHold): Promise<boolean> {
  const others = "h.sale_store = $1 and h.transaction_id = $2 and not (h.by_store = $3 and h.return_id = $4)";
  const values = [hold.saleStore, hold.transactionId, hold.byStore, hold.returnId];
  const undone = await sql.query<{ any: boolean }>(`select true as any from return_holds h where ${others} and (h.undoes or $5) limit 1`, [...values, hold.undoes]);
  if (undone.length > 0) return true;
  const taken = await sql.query<{ any: boolean }>(
    `select true as any from return_holds h join return_units u using (by_store, return_id)
     join jsonb_to_recordset($5::text::jsonb) as asked ("lineId" text, "from" bigint, "to" bigint)
       on u.line_id = asked."lineId" and u.unit_from < asked."to" and u.unit_to > asked."from"
     where ${others} limit 1`,
    [...values, JSON.stringify(hold.units)],
  );
  return taken.length > 0;
}

/** Holds a return's units and parts within `sql`'s transaction; the same return again takes its own place. */
export async function holdReturn(sql: Sql, hold: ReturnHold, nowMs: number): Promise<"held" | "already-returned" | "unknown-sale"> {
  // A store's own sale may not have arrived yet; until it has, nobody else knows it.
  if (!(await lockSale(sql, hold)) && hold.byStore !== hold.saleStore) return "unknown-sale";
  if (await isTaken(sql, hold)) return "already-returned";
  const { byStore, returnId, holdId, saleStore, transactionId, undoes, units, parts } = hold;
  await sql.query("delete from return_holds where by_store = $1 and return_id = $2", [byStore, returnId]);
  await sql.query("insert into return_holds (by_store, return_id, hold_id, sale_store, transaction_id, undoes, held_at_ms) values ($1, $2, $3, $4, $5, $6, $7)", [
    byStore, returnId, holdId, saleStore, transactionId, undoes, nowMs,
  ]);
  await sql.query(
    `insert into return_units (by_store, return_id, line_id, unit_from, unit_to)
     select $1, $2, "lineId", "from", "to" from jsonb_to_recordset($3::text::jsonb) as asked ("lineId" text, "from" bigint, "to" bigint)`,
    [byStore, returnId, JSON.stringify(units)],
  );
  await sql.query(
    `insert into return_parts (by_store, return_id, payment_id, amount_minor)
     select $1, $2, "attemptId", sum("amountMinor") from jsonb_to_recordset($3::text::jsonb) as asked ("attemptId" text, "amountMinor" bigint) group by "attemptId"`,
    [byStore, returnId, JSON.stringify(parts)],
  );
  return "held";
}

/** Gives up what one try holds, money on gift cards too; a later try of the same return stays. */
export async function releaseHold(sql: Sql, byStore: string, holdId: string, nowMs: number): Promise<boolean> {
  const gone = await sql.query<{ return_id: string }>("delete from return_holds where by_store = $1 and hold_id = $2 returning return_id", [byStore, holdId]);
  for (const { return_id: returnId } of gone) await giveLoadsAgain(sql, byStore, returnId, nowMs);
  return gone.length > 0;
}

export const releaseReturn = async (sql: Sql, { byStore, returnId }: Key, atMs: number): Promise<void> => {
  await giveLoadsAgain(sql, byStore, returnId, atMs);
  await sql.query("delete from return_holds where by_store = $1 and return_id = $2", [byStore, returnId]);
};

/** Is this return held already? Its store asked before it wrote. */
export const isHeld = async (sql: Sql, { byStore, returnId }: Key): Promise<boolean> =>
  (await sql.query("select 1 as found from return_holds where by_store = $1 and return_id = $2", [byStore, returnId])).length > 0;

/** What other stores have taken back of a sale. */
export async function returnedElsewhere(sql: Sql, askedBy: string, saleStore: string, transactionId: string): Promise<ReturnedElsewhere> {
  const of = "from return_holds h join %s each using (by_store, return_id) where h.sale_store = $1 and h.transaction_id = $2 and h.by_store <> $3";
  const values = [saleStore, transactionId, askedBy];
  const claims = await sql.query<{ lineId: string; from: number; to: number }>(`select line_id as "lineId", unit_from as "from", unit_to as "to" ${of.replace("%s", "return_units")} order by line_id, unit_from`, values);
  const refunds = await sql.query<{ attemptId: string; amountMinor: number }>(
    `select payment_id as "attemptId", sum(amount_minor)::bigint as "amountMinor" ${of.replace("%s", "return_parts")} group by payment_id order by payment_id`,
    values,
  );
  const undone = await sql.query("select 1 as found from return_holds where sale_store = $1 and transaction_id = $2 and by_store <> $3 and undoes", values);
  return { claims: [...claims], refunds: [...refunds], undone: undone.length > 0 };
}
