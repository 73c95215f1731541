/** One row of GET /api/v1/bench/shelf: a real item of the store's price book, as it stands on the bench's shelf. */
export interface ShelfItem {
  readonly itemId: string;
  readonly name: string;
  readonly code: string;
  readonly aim?: string;
  readonly plu?: string;
  readonly soldBy: "each" | "weight";
  readonly expectedWeightGrams?: number;
  readonly picture?: string;
  readonly departmentId: string;
  readonly minimumAge?: number;
  /** Paper or a card to show, nothing to buy. */
  readonly kind?: "coupon" | "member-card" | "deposit-slip" | "voucher" | "gift-card";
}
