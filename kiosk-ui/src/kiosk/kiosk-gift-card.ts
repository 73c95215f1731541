import { css, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/keypad.js";
import { command } from "./actions.js";
import { codeStyles } from "./kiosk-code.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";
import { wantsPin } from "./payment-words.js";

const codeDigits = 16;
const shortestPin = 4;
const longestPin = 8;

/** A gift card's number typed by hand, and its PIN when it has one. Nothing of it is kept once it is sent. */
@customElement("kiosk-gift-card")
export class KioskGiftCard extends KioskPart {
  static override styles = [baseStyles, panelStyles, codeStyles, css`:host { flex: 1; }`];
  @state() private code = "";

  private close(): void {
    this.code = "";
    this.dispatchEvent(new Event("gift-card-closed"));
  }

  private pay(pin?: string): void {
    command(this, {
      kind: "pay",
      tender: "gift-card",
      code: this.code,
      ...(pin === undefined ? {} : { pin }),
    });
    this.code = "";
  }

  protected override render() {
    const wantsPin = this.code !== "";
    return html`<div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${this.close}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <div class="words">
          <h1 tabindex="-1">${this.text(wantsPin ? "gift.pinTitle" : "gift.title")}</h1>
          <p class="lead">${this.text(wantsPin ? "gift.pinLead" : "gift.lead")}</p>
        </div>
        ${wantsPin ? this.pinPad() : this.codePad()}
      </div>`;
  }

  private codePad() {
    return html`<lw-keypad
      class="narrow"
      label=${this.text("gift.label")}
      enterLabel=${this.text("gift.use")}
      eraseLabel=${this.text("erase")}
      .minimum=${codeDigits}
      .maximum=${codeDigits}
      @keypad-enter=${(event: CustomEvent<{ readonly value: string }>) => {
        this.code = event.detail.value;
        if (!this.asksPin) this.pay();
      }}
    ></lw-keypad>`;
  }

  /** The card said that it has a PIN, or that the one it was given does not fit. */
  private get asksPin(): boolean {
    const { step } = this.view;
    return step.name === "payment" && wantsPin(step.payment?.declineCode);
  }

  private pinPad() {
    return html`<lw-keypad
      class="narrow"
      masked
      label=${this.text("gift.pin")}
      enterLabel=${this.text("gift.use")}
      eraseLabel=${this.text("erase")}
      .minimum=${shortestPin}
      .maximum=${longestPin}
      @keypad-enter=${(event: CustomEvent<{ readonly value: string }>) => this.pay(event.detail.value)}
    ></lw-keypad>`;
  }
}
