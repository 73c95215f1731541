import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { themes } from "../design/tokens.js";
import { languageName, languageTags } from "../locale/page-words.js";
import type { Words } from "../locale/words.js";
import type { Preferences } from "./preferences.js";

/** The words that the settings need; every page with settings has them in its own table. */
export type SettingsKey = "bar.language" | "bar.theme" | "bar.light" | "bar.dark" | "bar.contrast" | "bar.sound-on" | "bar.sound-off";

/** Language, appearance and (`with-sound`) sound of a staff page, one touch each. Fires `preferences-change` { preferences }. */
@customElement("page-settings")
export class PageSettings extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host { display: block; }
      .settings { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); align-items: center; }
      .group { display: flex; flex-wrap: wrap; gap: var(--space-1); }
      lw-button::part(button) { padding-block: var(--space-1); padding-inline: var(--space-3); font-weight: var(--weight-plain); border-color: var(--rule); }
      lw-button.on::part(button) { background: var(--accent-soft); border-color: var(--accent); color: var(--accent); font-weight: var(--weight-strong); }
    `,
  ];
  @property({ attribute: false }) words!: Pick<Words<SettingsKey>, "text" | "locale">;
  @property({ attribute: false }) preferences!: Preferences;
  @property({ type: Boolean, attribute: "with-sound" }) withSound = false;

  private change(part: Partial<Preferences>): void {
    const preferences = { ...this.preferences, ...part };
    this.dispatchEvent(new CustomEvent("preferences-change", { detail: { preferences }, bubbles: true, composed: true }));
  }

  protected override render() {
    const { words, preferences } = this;
    return html`<div class="settings">
      <div class="group" role="group" aria-label=${words.text("bar.language")}>
        ${languageTags.map(
          (tag) => html`<lw-button lang=${tag} class=${preferences.language === tag ? "on" : ""} .pressed=${preferences.language === tag} @click=${() => this.change({ language: tag })}
            >${languageName(tag)}</lw-button
          >`,
        )}
      </div>
      <div class="group" role="group" aria-label=${words.text("bar.theme")}>
        ${themes.map(
          (theme) => html`<lw-button class=${preferences.theme === theme ? "on" : ""} .pressed=${preferences.theme === theme} @click=${() => this.change({ theme })}
            >${words.text(`bar.${theme}`)}</lw-button
          >`,
        )}
      </div>
      ${
        this.withSound
          ? html`<lw-button icon="speaker" class=${preferences.sound ? "on" : ""} .pressed=${preferences.sound} @click=${() => this.change({ sound: !preferences.sound })}
              >${words.text(preferences.sound ? "bar.sound-on" : "bar.sound-off")}</lw-button
            >`
          : nothing
      }
    </div>`;
  }
}
