import type { ShownVoucher } from "@laneway/contracts";
import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../kiosk/qr-code.js";
import { StationPart } from "./station-part.js";

/** A voucher that was given a moment ago, as a code for the phone of whom it was given to. */
@customElement("attendant-voucher-code")
export class VoucherCode extends StationPart {
  static override styles = [
    baseStyles,
    css`
      .voucher { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-4); --qr: calc(300 * var(--u)); }
      .what { display: grid; gap: var(--space-1); flex: 1 1 calc(300 * var(--u)); }
      .sum { font-size: var(--text-l); }
    `,
  ];
  @property({ attribute: false }) voucher!: ShownVoucher;

  protected override render() {
    const { words, money } = this;
    const { number, amountMinor, lastDay, code } = this.voucher;
    return html`<div class="voucher">
      <qr-code .data=${code} label=${words.text("voucher.code", { number })}></qr-code>
      <div class="what">
        <p class="sum"><bdi class="tabular strong">${words.money(amountMinor, money.currency, money.digits)}</bdi></p>
        <p><bdi class="tabular">${number}</bdi> · ${words.text("voucher.until", { date: words.day(lastDay) })}</p>
        <p class="soft">${words.text("voucher.given-more")}</p>
      </div>
    </div>`;
  }
}
