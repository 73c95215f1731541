import { consume } from "@lit/context";
import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/picture.js";
import { benchHandStyles } from "./bench-hand.styles.js";
import { type BenchWords, benchWordsContext } from "./contexts.js";
import type { ShelfItem } from "./shelf-item.js";

/** What a thing weighs in the hand: the item, and grams that may be changed to see what the store makes of it. */
export interface Held {
  readonly item: ShelfItem;
  readonly grams: number;
}

const heaviestGrams = 3_000;
const stepGrams = 2;

/** The thing just taken from the shelf, and where it may go. Fires `hand-act` { to: "scan" | "produce" | "bag" | "shelf" }, `grams-change` { grams }. */
@customElement("bench-hand")
export class BenchHand extends LitElement {
  static override styles = [baseStyles, benchHandStyles];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  @property({ attribute: false }) held: Held | undefined;

  private go(to: "scan" | "produce" | "bag" | "shelf"): void {
    this.dispatchEvent(new CustomEvent("hand-act", { detail: { to } }));
  }

  private weight(held: Held) {
    const { words } = this;
    const most = Math.max(heaviestGrams, held.item.expectedWeightGrams ?? 0);
    return html`<div class="weight">
      <p><label for="grams">${words.text("hand.weighs")}</label> <output class="tabular strong" for="grams"><bdi>${words.weight(held.grams)}</bdi></output></p>
      <input
        id="grams"
        type="range"
        min=${stepGrams}
        max=${most}
        step=${stepGrams}
        .value=${String(held.grams)}
        @input=${(event: InputEvent) =>
          this.dispatchEvent(new CustomEvent("grams-change", { detail: { grams: Number((event.target as HTMLInputElement).value) } }))}
      />
    </div>`;
  }

  private full(held: Held) {
    const { words } = this;
    const weighed = held.item.soldBy === "weight";
    return html`<lw-picture .name=${held.item.picture}></lw-picture>
      <div class="what">
        <p class="soft">${words.text("hand.heading")}</p>
        <p class="name strong"><bdi>${held.item.name}</bdi></p>
      </div>
      ${this.weight(held)}
      <div class="acts">
        ${
          weighed
            ? html`<lw-button kind="primary" icon="scales" @click=${() => this.go("produce")}>${words.text("hand.weigh")}</lw-button>
                <lw-button icon="tote" @click=${() => this.go("bag")}>${words.text("hand.bag")}</lw-button>`
            : html`<lw-button icon="barcode" @click=${() => this.go("scan")}>${words.text("hand.scan-again")}</lw-button>
                <lw-button kind="primary" icon="tote" @click=${() => this.go("bag")}>${words.text("hand.bag")}</lw-button>`
        }
        <lw-button kind="quiet" icon="x" icon-only label=${words.text("hand.back")} @click=${() => this.go("shelf")}></lw-button>
      </div>`;
  }

  protected override render() {
    const { held, words } = this;
    return html`<section class=${held === undefined ? "empty" : "full"} aria-label=${words.text("hand.heading")}>
      ${held === undefined ? html`<lw-icon name="hand-palm"></lw-icon><p>${words.text("hand.empty")}</p>` : this.full(held)}
    </section>`;
  }
}
