import { html } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { act, command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import { recallStyles } from "./kiosk-recall.styles.js";
import { panelStyles } from "./panel.styles.js";
import type { KeyPress } from "./screen-keyboard.js";
import "./screen-keyboard.js";

const maximumToken = 12;

/** The number of a saved basket: figures and capital letters, typed or scanned. */
@customElement("kiosk-recall")
export class KioskRecall extends KioskPart {
  static override styles = [baseStyles, panelStyles, recallStyles];
  @state() private token = "";
  @query("input") private readonly input!: HTMLInputElement;

  private type(text: string): void {
    this.token = text.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, maximumToken);
    this.input.value = this.token;
  }

  private press(event: KeyPress): void {
    const { key } = event.detail;
    if (key === "erase") this.type(this.token.slice(0, -1));
    else this.type(key === "clear" ? "" : this.token + key);
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (this.token !== "") command(this, { kind: "recall", token: this.token });
  }

  protected override render() {
    return html`<form class="panel" aria-labelledby="title" @submit=${this.submit}>
      <div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => act(this, { kind: "task", task: { name: "none" } })}>${this.text("back")}</lw-button>
      </div>
      <div class="middle">
        <h1 id="title" tabindex="-1">${this.text("recall.title")}</h1>
        <p class="lead">${this.text("recall.lead")}</p>
        <label for="token">${this.text("recall.label")}</label>
        <input
          id="token"
          type="text"
          class="narrow tabular"
          dir="ltr"
          inputmode="none"
          autocomplete="off"
          spellcheck="false"
          @input=${(event: InputEvent) => this.type((event.target as HTMLInputElement).value)}
        />
      </div>
      <screen-keyboard capitals .view=${this.view} @key-press=${this.press}></screen-keyboard>
      <div class="foot">
        <lw-button kind="primary" size="large" icon="basket" ?disabled=${this.token === ""} @click=${this.submit}>${this.text("recall.title")}</lw-button>
      </div>
    </form>`;
  }
}
