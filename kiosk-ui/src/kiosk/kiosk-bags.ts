import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/picture.js";
import { command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";

const maximumBags = 20;

/** Before paying: does the shopper want bags? */
@customElement("kiosk-bags")
export class KioskBags extends KioskPart {
  static override styles = [baseStyles, panelStyles];
  @state() private count = 1;

  private choose(count: number): void {
    command(this, { kind: "choose-bags", count });
  }

  protected override render() {
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => command(this, { kind: "back-to-basket" })}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <lw-picture class="hero" name="bag"></lw-picture>
        <h1 id="title" tabindex="-1">${this.text("bags.title")}</h1>
        <p class="lead">${this.text("bags.lead")}</p>
        <div class="stepper">
          <lw-button
            icon="minus"
            icon-only
            label=${this.text("bags.fewer")}
            ?disabled=${this.count <= 1}
            @click=${() => {
              this.count -= 1;
            }}
          ></lw-button>
          <span class="figure tabular" role="status" aria-label=${this.text("bags.count", { count: this.count })}>${this.words.number(this.count)}</span>
          <lw-button
            icon="plus"
            icon-only
            label=${this.text("bags.more")}
            ?disabled=${this.count >= maximumBags}
            @click=${() => {
              this.count += 1;
            }}
          ></lw-button>
        </div>
      </div>
      <div class="foot two">
        <lw-button size="large" @click=${() => this.choose(0)}>${this.text("bags.none")}</lw-button>
        <lw-button kind="primary" size="large" @click=${() => this.choose(this.count)}>${this.text("bags.choose", { count: this.count })}</lw-button>
      </div>
    </section>`;
  }
}
