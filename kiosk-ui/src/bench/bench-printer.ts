import type { BenchState } from "@laneway/contracts";
import { consume } from "@lit/context";
import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "./bench-paper.js";
import { choiceStyles } from "./choice.styles.js";
import { type Act, actContext, type BenchWords, benchWordsContext } from "./contexts.js";

const paperStates = ["ok", "near-end", "out"] as const;

/** The receipt printer: its paper, its roll and its cover. */
@customElement("bench-printer")
export class BenchPrinter extends LitElement {
  static override styles = [
    baseStyles,
    choiceStyles,
    css`
      .printer { display: grid; gap: var(--space-2); }
      .slot { height: calc(14 * var(--u)); border-radius: var(--radius-round); background: var(--ink); opacity: 0.75; margin-block-end: calc(-1 * var(--space-2)); }
      .row { display: flex; flex-wrap: wrap; gap: var(--space-1); align-items: center; }
      .row > .soft { font-size: calc(26 * var(--u)); margin-inline-end: var(--space-1); }
      .warn { display: flex; gap: var(--space-1); align-items: center; color: var(--attention); }
    `,
  ];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  @consume({ context: actContext, subscribe: true })
  @property({ attribute: false })
  act!: Act;
  @property({ attribute: false }) printer!: BenchState["printer"];

  protected override render() {
    const { words, printer } = this;
    return html`<div class="printer">
      <div class="row" role="group" aria-label=${words.text("printer.paper")}>
        ${paperStates.map(
          (paper) => html`<lw-button class="choice ${printer.paperState === paper ? "on" : ""}" .pressed=${printer.paperState === paper} @click=${() => this.act({ kind: "printer", paper })}
            >${words.text(`printer.paper-${paper}`)}</lw-button
          >`,
        )}
        <lw-button class="choice" @click=${() => this.act({ kind: "printer", coverOpen: !printer.coverOpen })}
          >${words.text(printer.coverOpen ? "printer.close-cover" : "printer.open-cover")}</lw-button
        >
      </div>
      ${printer.coverOpen ? html`<p class="warn"><lw-icon name="warning"></lw-icon>${words.text("printer.cover-open")}</p>` : nothing}
      <div class="slot" aria-hidden="true"></div>
      <bench-paper .paper=${printer.paper}></bench-paper>
      <lw-button icon="receipt" ?disabled=${printer.paper.length === 0} @click=${() => this.act({ kind: "tear-off-paper" })}
        >${words.text("printer.tear")}</lw-button
      >
    </div>`;
  }
}
