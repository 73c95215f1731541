import type { Database } from "../database/database.js";

export interface BlockOrder {
  readonly cardId: number;
  readonly blocked: boolean;
  readonly reason: string;
  readonly atMs: number;
}

/** Blocks a card, or lets it be used again: written down with its reason. What it holds stays. The same again changes nothing. */
export function blockGiftCard(database: Database, { cardId, blocked, reason, atMs }: BlockOrder): Promise<"done" | "unknown-card"> {
  return database.transaction(async (sql) => {
    const [card] = await sql.query<{ blocked: boolean }>("select blocked from gift_cards where card_id = $1 for update", [cardId]);
    if (card === undefined) return "unknown-card";
    if (card.blocked === blocked) return "done";
    await sql.query("update gift_cards set blocked = $2 where card_id = $1", [cardId, blocked]);
    await sql.query("insert into gift_card_acts (card_id, blocked, reason, at_ms) values ($1, $2, $3, $4)", [cardId, blocked, reason, atMs]);
    return "done";
  });
}
