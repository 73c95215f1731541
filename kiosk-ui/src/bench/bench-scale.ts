import type { BenchState } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { benchScaleStyles } from "./bench-scale.styles.js";
import { type Act, actContext, type BenchWords, benchWordsContext } from "./contexts.js";

type Thing = BenchState["produceScale"]["things"][number];

/** What something weighs that nobody has scanned. */
const foreignGrams = 330;

/** A scale with the things on it: `produce` or `bagging`. Each can be taken off; from the produce scale on into the bag. */
@customElement("bench-scale")
export class BenchScale extends LitElement {
  static override styles = [baseStyles, benchScaleStyles];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  @consume({ context: actContext, subscribe: true })
  @property({ attribute: false })
  act!: Act;
  @property() scale: "produce" | "bagging" = "produce";
  @property({ attribute: false }) things: readonly Thing[] = [];
  @property({ type: Boolean }) moving = false;

  private takeOff(thingId?: string): void {
    const which = thingId === undefined ? {} : { thingId };
    this.act({ kind: this.scale === "produce" ? "take-off-produce-scale" : "take-from-bagging", ...which });
  }

  private onIntoBag(thing: Thing): void {
    this.takeOff(thing.thingId);
    this.act({ kind: "put-in-bagging", label: thing.label, grams: thing.grams });
  }

  private row(thing: Thing) {
    const { words } = this;
    return html`<li>
      <span class="name"><bdi>${thing.label}</bdi></span>
      <bdi class="tabular soft">${words.weight(thing.grams)}</bdi>
      ${
        this.scale === "produce"
          ? html`<lw-button
              kind="quiet"
              icon="tote"
              icon-only
              label=${words.text("scale.to-bag", { name: thing.label })}
              @click=${() => this.onIntoBag(thing)}
            ></lw-button>`
          : nothing
      }
      <lw-button
        kind="quiet"
        icon="x"
        icon-only
        label=${words.text("scale.take-off", { name: thing.label })}
        @click=${() => this.takeOff(thing.thingId)}
      ></lw-button>
    </li>`;
  }

  protected override render() {
    const { words, things } = this;
    // The plate's own figure; what the lane believes is what the scale has sent.
    const grams = things.reduce((sum, thing) => sum + thing.grams, 0);
    const bagging = this.scale === "bagging";
    return html`<div class="scale ${this.scale}">
      <div class="display">
        <bdi class="grams tabular">${words.weight(grams)}</bdi>
        <span class=${this.moving ? "moving" : ""}>${words.text(this.moving ? "scale.moving" : "scale.steady")}</span>
        ${bagging ? html`<span>${words.text("bag.things", { count: things.length })}</span>` : nothing}
      </div>
      ${
        things.length === 0
          ? html`<p class="none soft">${words.text(bagging ? "bag.empty" : "scale.empty")}</p>`
          : html`<ul>${repeat(things, (thing) => thing.thingId, (thing) => this.row(thing))}</ul>`
      }
      ${
        bagging
          ? html`<div class="acts">
              <lw-button
                icon="parcel"
                @click=${() => this.act({ kind: "put-in-bagging", label: words.text("bag.foreign"), grams: foreignGrams })}
                >${words.text("bag.add-foreign")}</lw-button
              >
              <lw-button icon="trash" ?disabled=${things.length === 0} @click=${() => this.takeOff()}>${words.text("scale.take-all")}</lw-button>
            </div>`
          : nothing
      }
    </div>`;
  }
}
