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

/** What a receipt is over, without money for gift cards, which earns nothing. */
const goodsMinor = ({ totalMinor, roundingMinor, lines }: Completed["receipt"]): number =>
  lines.reduce((rest, line) => (line.kind === "gift-card" ? rest - line.totalMinor : rest), totalMinor - roundingMinor);

async function earn(sql: Sql, { storeId, laneId, atMs }: JournalRecord, { training, loyalty, receipt }: Completed): Promise<void> {
  if (training || loyalty === undefined) return;
  const { earnedPoints, hold } = loyalty;
  const { transactionId } = receipt;
  const accountId = await lockAccount(sql, loyalty, atMs);
  const fresh = await sql.query<{ points: number }>(
    `insert into loyalty_earnings (store_id, transaction_id, account_id, points, total_minor) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning points`,
    [storeId, transactionId, accountId, earnedPoints, goodsMinor(receipt)],
  );
  if (fresh.length === 0) return;
  if (earnedPoints > 0) await book(sql, { accountId, kind: "earning", points: earnedPoints, source: storeId, inquiryId: `${transactionId}.earned`, laneId, reverses: null, atMs });
  if (hold !== undefined) await settleHold(sql, { storeId, laneId, nowMs: atMs }, hold.holdId, hold.usedPoints);
  await settleReturns(sql, transactionId, atMs);
}

async function giveUp(sql: Sql, { storeId, atMs }: JournalRecord, { training, returnId, transactionId, receipt }: Returned): Promise<void> {
  if (training) return;
  const returnedMinor = -goodsMinor(receipt);
  await sql.query("insert into loyalty_returns (store_id, return_id, transaction_id, returned_minor) values ($1, $2, $3, $4) on conflict do nothing", [storeId, returnId, transactionId, returnedMinor]);
  await settleReturns(sql, transactionId, atMs);
}

/** Takes back what the returns so far have made due: points × returned ÷ total, half up, over all of them, so that all of it takes all. */
async function settleReturns(sql: Sql, transactionId: string, atMs: number): Promise<void> {
  const earnings = await sql.query<{ store_id: string; account_id: number; points: number; total_minor: number; taken_back: number }>(
    "select store_id, account_id, points, total_minor, taken_back from loyalty_earnings where transaction_id = $1 for update",
    [transactionId],
  );
  for (const { store_id: storeId, account_id: accountId, points, total_minor: totalMinor, taken_back: takenBack } of earnings) {
    const sums = await sql.query<{ returned: number }>("select coalesce(sum(returned_minor), 0)::bigint as returned from loyalty_returns where transaction_id = $1", [transactionId]);
    const due = totalMinor <= 0 ? 0 : scaled(points, Math.min(sums[0]?.returned ?? 0, totalMinor), totalMinor, "half-up");
    if (due <= takenBack) continue;
    await sql.query("select account_id from loyalty_accounts where account_id = $1 for update", [accountId]);
    await sql.query("update loyalty_earnings set taken_back = $3 where store_id = $1 and transaction_id = $2", [storeId, transactionId, due]);
    await book(sql, { accountId, kind: "taking-back", points: takenBack - due, source: storeId, inquiryId: `${transactionId}.taken-back.${due}`, laneId: null, reverses: null, atMs });
  }
}
