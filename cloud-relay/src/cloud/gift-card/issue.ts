import { isGiftCardCode } from "@laneway/domain/gift-card/code";
import type { Database, Sql } from "../database/database.js";
import { book, codeHashOf, lockCard, type MovementKind, pinHashOf } from "./ledger.js";

export interface IssueOrder {
  readonly code: string;
  readonly pin?: string;
  readonly currency: string;
  /** What it holds from the start; 0: nothing, to be loaded when it is sold. */
  readonly amountMinor: number;
  /** The same again issues nothing new. */
  readonly requestId: string;
  readonly atMs: number;
}

/** Makes a card known. A code that is known already stays as it is. */
export function issueGiftCard(database: Database, { code, pin, currency, amountMinor, requestId, atMs }: IssueOrder): Promise<"issued" | "known" | "no-gift-card-code"> {
  if (!isGiftCardCode(code)) return Promise.resolve("no-gift-card-code");
  return database.transaction(async (sql) => {
    const made = await sql.query<{ card_id: number }>(
      "insert into gift_cards (code_hash, last_four, pin_hash, currency, issued_at_ms) values ($1, $2, $3, $4, $5) on conflict (code_hash) do nothing returning card_id",
      [codeHashOf(code), code.slice(-4), pin === undefined ? null : pinHashOf(code, pin), currency, atMs],
    );
    const cardId = made[0]?.card_id;
    if (cardId === undefined) return "known";
    if (amountMinor > 0) await book(sql, { cardId, kind: "load", amountMinor, source: "headquarters", inquiryId: requestId, laneId: null, reverses: null, atMs });
    return "issued";
  });
}

export interface LoadOrder {
  readonly code: string;
  readonly kind: Extract<MovementKind, "load" | "refund">;
  readonly amountMinor: number;
  readonly source: string;
  readonly inquiryId: string;
  readonly laneId: string | null;
  readonly atMs: number;
}

export type Loaded = { readonly kind: "loaded"; readonly movementId: number; readonly lastFour: string; readonly balanceMinor: number } | { readonly kind: "unknown-card" | "blocked" };

/** Puts money on a card, once for each inquiry. */
export const loadGiftCard = (database: Database, order: LoadOrder): Promise<Loaded> => database.transaction((sql) => loadWithin(sql, order));

/** The same within a transaction that is open already. */
export async function loadWithin(sql: Sql, { code, kind, amountMinor, source, inquiryId, laneId, atMs }: LoadOrder): Promise<Loaded> {
  const card = await lockCard(sql, code);
  if (card === undefined) return { kind: "unknown-card" };
  if (card.blocked) return { kind: "blocked" };
  const { cardId, lastFour, balanceMinor } = card;
  const done = await sql.query<{ movement_id: number }>("select movement_id from gift_card_movements where source = $1 and inquiry_id = $2", [source, inquiryId]);
  const known = done[0]?.movement_id;
  if (known !== undefined) return { kind: "loaded", movementId: known, lastFour, balanceMinor };
  const movementId = await book(sql, { cardId, kind, amountMinor, source, inquiryId, laneId, reverses: null, atMs });
  return { kind: "loaded", movementId, lastFour, balanceMinor: balanceMinor + amountMinor };
}
