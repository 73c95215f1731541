import type { SuspendedBasket } from "@laneway/contracts";
import { consume } from "@lit/context";
import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { clockContext } from "./contexts.js";
import { sinceOf } from "./sentence.js";
import { StationPart } from "./station-part.js";

/** The baskets that were set aside, newest first. Fires `recall` { token }. */
@customElement("attendant-suspended")
export class SuspendedList extends StationPart {
  static override styles = [
    baseStyles,
    css`
      ul { display: grid; gap: var(--space-2); }
      li {
        display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-3); padding: var(--space-2) var(--space-3);
        background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
      }
      .what { flex: 1 1 calc(320 * var(--u)); line-height: 1.3; }
    `,
  ];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) baskets: readonly SuspendedBasket[] = [];
  @property({ type: Boolean }) busy = false;

  protected override render() {
    const { words, money } = this;
    if (this.baskets.length === 0) return html`<p class="soft">${words.text("sheet.recall-none")}</p>`;
    return html`<ul>
      ${[...this.baskets]
        .sort((one, other) => other.suspendedAtMs - one.suspendedAtMs)
        .map(
          (basket) => html`<li>
            <div class="what">
              <p class="strong">
                ${words.text("sheet.recall-row", {
                  pieces: words.text("pieces", { count: basket.itemCount }),
                  total: words.money(basket.totalMinor, money.currency, money.digits),
                  lane: basket.fromLaneId.replace(/^lane-/, ""),
                })}
              </p>
              <p class="soft">
                <span class="tabular">${sinceOf(this.nowMs - basket.suspendedAtMs, words)}</span> ·
                ${words.text(`sheet.recall-because.${basket.because}`)} · <bdi class="tabular">${basket.token}</bdi>
              </p>
            </div>
            <lw-button
              kind="primary"
              ?disabled=${this.busy}
              @click=${() => this.dispatchEvent(new CustomEvent("recall", { detail: { token: basket.token } }))}
              >${words.text("sheet.recall-action")}</lw-button
            >
          </li>`,
        )}
    </ul>`;
  }
}
