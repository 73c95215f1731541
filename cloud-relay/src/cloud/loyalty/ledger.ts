import type { Sql } from "../database/database.js";

export type MovementKind = "earning" | "taking-back" | "redemption" | "hold" | "reversal" | "adjustment" | "refund";

/** One change of an account. `source` and `inquiryId` together are unique for ever: a movement is made once. */
export interface NewMovement {
  readonly accountId: number;
  readonly kind: MovementKind;
  /** Positive: the member gets more. */
  readonly points: number;
  /** The store that asked or sold, or `headquarters`. */
  readonly source: string;
  readonly inquiryId: string;
  readonly laneId: string | null;
  readonly reverses: number | null;
  readonly note?: string;
  readonly atMs: number;
}

export interface AccountName {
  readonly programId: string;
  readonly memberId: string;
}

/** The account of a member, opened when it is first needed, and locked until the transaction ends. */
export async function lockAccount(sql: Sql, { programId, memberId }: AccountName, atMs: number): Promise<number> {
  await sql.query("insert into loyalty_accounts (program_id, member_id, opened_at_ms) values ($1, $2, $3) on conflict do nothing", [programId, memberId, atMs]);
  const rows = await sql.query<{ account_id: number }>("select account_id from loyalty_accounts where program_id = $1 and member_id = $2 for update", [programId, memberId]);
  const accountId = rows[0]?.account_id;
  if (accountId === undefined) throw new Error("an account was not opened");
  return accountId;
}

/** What a member has: 0 for one that nothing is known of. */
export async function balanceOf(sql: Sql, { programId, memberId }: AccountName): Promise<number> {
  const rows = await sql.query<{ balance: number }>(
    `select coalesce(sum(points), 0)::bigint as balance from loyalty_movements
     where account_id = (select account_id from loyalty_accounts where program_id = $1 and member_id = $2)`,
    [programId, memberId],
  );
  return rows[0]?.balance ?? 0;
}

/** Books a movement and answers its number. The database adds it up, and refuses one that spends what is not there. */
export async function book(sql: Sql, { accountId, kind, points, source, inquiryId, laneId, reverses, note, atMs }: NewMovement): Promise<number> {
  const rows = await sql.query<{ movement_id: number }>(
    `insert into loyalty_movements (account_id, kind, points, source, inquiry_id, lane_id, reverses, note, at_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning movement_id`,
    [accountId, kind, points, source, inquiryId, laneId, reverses, note ?? null, atMs],
  );
  const movementId = rows[0]?.movement_id;
  if (movementId === undefined) throw new Error("a movement was not booked");
  return movementId;
}
