import { consume } from "@lit/context";
import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { wordsContext } from "../locale/context.js";
import type { Words } from "../locale/words.js";
import { amountStyles } from "./amount.styles.js";
import { baseStyles } from "./base.styles.js";

export type AmountSize = "s" | "m" | "l" | "xl";

/** An amount of money in the reader's locale, in tabular figures. Whole minor units in, text out; nothing is computed. */
@customElement("lw-amount")
export class Amount extends LitElement {
  static override styles = [baseStyles, amountStyles];
  @consume({ context: wordsContext, subscribe: true })
  @property({ attribute: false })
  words!: Words;
  @property({ type: Number }) minor = 0;
  @property() currency = "EUR";
  @property({ type: Number }) digits = 2;
  @property({ reflect: true }) size: AmountSize = "s";
  /** The price that no longer applies. */
  @property({ type: Boolean, reflect: true }) struck = false;

  protected override render() {
    const text = this.words.money(this.minor, this.currency, this.digits);
    return this.struck ? html`<s class="tabular"><bdi>${text}</bdi></s>` : html`<span class="tabular"><bdi>${text}</bdi></span>`;
  }
}
