import { err } from "@laneway/contracts";
import { checkTotal } from "../basket/add-item.js";
import { reprice } from "../basket/reprice.js";
import { showNotice } from "../basket/show-notice.js";
import { accepted, type Deciders, type Draft, type Drafted, nextId, record, refused } from "../lane/draft.js";
import { changeableTransaction } from "../lane/guards.js";
import type { ItemLookup } from "../lane/types.js";
import { couponAmounts } from "./coupon-amounts.js";
import type { Coupon } from "./types.js";

/** So many in one basket; a person looks at more. */
const maximumCoupons = 40;

/** Coupons that are in the basket. */
export const couponDeciders: Deciders<"remove-coupon"> = {
  "remove-coupon": (draft, { couponId }) => {
    const open = changeableTransaction(draft);
    if (!open.ok) return open;
    if (!(open.value.coupons ?? []).some((coupon) => coupon.couponId === couponId))
      return refused("coupon-not-found");
    const dearer = reprice(record(draft, { kind: "coupon-removed", couponId }));
    const limit = checkTotal(dearer);
    return limit === undefined ? accepted(dearer) : err(limit);
  },
};

/** Puts a coupon into the open basket. What it is for may come later: until then it waits. */
export function addCoupon(draft: Draft, lookup: Extract<ItemLookup, { kind: "coupon" }>): Drafted {
  if (!lookup.coupon.ok) return refused(lookup.coupon.error);
  const coupon = lookup.coupon.value;
  if (lookup.used) return refused("coupon-used");
  const there = draft.state.transaction?.coupons ?? [];
  if (there.some((one) => isSame(one, coupon))) return refused("coupon-already-there");
  if (there.length >= maximumCoupons) return refused("coupon-limit", { maximum: maximumCoupons });
  const { id, draft: numbered } = nextId(draft);
  const added = reprice(record(numbered, { kind: "coupon-added", coupon: { ...coupon, couponId: id } }));
  const { transaction } = added.state;
  const given = transaction === undefined ? [] : couponAmounts(transaction);
  const applies = given.some((one) => one.coupon.couponId === id && one.amountMinor > 0);
  return accepted(
    showNotice(added, {
      kind: applies ? "coupon-added" : "coupon-waiting",
      itemId: undefined,
      names: coupon.names,
      reason: undefined,
    }),
  );
}

/** A promotion applies once in a basket, so a second coupon for it would be lost. Paper of a maker may come several times, each for goods of its own. */
export function isSame(there: Coupon, coupon: Coupon): boolean {
  if (there.useKey !== undefined && there.useKey === coupon.useKey) return true;
  if (there.kind !== "book" || coupon.kind !== "book") return false;
  return coupon.promotionIds.some((promotionId) => there.promotionIds.includes(promotionId));
}
