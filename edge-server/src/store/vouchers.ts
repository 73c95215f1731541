import type { ListedVoucher, VoucherList } from "@laneway/contracts";
import { slipKeyOf } from "@laneway/domain/voucher/read-slip";
import type { KnownVoucher, Voucher, VoucherOrigin } from "@laneway/domain/voucher/types";
import type { Connection } from "./database.js";

/** Who signs slips and vouchers with the store's own key. */
export const storeIssuer = "store";
export const voucherKey = (number: string): string => slipKeyOf({ kind: "voucher", issuer: storeIssuer, number });

/** What a commit does to the table of vouchers. */
export type VoucherProjection =
  | { readonly kind: "voucher-issued"; readonly voucher: Voucher; readonly because: VoucherOrigin; readonly laneId: string; readonly atMs: number }
  | { readonly kind: "voucher-printed"; readonly number: string }
  | { readonly kind: "voucher-blocked"; readonly number: string; readonly blocked: { readonly reason: string; readonly by: string; readonly atMs: number } | undefined };

interface Row {
  readonly number: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly last_day: string;
  readonly locale: string;
  readonly because: VoucherOrigin;
  readonly lane_id: string;
  readonly issued_at_ms: number;
  readonly prints: number;
  readonly blocked: string | null;
  readonly used_at_ms: number | null;
}

const rows = "SELECT voucher.*, journal.at_ms AS used_at_ms FROM voucher LEFT JOIN slip_use ON slip_use.slip_key = voucher.slip_key LEFT JOIN journal ON journal.sequence = slip_use.sequence";
type State = KnownVoucher["state"];

/** Vouchers that the store has issued. It changes only in the commit of what is written down about them; that one is used stands in `slip_use`. */
export class Vouchers {
  readonly #statements;

  constructor(connection: Connection) {
    this.#statements = {
      issue: connection.prepare(
        "INSERT INTO voucher (slip_key, number, amount_minor, currency, last_day, locale, because, lane_id, issued_at_ms, prints) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
      ),
      print: connection.prepare("UPDATE voucher SET prints = prints + 1 WHERE slip_key = ?"),
      block: connection.prepare("UPDATE voucher SET blocked = ? WHERE slip_key = ?"),
      one: connection.prepare<[string], Row>(`${rows} WHERE voucher.slip_key = ?`),
      some: connection.prepare<{ end: string; limit: number }, Row>(
        `${rows} WHERE substr(voucher.number, -length(:end)) = :end OR :end = '' ORDER BY voucher.issued_at_ms DESC, voucher.number DESC LIMIT :limit`,
      ),
      all: connection.prepare<[], Row>(rows),
    };
  }

  /** Within the transaction of the commit. Throws when a number is issued twice: then nothing of it happens. */
  project(projection: VoucherProjection): void {
    if (projection.kind === "voucher-issued") {
      const { voucher, because, laneId, atMs } = projection;
      const { number, amountMinor, currency, lastDay, locale } = voucher;
      this.#statements.issue.run(voucherKey(number), number, amountMinor, currency, lastDay, locale, because, laneId, atMs);
    } else if (projection.kind === "voucher-printed") {
      this.#statements.print.run(voucherKey(projection.number));
    } else {
      this.#statements.block.run(projection.blocked === undefined ? null : JSON.stringify(projection.blocked), voucherKey(projection.number));
    }
  }

  /** `today` is `YYYY-MM-DD` on the store's clock. */
  find(number: string, today: string): KnownVoucher | undefined {
    const row = this.#statements.one.get(voucherKey(number));
    if (row === undefined) return undefined;
    const { amount_minor: amountMinor, currency, last_day: lastDay, locale, prints } = row;
    return { number: row.number, amountMinor, currency, lastDay, locale, prints, state: stateOf(row, today) };
  }

  /** The newest first, only numbers that end so; and what all come to. */
  list(numberEnd: string, limit: number, today: string): VoucherList {
    const none = () => ({ count: 0, amountMinor: 0 });
    const sums = { issued: none(), open: none(), used: none(), expired: none(), blocked: none() };
    for (const row of this.#statements.all.iterate()) {
      for (const sum of [sums.issued, sums[stateOf(row, today)]]) {
        sum.count += 1;
        sum.amountMinor += row.amount_minor;
      }
    }
    return { vouchers: this.#statements.some.all({ end: numberEnd, limit }).map((row) => listed(row, today)), sums };
  }
}

/** What has paid has paid, whatever came after. */
function stateOf({ used_at_ms, blocked, last_day }: Row, today: string): State {
  if (used_at_ms !== null) return "used";
  if (blocked !== null) return "blocked";
  return last_day < today ? "expired" : "open";
}

const listed = (row: Row, today: string): ListedVoucher => ({
  number: row.number,
  amountMinor: row.amount_minor,
  lastDay: row.last_day,
  state: stateOf(row, today),
  because: row.because,
  issuedAtMs: row.issued_at_ms,
  laneId: row.lane_id,
  ...(row.used_at_ms === null ? {} : { usedAtMs: row.used_at_ms }),
  ...(row.blocked === null ? {} : { blocked: JSON.parse(row.blocked) as NonNullable<ListedVoucher["blocked"]> }),
});
