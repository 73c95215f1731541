import type { ReturnCondition, ReturnReason, ReturnView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "./command-answer.js";
import { CommandController } from "./command-controller.js";
import type { AttendantRequest } from "./contexts.js";
import { returnPanelStyles } from "./return-panel.styles.js";
import { StationPart } from "./station-part.js";

const reasons = ["changed-mind", "damaged", "wrong-item", "wrong-price", "quality", "other"] as const satisfies readonly ReturnReason[];
const conditions = ["unopened", "opened"] as const satisfies readonly ReturnCondition[];
type Line = ReturnView["lines"][number];
/** Where a part is that is being given. */
const runningAt = { reversal: "running", refund: "running", credit: "booking", cash: "counting", voucher: "running" } as const;

/** The return a lane is busy with: what comes back and why, what is given for it, and what became of each part of the money. */
@customElement("attendant-return")
export class ReturnPanel extends StationPart {
  static override styles = [baseStyles, returnPanelStyles];
  @property() laneId = "";
  @property({ attribute: false }) open!: ReturnView;
  @property({ attribute: false }) reason: ReturnReason | undefined;
  @property({ attribute: false }) condition: ReturnCondition = "unopened";
  /** Undefined: as the store has it. */
  @state() private asVoucher: boolean | undefined;
  /** By line; undefined: as the store has it. */
  @state() private counts: ReadonlyMap<string, number> | undefined;
  private changed = false;
  private readonly command = new CommandController(this, () => this.actions);

  private amount(minor: number): string {
    return this.words.money(minor, this.money.currency, this.money.digits);
  }

  private countOf(line: Line): number {
    return this.counts?.get(line.lineId) ?? line.chosen;
  }

  private get givesVoucher(): boolean {
    return this.asVoucher ?? this.open.asVoucher === true;
  }

  private change(line: Line, count: number): void {
    const counts = new Map(this.open.lines.map((each) => [each.lineId, this.countOf(each)]));
    this.counts = counts.set(line.lineId, Math.min(line.left, Math.max(0, Math.trunc(count) || 0)));
    void this.tell();
  }

  private changeAll(): void {
    this.counts = new Map(this.open.lines.map(({ lineId, left }) => [lineId, left]));
    void this.tell();
  }

  /** What is chosen goes to the store, which says what it is worth. Whatever is touched meanwhile follows. */
  private async tell(): Promise<void> {
    this.changed = true;
    while (this.changed && !this.command.busy && this.reason !== undefined) {
      this.changed = false;
      const lines = this.open.lines.flatMap((line) => (this.countOf(line) > 0 ? [{ lineId: line.lineId, count: this.countOf(line) }] : []));
      await this.command.send(this.laneId, { kind: "choose-return", lines, reason: this.reason, condition: this.condition, ...(this.givesVoucher ? { asVoucher: true } : {}) });
    }
  }

  private act(request: AttendantRequest): void {
    void this.command.send(this.laneId, request);
  }

  private counter(line: Line) {
    const { words } = this;
    const { name, left, unit } = line;
    const count = this.countOf(line);
    if (left === 0) return nothing;
    if (unit === "grams")
      return html`<input class="tabular" type="number" inputmode="numeric" min="0" max=${left} step="1" aria-label=${words.text("return.grams", { name })} .value=${String(count)} @change=${(event: Event) => this.change(line, Number((event.target as HTMLInputElement).value))} />`;
    return html`<div class="counter">
      <lw-button icon="minus" icon-only label=${words.text("return.less", { name })} ?disabled=${count === 0} @click=${() => this.change(line, count - 1)}></lw-button>
      <output class="tabular">${words.number(count)}</output>
      <lw-button icon="plus" icon-only label=${words.text("return.more", { name })} data-more=${line.lineId} ?disabled=${count === left} @click=${() => this.change(line, count + 1)}></lw-button>
    </div>`;
  }

  private lineRow(line: Line) {
    const { words } = this;
    const { name, left, sold, unit, refundMinor, chosen } = line;
    const shown = (units: number) => (unit === "grams" ? words.weight(units) : words.number(units));
    const isTold = chosen > 0 && chosen === this.countOf(line);
    return html`<li>
      <div class="what">
        <p class="strong"><bdi>${name}</bdi></p>
        <p class="soft">${left === 0 ? words.text("return.none-left") : words.text("return.left", { left: shown(left), sold: shown(sold) })}</p>
      </div>
      ${this.counter(line)}
      <bdi class="money tabular strong">${isTold ? this.amount(refundMinor) : nothing}</bdi>
    </li>`;
  }

  private choosing() {
    const { words, open } = this;
    return html`<ul>${open.lines.map((line) => this.lineRow(line))}</ul>
      <div class="row"><lw-button data-act="all" @click=${() => this.changeAll()}>${words.text("return.all")}</lw-button></div>
      <fieldset>
        <legend>${words.text("return.reason")}</legend>
        <div class="row">
          ${reasons.map((reason) => html`<lw-button .pressed=${this.reason === reason} data-reason=${reason} @click=${() => { this.reason = reason; void this.tell(); }}>${words.text(`return.reason.${reason}`)}</lw-button>`)}
        </div>
      </fieldset>
      <fieldset>
        <legend>${words.text("return.condition")}</legend>
        <div class="row">
          ${conditions.map((condition) => html`<lw-button .pressed=${this.condition === condition} data-condition=${condition} @click=${() => { this.condition = condition; void this.tell(); }}>${words.text(`return.condition.${condition}`)}</lw-button>`)}
        </div>
      </fieldset>
      <fieldset>
        <legend>${words.text("return.as")}</legend>
        <div class="row">
          ${([false, true] as const).map((voucher) => html`<lw-button .pressed=${this.givesVoucher === voucher} data-as=${voucher ? "voucher" : "tender"} @click=${() => { this.asVoucher = voucher; void this.tell(); }}>${words.text(voucher ? "return.as.voucher" : "return.as.tender")}</lw-button>`)}
        </div>
      </fieldset>
      ${this.reason === undefined && open.totalMinor === 0 ? html`<p class="soft">${words.text("return.why-first")}</p>` : nothing}`;
  }

  private parts() {
    const { words, open } = this;
    if (open.parts.length === 0) return nothing;
    return html`<section>
      <h3>${words.text("return.parts")}</h3>
      <ul>
        ${open.parts.map(
          ({ tender, details, amountMinor, handedMinor = amountMinor, way, state, tipMinor, surchargeMinor }) => html`<li>
            <div class="what">
              <p class="strong"><bdi>${[...(tender === "card" ? [] : [words.text(`day.tender.${tender}`)]), ...details.slice(0, 2)].join(" · ")}</bdi></p>
              <p class="soft">${[
                words.text(`return.way.${way}`, { amount: this.amount(handedMinor) }),
                ...(surchargeMinor === undefined ? [] : [words.text("return.with-surcharge", { amount: this.amount(surchargeMinor) })]),
                ...(tipMinor === undefined ? [] : [words.text("return.with-tip", { amount: this.amount(tipMinor) })]),
              ].join(" · ")}</p>
            </div>
            ${open.confirmed ? html`<span class=${state === "unclear" || state === "declined" ? "attention strong" : "soft"}>${words.text(`return.part.${state === "running" ? runningAt[way] : state}`)}</span>` : nothing}
            <bdi class="money tabular strong">${this.amount(amountMinor)}</bdi>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private acts() {
    const { words, open, command } = this;
    const states = open.parts.map(({ state }) => state);
    const cancel = html`<lw-button data-act="cancel-return" ?disabled=${command.busy || open.hold === "asking"} @click=${() => this.act({ kind: "cancel-return" })}>${words.text("return.cancel")}</lw-button>`;
    if (!open.confirmed) {
      const isTold = open.lines.every((line) => line.chosen === this.countOf(line));
      const { hold } = open;
      return html`${hold === undefined ? nothing : html`<p class=${hold === "asking" ? "soft" : "attention"} role="status">${words.text(`return.hold.${hold}`)}</p>`}
      <div class="row">
        <lw-button kind="primary" size="large" data-act="confirm-return" ?disabled=${!isTold || open.totalMinor === 0 || command.busy || open.hold === "asking"} @click=${() => this.act({ kind: "confirm-return", amountMinor: open.totalMinor })}>${words.text("return.give", { amount: this.amount(open.givesMinor ?? open.totalMinor) })}</lw-button>
        ${cancel}
      </div>`;
    }
    if (states.includes("unclear"))
      return html`<p class="attention">${words.text("return.unclear-more")}</p>
        <div class="row"><lw-button icon="arrows-clockwise" data-act="query-payment" ?disabled=${command.busy} @click=${() => this.act({ kind: "query-payment" })}>${words.text("queue.ask-terminal")}</lw-button></div>`;
    const running = open.parts.find(({ state }) => state === "running");
    if (running?.way === "cash")
      return html`<p class="strong">${words.text("return.hand", { amount: this.amount(running.handedMinor ?? running.amountMinor) })}</p>
        <div class="row">
          <lw-button kind="primary" size="large" data-act="handed" ?disabled=${command.busy} @click=${() => this.act({ kind: "hand-over-cash", handed: true })}>${words.text("return.handed")}</lw-button>
          <lw-button data-act="not-handed" ?disabled=${command.busy} @click=${() => this.act({ kind: "hand-over-cash", handed: false })}>${words.text("return.not-handed")}</lw-button>
        </div>`;
    if (running !== undefined) return html`<p class="soft">${words.text(running.way === "credit" ? "return.booking" : "return.card")}</p>`;
    if (!states.includes("declined")) return nothing;
    return html`<div class="row">
      <lw-button kind="primary" icon="arrows-clockwise" data-act="retry-refund" ?disabled=${command.busy} @click=${() => this.act({ kind: "retry-refund" })}>${words.text("return.again")}</lw-button>
      ${states.includes("given") || states.includes("promised") ? nothing : cancel}
    </div>`;
  }

  protected override render() {
    const { words, open } = this;
    const { receiptNumber: number, businessDate, purpose } = open;
    return html`<div class="return">
      <p class="soft">${words.text(purpose === "post-void" ? "return.undone" : "return.of", { number, date: words.day(businessDate) })}</p>
      ${open.storeName === undefined ? nothing : html`<p class="strong">${words.text("return.sold-at", { store: open.storeName })}</p>`}
      ${open.confirmed || purpose === "post-void" ? nothing : this.choosing()}
      ${this.parts()}
      ${this.acts()}
      <attendant-command-answer .refusal=${this.command.refusal} .slow=${this.command.slow}></attendant-command-answer>
    </div>`;
  }
}
