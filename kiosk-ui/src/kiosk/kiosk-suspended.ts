import type { LaneStep } from "@laneway/contracts";
import { html, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { command } from "./actions.js";
import { Countdown } from "./countdown.js";
import { suspendedStyles } from "./kiosk-suspended.styles.js";
import { panelStyles } from "./panel.styles.js";
import { PaperPart, paperStyles } from "./paper-part.js";
import "./qr-code.js";

type Suspended = Extract<LaneStep, { readonly name: "suspended" }>;

/** The basket is set aside: its number as a slip to photograph, scan or take along on paper. */
@customElement("kiosk-suspended")
export class KioskSuspended extends PaperPart {
  static override styles = [baseStyles, panelStyles, paperStyles, suspendedStyles];
  @property({ attribute: false }) step!: Suspended;
  private readonly countdown = new Countdown(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("step")) this.countdown.set(this.step.remainingMs);
  }

  protected override render() {
    const { token } = this.step;
    return html`<section class="panel" aria-labelledby="title">
      <div class="middle">
        <div class="words">
          <h1 id="title" tabindex="-1">${this.text("suspended.title")}</h1>
          <p class="lead">${this.text("suspended.lead")}</p>
        </div>
        <div class="slip">
          <qr-code .data=${token} label=${this.text("suspended.token")}></qr-code>
          <p class="soft-ink">${this.text("suspended.token")}</p>
          <p class="token tabular"><bdi dir="ltr">${token}</bdi></p>
        </div>
      </div>
      <div class=${this.footClass("slip", this.step.print)}>
        ${this.paper("slip", this.step.print)}
        <lw-button kind="primary" size="large" @click=${() => command(this, { kind: "finish" })}>${this.text("done")}</lw-button>
        <p class="soft closing tabular">${this.text("thanks.closing", { count: this.countdown.seconds })}</p>
      </div>
    </section>`;
  }
}
