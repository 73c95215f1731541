import type { ItemCard } from "@laneway/contracts";
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/picture.js";
import { itemFinderStyles } from "./item-finder.styles.js";
import { Lookup } from "./lookup.js";
import { StationPart } from "./station-part.js";

const maximumQuantity = 99;

/** Finds an item of the price book by name, PLU or code. Fires `item-chosen` { itemId, quantity, soldBy }. */
@customElement("attendant-item-finder")
export class ItemFinder extends StationPart {
  static override styles = [baseStyles, itemFinderStyles];
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  @property({ type: Boolean }) busy = false;
  @state() private quantity = 1;
  private readonly lookup = new Lookup<ItemCard>(this, async (query) => (query === "" ? undefined : this.actions.findItems(query)));

  private choose(item: ItemCard): void {
    const quantity = item.soldBy === "weight" ? 1 : this.quantity;
    this.dispatchEvent(new CustomEvent("item-chosen", { detail: { itemId: item.itemId, quantity, soldBy: item.soldBy } }));
  }

  private row(item: ItemCard) {
    const { words, money } = this;
    const price = words.money(item.unitPriceMinor, money.currency, money.digits);
    return html`<li>
      <button type="button" ?disabled=${this.busy} @click=${() => this.choose(item)} aria-label=${words.text("find.add", { name: item.name })}>
        <lw-picture .name=${item.picture}></lw-picture>
        <span class="name">
          <span class="strong"><bdi>${item.name}</bdi></span>
          <span class="soft">
            ${item.plu === undefined ? nothing : html`<bdi class="tabular">PLU ${item.plu}</bdi>`}
            ${item.soldBy === "weight" ? words.text("find.weighed") : nothing}
          </span>
        </span>
        <bdi class="tabular strong">${item.soldBy === "weight" ? words.text("sheet.per-kilogram", { price }) : price}</bdi>
      </button>
    </li>`;
  }

  private answer() {
    const { words } = this;
    const { found, unanswered } = this.lookup;
    if (unanswered) return html`<p class="soft">${words.text("sign-in.unreachable")}</p>`;
    if (found === undefined) return html`<p class="soft">${words.text("find.start")}</p>`;
    if (found.length === 0) return html`<p class="soft">${words.text("find.none")}</p>`;
    return html`<ul>${found.map((item) => this.row(item))}</ul>`;
  }

  protected override render() {
    const { words } = this;
    return html`<div class="finder">
      <label for="query">${words.text("find.label")}</label>
      <div class="ask">
        <input id="query" type="search" autocomplete="off" spellcheck="false" @input=${this.lookup.typed} />
        <div class="quantity" role="group" aria-label=${words.text("find.quantity")}>
          <lw-button icon="minus" icon-only label=${words.text("find.fewer")} ?disabled=${this.quantity <= 1} @click=${() => { this.quantity -= 1; }}></lw-button>
          <output class="tabular">${words.text("sheet.quantity", { count: this.quantity })}</output>
          <lw-button
            icon="plus"
            icon-only
            label=${words.text("find.more")}
            ?disabled=${this.quantity >= maximumQuantity}
            @click=${() => { this.quantity += 1; }}
          ></lw-button>
        </div>
      </div>
      <p class="visually-hidden" role="status">
        ${this.lookup.found === undefined ? nothing : words.text("find.found", { count: this.lookup.found.length })}
      </p>
      ${this.answer()}
    </div>`;
  }
}
