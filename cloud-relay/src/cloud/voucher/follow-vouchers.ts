import type { JournalRecord } from "@laneway/contracts";
import { storeVoucherNumber } from "@laneway/domain/voucher/read-slip";
import type { Sql } from "../database/database.js";
import type { EntryReading } from "../projection/entries.js";

/**
 * Follows what records say of a store's vouchers: issued, paid with, good again, blocked. Within the transaction that counts the records,
 * in their order. A voucher names its store, and only there it pays, so no two stores can use one: headquarters has nothing to decide.
 */
export async function followVouchers(sql: Sql, records: readonly JournalRecord[], readings: readonly EntryReading[]): Promise<void> {
  for (const [index, record] of records.entries()) {
    const reading = readings[index];
    if (reading?.result !== "entry") continue;
    const { entry } = reading;
    const { storeId, journalId, laneId, atMs } = record;
    const change = (set: string, where: string, ...values: readonly (string | number | null)[]) =>
      sql.query(`update vouchers set ${set} where store_id = $1 and journal_id = $2 and ${where}`, [storeId, journalId, ...values]);
    switch (entry.kind) {
      case "voucher-issued": {
        const { number, amountMinor, currency, lastDay } = entry.voucher;
        await sql.query(
          `insert into vouchers (store_id, journal_id, number, amount_minor, currency, last_day, because, lane_id, issued_at_ms)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
          [storeId, journalId, number, amountMinor, currency, lastDay, entry.because, laneId, atMs],
        );
        break;
      }
      case "tender-added": {
        const { kind, slipKey, tenderId } = entry.tender;
        const number = kind === "voucher" && slipKey !== undefined ? storeVoucherNumber(slipKey) : undefined;
        if (number !== undefined) await change("used_by = $4, used_lane_id = $5, used_at_ms = $6", "number = $3", number, tenderId ?? "", laneId, atMs);
        break;
      }
      case "tender-given-back":
        await change("used_by = null, used_lane_id = null, used_at_ms = null", "used_by = $3", entry.tenderId);
        break;
      case "voucher-blocked":
        await change("block_reason = $4", "number = $3", entry.number, entry.reason);
        break;
      case "voucher-released":
        await change("block_reason = null", "number = $3", entry.number);
        break;
      default:
        break;
    }
  }
}
