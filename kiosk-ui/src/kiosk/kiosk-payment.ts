import type { PaymentView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import "./kiosk-phone-code.js";
import type { KioskPhoneCode } from "./kiosk-phone-code.js";
import { paymentStyles } from "./kiosk-payment.styles.js";
import { panelStyles } from "./panel.styles.js";
import { paymentWords } from "./payment-words.js";
import { terminalDrawing } from "./terminal-drawing.js";

const ended: ReadonlySet<PaymentView["state"]> = new Set(["declined", "aborted"]);
const stoppable: ReadonlySet<PaymentView["state"]> = new Set(["starting", "show-code", "present-card", "enter-pin"]);

/** Choosing how to pay, then what the terminal is doing, in words that never frighten. */
@customElement("kiosk-payment")
export class KioskPayment extends KioskPart {
  static override styles = [baseStyles, panelStyles, paymentStyles];
  @property({ attribute: false }) payment: PaymentView | undefined;
  /** Why payment cannot start now, in words; undefined when it can. */
  @property() blocked: string | undefined;

  private choice() {
    return html`<div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => command(this, { kind: "back-to-basket" })}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <h1 tabindex="-1">${this.text("pay.title")}</h1>
        <p class="lead">${this.text("bags.backLead")}</p>
        ${this.blocked === undefined ? nothing : html`<p class="blocked" role="status"><lw-icon name="clock"></lw-icon>${this.blocked}</p>`}
      </div>
      <div class="foot">
        <button
          type="button"
          class="tender"
          ?disabled=${this.blocked !== undefined}
          @click=${() => command(this, { kind: "pay", tender: "card" })}
        >
          <lw-icon name="contactless"></lw-icon>
          <span class="words"><span class="big">${this.text("pay.card")}</span><span>${this.text("pay.cardHint")}</span></span>
          <lw-icon class="go" name="arrow-right"></lw-icon>
        </button>
        ${this.phoneChoice()}
      </div>`;
  }

  /** A wallet on the shopper's own phone, where the store takes one. */
  private phoneChoice() {
    const { step } = this.view;
    const way = step.name === "payment" ? step.ways.find(({ tender }) => tender === "redirect") : undefined;
    if (way === undefined) return nothing;
    return html`<button
      type="button"
      class="tender second"
      ?disabled=${!way.usable || this.isHeld}
      @click=${() => command(this, { kind: "pay", tender: "redirect" })}
    >
      <lw-icon name="qr-code"></lw-icon>
      <span class="words"><span class="big">${this.text("pay.phone")}</span><span>${this.text(way.usable ? "pay.phoneHint" : "pay.phoneAway")}</span></span>
      <lw-icon class="go" name="arrow-right"></lw-icon>
    </button>`;
  }

  /** A person has to look first, whatever it is paid with. */
  private get isHeld(): boolean {
    return this.view.interventions.some(({ blocking }) => blocking);
  }

  private progress(payment: PaymentView) {
    const { state } = payment;
    const { title, lead } = paymentWords(payment);
    if (state === "show-code") return html`<div class="middle"><kiosk-phone-code .view=${this.view} .payment=${payment}></kiosk-phone-code></div>`;
    return html`<div class="middle">
      ${payment.tender === "redirect" ? nothing : html`<div class=${`drawing ${state}`} aria-hidden="true">${terminalDrawing()}</div>`}
      ${payment.amountMinor === this.view.basket?.dueMinor ? nothing : html`<p class="sum">${this.amount(payment.amountMinor, "xl")}</p>`}
      <h1 tabindex="-1">${this.text(title)}</h1>
      <p class="lead">${this.text(lead)}</p>
    </div>`;
  }

  private attempt(payment: PaymentView) {
    const { state } = payment;
    return html`${this.progress(payment)}
      <div class=${ended.has(state) ? "foot two" : "foot"}>
        ${
          stoppable.has(state)
            ? html`<lw-button size="large" @click=${() => command(this, { kind: "cancel-payment" })}>${this.text("pay.cancel")}</lw-button>`
            : nothing
        }
        ${
          ended.has(state)
            ? html`<lw-button size="large" icon="arrow-left" @click=${() => command(this, { kind: "back-to-basket" })}>${this.text("basket.title")}</lw-button>
                <lw-button
                  kind="primary"
                  size="large"
                  icon="contactless"
                  ?disabled=${this.blocked !== undefined}
                  @click=${() => command(this, { kind: "pay", tender: "card" })}
                  >${this.text("pay.card")}</lw-button
                >`
            : nothing
        }
      </div>`;
  }

  override focusHeading(): void {
    void this.updateComplete.then(() => {
      const code = this.renderRoot.querySelector<KioskPhoneCode>("kiosk-phone-code");
      if (code === null) super.focusHeading();
      else code.focusHeading();
    });
  }

  protected override render() {
    return html`<section class="panel">${this.payment === undefined ? this.choice() : this.attempt(this.payment)}</section>`;
  }
}
