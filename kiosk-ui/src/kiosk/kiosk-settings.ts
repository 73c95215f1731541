import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { act } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import { settingsStyles } from "./kiosk-settings.styles.js";
import type { Preferences } from "./preferences.js";
import type { TextKey } from "../locale/keys.js";

type Choice<Value> = readonly (readonly [Value, TextKey])[];

/** How the shopper likes the screen: colours, text size, reach, movement, sound, voice. */
@customElement("kiosk-settings")
export class KioskSettings extends KioskPart {
  static override styles = [baseStyles, settingsStyles];
  @property({ attribute: false }) preferences!: Preferences;

  private choice<Name extends keyof Preferences>(name: Name, heading: TextKey, choices: Choice<Preferences[Name]>) {
    return html`<div class="choice" role="group" aria-label=${this.text(heading)}>
      <p class="strong" aria-hidden="true">${this.text(heading)}</p>
      <div class="options">
        ${choices.map(
          ([value, key]) => html`<lw-button
            .pressed=${this.preferences[name] === value}
            @click=${() => act(this, { kind: "prefer", preferences: { [name]: value } })}
            >${this.text(key)}</lw-button
          >`,
        )}
      </div>
    </div>`;
  }

  private toggle(name: "reach" | "still" | "voice", key: TextKey) {
    const on = this.preferences[name];
    return html`<lw-button icon=${on ? "check" : "plus"} .pressed=${on} @click=${() => act(this, { kind: "prefer", preferences: { [name]: !on } })}
      >${this.text(key)}</lw-button
    >`;
  }

  protected override render() {
    return html`
      ${this.choice("theme", "settings.theme", [["light", "settings.light"], ["dark", "settings.dark"], ["contrast", "settings.contrast"]])}
      ${this.choice("textSize", "settings.size", [["normal", "settings.normal"], ["large", "settings.large"], ["largest", "settings.largest"]])}
      ${this.choice("sound", "settings.sound", [["off", "settings.off"], ["soft", "settings.soft"], ["loud", "settings.loud"]])}
      <div class="toggles">
        ${this.toggle("reach", "settings.reach")}
        ${this.toggle("still", "settings.motion")}
        ${typeof speechSynthesis === "undefined" ? "" : this.toggle("voice", "settings.voice")}
      </div>
      <lw-button class="staff" kind="quiet" icon="identification" @click=${() => act(this, { kind: "task", task: { name: "staff" } })}>${this.text("staff.title")}</lw-button>
    `;
  }
}
