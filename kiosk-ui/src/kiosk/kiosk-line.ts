import type { LineView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/picture.js";
import { command } from "./actions.js";
import { comparisonKeys } from "./comparison-keys.js";
import { KioskPart } from "./kiosk-part.js";
import { lineStyles } from "./kiosk-line.styles.js";

/** As the lane takes it. */
const maximumQuantity = 999;

/** One line of the basket: what, how many, what it costs; opened, its quantity and a way out. */
@customElement("kiosk-line")
export class KioskLine extends KioskPart {
  static override styles = [baseStyles, lineStyles];
  @property({ attribute: false }) line!: LineView;
  /** Payment has begun: the basket rests. */
  @property({ type: Boolean }) locked = false;
  @property({ type: Boolean, reflect: true }) open = false;
  @state() private asking = false;

  override willUpdate(): void {
    if (!this.open) this.asking = false;
  }

  private toggleOpen(): void {
    this.dispatchEvent(new CustomEvent("line-toggle", { detail: this.line.lineId }));
  }

  private setQuantity(quantity: number): void {
    if (quantity < 1) this.asking = true;
    else command(this, { kind: "change-quantity", lineId: this.line.lineId, quantity });
  }

  private takeOut(): void {
    command(this, { kind: "void-line", lineId: this.line.lineId });
    this.toggleOpen();
  }

  private facts() {
    const { line } = this;
    const price = this.money(line.unitPriceMinor);
    if (line.soldBy === "weight" && line.weightGrams !== undefined) {
      return html`<p class="soft tabular">${this.text("line.byWeight", { weight: this.words.weight(line.weightGrams), price })}</p>`;
    }
    return html`${
      line.quantity > 1 ? html`<p class="soft tabular">${this.text("line.each", { count: line.quantity, price })}</p>` : nothing
    }${this.comparison()}`;
  }

  /** For comparing: what a kilogram, a litre or a piece of it costs. */
  private comparison() {
    const { comparisonPrice } = this.line;
    if (comparisonPrice === undefined) return nothing;
    return html`<p class="soft tabular">${this.text(comparisonKeys[comparisonPrice.unit], { price: this.money(comparisonPrice.amountMinor) })}</p>`;
  }

  private regularPrice() {
    const { line } = this;
    if (line.regularUnitPriceMinor === undefined || line.regularUnitPriceMinor <= line.unitPriceMinor) return nothing;
    return html`<lw-amount
      struck
      .minor=${line.regularUnitPriceMinor}
      currency=${this.view.currency}
      .digits=${this.view.currencyDigits}
    ></lw-amount>`;
  }

  private details() {
    const { line } = this;
    return html`
      ${line.discounts.map(
        (discount) => html`<p class="saving">
          <lw-icon name="tag"></lw-icon><span class="grow">${discount.name}</span>
          <span class="tabular"><bdi>${this.money(-discount.amountMinor)}</bdi></span>
        </p>`,
      )}
      ${
        line.depositMinor === 0
          ? nothing
          : html`<p class="soft extra"><span class="grow">${this.text("line.deposit")}</span><bdi class="tabular">${this.money(line.depositMinor)}</bdi></p>`
      }
      ${line.lastDay === undefined ? nothing : html`<p class="soft">${this.text("line.lastDay", { day: this.words.day(line.lastDay) })}</p>`}
      ${line.priceOverridden ? html`<p class="soft">${this.text("line.overridden")}</p>` : nothing}
      ${
        line.state === "age-check-due"
          ? html`<p class="due"><lw-icon name="identification"></lw-icon>${this.text("line.ageCheck")}</p>`
          : nothing
      }
    `;
  }

  private controls() {
    const { line } = this;
    if (this.asking) {
      return html`<div class="controls ask" role="group" aria-label=${this.text("line.removeAsk", { name: line.name })}>
        <p class="grow strong">${this.text("line.removeAsk", { name: line.name })}</p>
        <lw-button @click=${() => this.toggleOpen()}>${this.text("keep")}</lw-button>
        <lw-button kind="danger" icon="trash" @click=${() => this.takeOut()}>${this.text("remove")}</lw-button>
      </div>`;
    }
    return html`<div class="controls" role="group" aria-label=${this.text("line.change", { name: line.name })}>
      ${
        line.quantityChangeable
          ? html`<div class="stepper">
              <lw-button
                icon="minus"
                icon-only
                label=${this.text("line.less")}
                @click=${() => this.setQuantity(line.quantity - 1)}
              ></lw-button>
              <span class="count tabular strong" aria-label=${this.text("line.quantity", { count: line.quantity })}>${this.words.number(line.quantity)}</span>
              <lw-button
                icon="plus"
                icon-only
                label=${this.text("line.more")}
                ?disabled=${line.quantity >= maximumQuantity}
                @click=${() => this.setQuantity(line.quantity + 1)}
              ></lw-button>
            </div>`
          : nothing
      }
      <span class="grow"></span>
      <lw-button
        icon="trash"
        @click=${() => {
          this.asking = true;
        }}
        >${this.text("remove")}</lw-button
      >
    </div>`;
  }

  protected override render() {
    const { line } = this;
    const removed = line.state === "void";
    return html`<div class=${removed ? "line removed" : "line"}>
      ${line.giftCard === true ? html`<span class="card" aria-hidden="true"><lw-icon name="gift"></lw-icon></span>` : html`<lw-picture .name=${line.picture}></lw-picture>`}
      <div class="what">
        <p class="name">${line.name}</p>
        ${removed ? html`<p class="soft">${this.text("line.void")}</p>` : html`${this.facts()}${this.details()}`}
      </div>
      <div class="price">
        ${removed ? nothing : html`${this.regularPrice()}<span class="total">${this.amount(line.totalMinor)}</span>`}
      </div>
      ${
        removed || this.locked
          ? nothing
          : html`<lw-button
              class="change"
              kind="quiet"
              icon="pencil"
              icon-only
              label=${this.text("line.change", { name: line.name })}
              .expanded=${this.open}
              @click=${() => this.toggleOpen()}
            ></lw-button>`
      }
      ${this.open && !removed && !this.locked ? this.controls() : nothing}
    </div>`;
  }
}
