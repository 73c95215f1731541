import type { JournalRecord } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import type { Transaction } from "@laneway/domain/lane/types";
import type { VelocityCounts } from "@laneway/domain/risk/types";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monthMs = 30 * dayMs;
/** More of the same within its time would not be counted further. */
const mostTimes = 200;
const mostKeys = 20_000;

/**
 * How often the same member, coupon or lane was there lately, over all lanes. Keys of members and coupons stay in memory
 * and are forgotten with the process and after their time; only the counts reach the journal.
 */
export class Velocity {
  readonly #times = new Map<string, number[]>();

  /** What the journal still tells of the time before this process began. */
  remember(records: readonly JournalRecord[]): void {
    const members = new Map<string, string>();
    const practising = new Set<string>();
    for (const record of records) {
      if (record.laneId === null) continue;
      const entry = entryOfRecord(record);
      if (entry.kind === "transaction-started") {
        members.delete(record.laneId);
        practising[entry.training ? "add" : "delete"](record.laneId);
      }
      if (practising.has(record.laneId)) continue;
      if (entry.kind === "member-identified") members.set(record.laneId, entry.memberId);
      this.note(record.laneId, entry, members.get(record.laneId));
    }
  }

  note(laneId: string, entry: LaneEntry, memberId: string | undefined): void {
    if (entry.kind === "member-identified") this.#add(`m ${entry.memberId}`, entry.atMs);
    else if (entry.kind === "coupon-added" && memberId !== undefined) this.#add(`c ${memberId} ${entry.coupon.key}`, entry.atMs);
    else if (entry.kind === "payment-intent-saved" && entry.tender === "gift-card") this.#add(`g ${laneId}`, entry.atMs);
    else if (entry.kind === "return-started" && entry.original.transaction.memberId !== undefined) this.#add(`r ${entry.original.transaction.memberId}`, entry.atMs);
  }

  /** For one open basket; its own are not counted. */
  countsFor(laneId: string, { memberId, coupons = [] }: Transaction, nowMs: number): VelocityCounts {
    const others = (key: string, forMs: number) => Math.max(0, this.#count(key, nowMs - forMs) - 1);
    return {
      memberBaskets: memberId === undefined ? 0 : others(`m ${memberId}`, dayMs),
      memberReturns: memberId === undefined ? 0 : this.#count(`r ${memberId}`, nowMs - monthMs),
      couponUses: memberId === undefined ? 0 : Math.max(0, ...coupons.map(({ key }) => others(`c ${memberId} ${key}`, dayMs))),
      giftCardTries: this.#count(`g ${laneId}`, nowMs - hourMs),
    };
  }

  #add(key: string, atMs: number): void {
    const times = this.#times.get(key) ?? [];
    // Set anew, the key is the youngest: the oldest go first when there are too many.
    this.#times.delete(key);
    this.#times.set(key, [...times, atMs].slice(-mostTimes));
    const oldest = this.#times.size > mostKeys ? this.#times.keys().next().value : undefined;
    if (oldest !== undefined) this.#times.delete(oldest);
  }

  #count(key: string, fromMs: number): number {
    return (this.#times.get(key) ?? []).filter((atMs) => atMs >= fromMs).length;
  }
}
