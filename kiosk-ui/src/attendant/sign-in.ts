import type { Refusal } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/notice.js";
import { badgeIn } from "./badge.js";
import { signInStyles } from "./sign-in.styles.js";
import { StationPart } from "./station-part.js";

const shortestPin = 4;
const longestPin = 12;

/** Name and PIN by touch or keyboard, or a badge by scanner. Fires `sign-in` with credentials, or `passkey`; the owner answers by `busy`, `refusal`, `unanswered`. */
@customElement("attendant-sign-in")
export class SignIn extends StationPart {
  static override styles = [baseStyles, signInStyles];
  @property() attendantId = "";
  /** This device may hold a passkey for the page. */
  @property({ type: Boolean }) passkeys = false;
  @property({ type: Boolean }) busy = false;
  @property({ type: Boolean }) unanswered = false;
  @property({ type: Boolean }) ended = false;
  @property({ attribute: false }) refusal: Refusal | undefined;
  @state() private pin = "";
  @state() private incomplete = false;
  @state() private field: "id" | "pin" = "id";
  @query("#id") private readonly idInput!: HTMLInputElement;
  @query("#pin") private readonly pinInput!: HTMLInputElement;

  protected override firstUpdated(): void {
    (this.attendantId === "" ? this.idInput : this.pinInput).focus();
  }

  /** After a refusal: the number stays, the PIN is typed anew. */
  clearPin(): void {
    this.pin = "";
    this.pinInput.focus();
  }

  private press(digit: string): void {
    if (this.field === "id") this.attendantId = (this.attendantId + digit).slice(0, 32);
    else this.pin = (this.pin + digit).slice(0, longestPin);
  }

  private erase(): void {
    if (this.field === "id") this.attendantId = this.attendantId.slice(0, -1);
    else this.pin = this.pin.slice(0, -1);
  }

  private submit(event?: Event): void {
    event?.preventDefault();
    if (this.busy) return;
    const badge = badgeIn(this.attendantId);
    if (badge !== undefined) {
      // A badge says who it is all by itself, and is not left standing on the screen.
      this.attendantId = "";
      this.dispatchEvent(new CustomEvent("sign-in", { detail: { badge } }));
      return;
    }
    if (this.field === "id" && this.attendantId !== "" && this.pin === "") {
      this.pinInput.focus();
      return;
    }
    this.incomplete = this.attendantId.trim() === "" || this.pin.length < shortestPin;
    if (this.incomplete) {
      (this.attendantId.trim() === "" ? this.idInput : this.pinInput).focus();
      return;
    }
    this.dispatchEvent(new CustomEvent("sign-in", { detail: { attendantId: this.attendantId.trim(), pin: this.pin } }));
  }

  private message() {
    const { words, refusal } = this;
    if (this.unanswered) return html`<lw-notice icon="hourglass">${words.text("sign-in.unreachable")}</lw-notice>`;
    if (refusal !== undefined) {
      const wait = refusal.details?.["seconds"];
      const text =
        refusal.reason === "locked-out" && typeof wait === "number"
          ? words.text("sign-in.locked-out-for", { wait: words.duration(wait * 1000) })
          : words.text(`refusal.${refusal.reason}`);
      return html`<lw-notice tone="attention" icon="lock">${text}</lw-notice>`;
    }
    if (this.incomplete) return html`<lw-notice icon="info">${words.text("sign-in.incomplete")}</lw-notice>`;
    return this.ended ? html`<lw-notice icon="clock">${words.text("sign-in.ended")}</lw-notice>` : nothing;
  }

  private keys() {
    const { words } = this;
    // A press must not take the focus from the field it types into.
    const keep = (event: Event) => event.preventDefault();
    return html`<div class="keys" dir="ltr" @pointerdown=${keep} @mousedown=${keep}>
      ${["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(
        (digit) => html`<lw-button @click=${() => this.press(digit)}>${words.number(Number(digit))}</lw-button>`,
      )}
      <span></span>
      <lw-button @click=${() => this.press("0")}>${words.number(0)}</lw-button>
      <lw-button kind="quiet" icon="backspace" icon-only label=${words.text("sign-in.erase")} @click=${() => this.erase()}></lw-button>
    </div>`;
  }

  protected override render() {
    const { words } = this;
    return html`<main>
      <div class="welcome">
        <p class="brand"><lw-icon name="storefront"></lw-icon> Laneway</p>
        <h1>${words.text("sign-in.heading")}</h1>
        <p class="soft">${words.text("sign-in.explanation")}</p>
        <slot></slot>
      </div>
      <form @submit=${this.submit}>
        <div class="fields">
          <div>
            <label for="id">${words.text("sign-in.id")}</label>
            <input
              id="id"
              class="tabular"
              dir="ltr"
              autocomplete="username"
              autocapitalize="none"
              spellcheck="false"
              maxlength="32"
              .value=${this.attendantId}
              @focus=${() => { this.field = "id"; }}
              @input=${(event: InputEvent) => { this.attendantId = (event.target as HTMLInputElement).value; }}
            />
          </div>
          <div>
            <label for="pin">${words.text("sign-in.pin")}</label>
            <input
              id="pin"
              class="tabular"
              dir="ltr"
              type="password"
              autocomplete="off"
              maxlength=${longestPin}
              inputmode="none"
              .value=${this.pin}
              @focus=${() => { this.field = "pin"; }}
              @input=${(event: InputEvent) => {
                const input = event.target as HTMLInputElement;
                this.pin = input.value.replace(/\D/g, "");
                input.value = this.pin;
              }}
            />
          </div>
        </div>
        <div role="status">${this.message()}</div>
        ${this.keys()}
        <lw-button class="submit" kind="primary" size="large" ?disabled=${this.busy} @click=${() => this.submit()}>${words.text("sign-in.submit")}</lw-button>
        ${this.passkeys ? html`<lw-button class="submit" icon="fingerprint" data-act="passkey" ?disabled=${this.busy} @click=${() => this.dispatchEvent(new CustomEvent("passkey"))}>${words.text("passkey.sign-in")}</lw-button>` : nothing}
        <input type="submit" hidden />
      </form>
    </main>`;
  }
}
