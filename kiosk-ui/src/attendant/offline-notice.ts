import type { OfflineCardsView } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/notice.js";
import { clockContext } from "./contexts.js";
import { StationPart } from "./station-part.js";

/** On the board: a terminal that does not reach the bank, the time left of what a lead has allowed, and what is to be seen to. Fires `offline-open`. */
@customElement("attendant-offline-notice")
export class OfflineNotice extends StationPart {
  static override styles = [baseStyles];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) offline!: OfflineCardsView;

  private lines(): readonly unknown[] {
    const { words, money, offline } = this;
    const { away, allowance, stored, losses } = offline;
    const leftMs = (allowance?.untilMs ?? 0) - this.nowMs;
    const atRisk = stored.filter((each) => each.atRisk).length;
    const lostMinor = losses.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const lines = [
      losses.length === 0 ? nothing : html`<p class="strong">${words.text("offline.notice-losses", { count: losses.length, amount: words.money(lostMinor, money.currency, money.digits) })}</p>`,
      atRisk === 0 ? nothing : html`<p class="strong">${words.text("offline.notice-risk", { count: atRisk })}</p>`,
      ...away.map(({ laneName, sinceMs }) => html`<p>${words.text("offline.away", { lane: laneName, time: words.time(sinceMs) })}</p>`),
      leftMs <= 0 ? nothing : html`<p class="tabular">${words.text("offline.notice-allowed", { left: words.duration(leftMs) })}</p>`,
      stored.length === 0 ? nothing : html`<p class="soft">${words.text("offline.notice-stored", { count: stored.length })}</p>`,
    ];
    return lines.filter((line) => line !== nothing);
  }

  protected override render() {
    const lines = this.lines();
    if (lines.length === 0) return nothing;
    const { away, losses, stored } = this.offline;
    const attention = away.length > 0 || losses.length > 0 || stored.some((each) => each.atRisk);
    return html`<lw-notice tone=${attention ? "attention" : "plain"} icon=${attention ? "warning" : "credit-card"}>
      ${lines}
      <lw-button slot="actions" @click=${() => this.dispatchEvent(new CustomEvent("offline-open", { bubbles: true, composed: true }))}>${this.words.text("offline.open")}</lw-button>
    </lw-notice>`;
  }
}
