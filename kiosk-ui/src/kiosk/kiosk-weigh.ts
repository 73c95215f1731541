import type { WeightView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/picture.js";
import type { TextKey } from "../locale/keys.js";
import { act, command, type WeighItem } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import { weighStyles } from "./kiosk-weigh.styles.js";
import { panelStyles } from "./panel.styles.js";

type ScaleState = WeightView["reading"]["state"] | "away";

const lead: Readonly<Record<Exclude<ScaleState, "stable">, TextKey>> = {
  unstable: "weigh.still",
  zero: "weigh.placeAny",
  "under-zero": "weigh.under",
  "over-capacity": "weigh.over",
  "not-ready": "weigh.notReady",
  away: "weigh.away",
};

/** An item on the scale: the live weight, its price per kilogram, and what to do next. */
@customElement("kiosk-weigh")
export class KioskWeigh extends KioskPart {
  static override styles = [baseStyles, panelStyles, weighStyles];
  @property({ attribute: false }) item!: WeighItem;
  @property({ attribute: false }) weight: WeightView | undefined;

  private get scale(): ScaleState {
    const away = !this.view.hasProduceScale || this.view.faults.some((fault) => fault.effect === "no-weighing");
    return away ? "away" : (this.weight?.reading.state ?? "not-ready");
  }

  private readout(scale: ScaleState) {
    const reading = this.weight?.reading;
    if (scale !== "away" && reading !== undefined && (reading.state === "stable" || reading.state === "unstable") && reading.grams !== undefined) {
      return this.words.weight(reading.grams);
    }
    return scale === "zero" ? this.words.weight(0) : "–";
  }

  protected override render() {
    const { item } = this;
    const scale = this.scale;
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => act(this, { kind: "task", task: { name: "find" } })}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <div class="words">
        <h1 id="title" tabindex="-1">${item.name}</h1>
        ${
          item.unitPriceMinor === undefined
            ? nothing
            : html`<p class="lead tabular">${this.text("find.perKilo", { price: this.money(item.unitPriceMinor) })}</p>`
        }
          <p class="soft later">${this.text("weigh.later")}</p>
        </div>
        <div class="weighing">
        <div class=${`scale ${scale}`}>
          <lw-picture class="on" .name=${item.picture}></lw-picture>
          <div class="tray"></div>
          <div class="body">
            <p class="figure tabular"><bdi>${this.readout(scale)}</bdi></p>
          </div>
        </div>
        <p class=${`state ${scale}`} role="status">
          ${scale === "stable" ? html`<lw-icon name="check-circle"></lw-icon>${this.text("weigh.ready")}` : this.text(lead[scale])}
        </p>
        </div>
      </div>
      <div class="foot">
        <lw-button
          kind="primary"
          size="large"
          icon="plus"
          ?disabled=${scale !== "stable"}
          @click=${() => command(this, { kind: "weigh-item", itemId: item.itemId })}
          >${this.text("weigh.add")}</lw-button
        >
      </div>
    </section>`;
  }
}
