import type { PaymentView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import { paymentStyles } from "./kiosk-payment.styles.js";
import { panelStyles } from "./panel.styles.js";
import { terminalDrawing } from "./terminal-drawing.js";

const ended: ReadonlySet<PaymentView["state"]> = new Set(["declined", "aborted"]);
const stoppable: ReadonlySet<PaymentView["state"]> = new Set(["starting", "present-card", "enter-pin"]);

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
      </div>`;
  }

  private attempt(payment: PaymentView) {
    const { state } = payment;
    return html`<div class="middle">
        <div class=${`drawing ${state}`} aria-hidden="true">${terminalDrawing()}</div>
        ${payment.amountMinor === this.view.basket?.dueMinor ? nothing : html`<p class="sum">${this.amount(payment.amountMinor, "xl")}</p>`}
        <h1 tabindex="-1">${this.text(`payment.${state}`)}</h1>
        <p class="lead">${this.text(`paymentLead.${state}`)}</p>
      </div>
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

  protected override render() {
    return html`<section class="panel">${this.payment === undefined ? this.choice() : this.attempt(this.payment)}</section>`;
  }
}
