import { usesOf } from "@laneway/domain/coupon/coupon-amounts";
import type { SuspendedTransaction, Transaction } from "@laneway/domain/lane/types";
import { promotionIndexOf } from "@laneway/domain/promotion/promotion-index";
import type { RecordStore } from "../store/record.js";

export interface SharedLimitSources {
  readonly record: Pick<RecordStore, "uses" | "suspendedWaiting">;
  /** The baskets that are open now, by lane. */
  readonly openBaskets: () => ReadonlyMap<string, Transaction>;
}

/** More baskets than this do not wait at once in one store. */
const waitingLookedAt = 1_000;

/**
 * What baskets may not take twice: coupons of single use, budgets and uses of a member. What lies in another open or waiting
 * basket counts as taken, so that no two lanes promise the same; a basket given up gives it back.
 */
export class SharedLimits {
  readonly #sources: SharedLimitSources;

  constructor(sources: SharedLimitSources) {
    this.#sources = sources;
  }

  isCouponUsed(useKey: string, laneId: string): boolean {
    const lies = ({ coupons = [] }: Transaction) => coupons.some((coupon) => coupon.useKey === useKey);
    return this.#sources.record.uses.isCouponTaken(useKey) || this.#others(laneId).some(lies);
  }

  /** What promotions with limits have given: in all, and how often to this member. Empty when none has a limit. */
  used(
    promotions: readonly unknown[],
    memberId: string | undefined,
    laneId: string,
  ): { readonly spentMinor: Record<string, number>; readonly promotionUses: Record<string, number> } {
    const spentMinor: Record<string, number> = {};
    const limited = promotions.length === 0 ? undefined : promotionIndexOf(promotions).limited;
    if (limited === undefined || limited.size === 0) return { spentMinor, promotionUses: {} };
    const { uses } = this.#sources.record;
    for (const [promotionId, { limits }] of limited)
      if (limits.budgetMinor !== undefined) spentMinor[promotionId] = uses.given(promotionId);
    const promotionUses = memberId === undefined ? {} : uses.ofMember(memberId);
    for (const other of this.#others(laneId)) {
      for (const { promotionId, amountMinor } of usesOf(other, promotions)?.promotions ?? []) {
        if (spentMinor[promotionId] !== undefined) spentMinor[promotionId] += amountMinor;
        if (memberId !== undefined && other.memberId === memberId) promotionUses[promotionId] = (promotionUses[promotionId] ?? 0) + 1;
      }
    }
    return { spentMinor, promotionUses };
  }

  /** Baskets that are not this lane's. What is only practised takes nothing. */
  #others(laneId: string): readonly Transaction[] {
    const { openBaskets, record } = this.#sources;
    const open = [...openBaskets()].filter(([lane]) => lane !== laneId).map(([, transaction]) => transaction);
    const waiting = record.suspendedWaiting(waitingLookedAt).map(({ transaction }: SuspendedTransaction) => transaction);
    return [...open, ...waiting].filter(({ training }) => !training);
  }
}
