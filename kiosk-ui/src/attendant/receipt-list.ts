import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import type { FoundReceipt } from "./contexts.js";
import { Lookup } from "./lookup.js";
import { StationPart } from "./station-part.js";

/** The store's last receipts, those of this lane first. Fires `reprint`, `return` and `why` { receipt }. */
@customElement("attendant-receipts")
export class ReceiptList extends StationPart {
  static override styles = [
    baseStyles,
    css`
      .list { display: grid; gap: var(--space-2); }
      label { font-weight: var(--weight-strong); }
      input {
        width: 100%; min-height: calc(96 * var(--u)); padding-inline: var(--space-3); font-size: var(--text-m);
        background: var(--card); border: var(--hair) solid var(--edge); border-radius: var(--radius-m);
      }
      ul { display: grid; gap: var(--space-1); }
      li {
        display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-3); padding: var(--space-2) var(--space-3);
        background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m);
      }
      .what { flex: 1 1 calc(300 * var(--u)); line-height: 1.3; min-width: 0; }
    `,
  ];
  @property() laneId = "";
  @property({ type: Boolean }) busy = false;
  /** There is paper at the lane. */
  @property({ type: Boolean }) printable = false;
  /** Nobody stands at the lane: goods can come back there. */
  @property({ type: Boolean }) returnable = false;
  private readonly lookup = new Lookup<FoundReceipt>(this, (query) => this.actions.findReceipts(query));

  protected override firstUpdated(): void {
    void this.lookup.ask("");
  }

  private row({ receipt, undone }: FoundReceipt) {
    const { words } = this;
    return html`<li>
      <div class="what">
        <p><bdi class="tabular strong">${receipt.receiptNumber}</bdi></p>
        <p class="soft">
          ${words.text("lane", { lane: receipt.laneId.replace(/^lane-/, "") })} ·
          <span class="tabular">${words.time(receipt.completedAtMs, receipt.timeZone)}</span>
        </p>
      </div>
      <bdi class="tabular strong">${words.money(receipt.totalMinor, receipt.currency, receipt.currencyDigits)}</bdi>
      <lw-button
        icon="info"
        icon-only
        label=${`${words.text("why.act")}: ${receipt.receiptNumber}`}
        @click=${() => this.dispatchEvent(new CustomEvent("why", { detail: { receipt } }))}
      ></lw-button>
      ${
        undone ? html`<span class="soft strong">${words.text("return.is-undone")}</span>` : nothing
      }
      ${
        receipt.refundOf === undefined && this.returnable && !undone
          ? html`<lw-button
              icon="tote"
              icon-only
              label=${`${words.text("return.act")}: ${receipt.receiptNumber}`}
              data-return=${receipt.receiptNumber}
              @click=${() => this.dispatchEvent(new CustomEvent("return", { detail: { receipt } }))}
            ></lw-button>`
          : nothing
      }
      ${
        this.printable
          ? html`<lw-button
              icon="printer"
              ?disabled=${this.busy}
              label=${`${words.text("sheet.reprint")}: ${receipt.receiptNumber}`}
              @click=${() => this.dispatchEvent(new CustomEvent("reprint", { detail: { receipt } }))}
              >${words.text("sheet.reprint")}</lw-button
            >`
          : nothing
      }
    </li>`;
  }

  protected override render() {
    const { words } = this;
    const { found, unanswered } = this.lookup;
    const mine = ({ receipt }: FoundReceipt) => (receipt.laneId === this.laneId ? 0 : 1);
    const rows = [...(found ?? [])].sort((one, other) => mine(one) - mine(other));
    return html`<div class="list">
      <label for="number">${words.text("sheet.receipt-number")}</label>
      <input id="number" type="search" inputmode="numeric" autocomplete="off" @input=${this.lookup.typed} />
      ${unanswered ? html`<p class="soft">${words.text("sign-in.unreachable")}</p>` : nothing}
      ${found?.length === 0 ? html`<p class="soft">${words.text("refusal.receipt-not-found")}</p>` : nothing}
      <ul>${rows.map((each) => this.row(each))}</ul>
    </div>`;
  }
}
