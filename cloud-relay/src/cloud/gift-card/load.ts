import type { InquiryOutcome, InquiryRequest, JournalRecord } from "@laneway/contracts";
import { isGiftCardCode } from "@laneway/domain/gift-card/code";
import type { Sql } from "../database/database.js";
import type { InquiryHead } from "../inquiries/inquiry-head.js";
import type { EntryReading } from "../projection/entries.js";
import { guessesTooOften } from "./guesses.js";
import { balanceOf, book, codeHashOf, lockCard } from "./ledger.js";

type Prepare = Extract<InquiryRequest, { kind: "prepare-gift-card" }>;
type Load = Extract<InquiryRequest, { kind: "load-gift-card" }>;

const declined = (code: string): InquiryOutcome => ({ result: "declined", code });

/** A card is to be sold or reloaded: from here on the inquiry's id stands for it. A card from the rack is known from its first scan, with nothing on it. */
export async function prepareLoad(sql: Sql, head: InquiryHead, { code, currency }: Prepare): Promise<InquiryOutcome> {
  const { storeId, inquiryId: loadId, nowMs } = head;
  // It says whether a number holds money, so numbers are not tried out here either.
  if (await guessesTooOften(sql, head)) return declined("too-many-tries");
  if (!isGiftCardCode(code)) return declined("unknown-card");
  await sql.query("insert into gift_cards (code_hash, last_four, pin_hash, currency, issued_at_ms) values ($1, $2, null, $3, $4) on conflict (code_hash) do nothing", [
    codeHashOf(code), code.slice(-4), currency, nowMs,
  ]);
  const card = await lockCard(sql, code);
  if (card === undefined) return declined("unknown-card");
  if (card.blocked) return declined("blocked");
  if (card.currency !== currency) return declined("other-currency");
  await sql.query("insert into gift_card_loads (store_id, load_id, card_id, prepared_at_ms) values ($1, $2, $3, $4)", [storeId, loadId, card.cardId, nowMs]);
  const before = await sql.query("select 1 as any from gift_card_movements where card_id = $1 limit 1", [card.cardId]);
  const { lastFour, balanceMinor, pinHash } = card;
  const told = pinHash === null && balanceMinor > 0 ? { balanceMinor } : {};
  return { result: "prepared", lastFour, known: before.length > 0, ...told };
}

interface LoadRow {
  readonly store_id: string;
  readonly load_id: string;
  readonly card_id: number;
  readonly amount_minor: number | null;
  readonly movement_id: number | null;
  readonly taken_by_return: string | null;
  readonly turns: number;
  readonly last_four: string;
  readonly currency: string;
}

/** Whoever changes what a card holds has the card's row. */
async function lockLoads(sql: Sql, condition: string, values: readonly string[]): Promise<readonly LoadRow[]> {
  return sql.query<LoadRow>(
    `select l.store_id, l.load_id, l.card_id, l.amount_minor, l.movement_id, l.taken_by_return, l.turns, c.last_four, c.currency
     from gift_card_loads l join gift_cards c using (card_id) where ${condition} order by l.card_id, l.load_id for update`,
    [...values],
  );
}

interface Booking {
  /** The store that sells, or takes back. */
  readonly source: string;
  readonly laneId: string | null;
  readonly atMs: number;
}

/**
 * Puts a load on its card, or takes it off, as what is known of it wants: it is there once its sale is known and no return holds it. Told
 * again, by whomever, nothing changes: one load stands on a card once.
 */
async function settle(sql: Sql, { store_id: storeId, load_id: loadId, card_id: cardId, movement_id: movementId, turns }: LoadRow, amountMinor: number, isWanted: boolean, booking: Booking): Promise<number | null> {
  if (isWanted === (movementId !== null)) return movementId;
  const inquiryId = turns === 0 ? loadId : `${loadId}.${turns}`;
  const movement = { ...booking, cardId, inquiryId };
  const booked = isWanted
    ? await book(sql, { ...movement, kind: "load", amountMinor, reverses: null })
    : await book(sql, { ...movement, kind: "reversal", amountMinor: -amountMinor, reverses: movementId });
  const standing = isWanted ? booked : null;
  await sql.query("update gift_card_loads set movement_id = $3, turns = turns + 1 where store_id = $1 and load_id = $2", [storeId, loadId, standing]);
  return standing;
}

type Told = { readonly kind: "known"; readonly row: LoadRow; readonly movementId: number | null } | { readonly kind: "unknown-load" | "other-amount" };

