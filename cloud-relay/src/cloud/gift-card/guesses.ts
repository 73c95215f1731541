import type { Sql } from "../database/database.js";
import type { InquiryHead } from "../inquiries/inquiry-head.js";

/** A lane that has guessed so often within the time is told nothing more. */
const maximumGuesses = 10;
/** So many cards that nobody ever loaded are more than a shopper takes from the rack. */
const maximumEmptyCards = 30;
const windowMs = 10 * 60_000;

/** Has somebody at this lane been trying numbers out, lately: ones that open nothing, or ever new cards with nothing on them? */
export async function guessesTooOften(sql: Sql, { storeId, laneId, nowMs }: InquiryHead): Promise<boolean> {
  const rows = await sql.query<{ guesses: number; empty: number }>(
    `select count(*) filter (where i.declined_code in ('unknown-card', 'wrong-pin'))::integer as guesses,
            count(*) filter (where l.load_id is not null and not exists (select 1 from gift_card_movements m where m.card_id = l.card_id))::integer as empty
     from inquiries i left join gift_card_loads l on l.store_id = i.store_id and l.load_id = i.inquiry_id
     where i.store_id = $1 and i.lane_id is not distinct from $2 and i.received_at_ms > $3`,
    [storeId, laneId, nowMs - windowMs],
  );
  const { guesses = 0, empty = 0 } = rows[0] ?? {};
  return guesses >= maximumGuesses || empty >= maximumEmptyCards;
}
