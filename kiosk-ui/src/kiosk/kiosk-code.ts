import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/keypad.js";
import { act, command } from "./actions.js";
import { codeStyles } from "./kiosk-code.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";

/** An item's number typed by hand. */
@customElement("kiosk-code")
export class KioskCode extends KioskPart {
  static override styles = [baseStyles, panelStyles, codeStyles];

  protected override render() {
    return html`<section class="panel" aria-labelledby="title">
      <div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => act(this, { kind: "task", task: { name: "none" } })}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <div class="words">
          <h1 id="title" tabindex="-1">${this.text("code.title")}</h1>
          <p class="lead">${this.text("code.lead")}</p>
        </div>
        <lw-keypad
          class="narrow"
          label=${this.text("code.label")}
          enterLabel=${this.text("code.add")}
          eraseLabel=${this.text("erase")}
          @keypad-enter=${(event: CustomEvent<{ readonly value: string }>) => command(this, { kind: "key-code", code: event.detail.value })}
        ></lw-keypad>
      </div>
    </section>`;
  }
}
