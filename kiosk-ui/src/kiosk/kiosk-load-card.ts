import type { GiftCardView } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/keypad.js";
import { command } from "./actions.js";
import { codeStyles } from "./kiosk-code.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";
import { cardLead } from "./spoken.js";

type Choosing = Extract<GiftCardView, { state: "choose" }>;

const longestAmount = 6;

/** A gift card lies before the scanner: how much goes on it? Until that is said, it is no part of the basket. */
@customElement("kiosk-load-card")
export class KioskLoadCard extends KioskPart {
  static override styles = [
    baseStyles,
    panelStyles,
    codeStyles,
    css`
      :host { flex: 1; }
      .panel { justify-content: space-between; }
      .ring { display: inline-grid; place-items: center; width: calc(160 * var(--u)); aspect-ratio: 1; border-radius: 50%; background: var(--paper); color: var(--accent); --icon-size: calc(88 * var(--u)); }
      .amounts { display: grid; gap: var(--space-2); grid-template-columns: repeat(auto-fit, minmax(calc(240 * var(--u)), 1fr)); width: min(100%, calc(840 * var(--u))); }
      .amounts lw-button::part(button) { font-size: var(--text-l); padding-inline: var(--space-2); white-space: nowrap; }
      .hint { color: var(--ink-soft); max-width: 34em; text-wrap: balance; }
      @media (min-aspect-ratio: 1/1) {
        .chosen { display: flex; }
        .chosen .words { justify-items: center; text-align: center; }
        .chosen .lead, .hint { max-width: none; }
        .ring { display: none; }
        lw-keypad { --key: calc(72 * var(--u)); --entry: calc(64 * var(--u)); --entry-padding: 0; }
      }
    `,
  ];
  /** The shopper types an amount. */
  @state() private typing = false;

  private load(amountMinor: number): void {
    command(this, { kind: "load-gift-card", amountMinor });
  }

  /** Whole pounds, euros, dinars: nobody puts cents on a gift card. */
  private typed({ value }: { readonly value: string }): void {
    this.load(Number(`${value}${"0".repeat(this.view.currencyDigits)}`));
  }

  private drop(back: boolean) {
    return html`<div class="head">
      ${
        back
          ? html`<lw-button kind="quiet" icon="arrow-left" @click=${() => (this.typing = false)}>${this.text("back")}</lw-button>`
          : html`<lw-button kind="quiet" icon="x" @click=${() => command(this, { kind: "drop-gift-card" })}>${this.text("load.drop")}</lw-button>`
      }
    </div>`;
  }

  private asking() {
    return html`${this.drop(false)}
      <div class="middle chosen">
        <span class="ring" aria-hidden="true"><lw-icon name="gift"></lw-icon></span>
        <div class="words"><h1 tabindex="-1">${this.text("gift.asking")}</h1><p class="lead">${this.text("gift.askingLead")}</p></div>
      </div>`;
  }

  private choice(card: Choosing) {
    return html`${this.drop(false)}
      <div class="middle chosen">
        <span class="ring" aria-hidden="true"><lw-icon name="gift"></lw-icon></span>
        <div class="words">
          <h1 tabindex="-1">${this.text("load.title")}</h1>
          <p class="lead">${cardLead(card, this.view, this.words)}</p>
        </div>
        <div class="amounts">
          ${card.amountsMinor.map((each) => html`<lw-button kind="primary" size="large" @click=${() => this.load(each)}><bdi class="tabular">${this.money(each)}</bdi></lw-button>`)}
        </div>
        <p class="hint">${this.text("load.payWithIt")}</p>
      </div>
      <div class="foot"><lw-button size="large" icon="numpad" @click=${() => (this.typing = true)}>${this.text("load.other")}</lw-button></div>`;
  }

  private keypad({ minimumMinor, maximumMinor }: Choosing) {
    const between = this.text("load.between", { least: this.money(minimumMinor), most: this.money(maximumMinor) });
    return html`${this.drop(true)}
      <div class="middle">
        <div class="words"><h1 tabindex="-1">${this.text("load.otherTitle")}</h1><p class="lead">${between}</p></div>
        <lw-keypad
          class="narrow"
          label=${this.text("load.whole", { currency: this.view.currency })}
          enterLabel=${this.text("load.enter")}
          eraseLabel=${this.text("erase")}
          .maximum=${longestAmount}
          @keypad-enter=${(event: CustomEvent<{ readonly value: string }>) => this.typed(event.detail)}
        ></lw-keypad>
      </div>`;
  }

  protected override render() {
    const card = this.view.basket?.giftCard;
    if (card === undefined) return nothing;
    return html`<section class="panel">${card.state === "asking" ? this.asking() : this.typing ? this.keypad(card) : this.choice(card)}</section>`;
  }
}
