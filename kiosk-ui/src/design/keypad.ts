import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "./base.styles.js";
import { keypadStyles } from "./keypad.styles.js";
import "./button.js";

/**
 * Digits by touch or by a physical keyboard: a PIN (`masked`) or a code. `keypad-enter` carries `{ value }`, as `keypad-change` does while it is typed; the
 * owner clears by setting `value`. Leading zeros are kept: the value is text.
 */
@customElement("lw-keypad")
export class Keypad extends LitElement {
  static override styles = [baseStyles, keypadStyles];
  @property() value = "";
  @property() label = "";
  @property() enterLabel = "";
  @property() eraseLabel = "";
  @property({ type: Number }) maximum = 48;
  @property({ type: Number }) minimum = 1;
  @property({ type: Boolean }) masked = false;
  @property({ type: Boolean }) busy = false;
  @query("input") private readonly input!: HTMLInputElement;

  override focus(): void {
    this.input.focus();
  }

  private change(value: string): void {
    this.value = value.replace(/\D/g, "").slice(0, this.maximum);
    this.input.value = this.value;
    this.dispatchEvent(new CustomEvent("keypad-change", { detail: { value: this.value } }));
  }

  private enter(event?: Event): void {
    event?.preventDefault();
    if (this.busy || this.value.length < this.minimum) return;
    this.dispatchEvent(new CustomEvent("keypad-enter", { detail: { value: this.value } }));
  }

  private key(digit: string) {
    return html`<lw-button @click=${() => this.change(this.value + digit)}>${digit}</lw-button>`;
  }

  protected override render() {
    return html`<form @submit=${this.enter}>
      <label for="value">${this.label}</label>
      <input
        id="value"
        class="tabular"
        dir="ltr"
        type=${this.masked ? "password" : "text"}
        inputmode="none"
        autocomplete="off"
        spellcheck="false"
        .value=${this.value}
        @input=${(event: InputEvent) => this.change((event.target as HTMLInputElement).value)}
      />
      <div class="keys" dir="ltr">
        ${["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => this.key(digit))}
        <lw-button icon="backspace" icon-only label=${this.eraseLabel} @click=${() => this.change(this.value.slice(0, -1))}></lw-button>
        ${this.key("0")}
        <lw-button
          kind="primary"
          icon="check"
          icon-only
          label=${this.enterLabel}
          ?disabled=${this.busy || this.value.length < this.minimum}
          @click=${() => this.enter()}
        ></lw-button>
      </div>
      <slot></slot>
      ${this.busy ? html`<span class="visually-hidden" role="status">…</span>` : nothing}
    </form>`;
  }
}
