import { css, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { StationPart } from "./station-part.js";

const reasons = ["diplomatic", "charity", "resale", "export", "government", "other"] as const;

/** Why a basket is sold without tax, and under which certificate. Fires `exempt` { certificate, reason }. */
@customElement("attendant-exemption")
export class TaxExemption extends StationPart {
  static override styles = [
    baseStyles,
    css`
      form { display: grid; gap: var(--space-3); }
      label { font-weight: var(--weight-strong); }
      input {
        width: 100%; min-height: calc(96 * var(--u)); padding-inline: var(--space-3); font-size: var(--text-m);
        background: var(--card); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
      }
      .reasons { display: flex; flex-wrap: wrap; gap: var(--space-2); }
      lw-button::part(button) { font-weight: var(--weight-plain); }
    `,
  ];
  @property({ type: Boolean }) busy = false;
  @state() private reason: (typeof reasons)[number] | undefined;
  @state() private certificate = "";

  private confirm(): void {
    const { certificate, reason } = this;
    this.dispatchEvent(new CustomEvent("exempt", { detail: { certificate, reason } }));
  }

  protected override render() {
    const { words } = this;
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      <label for="certificate">${words.text("exempt.certificate")}</label>
      <input
        id="certificate"
        maxlength="40"
        autocomplete="off"
        @input=${(event: InputEvent) => {
          this.certificate = (event.target as HTMLInputElement).value.trim();
        }}
      />
      <div class="reasons" role="group" aria-label=${words.text("sheet.reason")}>
        ${reasons.map(
          (reason) => html`<lw-button
            .pressed=${this.reason === reason}
            data-reason=${reason}
            @click=${() => {
              this.reason = reason;
            }}
            >${words.text(`exempt.reason.${reason}`)}</lw-button
          >`,
        )}
      </div>
      <lw-button class="confirm" kind="primary" size="large" ?disabled=${this.busy || this.reason === undefined || this.certificate === ""} @click=${() => this.confirm()}
        >${words.text("exempt.confirm")}</lw-button
      >
    </form>`;
  }
}
