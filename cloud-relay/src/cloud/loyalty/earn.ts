import type { JournalRecord } from "@laneway/contracts";
import { scaled } from "@laneway/domain/pricing/rounding";
import type { Sql } from "../database/database.js";
import type { EntryReading, ReadEntry } from "../projection/entries.js";
import { book, lockAccount } from "./ledger.js";
import { settleHold } from "./redeem.js";

type Completed = Extract<ReadEntry, { kind: "transaction-completed" }>;
type Returned = Extract<ReadEntry, { kind: "return-completed" }>;

/**
 * Books what records say of members' points: each sale earns once, under its store and transaction for ever; what comes back takes
 * points back in proportion. Within the transaction that counts the records. A return may arrive before its sale, from another store.
 */
export async function followPoints(sql: Sql, records: readonly JournalRecord[], readings: readonly EntryReading[]): Promise<void> {
  for (const [index, record] of records.entries()) {
    const reading = readings[index];
    if (reading?.result !== "entry") continue;
    if (reading.entry.kind === "transaction-completed") await earn(sql, record, reading.entry);
    else if (reading.entry.kind === "return-completed") await giveUp(sql, record, reading.entry);
  }
}

/** What a receipt is over, without money for gift cards and surcharges, which earn nothing. */
const goodsMinor = ({ totalMinor, roundingMinor, lines }: Completed["receipt"]): number =>
  lines.reduce((rest, line) => (line.kind === "gift-card" || line.kind === "surcharge" ? rest - line.totalMinor : rest), totalMinor - roundingMinor);

async function earn(sql: Sql, { storeId, laneId, atMs }: JournalRecord, { training, loyalty, receipt }: Completed): Promise<void> {
  if (training || loyalty === undefined) return;
  const { earnedPoints, hold } = loyalty;
  const { transactionId } = receipt;
  const accountId = await lockAccount(sql, loyalty, atMs);
  const fresh = await sql.query<{ points: number }>(
    `insert into loyalty_earnings (store_id, transaction_id, account_id, points, total_minor, used_points, discount_minor) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning points`,
    [storeId, transactionId, accountId, earnedPoints, goodsMinor(receipt), hold?.usedPoints ?? 0, hold?.discountMinor ?? 0],
  );
  if (fresh.length === 0) return;
  if (earnedPoints > 0) await book(sql, { accountId, kind: "earning", points: earnedPoints, source: storeId, inquiryId: `${transactionId}.earned`, laneId, reverses: null, atMs });
  if (hold !== undefined) await settleHold(sql, { storeId, laneId, nowMs: atMs }, hold.holdId, hold.usedPoints);
  await settleReturns(sql, transactionId, atMs);
}

async function giveUp(sql: Sql, { storeId, atMs }: JournalRecord, { training, returnId, transactionId, receipt, pointsDiscountMinor = 0 }: Returned): Promise<void> {
  if (training) return;
  const returnedMinor = -goodsMinor(receipt);
  await sql.query("insert into loyalty_returns (store_id, return_id, transaction_id, returned_minor, discount_minor) values ($1, $2, $3, $4, $5) on conflict do nothing", [
    storeId, returnId, transactionId, returnedMinor, pointsDiscountMinor,
  ]);
  await settleReturns(sql, transactionId, atMs);
}

interface Earning {
  readonly store_id: string;
  readonly account_id: number;
  readonly points: number;
  readonly total_minor: number;
  readonly taken_back: number;
  readonly used_points: number;
  readonly discount_minor: number;
  readonly given_back: number;
}

/**
 * Books what the returns so far have made due: earned × returned ÷ total is taken back, used × discount returned ÷ discount given back, each half
 * up over all returns, so that all of it takes and gives all.
 */
async function settleReturns(sql: Sql, transactionId: string, atMs: number): Promise<void> {
  const earnings = await sql.query<Earning>(
    "select store_id, account_id, points, total_minor, taken_back, used_points, discount_minor, given_back from loyalty_earnings where transaction_id = $1 for update",
    [transactionId],
  );
  const [sums = { returned: 0, discount: 0 }] = await sql.query<{ returned: number; discount: number }>(
    "select coalesce(sum(returned_minor), 0)::bigint as returned, coalesce(sum(discount_minor), 0)::bigint as discount from loyalty_returns where transaction_id = $1",
    [transactionId],
  );
  for (const earning of earnings) {
    const taken = partOf(earning.points, sums.returned, earning.total_minor);
    const given = partOf(earning.used_points, sums.discount, earning.discount_minor);
    await sql.query("select account_id from loyalty_accounts where account_id = $1 for update", [earning.account_id]);
    // First what the member gets: less is then owed.
    if (given > earning.given_back) await move(sql, earning, { transactionId, kind: "refund", column: "given_back", to: given, points: given - earning.given_back, atMs });
    if (taken > earning.taken_back) await move(sql, earning, { transactionId, kind: "taking-back", column: "taken_back", to: taken, points: earning.taken_back - taken, atMs });
  }
}

/** Of points, the part for so much of an amount: half up; of nothing, nothing. */
const partOf = (points: number, minor: number, ofMinor: number): number => (ofMinor <= 0 ? 0 : scaled(points, Math.min(minor, ofMinor), ofMinor, "half-up"));

interface Move {
  readonly transactionId: string;
  readonly kind: "refund" | "taking-back";
  readonly column: "given_back" | "taken_back";
  readonly to: number;
  readonly points: number;
  readonly atMs: number;
}

async function move(sql: Sql, { store_id: storeId, account_id: accountId }: Earning, { transactionId, kind, column, to, points, atMs }: Move): Promise<void> {
  await sql.query(`update loyalty_earnings set ${column} = $3 where store_id = $1 and transaction_id = $2`, [storeId, transactionId, to]);
  await book(sql, { accountId, kind, points, source: storeId, inquiryId: `${transactionId}.${column.replace("_", "-")}.${to}`, laneId: null, reverses: null, atMs });
}
