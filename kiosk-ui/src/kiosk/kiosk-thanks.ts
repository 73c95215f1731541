import type { LaneStep } from "@laneway/contracts";
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { command } from "./actions.js";
import { Countdown } from "./countdown.js";
import { thanksStyles } from "./kiosk-thanks.styles.js";
import { panelStyles } from "./panel.styles.js";
import { PaperPart, paperStyles } from "./paper-part.js";
import "./qr-code.js";

type ThankYou = Extract<LaneStep, { readonly name: "thank-you" }>;

/** Paid: thanks, the receipt on the phone or on paper, and goodbye. */
@customElement("kiosk-thanks")
export class KioskThanks extends PaperPart {
  static override styles = [baseStyles, panelStyles, paperStyles, thanksStyles];
  @property({ attribute: false }) step!: ThankYou;
  private readonly countdown = new Countdown(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("step")) this.countdown.set(this.step.remainingMs);
  }

  /** Money comes before paper: its code takes the receipt's place, which is printed or asked for. */
  private voucher({ amountMinor, code }: NonNullable<ThankYou["voucher"]>) {
    const amount = this.money(amountMinor);
    return html`<div class="phone voucher">
      <p class="strong">${this.text("thanks.voucher")}</p>
      <p class="sum">${this.amount(amountMinor, "l")}</p>
      <qr-code .data=${code} label=${this.text("thanks.voucherLabel", { amount })}></qr-code>
      <p class="soft">${this.text("thanks.voucherLead")}</p>
    </div>`;
  }

  protected override render() {
    const { receipt } = this.step;
    const url = receipt.eReceiptUrl;
    return html`<section class="panel" aria-labelledby="title">
      <div class="middle">
        <div class="greeting">
          <span class="mark"><lw-icon name="check"></lw-icon></span>
          <h1 id="title" tabindex="-1">${this.text("thanks.title")}</h1>
          ${receipt.changeMinor > 0 ? nothing : html`<p class="lead">${this.text("thanks.lead")} ${this.text("thanks.things")}</p>`}
          ${
            receipt.points === undefined || receipt.points.earned === 0
              ? nothing
              : html`<p class="points"><lw-icon name="star"></lw-icon>${this.text("thanks.points", { count: receipt.points.earned })}</p>`
          }
          <p class="paid"><span class="soft">${this.text("total.paidAll")}</span> ${this.amount(receipt.totalMinor, "l")}</p>
          ${receipt.changeMinor === 0 ? nothing : html`<p class="paid"><span class="soft">${this.text("thanks.change")}</span> ${this.amount(receipt.changeMinor, "l")}</p>`}
        </div>
        ${
          this.step.voucher !== undefined
            ? this.voucher(this.step.voucher)
            : url === undefined
            ? nothing
            : html`<div class="phone">
                <qr-code .data=${url} label=${this.text("thanks.qrLabel")}></qr-code>
                <p class="strong">${this.text("thanks.qr")}</p>
                <p class="soft">${this.text("thanks.qrLead")}</p>
              </div>`
        }
      </div>
      <div class=${this.footClass("receipt", this.step.print)}>
        ${this.paper("receipt", this.step.print)}
        <lw-button kind="primary" size="large" @click=${() => command(this, { kind: "finish" })}>${this.text("done")}</lw-button>
        <p class="soft closing tabular">${this.text("thanks.closing", { count: this.countdown.seconds })}</p>
      </div>
    </section>`;
  }
}
