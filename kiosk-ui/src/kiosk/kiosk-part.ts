import { consume } from "@lit/context";
import type { LaneView } from "@laneway/contracts";
import { html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { AmountSize } from "../design/amount.js";
import { wordsContext } from "../locale/context.js";
import type { KioskWords } from "../locale/languages.js";
import type { TextKey } from "../locale/keys.js";
import type { Values } from "../locale/words.js";
import "../design/amount.js";

/** A part of the kiosk's screen: the lane's view in, the words of its language at hand. */
export abstract class KioskPart extends LitElement {
  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words!: KioskWords;
  @property({ attribute: false }) view!: LaneView;

  protected text(key: TextKey, values?: Values): string {
    return this.words.text(key, values);
  }

  protected money(minor: number): string {
    return this.words.money(minor, this.view.currency, this.view.currencyDigits);
  }

  protected amount(minor: number, size: AmountSize = "s") {
    return html`<lw-amount .minor=${minor} currency=${this.view.currency} .digits=${this.view.currencyDigits} size=${size}></lw-amount>`;
  }

  /** Puts the reader at the head of this part: its first heading. */
  focusHeading(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("h1, h2")?.focus({ preventScroll: true }));
  }
}
