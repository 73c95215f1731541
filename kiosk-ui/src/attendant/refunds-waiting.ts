import type { RefundWaiting } from "@laneway/contracts";
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import { returnPanelStyles } from "./return-panel.styles.js";
import { StationPart } from "./station-part.js";

/** Money that headquarters still has to book back. Nobody needs to do anything: each ends by itself. */
@customElement("attendant-refunds-waiting")
export class RefundsWaiting extends StationPart {
  static override styles = [baseStyles, returnPanelStyles];
  @property({ attribute: false }) waiting: readonly RefundWaiting[] = [];

  protected override render() {
    const { words, money } = this;
    return html`<p class="soft">${words.text("return.waiting-more")}</p>
      <ul>
        ${this.waiting.map(
          ({ receiptNumber: number, details, amountMinor, sinceMs }) => html`<li>
            <div class="what">
              <p class="strong"><bdi>${details.slice(0, 2).join(" · ")}</bdi></p>
              <p class="soft">${words.text("return.waiting-of", { number, time: words.time(sinceMs) })}</p>
            </div>
            <bdi class="money tabular strong">${words.money(amountMinor, money.currency, money.digits)}</bdi>
          </li>`,
        )}
      </ul>`;
  }
}
