import { consume } from "@lit/context";
import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { type Act, actContext, type BenchWords, benchWordsContext } from "./contexts.js";

/** AIM symbology identifiers a shop's scanner sends, with what they are. */
const symbologies: readonly (readonly [string, string])[] = [
  ["]E0", "EAN-13, UPC"],
  ["]E4", "EAN-8"],
  ["]C0", "Code 128"],
  ["]C1", "GS1-128"],
  ["]e0", "GS1 DataBar"],
  ["]d2", "GS1 DataMatrix"],
  ["]Q3", "GS1 QR"],
  ["]Q1", "QR"],
];
/** What separates the fields of a GS1 code; typed as a bar, since no keyboard has it. */
const groupSeparator = "\u001d";

/** A code by hand: typed or pasted, with or without the symbology that a scanner would send. */
@customElement("bench-scanner")
export class BenchScanner extends LitElement {
  static override styles = [
    baseStyles,
    css`
      form { display: grid; gap: var(--space-2); }
      label { display: grid; gap: calc(4 * var(--u)); font-size: calc(26 * var(--u)); }
      .row { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: end; }
      .row label { flex: 1 1 calc(200 * var(--u)); min-width: 0; }
      input, select {
        width: 100%; min-width: 0; min-height: var(--touch); padding-inline: var(--space-2); font: inherit; font-size: var(--text-s); color: inherit;
        background: var(--paper); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
      }
      .said { font-size: calc(26 * var(--u)); color: var(--ink-soft); overflow-wrap: anywhere; }
    `,
  ];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  @consume({ context: actContext, subscribe: true })
  @property({ attribute: false })
  act!: Act;
  @state() private code = "";
  @state() private aim = "";
  @state() private said = "";

  private scan(event?: Event): void {
    event?.preventDefault();
    const code = this.code.trim().replaceAll("|", groupSeparator);
    if (code === "") return;
    this.act({ kind: "scan", code, ...(this.aim === "" ? {} : { aim: this.aim }) });
    this.said = code;
  }

  protected override render() {
    const { words } = this;
    return html`<form @submit=${this.scan}>
      <label
        >${words.text("scanner.code")}
        <input
          dir="ltr"
          class="tabular"
          maxlength="512"
          autocomplete="off"
          spellcheck="false"
          .value=${this.code}
          @input=${(event: InputEvent) => {
            this.code = (event.target as HTMLInputElement).value;
          }}
        />
      </label>
      <div class="row">
        <label
          >${words.text("scanner.aim")}
          <select
            @change=${(event: Event) => {
              this.aim = (event.target as HTMLSelectElement).value;
            }}
          >
            <option value="">${words.text("scanner.aim-none")}</option>
            ${symbologies.map(([aim, name]) => html`<option value=${aim}>${aim} ${name}</option>`)}
          </select>
        </label>
        <lw-button icon="barcode" ?disabled=${this.code.trim() === ""} @click=${() => this.scan()}>${words.text("scanner.scan")}</lw-button>
      </div>
      <p class="said" role="status">${this.said === "" ? nothing : words.text("scanner.said", { code: this.said.replaceAll(groupSeparator, "|") })}</p>
    </form>`;
  }
}
