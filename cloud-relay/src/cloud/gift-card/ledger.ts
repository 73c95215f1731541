import { sha256 } from "../../record-hash.js";
import type { Sql } from "../database/database.js";

/** A gift card as headquarters knows it. Its code is kept as a hash; the last four digits tell it to people. */
export interface GiftCard {
  readonly cardId: number;
  readonly lastFour: string;
  readonly currency: string;
  readonly blocked: boolean;
  readonly pinHash: string | null;
  readonly wrongPins: number;
  readonly wrongPinAtMs: number;
  readonly balanceMinor: number;
}

export type MovementKind = "load" | "redemption" | "reversal" | "refund";

/** One change of a card's balance. `source` and `inquiryId` together are unique for ever: a movement is made once. */
export interface NewMovement {
  readonly cardId: number;
  readonly kind: MovementKind;
  /** Positive: the card gets more. Whole minor units. */
  readonly amountMinor: number;
  /** The store that asked, or `headquarters`. */
  readonly source: string;
  readonly inquiryId: string;
  readonly laneId: string | null;
  readonly reverses: number | null;
  /** The redemption of which a part goes back. */
  readonly refunds?: number;
  readonly atMs: number;
}

export const codeHashOf = (code: string): string => sha256(`gift card ${code}`);
/** Hashed with the code, which is kept nowhere: a stolen database does not give PINs away. */
export const pinHashOf = (code: string, pin: string): string => sha256(`gift card ${code} pin ${pin}`);

interface CardRow {
  readonly card_id: number;
  readonly last_four: string;
  readonly currency: string;
  readonly blocked: boolean;
  readonly pin_hash: string | null;
  readonly wrong_pins: number;
  readonly wrong_pin_at_ms: number;
  readonly balance_minor: number;
}

/** A card by its code, locked until the transaction ends, with its balance: the sum of its movements. */
export async function lockCard(sql: Sql, code: string): Promise<GiftCard | undefined> {
  const rows = await sql.query<CardRow>("select card_id, last_four, currency, blocked, pin_hash, wrong_pins, wrong_pin_at_ms, 0 as balance_minor from gift_cards where code_hash = $1 for update", [
    codeHashOf(code),
  ]);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { card_id: cardId, last_four: lastFour, currency, blocked, pin_hash: pinHash, wrong_pins: wrongPins, wrong_pin_at_ms: wrongPinAtMs } = row;
  return { cardId, lastFour, currency, blocked, pinHash, wrongPins, wrongPinAtMs, balanceMinor: await balanceOf(sql, cardId) };
}

export async function balanceOf(sql: Sql, cardId: number): Promise<number> {
  const rows = await sql.query<{ balance: number }>("select coalesce(sum(amount_minor), 0)::bigint as balance from gift_card_movements where card_id = $1", [cardId]);
  return rows[0]?.balance ?? 0;
}

/** Books a movement and answers its number. The database adds it up and refuses a balance below zero. */
export async function book(sql: Sql, { cardId, kind, amountMinor, source, inquiryId, laneId, reverses, refunds, atMs }: NewMovement): Promise<number> {
  const rows = await sql.query<{ movement_id: number }>(
    `insert into gift_card_movements (card_id, kind, amount_minor, source, inquiry_id, lane_id, reverses, at_ms, refunds)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning movement_id`,
    [cardId, kind, amountMinor, source, inquiryId, laneId, reverses, atMs, refunds ?? null],
  );
  const movementId = rows[0]?.movement_id;
  if (movementId === undefined) throw new Error("a movement was not booked");
  return movementId;
}
