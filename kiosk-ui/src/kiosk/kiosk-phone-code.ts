import type { PaymentView } from "@laneway/contracts";
import { html, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/icon.js";
import { Countdown } from "./countdown.js";
import { KioskPart } from "./kiosk-part.js";
import { phoneCodeStyles } from "./kiosk-phone-code.styles.js";
import "./qr-code.js";

/** From here on the time that is left is told as getting short. */
const shortSeconds = 30;

/** Paying on one's own phone: a large code, what to do with it, and the time that is left. */
@customElement("kiosk-phone-code")
export class KioskPhoneCode extends KioskPart {
  static override styles = [baseStyles, phoneCodeStyles];
  @property({ attribute: false }) payment!: PaymentView;
  private readonly countdown = new Countdown(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("payment")) this.countdown.set(this.payment.onPhone?.remainingMs);
  }

  protected override render() {
    const { payment, countdown, words } = this;
    const name = payment.onPhone?.providerName ?? "";
    const steps = [this.text("phone.step-camera"), this.text("phone.step-point"), this.text("phone.step-confirm", { name })];
    const { seconds } = countdown;
    return html`<div class="slip"><qr-code .data=${payment.onPhone?.payUrl ?? ""} label=${this.text("phone.code")}></qr-code></div>
      <div class="words">
        ${this.amount(payment.amountMinor, "xl")}
        <h1 tabindex="-1">${this.text("payment.show-code")}</h1>
        <ol>
          ${steps.map((step, index) => html`<li><span class="nth" aria-hidden="true">${words.number(index + 1)}</span><span>${step}</span></li>`)}
        </ol>
        <p class=${`left tabular ${seconds <= shortSeconds ? "short" : ""}`}>
          <lw-icon name="clock"></lw-icon>${this.text("phone.left")} <strong><bdi>${words.duration(seconds * 1_000)}</bdi></strong>
        </p>
      </div>`;
  }
}
