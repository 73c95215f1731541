import type { ListedVoucher, Refusal, VoucherList } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "./command-answer.js";
import { returnPanelStyles } from "./return-panel.styles.js";
import { StationPart } from "./station-part.js";

const longestReason = 200;
const quietMs = 200;
const sums = ["open", "issued", "used", "expired", "blocked"] as const;

/** The store's vouchers: what they come to, and each of them. One is blocked or let go again with a reason. Fires `reprint` { number }. */
@customElement("attendant-vouchers")
export class VoucherListPanel extends StationPart {
  static override styles = [
    baseStyles,
    returnPanelStyles,
    css`
      .list { display: grid; gap: var(--space-3); }
      dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(calc(220 * var(--u)), 1fr)); gap: var(--space-2); }
      dl div { padding: var(--space-2) var(--space-3); background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); }
      dl .open { border-color: var(--accent); }
      form { flex: 1 1 100%; display: grid; gap: var(--space-2); padding-block-start: var(--space-2); }
    `,
  ];
  @property({ type: Boolean }) busy = false;
  /** There is paper at the lane. */
  @property({ type: Boolean }) printable = false;
  @state() private found: VoucherList | undefined;
  @state() private unanswered = false;
  /** Number of the one that a reason is written for. */
  @state() private asking: string | undefined;
  @state() private reason = "";
  @state() private sending = false;
  @state() private refusal: Refusal | undefined;
  private query = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected override firstUpdated(): void {
    void this.fetch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async fetch(): Promise<void> {
    const { query } = this;
    try {
      const found = await this.actions.findVouchers(query);
      if (query !== this.query) return;
      this.found = found;
      this.unanswered = false;
    } catch {
      this.unanswered = true; // The next key asks again.
    }
  }

  private readonly typed = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.fetch(), quietMs);
  };

  private ask(number: string): void {
    this.asking = this.asking === number ? undefined : number;
    this.reason = "";
    this.refusal = undefined;
  }

  private async send(event: Event, { number, state: now }: ListedVoucher): Promise<void> {
    event.preventDefault();
    const reason = this.reason.trim();
    if (reason === "" || this.sending) return;
    this.sending = true;
    const answer = await this.actions.sendVoucher({ kind: now === "blocked" ? "release-voucher" : "block-voucher", number, reason });
    this.sending = false;
    this.refusal = answer?.result === "refused" ? answer.refusal : undefined;
    if (answer?.result !== "accepted") return;
    this.asking = undefined;
    await this.fetch();
  }

  private amount(amountMinor: number): string {
    return this.words.money(amountMinor, this.money.currency, this.money.digits);
  }

  private stateText({ state: now, usedAtMs, blocked }: ListedVoucher): string {
    const { words } = this;
    if (now === "used") return words.text("voucher.used", { time: words.date(usedAtMs ?? 0, Intl.DateTimeFormat().resolvedOptions().timeZone) });
    if (now === "blocked" && blocked !== undefined) return words.text("voucher.blocked", { name: blocked.by, reason: blocked.reason });
    return words.text(now === "expired" ? "voucher.expired" : "voucher.open");
  }

  private reasonForm(voucher: ListedVoucher) {
    const { words } = this;
    const act = words.text(voucher.state === "blocked" ? "voucher.act.release" : "voucher.act.block", { number: voucher.number });
    return html`<form @submit=${(event: Event) => void this.send(event, voucher)}>
      <label for="reason">${words.text("voucher.reason")}</label>
      <input id="reason" dir="auto" maxlength=${longestReason} autocomplete="off" .value=${this.reason} @input=${(event: Event) => { this.reason = (event.target as HTMLInputElement).value; }} />
      <div class="row"><lw-button kind="primary" data-act="confirm-block" ?disabled=${this.reason.trim() === "" || this.sending} @click=${(event: Event) => void this.send(event, voucher)}>${act}</lw-button></div>
      <attendant-command-answer .refusal=${this.refusal}></attendant-command-answer>
    </form>`;
  }

  private row(voucher: ListedVoucher) {
    const { words } = this;
    const { number, amountMinor, lastDay, state: now, laneId } = voucher;
    const canBlock = now === "open" || now === "blocked";
    return html`<li>
      <div class="what">
        <p><bdi class="tabular strong">${number}</bdi></p>
        <p class="soft">${words.text("lane", { lane: laneId.replace(/^lane-/, "") })} · ${words.text("voucher.until", { date: words.day(lastDay) })}</p>
        <p class=${now === "open" ? "strong" : now === "blocked" ? "attention" : "soft"}><bdi>${this.stateText(voucher)}</bdi></p>
      </div>
      <bdi class="money tabular strong">${this.amount(amountMinor)}</bdi>
      ${
        now !== "open" || !this.printable
          ? nothing
          : html`<lw-button icon="printer" data-reprint=${number} ?disabled=${this.busy} label=${words.text("voucher.reprint", { number })} @click=${() => this.dispatchEvent(new CustomEvent("reprint", { detail: { number } }))}>${words.text("sheet.reprint")}</lw-button>`
      }
      ${
        !canBlock
          ? nothing
          : html`<lw-button icon="lock" data-block=${number} label=${words.text(now === "blocked" ? "voucher.act.release" : "voucher.act.block", { number })} .expanded=${this.asking === number} @click=${() => this.ask(number)}>${words.text(now === "blocked" ? "voucher.release" : "voucher.block")}</lw-button>`
      }
      ${this.asking === number ? this.reasonForm(voucher) : nothing}
    </li>`;
  }

  protected override render() {
    const { words, found } = this;
    return html`<div class="list">
      ${
        found === undefined
          ? nothing
          : html`<dl>${sums.map((each) => html`<div class=${each}><dt class="soft">${words.text(`voucher.sum.${each}`)} · <span class="tabular">${words.number(found.sums[each].count)}</span></dt><dd><bdi class="tabular strong">${this.amount(found.sums[each].amountMinor)}</bdi></dd></div>`)}</dl>`
      }
      <label for="number">${words.text("voucher.number")}</label>
      <input id="number" type="search" autocomplete="off" autocapitalize="characters" @input=${this.typed} />
      ${this.unanswered ? html`<p class="soft">${words.text("sign-in.unreachable")}</p>` : nothing}
      ${found?.vouchers.length === 0 ? html`<p class="soft">${words.text("voucher.none")}</p>` : nothing}
      <ul>${found?.vouchers.map((each) => this.row(each))}</ul>
    </div>`;
  }
}
