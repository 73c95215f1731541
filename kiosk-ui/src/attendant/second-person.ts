import type { Credentials } from "@laneway/contracts";
import { html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { secondPersonStyles } from "./second-person.styles.js";
import { badgeIn } from "./badge.js";
import { StationPart } from "./station-part.js";

/** Somebody else lets it through with their own name and PIN, or their badge. Fires `approve` with credentials. */
@customElement("attendant-second-person")
export class SecondPerson extends StationPart {
  static override styles = [baseStyles, secondPersonStyles];
  @property({ type: Boolean }) busy = false;
  @query("#who") private readonly who!: HTMLInputElement;
  @query("#their-pin") private readonly pin!: HTMLInputElement;

  private submit(event?: Event): void {
    event?.preventDefault();
    const badge = badgeIn(this.who.value);
    const attendantId = this.who.value.trim();
    const missing = badge !== undefined ? undefined : attendantId === "" ? this.who : /^\d{4,12}$/.test(this.pin.value) ? undefined : this.pin;
    if (missing !== undefined) {
      missing.focus();
      return;
    }
    const by: Credentials = badge === undefined ? { attendantId, pin: this.pin.value } : { badge };
    this.who.value = "";
    this.pin.value = "";
    this.dispatchEvent(new CustomEvent("approve", { detail: by }));
  }

  protected override render() {
    const { words } = this;
    return html`<form @submit=${this.submit}>
      <p class="lead soft">${words.text("second.lead")}</p>
      <label><span>${words.text("sign-in.id")}</span><input id="who" autocomplete="off" autocapitalize="none" spellcheck="false" /></label>
      <label><span>${words.text("sign-in.pin")}</span><input id="their-pin" type="password" inputmode="numeric" autocomplete="off" maxlength="12" /></label>
      <lw-button icon="check" ?disabled=${this.busy} @click=${() => this.submit()}>${words.text("second.approve")}</lw-button>
      <button type="submit" hidden></button>
    </form>`;
  }
}
