import type { Database, Sql } from "../database/database.js";
import { type AccountName, balanceOf, book, lockAccount } from "./ledger.js";

export interface Adjustment extends AccountName {
  /** Positive: the member gets more. */
  readonly points: number;
  readonly note: string;
  /** The same again changes nothing. */
  readonly requestId: string;
  readonly atMs: number;
}

/** A change by headquarters itself: a gift, a correction, what a former system held. Never below zero. */
export function adjustPoints(database: Database, { points, note, requestId, atMs, ...account }: Adjustment): Promise<{ readonly kind: "adjusted" | "too-few"; readonly balance: number }> {
  return database.transaction(async (sql) => {
    const accountId = await lockAccount(sql, account, atMs);
    const done = await sql.query<{ movement_id: number }>("select movement_id from loyalty_movements where source = 'headquarters' and inquiry_id = $1", [requestId]);
    const balance = await balanceOf(sql, account);
    if (done.length > 0) return { kind: "adjusted", balance };
    if (balance + points < 0) return { kind: "too-few", balance };
    await book(sql, { accountId, kind: "adjustment", points, source: "headquarters", inquiryId: requestId, laneId: null, reverses: null, note, atMs });
    return { kind: "adjusted", balance: balance + points };
  });
}

export interface Movement {
  readonly kind: string;
  readonly points: number;
  readonly balance: number;
  readonly source: string;
  readonly note: string | null;
  readonly atMs: number;
}

/** The latest movements of an account, newest first. */
export async function movementsOf(sql: Sql, { programId, memberId }: AccountName, limit: number): Promise<readonly Movement[]> {
  const rows = await sql.query<{ kind: string; points: number; balance_points: number; source: string; note: string | null; at_ms: number }>(
    `select kind, points, balance_points, source, note, at_ms from loyalty_movements
     where account_id = (select account_id from loyalty_accounts where program_id = $1 and member_id = $2) order by position desc limit $3`,
    [programId, memberId, limit],
  );
  return rows.map(({ kind, points, balance_points: balance, source, note, at_ms: atMs }) => ({ kind, points, balance, source, note, atMs }));
}
