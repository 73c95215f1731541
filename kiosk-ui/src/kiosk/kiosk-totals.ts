import { taxOnTop } from "@laneway/contracts/tax-on-top";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { totalsStyles } from "./kiosk-totals.styles.js";

/** Amounts with more characters than this are set one size smaller. */
const longestLarge = 10;

/** What there is to pay, always in the same place, with the next step beside it (default slot). */
@customElement("kiosk-totals")
export class KioskTotals extends KioskPart {
  static override styles = [baseStyles, totalsStyles];

  private row(label: string, minor: number, kind = "") {
    return html`<div class=${`row ${kind}`}><dt>${label}</dt><dd class="tabular"><bdi>${this.money(minor)}</bdi></dd></div>`;
  }

  protected override render() {
    const basket = this.view.basket;
    if (basket === undefined) return nothing;
    const onTopMinor = taxOnTop(basket);
    const includedMinor = basket.taxMinor - onTopMinor;
    const long = this.money(basket.dueMinor).length > longestLarge;
    return html`<section class="totals" aria-label=${this.text("total.due")}>
      <dl>
        ${basket.savingsMinor === 0 ? nothing : this.row(this.text("total.savings"), basket.savingsMinor, "saving")}
        ${basket.pricesIncludeTax || includedMinor !== 0 ? this.row(this.text("total.taxIncluded"), includedMinor, "soft") : nothing}
        ${basket.pricesIncludeTax && onTopMinor === 0 ? nothing : this.row(this.text("total.taxAdded"), onTopMinor, "soft")}
        ${basket.paidMinor === 0 ? nothing : this.row(this.text("total.paid"), basket.paidMinor, "soft")}
        <div class="due">
          <dt>${this.text("total.due")}</dt>
          <dd class="amount">${this.amount(basket.dueMinor, long ? "l" : "xl")}</dd>
        </div>
      </dl>
      <slot></slot>
    </section>`;
  }
}
