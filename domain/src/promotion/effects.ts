import type { PromotionEffect } from "@laneway/contracts";
import { amountOff } from "./amount-off.js";
import { bundlePrice } from "./bundle-price.js";
import { buyGet } from "./buy-get.js";
import { fixedPrice } from "./fixed-price.js";
import { freeDelivery } from "./free-delivery.js";
import { freeItem } from "./free-item.js";
import { freshness } from "./freshness.js";
import { makerCoupon } from "./maker-coupon.js";
import { nthItem } from "./nth-item.js";
import { percentOff } from "./percent-off.js";
import { redeemPoints } from "./redeem-points.js";
import { setTotal } from "./set-total.js";
import { tiers } from "./tiers.js";
import type { Taker, Workspace } from "./workspace.js";

/** Applies one effect to the workspace; answers what it took off. */
export function applyEffect(effect: PromotionEffect, workspace: Workspace, taker: Taker): number {
  switch (effect.kind) {
    case "percent-off":
      return percentOff(effect, workspace, taker);
    case "amount-off":
      return amountOff(effect, workspace, taker);
    case "fixed-price":
      return fixedPrice(effect, workspace, taker);
    case "set-total":
      return setTotal(effect, workspace, taker);
    case "buy-get":
      return buyGet(effect, workspace, taker);
    case "nth-item":
      return nthItem(effect, workspace, taker);
    case "bundle-price":
      return bundlePrice(effect, workspace, taker);
    case "tiers":
      return tiers(effect, workspace, taker);
    case "free-item":
      return freeItem(effect, workspace, taker);
    case "free-delivery":
      return freeDelivery(effect, workspace, taker);
    case "redeem-points":
      return redeemPoints(effect, workspace, taker);
    case "maker-coupon":
      return makerCoupon(effect, workspace, taker);
    case "freshness":
      return freshness(effect, workspace, taker);
  }
}
