/** Store credit that the store signs: paper that pays once, in the store that it names. */
export interface Voucher {
  /** `lane-1-V000001`: gapless per lane. */
  readonly number: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** `YYYY-MM-DD`, on the store's clock. */
  readonly lastDay: string;
  /** Of its paper. */
  readonly locale: string;
}

/** `refund`: a return was given so. `rest`: of a voucher that was worth more than was due. */
export type VoucherOrigin = "refund" | "rest";

/** A voucher as the store's own record has it. */
export interface KnownVoucher extends Voucher {
  readonly state: "open" | "used" | "expired" | "blocked";
  /** How often it was put on paper, the original included. */
  readonly prints: number;
}
