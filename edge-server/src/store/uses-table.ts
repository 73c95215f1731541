import type { Uses } from "@laneway/domain/coupon/coupon-amounts";
import type { Connection } from "./database.js";

/** Under this a promotion's giving to everybody is summed up. */
const everybody = "";

/**
 * What is counted over all baskets of the store: what promotions have given, how often to which member, and which coupons are
 * taken. It changes only in the commit of the sale, so each sale counts exactly once.
 */
export class UsesTable {
  readonly #statements;

  constructor(connection: Connection) {
    this.#statements = {
      count: connection.prepare(
        `INSERT INTO promotion_use (promotion_id, member_id, baskets, given_minor) VALUES (?, ?, 1, ?)
         ON CONFLICT (promotion_id, member_id) DO UPDATE SET baskets = baskets + 1, given_minor = given_minor + excluded.given_minor`,
      ),
      // A sale that is paid is never refused: lanes see each other's coupons before they are paid for.
      take: connection.prepare("INSERT INTO coupon_use (use_key, sequence) VALUES (?, ?) ON CONFLICT DO NOTHING"),
      taken: connection.prepare<[string], { sequence: number }>("SELECT sequence FROM coupon_use WHERE use_key = ?"),
      given: connection.prepare<[string], { promotion_id: string; given_minor: number }>("SELECT promotion_id, given_minor FROM promotion_use WHERE member_id = '' AND promotion_id = ?"),
      ofMember: connection.prepare<[string], { promotion_id: string; baskets: number }>("SELECT promotion_id, baskets FROM promotion_use WHERE member_id <> '' AND member_id = ?"),
    };
  }

  /** Inside the commit of the sale. */
  count({ memberId, promotions, couponKeys }: Uses, sequence: number): void {
    for (const { promotionId, amountMinor } of promotions) {
      this.#statements.count.run(promotionId, everybody, amountMinor);
      if (memberId !== undefined) this.#statements.count.run(promotionId, memberId, amountMinor);
    }
    for (const useKey of couponKeys) this.#statements.take.run(useKey, sequence);
  }

  isCouponTaken(useKey: string): boolean {
    return this.#statements.taken.get(useKey) !== undefined;
  }

  /** In minor units, over all baskets. */
  given(promotionId: string): number {
    return this.#statements.given.get(promotionId)?.given_minor ?? 0;
  }

  /** Baskets of a member in which a limited promotion gave something. */
  ofMember(memberId: string): Record<string, number> {
    return Object.fromEntries(this.#statements.ofMember.all(memberId).map((row) => [row.promotion_id, row.baskets]));
  }
}
