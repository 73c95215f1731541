import type { ItemCard } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/picture.js";
import { act, command } from "./actions.js";
import { comparisonKeys } from "./comparison-keys.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";

const maximumPieces = 99;

/** An item sold by the piece: how many? */
@customElement("kiosk-pick")
export class KioskPick extends KioskPart {
  static override styles = [baseStyles, panelStyles];
  @property({ attribute: false }) item!: ItemCard;
  @state() private count = 1;

  protected override render() {
    const { item } = this;
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => act(this, { kind: "task", task: { name: "find" } })}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <lw-picture class="hero" .name=${item.picture}></lw-picture>
        <h1 id="title" tabindex="-1">${item.name}</h1>
        <p class="lead tabular">${this.text("find.each", { price: this.money(item.unitPriceMinor) })}</p>
        ${
          item.comparisonPrice === undefined
            ? nothing
            : html`<p class="soft tabular">${this.text(comparisonKeys[item.comparisonPrice.unit], { price: this.money(item.comparisonPrice.amountMinor) })}</p>`
        }
        <p class="strong">${this.text("pick.title")}</p>
        <div class="stepper">
          <lw-button
            icon="minus"
            icon-only
            label=${this.text("line.less")}
            ?disabled=${this.count <= 1}
            @click=${() => {
              this.count -= 1;
            }}
          ></lw-button>
          <span class="figure tabular" role="status" aria-label=${this.text("line.quantity", { count: this.count })}>${this.words.number(this.count)}</span>
          <lw-button
            icon="plus"
            icon-only
            label=${this.text("line.more")}
            ?disabled=${this.count >= maximumPieces}
            @click=${() => {
              this.count += 1;
            }}
          ></lw-button>
        </div>
      </div>
      <div class="foot">
        <lw-button
          kind="primary"
          size="large"
          icon="plus"
          @click=${() => command(this, { kind: "pick-item", itemId: item.itemId, quantity: this.count })}
          >${this.text("pick.add", { count: this.count })}</lw-button
        >
      </div>
    </section>`;
  }
}
