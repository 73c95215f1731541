import { z } from "zod";
import type { Sql, SqlValue } from "../database/database.js";

/** Which gift cards are wanted. Everything absent or empty lets all pass. */
export const giftCardFilter = z.object({
  /** The end of the number: all that headquarters keeps of it. */
  lastFour: z.string().regex(/^\d{1,4}$/).optional(),
  state: z.enum(["usable", "blocked", "empty"]).optional(),
});
export type GiftCardFilter = z.infer<typeof giftCardFilter>;

export interface GiftCardSummary {
  readonly cardId: number;
  readonly lastFour: string;
  readonly currency: string;
  readonly blocked: boolean;
  readonly hasPin: boolean;
  readonly balanceMinor: number;
  readonly issuedAtMs: number;
  readonly lastAtMs: number | null;
}

export interface GiftCardMovement {
  readonly position: number;
  readonly kind: string;
  readonly amountMinor: number;
  readonly balanceMinor: number;
  readonly source: string;
  readonly laneId: string | null;
  readonly atMs: number;
}

export interface GiftCardAct {
  readonly blocked: boolean;
  readonly reason: string;
  readonly atMs: number;
}

const summary = `select c.card_id as "cardId", c.last_four as "lastFour", c.currency, c.blocked, c.pin_hash is not null as "hasPin", c.issued_at_ms as "issuedAtMs",
  coalesce(m.balance_minor, 0) as "balanceMinor", m.at_ms as "lastAtMs"
  from gift_cards c left join lateral (select balance_minor, at_ms from gift_card_movements where card_id = c.card_id order by position desc limit 1) m on true`;

/** Gift cards, the newest first. */
export async function listGiftCards(sql: Sql, { lastFour, state }: GiftCardFilter, limit: number): Promise<readonly GiftCardSummary[]> {
  const values: SqlValue[] = [];
  const conditions = ["true"];
  if (lastFour !== undefined) {
    values.push(`%${lastFour}`);
    conditions.push(`c.last_four like $${values.length}`);
  }
  if (state === "blocked") conditions.push("c.blocked");
  if (state === "empty") conditions.push("coalesce(m.balance_minor, 0) = 0");
  if (state === "usable") conditions.push("not c.blocked and coalesce(m.balance_minor, 0) > 0");
  values.push(limit);
  return sql.query<GiftCardSummary>(`${summary} where ${conditions.join(" and ")} order by c.card_id desc limit $${values.length}`, values);
}

/** What all cards hold, by currency: what the retailer owes. */
export const giftCardLiability = (sql: Sql): Promise<readonly { readonly currency: string; readonly cards: number; readonly balanceMinor: number }[]> =>
  sql.query(
    `select c.currency, count(distinct c.card_id)::bigint as cards, coalesce(sum(m.amount_minor), 0)::bigint as "balanceMinor"
     from gift_cards c left join gift_card_movements m using (card_id) group by c.currency order by c.currency`,
  );

const latestMovements = 200;

export async function findGiftCard(sql: Sql, cardId: number): Promise<{ readonly card: GiftCardSummary; readonly movements: readonly GiftCardMovement[]; readonly acts: readonly GiftCardAct[] } | undefined> {
  const [card] = await sql.query<GiftCardSummary>(`${summary} where c.card_id = $1`, [cardId]);
  if (card === undefined) return undefined;
  const movements = await sql.query<GiftCardMovement>(
    `select position, kind, amount_minor as "amountMinor", balance_minor as "balanceMinor", source, lane_id as "laneId", at_ms as "atMs"
     from gift_card_movements where card_id = $1 order by position desc limit $2`,
    [cardId, latestMovements],
  );
  const acts = await sql.query<GiftCardAct>(`select blocked, reason, at_ms as "atMs" from gift_card_acts where card_id = $1 order by act_id desc limit 20`, [cardId]);
  return { card, movements, acts };
}
