import type { CouponView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { command } from "./actions.js";
import { couponsStyles } from "./kiosk-coupons.styles.js";
import { KioskPart } from "./kiosk-part.js";

/** The coupons in the basket: what each takes off (it stands on the lines), or that it waits for its item. */
@customElement("kiosk-coupons")
export class KioskCoupons extends KioskPart {
  static override styles = [baseStyles, couponsStyles];
  /** Payment has begun: the basket rests. */
  @property({ type: Boolean }) locked = false;

  private row(coupon: CouponView) {
    const applied = coupon.state === "applied";
    const amount = this.money(coupon.amountMinor);
    return html`<li class=${coupon.state}>
      <lw-icon name=${applied ? "check-circle" : "ticket"}></lw-icon>
      <p class="what">
        <span class="name">${coupon.name}</span>
        <span class="state">${applied ? this.text("basket.couponApplied", { amount }) : this.text("basket.couponWaiting")}</span>
      </p>
      ${
        this.locked
          ? nothing
          : html`<lw-button
              kind="quiet"
              icon="trash"
              icon-only
              label=${this.text("basket.couponRemove", { name: coupon.name })}
              @click=${() => command(this, { kind: "remove-coupon", couponId: coupon.couponId })}
            ></lw-button>`
      }
    </li>`;
  }

  protected override render() {
    const coupons = this.view.basket?.coupons ?? [];
    return html`<section aria-label=${this.text("basket.coupons")}>
      <ul>
        ${repeat(
          coupons,
          (coupon) => coupon.couponId,
          (coupon) => this.row(coupon),
        )}
      </ul>
    </section>`;
  }
}
