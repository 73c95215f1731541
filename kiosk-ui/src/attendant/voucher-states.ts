import type { LaneTile, ListedVoucher, StoreView, VoucherList } from "@laneway/contracts";

const given: NonNullable<LaneTile["voucher"]> = { number: "lane-4-V000043", amountMinor: 817, lastDay: "2029-11-28", code: `LWV1.store.lane-4-V000043.817.EUR.20291128.store-1.${"kQ".repeat(43)}` };

/** A voucher was given at lane 4 a moment ago. */
export const withVoucher = (store: StoreView): StoreView => ({
  ...store,
  lanes: store.lanes.map((each) => (each.laneId === "lane-4" ? { ...each, voucher: given } : each)),
});

/** Vouchers of every kind. */
export function cannedVouchers(nowMs: number): VoucherList {
  const one = (number: string, amountMinor: number, state: ListedVoucher["state"], more: Partial<ListedVoucher> = {}): ListedVoucher => ({
    number, amountMinor, state, lastDay: "2029-11-28", because: "refund", issuedAtMs: nowMs - 90_000, laneId: "lane-4", ...more,
  });
  return {
    vouchers: [
      one("lane-4-V000043", 817, "open"),
      one("lane-1-V000042", 3_244, "open", { because: "rest", laneId: "lane-1" }),
      one("lane-4-V000041", 5_000, "blocked", { blocked: { reason: "Reported stolen, police reference 4711", by: "Mira", atMs: nowMs - 60_000 } }),
      one("lane-2-V000017", 500, "used", { laneId: "lane-2", usedAtMs: nowMs - 3_600_000 }),
      one("lane-2-V000003", 1_250, "expired", { laneId: "lane-2", lastDay: "2026-10-31" }),
    ],
    sums: {
      open: { count: 2, amountMinor: 4_061 }, issued: { count: 5, amountMinor: 10_811 }, used: { count: 1, amountMinor: 500 },
      expired: { count: 1, amountMinor: 1_250 }, blocked: { count: 1, amountMinor: 5_000 },
    },
  };
}
