import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "./base.styles.js";
import { cardStyles } from "./card.styles.js";

/** A surface that holds one thing. `tone` colours its edge and ground by meaning. */
@customElement("lw-card")
export class Card extends LitElement {
  static override styles = [baseStyles, cardStyles];
  @property({ reflect: true }) tone: "plain" | "accent" | "success" | "attention" | "problem" = "plain";

  protected override render() {
    return html`<div class="card" part="card"><slot></slot></div>`;
  }
}
