import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { digitRow, keyboardRows } from "./keyboard-rows.js";
import { KioskPart } from "./kiosk-part.js";
import { keyboardStyles } from "./screen-keyboard.styles.js";

/** A key of the keyboard on the screen: a character, or `erase`. */
export type KeyPress = CustomEvent<{ readonly key: string }>;

/** Letters and figures in the shopper's language, for touch. Physical keyboards type into the field itself. */
@customElement("screen-keyboard")
export class ScreenKeyboard extends KioskPart {
  static override styles = [baseStyles, keyboardStyles];

  /** Figures and Latin capitals whatever the language: for numbers of saved baskets. */
  @property({ type: Boolean }) capitals = false;

  private press(key: string): void {
    this.dispatchEvent(new CustomEvent("key-press", { detail: { key } }));
  }

  private key(character: string) {
    return html`<button type="button" @click=${() => this.press(character)}>${character}</button>`;
  }

  protected override render() {
    const letters = keyboardRows[this.capitals ? "en" : this.words.locale] ?? keyboardRows.en ?? [];
    const rows = this.capitals ? letters.map((row) => row.toUpperCase()) : letters;
    return html`<div role="group" aria-label=${this.text("keys.label")}>
      ${[digitRow, ...rows].map((row, index) => html`<div class="row" dir=${index === 0 || this.capitals ? "ltr" : this.words.dir}>${[...row].map((character) => this.key(character))}</div>`)}
      <div class="row">
        <button type="button" class="wide soft-key" @click=${() => this.press("clear")}>${this.text("keys.clear")}</button>
        ${this.capitals ? nothing : html`<button type="button" class="space" @click=${() => this.press(" ")}>${this.text("keys.space")}</button>`}
        <button type="button" class="wide soft-key" aria-label=${this.text("erase")} @click=${() => this.press("erase")}>
          <lw-icon name="backspace"></lw-icon>
        </button>
      </div>
    </div>`;
  }
}
