import { html, LitElement } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { amountEntryStyles } from "./amount-entry.styles.js";
import { StationPart } from "./station-part.js";

/** More digits than any price has: what a slip of the finger may not exceed. */
const maximumDigits = 8;

/**
 * An amount in minor units, typed from the right as on every till: 1, 2, 9 is 1.29 where there are two digits.
 * By touch, keyboard or paste. Fires `amount-change` { amountMinor }, undefined while nothing is typed.
 */
@customElement("attendant-amount")
export class AmountEntry extends StationPart {
  static override styles = [baseStyles, amountEntryStyles];
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  @property() label = "";
  /** Beside the label: what the amount was. */
  @property() hint = "";
  /** Of another currency than the store's. */
  @property({ attribute: false }) foreign: { readonly currency: string; readonly currencyDigits: number } | undefined;
  @property({ attribute: false }) typed = "";
  @query("input") private readonly input!: HTMLInputElement;

  private change(typed: string): void {
    this.typed = typed.replace(/\D/g, "").replace(/^0+(?=\d)/, "").slice(0, maximumDigits);
    // The field shows money, not digits: what the browser put there is always replaced.
    this.input.value = this.shown();
    const amountMinor = this.typed === "" ? undefined : Number(this.typed);
    this.dispatchEvent(new CustomEvent("amount-change", { detail: { amountMinor } }));
  }

  private shown(): string {
    const { currency, currencyDigits } = this.foreign ?? { currency: this.money.currency, currencyDigits: this.money.digits };
    return this.words.money(this.typed === "" ? 0 : Number(this.typed), currency, currencyDigits);
  }

  private beforeInput(event: InputEvent): void {
    if (event.inputType.startsWith("delete")) {
      event.preventDefault();
      this.change(this.typed.slice(0, -1));
    } else if (event.inputType.startsWith("insert") && event.inputType !== "insertLineBreak") {
      event.preventDefault();
      this.change(this.typed + (event.data ?? ""));
    }
  }

  private paste(event: ClipboardEvent): void {
    event.preventDefault();
    this.change(event.clipboardData?.getData("text/plain") ?? "");
  }

  private key(digits: string) {
    return html`<lw-button @click=${() => this.change(this.typed + digits)}>${this.words.number(Number(digits)).repeat(digits.length)}</lw-button>`;
  }

  protected override render() {
    return html`<div class="entry">
      <p class="head"><label for="amount">${this.label}</label><span id="hint" class="soft">${this.hint}</span></p>
      <input
        id="amount"
        class="tabular ${this.typed === "" ? "empty" : ""}"
        inputmode="none"
        aria-describedby="hint"
        autocomplete="off"
        .value=${this.shown()}
        @beforeinput=${this.beforeInput}
        @paste=${this.paste}
      />
      <div class="keys" dir="ltr">
        ${["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0"].map((digits) => this.key(digits))}
        <lw-button icon="backspace" icon-only label=${this.words.text("sign-in.erase")} @click=${() => this.change(this.typed.slice(0, -1))}></lw-button>
      </div>
    </div>`;
  }
}
