import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { act, command } from "./actions.js";
import { barStyles } from "./kiosk-bar.styles.js";
import { KioskPart } from "./kiosk-part.js";

/** Always below, always the same: help, language, view and sound. */
@customElement("kiosk-bar")
export class KioskBar extends KioskPart {
  static override styles = [baseStyles, barStyles];

  protected override render() {
    return html`<nav aria-label=${this.text("bar.label")}>
      <lw-button class="help" icon="hand-waving" @click=${() => command(this, { kind: "request-help" })}>${this.text("bar.help")}</lw-button>
      <span class="grow"></span>
      <lw-button kind="quiet" icon="globe" @click=${() => act(this, { kind: "open-languages" })}>${this.text("bar.language")}</lw-button>
      <lw-button kind="quiet" icon="sliders" @click=${() => act(this, { kind: "open-settings" })}>${this.text("bar.display")}</lw-button>
    </nav>`;
  }
}
