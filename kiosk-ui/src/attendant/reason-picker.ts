import type { AttendantReason } from "@laneway/contracts";
import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";import { StationPart } from "./station-part.js";


/** The reasons that make sense for each thing an attendant does, the likeliest first. */
export const reasonsFor = {
  line: ["shopper-changed-mind", "scanned-twice", "wrong-item", "damaged", "suspected-theft", "training", "other"],
  price: ["price-on-shelf-differs", "damaged", "price-match", "training", "other"],
  transaction: ["abandoned", "shopper-changed-mind", "suspected-theft", "training", "other"],
} as const satisfies Record<string, readonly AttendantReason[]>;

/** Why, by one touch. Fires `reason-change` { reason }. */
@customElement("attendant-reasons")
export class ReasonPicker extends StationPart {
  static override styles = [
    baseStyles,
    css`
      fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
      legend { padding: 0; margin-block-end: var(--space-2); font-weight: var(--weight-strong); }
      .reasons { display: flex; flex-wrap: wrap; gap: var(--space-2); }
      lw-button::part(button) { font-weight: var(--weight-plain); }
    `,
  ];
  @property({ attribute: false }) reasons: readonly AttendantReason[] = [];
  @property({ attribute: false }) value: AttendantReason | undefined;

  private choose(reason: AttendantReason): void {
    this.value = reason;
    this.dispatchEvent(new CustomEvent("reason-change", { detail: { reason } }));
  }

  protected override render() {
    return html`<fieldset>
      <legend>${this.words.text("sheet.reason")}</legend>
      <div class="reasons">
        ${this.reasons.map(
          (reason) => html`<lw-button .pressed=${this.value === reason} data-reason=${reason} @click=${() => this.choose(reason)}
            >${this.words.text(`reasons.${reason}`)}</lw-button
          >`,
        )}
      </div>
    </fieldset>`;
  }
}