/** A sale says what it put on a card: once for ever, by its record or by the question sent beside it. */
async function tell(sql: Sql, loadId: string, amountMinor: number, booking: Booking): Promise<Told> {
  const storeId = booking.source;
  const [row] = await lockLoads(sql, "l.store_id = $1 and l.load_id = $2", [storeId, loadId]);
  if (row === undefined) return { kind: "unknown-load" };
  if (row.amount_minor !== null && row.amount_minor !== amountMinor) return { kind: "other-amount" };
  await sql.query("update gift_card_loads set amount_minor = $3 where store_id = $1 and load_id = $2", [storeId, loadId, amountMinor]);
  return { kind: "known", row, movementId: await settle(sql, row, amountMinor, row.taken_by_return === null, booking) };
}

/** The question that is sent beside the record, so that the card works within seconds. */
export async function loadNow(sql: Sql, { storeId, laneId, nowMs }: InquiryHead, { target, amountMinor, currency }: Load): Promise<InquiryOutcome> {
  const told = await tell(sql, target, amountMinor, { source: storeId, laneId, atMs: nowMs });
  if (told.kind !== "known") return declined(told.kind);
  if (told.movementId === null) return { result: "not-performed", because: "taken back" };
  return { result: "approved", amountMinor, currency, reference: { ledger: "gift-card", bookingId: String(told.movementId) }, details: [`**** ${told.row.last_four}`] };
}

interface Problem {
  readonly sequence: number;
  readonly kind: string;
  readonly problem: string;
}

/** What completed sales put on gift cards, within the transaction that counts their records. What nobody prepared is listed: money was paid for it. */
export async function followLoads(sql: Sql, records: readonly JournalRecord[], readings: readonly EntryReading[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const [index, { storeId, laneId, sequence, atMs }] of records.entries()) {
    const reading = readings[index];
    if (reading?.result !== "entry" || reading.entry.kind !== "transaction-completed" || reading.entry.training) continue;
    for (const { loadId, lastFour, amountMinor } of reading.entry.loads ?? []) {
      const { kind } = await tell(sql, loadId, amountMinor, { source: storeId, laneId, atMs });
      if (kind !== "known") problems.push({ sequence, kind: "transaction-completed", problem: `money for gift card **** ${lastFour} cannot be put on it: ${kind}` });
    }
  }
  return problems;
}

export interface TakingBack {
  readonly saleStore: string;
  readonly byStore: string;
  readonly returnId: string;
  readonly laneId: string | null;
  readonly loads: readonly { readonly loadId: string; readonly amountMinor: number }[];
}

/** Takes what a sale put on cards off them, for a return that is about to give the money: all of it or nothing. What is told of later stays off too. */
export async function takeLoadsBack(sql: Sql, { saleStore, byStore, returnId, laneId, loads }: TakingBack, atMs: number): Promise<"taken" | "gift-card-spent" | "unknown-load"> {
  const amounts = new Map(loads.map(({ loadId, amountMinor }) => [loadId, amountMinor]));
  const rows = await lockLoads(sql, "l.store_id = $1 and l.load_id in (select jsonb_array_elements_text($2::text::jsonb))", [saleStore, JSON.stringify([...amounts.keys()])]);
  const known = rows.filter((row) => row.amount_minor === null || row.amount_minor === amounts.get(row.load_id));
  if (known.length < amounts.size) return "unknown-load";
  const standing = new Map<number, number>();
  for (const row of known) if (row.movement_id !== null) standing.set(row.card_id, (standing.get(row.card_id) ?? 0) + (row.amount_minor ?? 0));
  for (const [cardId, amountMinor] of standing) if ((await balanceOf(sql, cardId)) < amountMinor) return "gift-card-spent";
  for (const row of known) {
    await sql.query("update gift_card_loads set taken_by_store = $3, taken_by_return = $4 where store_id = $1 and load_id = $2", [saleStore, row.load_id, byStore, returnId]);
    await settle(sql, row, amounts.get(row.load_id) ?? 0, false, { source: byStore, laneId, atMs });
  }
  return "taken";
}

/** A return does not hold them any more: what was sold is on the cards again. */
export async function giveLoadsAgain(sql: Sql, byStore: string, returnId: string, atMs: number): Promise<void> {
  for (const row of await lockLoads(sql, "l.taken_by_store = $1 and l.taken_by_return = $2", [byStore, returnId])) {
    const { store_id: storeId, load_id: loadId, amount_minor: amountMinor } = row;
    await sql.query("update gift_card_loads set taken_by_store = null, taken_by_return = null where store_id = $1 and load_id = $2", [storeId, loadId]);
    if (amountMinor !== null) await settle(sql, row, amountMinor, true, { source: byStore, laneId: null, atMs });
  }
}
