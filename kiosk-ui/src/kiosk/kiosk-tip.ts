import type { TipQuestion } from "@laneway/contracts";
import { css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/keypad.js";
import { codeStyles } from "./kiosk-code.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";

const longestAmount = 6;

/** A tip, before the card is asked. No answer is larger than another, and none is chosen beforehand. Fires `tip-chosen` { tipMinor } and `tip-closed`. */
@customElement("kiosk-tip")
export class KioskTip extends KioskPart {
  static override styles = [
    baseStyles,
    panelStyles,
    codeStyles,
    css`
      :host { flex: 1; }
      .choices { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-auto-rows: 1fr; gap: var(--space-2); width: 100%; }
      .choices button {
        display: grid; align-content: center; justify-items: center; gap: var(--space-1); min-height: calc(176 * var(--u)); padding: var(--space-2) var(--space-3);
        text-align: center; background: var(--card); color: var(--ink); border: var(--hair) solid var(--edge); border-radius: var(--radius-l);
      }
      .choices button:active { transform: scale(0.99); }
      .big { font-size: var(--text-l); font-weight: var(--weight-strong); line-height: var(--leading-tight); }
      lw-keypad { --key: calc(96 * var(--u)); }
      @media (min-aspect-ratio: 1/1) {
        .choices { grid-template-columns: repeat(3, minmax(0, 1fr)); }
        .choices button { min-height: calc(136 * var(--u)); }
        .big { font-size: var(--text-m); }
        lw-keypad { --key: calc(72 * var(--u)); --entry: calc(64 * var(--u)); --entry-padding: 0; }
      }
    `,
  ];
  @property({ attribute: false }) question!: TipQuestion;
  /** The amount is typed. */
  @state() private own = false;
  @state() private typedMinor = 0;

  private choose(tipMinor: number): void {
    if (tipMinor > this.question.maximumMinor) return;
    this.dispatchEvent(new CustomEvent("tip-chosen", { detail: { tipMinor } }));
  }

  private back(): void {
    if (this.own) this.own = false;
    else this.dispatchEvent(new Event("tip-closed"));
  }

  private choice(title: string, hint: string, chosen: () => void) {
    return html`<button type="button" @click=${chosen}><span class="big">${title}</span><span>${hint}</span></button>`;
  }

  private choices() {
    const { choices, payMinor } = this.question;
    return html`<div class="choices">
      ${this.choice(this.text("tip.none"), this.text("tip.pay", { amount: this.money(payMinor) }), () => this.choose(0))}
      ${choices.map(({ percent, tipMinor, payMinor: withTip }) =>
        this.choice(this.text("tip.percent", { percent, amount: this.money(tipMinor) }), this.text("tip.pay", { amount: this.money(withTip) }), () => this.choose(tipMinor)),
      )}
      ${this.choice(this.text("tip.own"), this.text("tip.ownHint"), () => (this.own = true))}
    </div>`;
  }

  private heading(lead: string) {
    return html`<div class="words">
      <h1 tabindex="-1">${this.text("tip.title")}</h1>
      <p class="lead" role="status">${lead}</p>
    </div>`;
  }

  private pad() {
    const { maximumMinor } = this.question;
    const tooMuch = this.typedMinor > maximumMinor;
    return html`${this.heading(tooMuch ? this.text("tip.most", { amount: this.money(maximumMinor) }) : this.text("tip.ownLead"))}
      <lw-keypad
        class="narrow"
        label=${`${this.text("tip.own")} ${this.money(this.typedMinor)}`}
        enterLabel=${this.text("tip.give")}
        eraseLabel=${this.text("erase")}
        .maximum=${longestAmount}
        @keypad-change=${(event: CustomEvent<{ readonly value: string }>) => {
          this.typedMinor = Number(event.detail.value);
        }}
        @keypad-enter=${(event: CustomEvent<{ readonly value: string }>) => this.choose(Number(event.detail.value))}
      ></lw-keypad>`;
  }

  protected override render() {
    return html`<div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${this.back}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        ${this.own ? this.pad() : this.heading(this.text("tip.lead"))}
      </div>
      <div class="foot">${this.own ? "" : this.choices()}</div>`;
  }
}
