import { css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/keypad.js";
import { command } from "./actions.js";
import { codeStyles } from "./kiosk-code.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";

const longestAmount = 8;

/** Cash into the hand of the attendant who works the lane: what was given is typed as on a till, the last digits are the small coins. */
@customElement("kiosk-cash")
export class KioskCash extends KioskPart {
  static override styles = [baseStyles, panelStyles, codeStyles, css`
    :host { flex: 1; }
    .middle { gap: var(--space-2); }
    h1 { font-size: var(--text-m); }
    lw-keypad { --key: calc(96 * var(--u)); }
    @media (min-aspect-ratio: 1/1) { lw-keypad { --key: calc(72 * var(--u)); --entry: calc(64 * var(--u)); --entry-padding: 0; } .words lw-button::part(button) { min-height: var(--touch); } }
  `];
  @state() private givenMinor = 0;

  private take(tenderedMinor: number): void {
    if (tenderedMinor > 0) command(this, { kind: "take-cash", tenderedMinor });
  }

  protected override render() {
    const dueMinor = this.view.assist?.cash?.dueMinor;
    return html`<div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => this.dispatchEvent(new Event("cash-closed"))}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <div class="words">
          <h1 tabindex="-1">${this.text("cash.title")}</h1>
          ${
            dueMinor === undefined
              ? nothing
              : html`<p><span class="soft">${this.text("total.due")}</span> ${this.amount(dueMinor, "l")}</p>
                  <lw-button @click=${() => this.take(dueMinor)}>${this.text("cash.exact")}</lw-button>`
          }
        </div>
        <lw-keypad
          class="narrow"
          label=${`${this.text("cash.given")} ${this.money(this.givenMinor)}`}
          enterLabel=${this.text("cash.take")}
          eraseLabel=${this.text("erase")}
          .maximum=${longestAmount}
          @keypad-change=${(event: CustomEvent<{ readonly value: string }>) => {
            this.givenMinor = Number(event.detail.value);
          }}
          @keypad-enter=${(event: CustomEvent<{ readonly value: string }>) => this.take(Number(event.detail.value))}
        ></lw-keypad>
      </div>`;
  }
}
