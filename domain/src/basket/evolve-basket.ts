import { withoutCardLoad } from "../gift-card/evolve-card-load.js";
import { withoutAccount } from "../loyalty/evolve-points.js";
import type { PricedLine } from "../pricing/types.js";
import type { Handlers } from "../lane/handlers.js";
import type { BasketLine, LaneNotice, LaneState, Transaction } from "../lane/types.js";

const maximumNotices = 5;

function withTransaction(state: LaneState, change: (transaction: Transaction) => Transaction): LaneState {
  return state.transaction === undefined ? state : { ...state, transaction: change(state.transaction) };
}

function withLine(state: LaneState, lineId: string, change: (line: BasketLine) => BasketLine): LaneState {
  return withTransaction(state, (transaction) => ({
    ...transaction,
    lines: transaction.lines.map((line) => (line.lineId === lineId ? change(line) : line)),
  }));
}

const withNotice = (state: LaneState, notice: LaneNotice): LaneState => ({
  ...state,
  notices: [...state.notices, notice].slice(-maximumNotices),
});

export const basketHandlers: Handlers<
  | "line-added"
  | "line-quantity-changed"
  | "line-voided"
  | "price-overridden"
  | "basket-priced"
  | "line-price-changed"
  | "coupon-added"
  | "coupon-removed"
  | "member-identified"
  | "member-forgotten"
  | "tax-exempted"
  | "age-approved"
  | "notice-shown"
  | "notice-dismissed"
> = {
  "line-added": (state, { line }) => {
    const added = withTransaction(state, (transaction) => ({
      // A card's amount is chosen: it does not wait any more.
      ...(transaction.cardLoad?.loadId === line.giftCard?.loadId ? withoutCardLoad(transaction) : transaction),
      lines: [...transaction.lines, line],
    }));
    return withNotice(added, {
      noticeId: line.lineId,
      kind: "item-added",
      itemId: line.item.itemId,
      names: line.item.names,
      reason: undefined,
    });
  },
  "line-quantity-changed": (state, { lineId, quantity }) =>
    withLine(state, lineId, (line) => ({ ...line, quantity })),
  "line-voided": (state, { lineId, baseMinor }) =>
    withLine(state, lineId, (line) => ({ ...line, voided: true, voidedBaseMinor: baseMinor })),
  "price-overridden": (state, { lineId, unitPriceMinor }) =>
    withLine(state, lineId, (line) => ({ ...line, overriddenUnitPriceMinor: unitPriceMinor })),
  "basket-priced": (
    state,
    { kind: _kind, shape: _shape, atMs: _atMs, actor: _actor, lines: changed, ...totals },
  ) =>
    withTransaction(state, (transaction) => {
      const known = new Map<string, PricedLine>();
      for (const line of [...transaction.priced.lines, ...changed]) known.set(line.lineId, line);
      const sold = transaction.lines.filter((line) => !line.voided).map((line) => known.get(line.lineId));
      const lines = sold.filter((line) => line !== undefined);
      return { ...transaction, priced: { ...totals, lines, versions: transaction.versions } };
    }),
  "line-price-changed": (state, { lineId, unitPriceMinor, regularUnitPriceMinor, priceEntry }) =>
    withLine(state, lineId, (line) => ({ ...line, unitPriceMinor, regularUnitPriceMinor, priceEntry })),
  "coupon-added": (state, { coupon }) =>
    withTransaction(state, (transaction) => ({
      ...transaction,
      coupons: [...(transaction.coupons ?? []), coupon],
    })),
  "coupon-removed": (state, { couponId }) =>
    withTransaction(state, (transaction) => ({
      ...transaction,
      coupons: (transaction.coupons ?? []).filter((coupon) => coupon.couponId !== couponId),
    })),
  "member-identified": (state, { memberId, membership }) =>
    withTransaction(state, (transaction) => ({ ...withoutAccount(transaction), memberId, membership })),
  "member-forgotten": (state) =>
    withTransaction(state, ({ memberId: _member, membership: _program, ...transaction }) => withoutAccount(transaction)),
  "tax-exempted": (state, { exemption }) =>
    withTransaction(state, (transaction) => ({ ...transaction, taxExemption: exemption })),
  "age-approved": (state, { upToAge, bornBefore }) =>
    withTransaction(state, (transaction) => ({ ...transaction, ageApprovedUpTo: upToAge, ...(bornBefore === undefined ? {} : { bornBeforeApproved: bornBefore }) })),
  "notice-shown": (state, { notice }) => withNotice(state, notice),
  "notice-dismissed": (state, { noticeId }) => ({
    ...state,
    notices: state.notices.filter((notice) => notice.noticeId !== noticeId),
  }),
};
