import type { AttendantReason, ItemCard, LaneTile, LineView, NoteView, QueuedIntervention, Receipt, SuspendedBasket } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "./amount-entry.js";
import "./assist-panel.js";
import "./basket-lines.js";
import { CommandController } from "./command-controller.js";
import "./command-answer.js";
import { type AttendantRequest, clockContext } from "./contexts.js";
import "./device-list.js";
import "./item-finder.js";
import "./last-outcome.js";
import "./refunds-waiting.js";
import "./price-steps.js";
import "./tax-exemption.js";
import "./message-panel.js";
import "./notes-panel.js";
import { laneSheetStyles } from "./lane-sheet.styles.js";
import "./queue-card.js";
import "./reason-picker.js";
import { reasonsFor } from "./reason-picker.js";
import "./receipt-list.js";
import "./return-begin.js";
import "./return-panel.js";
import { sinceOf, stateOf } from "./sentence.js";
import "./till-panel.js";
import { StationPart } from "./station-part.js";
import "./suspended-list.js";
import "./voucher-code.js";
import "./voucher-list.js";

/** What the sheet is busy with; one thing at a time. */
export type SheetTask =
  | { readonly name: "lane" }
  | { readonly name: "void-line"; readonly line: LineView }
  | { readonly name: "override"; readonly line: LineView }
  | { readonly name: "void-transaction" }
  | { readonly name: "exempt" }
  | { readonly name: "why"; readonly line: LineView }
  | { readonly name: "why-receipt"; readonly receiptNumber: string }
  | { readonly name: "recall" }
  | { readonly name: "receipts" }
  | { readonly name: "vouchers" }
  | { readonly name: "return"; readonly receipt: string }
  | { readonly name: "identify"; readonly queued: QueuedIntervention };

/** A lane from near: what waits on it, its live basket, its devices, and all that an attendant may do there. Fires `sheet-close`. */
@customElement("attendant-lane-sheet")
export class LaneSheet extends StationPart {
  static override styles = [baseStyles, laneSheetStyles];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) tile!: LaneTile;
  @property({ attribute: false }) queue: readonly QueuedIntervention[] = [];
  @property({ attribute: false }) suspended: readonly SuspendedBasket[] = [];
  @property() me = "";
  /** Id of who is signed in. */
  @property() meId = "";
  @property({ attribute: false }) notes: readonly NoteView[] = [];
  /** Set by the owner to open the sheet at a task (find an item); the sheet goes on from there. */
  @property({ attribute: false }) task: SheetTask = { name: "lane" };
  @state() private reason: AttendantReason | undefined;
  @state() private amountMinor: number | undefined;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  @query("h2") private readonly heading!: HTMLElement;
  private readonly command = new CommandController(
    this,
    () => this.actions,
    () => this.turnTo({ name: "lane" }),
  );

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A new task is a new page to whoever listens: reading starts at its heading.
    if (changed.has("task") && changed.get("task") !== undefined) this.heading.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dialog.close();
  }

  private turnTo(task: SheetTask): void {
    this.reason = undefined;
    this.amountMinor = undefined;
    this.command.refusal = undefined;
    this.task = task;
  }

  private close(event: Event): void {
    event.preventDefault();
    if (this.task.name === "lane") this.dispatchEvent(new CustomEvent("sheet-close"));
    else this.turnTo({ name: "lane" });
  }

  /** Sends, and goes back to the lane when it was accepted. */
  private async act(request: AttendantRequest): Promise<void> {
    if (await this.command.send(this.tile.laneId, request)) this.turnTo({ name: "lane" });
  }

  private modes() {
    const { words, command } = this;
    const { mode } = this.tile.view;
    const button = (kind: "open-lane" | "pause-lane" | "close-lane", icon: "check" | "pause" | "lock", text: string) =>
      html`<lw-button icon=${icon} ?disabled=${command.busy} data-act=${kind} @click=${() => this.act({ kind })}>${text}</lw-button>`;
    return html`<div class="row">
      ${mode === "open" ? nothing : button("open-lane", "check", words.text("sheet.mode-open"))}
      ${mode === "paused" ? nothing : button("pause-lane", "pause", words.text("sheet.mode-pause"))}
      ${mode === "closed" ? nothing : button("close-lane", "lock", words.text("sheet.mode-close"))}
    </div>`;
  }

  private basketActs() {
    const { words, command, tile } = this;
    const basket = tile.view.basket;
    const unclear = tile.view.step.name === "payment" && tile.view.step.payment?.state === "unclear";
    return html`<div class="row">
      ${
        basket === undefined
          ? html`<lw-button icon="ticket" data-task="recall" @click=${() => this.turnTo({ name: "recall" })}
              >${words.text("sheet.recall")}</lw-button
            >`
          : html`<lw-button icon="parcel" data-act="attendant-suspend" ?disabled=${command.busy} @click=${() => this.act({ kind: "attendant-suspend" })}
                >${words.text("sheet.suspend")}</lw-button
              >
              <lw-button icon="trash" data-task="void-transaction" @click=${() => this.turnTo({ name: "void-transaction" })}
                >${words.text("sheet.void-transaction")}</lw-button
              >
              ${
                basket.taxExempt === true || basket.lines.length === 0
                  ? nothing
                  : html`<lw-button icon="identification" data-task="exempt" @click=${() => this.turnTo({ name: "exempt" })}
                      >${words.text("exempt.act")}</lw-button
                    >`
              }`
      }
      ${
        unclear
          ? html`<lw-button icon="arrows-clockwise" data-act="query-payment" ?disabled=${command.busy} @click=${() => this.act({ kind: "query-payment" })}
              >${words.text("queue.ask-terminal")}</lw-button
            >`
          : nothing
      }
      ${
        basket !== undefined || tile.returning !== undefined
          ? nothing
          : html`<lw-button icon="tote" data-task="return" @click=${() => this.turnTo({ name: "return", receipt: "" })}>${words.text("return.act")}</lw-button>`
      }
      <lw-button icon="receipt" data-task="receipts" @click=${() => this.turnTo({ name: "receipts" })}>${words.text("sheet.receipts")}</lw-button>
      <lw-button icon="ticket" data-task="vouchers" @click=${() => this.turnTo({ name: "vouchers" })}>${words.text("voucher.list")}</lw-button>
    </div>`;
  }

  private lanePage() {
    const { words, tile } = this;
    const basket = tile.view.basket;
    const waiting = this.queue.filter((each) => each.laneId === tile.laneId);
    return html`
      <attendant-last-outcome .tile=${tile}></attendant-last-outcome>
      ${waiting.map(
        (queued) => html`<attendant-queue-card
          in-lane
          .queued=${queued}
          .me=${this.me}
          @item-find=${(event: Event) => {
            event.stopPropagation();
            this.turnTo({ name: "identify", queued });
          }}
        ></attendant-queue-card>`,
      )}
      ${tile.returning === undefined ? nothing : html`<section><h3>${words.text("return.act")}</h3><attendant-return .laneId=${tile.laneId} .open=${tile.returning}></attendant-return></section>`}
      ${tile.voucher === undefined || tile.returning !== undefined ? nothing : html`<section><h3>${words.text("voucher.given")}</h3><attendant-voucher-code .voucher=${tile.voucher}></attendant-voucher-code></section>`}
      ${tile.view.assist === undefined ? nothing : html`<section><h3>${words.text("sheet.lane")}</h3><attendant-assist .tile=${tile} .me=${this.me}></attendant-assist></section>`}
      ${tile.refundsWaiting === undefined ? nothing : html`<section><h3>${words.text("return.waiting")}</h3><attendant-refunds-waiting .waiting=${tile.refundsWaiting}></attendant-refunds-waiting></section>`}
      <section>
        <h3>${words.text("sheet.basket")}</h3>
        ${
          basket === undefined
            ? html`<p class="soft">${words.text("sheet.no-basket")}</p>`
            : html`<attendant-basket-lines
                .basket=${basket}
                @line-void=${(event: CustomEvent<{ line: LineView }>) => this.turnTo({ name: "void-line", line: event.detail.line })}
                @line-why=${(event: CustomEvent<{ line: LineView }>) => this.turnTo({ name: "why", line: event.detail.line })}
                @line-override=${(event: CustomEvent<{ line: LineView }>) => this.turnTo({ name: "override", line: event.detail.line })}
              ></attendant-basket-lines>`
        }
        ${this.basketActs()}
      </section>
      ${tile.cash === undefined ? nothing : html`<section><h3>${words.text("till.heading")}</h3><attendant-till .laneId=${tile.laneId} .cash=${tile.cash}></attendant-till></section>`}
      <section>
        <h3>${words.text("sheet.lane")}</h3>
        ${tile.view.assist === undefined ? html`<attendant-assist .tile=${tile} .me=${this.me}></attendant-assist>` : nothing}
        ${this.modes()}
        <p class="soft">${words.text("sheet.pause-more")}</p>
      </section>
      <section>
        <h3>${words.text("message.heading")}</h3>
        <attendant-message .tile=${tile}></attendant-message>
      </section>
      <section>
        <h3>${words.text("notes.heading")}</h3>
        <attendant-notes .notes=${this.notes} .laneId=${tile.laneId} .me=${this.meId}></attendant-notes>
      </section>
      <section>
        <h3>${words.text("sheet.devices")}</h3>
        <attendant-devices .devices=${tile.devices} .online=${tile.agentOnline}></attendant-devices>
      </section>
    `;
  }

  /** A question that ends in one named act: reasons, perhaps an amount, then the act's own button. */
  private question(reasons: readonly AttendantReason[], act: string, ready: boolean, request: () => AttendantRequest, more: TemplateResult | typeof nothing = nothing) {
    const { command } = this;
    return html`${more}
      <attendant-reasons
        .reasons=${reasons}
        .value=${this.reason}
        @reason-change=${(event: CustomEvent<{ reason: AttendantReason }>) => {
          this.reason = event.detail.reason;
        }}
      ></attendant-reasons>
      <lw-button class="confirm" kind="primary" size="large" ?disabled=${!ready || command.busy} @click=${() => this.act(request())}
        >${act}</lw-button
      >`;
  }

  private overridePage(line: LineView) {
    const { words, money } = this;
    const price = words.money(line.unitPriceMinor, money.currency, money.digits);
    const entry = html`<attendant-amount
      label=${words.text("sheet.new-price")}
      hint=${words.text("sheet.was-price", { price: line.soldBy === "weight" ? words.text("sheet.per-kilogram", { price }) : price })}
      @amount-change=${(event: CustomEvent<{ amountMinor: number | undefined }>) => {
        this.amountMinor = event.detail.amountMinor;
      }}
    ></attendant-amount>`;
    return this.question(
      reasonsFor.price,
      words.text("sheet.confirm-override"),
      this.reason !== undefined && this.amountMinor !== undefined,
      () => ({ kind: "override-price", lineId: line.lineId, unitPriceMinor: this.amountMinor ?? 0, reason: this.reason ?? "other" }),
      entry,
    );
  }

  private voidTransactionPage() {
    const { words, money } = this;
    const basket = this.tile.view.basket;
    const more =
      basket === undefined
        ? nothing
        : html`<p>
            ${words.text("sheet.void-transaction-more", {
              pieces: words.text("pieces", { count: basket.itemCount }),
              total: words.money(basket.totalMinor, money.currency, money.digits),
            })}
          </p>`;
    return this.question(
      reasonsFor.transaction,
      words.text("sheet.confirm-void-transaction"),
      this.reason !== undefined,
      () => ({ kind: "void-transaction", reason: this.reason ?? "other" }),
      more,
    );
  }

  private page(): readonly [string, unknown] {
    const { words, task } = this;
    switch (task.name) {
      case "lane":
        return [words.text("lane", { lane: this.tile.laneName }), this.lanePage()];
      case "void-line":
        return [
          words.text("sheet.void-line-heading", { name: task.line.name }),
          this.question(reasonsFor.line, words.text("sheet.confirm-void-line"), this.reason !== undefined, () => ({
            kind: "attendant-void-line",
            lineId: task.line.lineId,
            reason: this.reason ?? "other",
          })),
        ];
      case "override":
        return [words.text("sheet.override-heading", { name: task.line.name }), this.overridePage(task.line)];
      case "void-transaction":
        return [words.text("sheet.void-transaction-heading"), this.voidTransactionPage()];
      case "exempt":
        return [
          words.text("exempt.heading"),
          html`<attendant-exemption
            ?busy=${this.command.busy}
            @exempt=${(event: CustomEvent<Omit<Extract<AttendantRequest, { kind: "exempt-tax" }>, "kind">>) =>
              this.act({ kind: "exempt-tax", ...event.detail })}
          ></attendant-exemption>`,
        ];
      case "why":
        return [
          words.text("why.heading", { name: task.line.name }),
          html`<attendant-price-steps .of=${{ laneId: this.tile.laneId }} only=${task.line.lineId}></attendant-price-steps>`,
        ];
      case "why-receipt":
        return [
          words.text("why.receipt-heading"),
          html`<attendant-price-steps .of=${{ receiptNumber: task.receiptNumber }}></attendant-price-steps>`,
        ];
      case "recall":
        return [
          words.text("sheet.recall"),
          html`<attendant-suspended
            .baskets=${this.suspended}
            ?busy=${this.command.busy}
            @recall=${(event: CustomEvent<{ token: string }>) => this.act({ kind: "attendant-recall", token: event.detail.token })}
          ></attendant-suspended>`,
        ];
      case "receipts":
        return [
          words.text("sheet.receipts"),
          html`<attendant-receipts
            .laneId=${this.tile.laneId}
            ?printable=${this.tile.view.hasPrinter}
            ?returnable=${this.tile.view.basket === undefined && this.tile.returning === undefined}
            ?busy=${this.command.busy}
            @why=${(event: CustomEvent<{ receipt: Receipt }>) =>
              this.turnTo({ name: "why-receipt", receiptNumber: event.detail.receipt.receiptNumber })}
            @return=${(event: CustomEvent<{ receipt: Receipt }>) => this.turnTo({ name: "return", receipt: event.detail.receipt.receiptNumber })}
            @reprint=${(event: CustomEvent<{ receipt: Receipt }>) =>
              this.act({ kind: "reprint-receipt", receiptNumber: event.detail.receipt.receiptNumber })}
          ></attendant-receipts>`,
        ];
      case "vouchers":
        return [
          words.text("voucher.list"),
          html`<attendant-vouchers ?printable=${this.tile.view.hasPrinter} ?busy=${this.command.busy} @reprint=${(event: CustomEvent<{ number: string }>) => this.act({ kind: "reprint-voucher", number: event.detail.number })}></attendant-vouchers>`,
        ];
      case "return":
        return [
          words.text("return.act"),
          html`<attendant-return-begin
            .receipt=${task.receipt}
            ?busy=${this.command.busy}
            @begin=${(event: CustomEvent<Omit<Extract<AttendantRequest, { kind: "begin-return" }>, "kind">>) => this.act({ kind: "begin-return", ...event.detail })}
          ></attendant-return-begin>`,
        ];
      case "identify":
        return [
          words.text("find.heading"),
          html`${task.queued.evidence.code === undefined ? nothing : html`<p class="soft">${words.text("evidence.code")} <bdi class="tabular">${task.queued.evidence.code}</bdi></p>`}
            <attendant-item-finder
              ?busy=${this.command.busy}
              @item-chosen=${(event: CustomEvent<{ itemId: ItemCard["itemId"]; quantity: number }>) =>
                this.act({ kind: "identify-item", interventionId: task.queued.interventionId, itemId: event.detail.itemId, quantity: event.detail.quantity })}
            ></attendant-item-finder>`,
        ];
    }
  }

  protected override render() {
    const { words, tile } = this;
    const [heading, body] = this.page();
    const onLane = this.task.name === "lane";
    return html`<dialog aria-labelledby="heading" @cancel=${this.close}>
      <div class="head">
        ${
          onLane
            ? nothing
            : html`<lw-button kind="quiet" icon="arrow-left" icon-only label=${words.text("sheet.back")} @click=${this.close}></lw-button>`
        }
        <div class="title">
          <h2 id="heading" tabindex="-1" autofocus>${heading}</h2>
          ${
            onLane
              ? html`<p class="soft">
                  ${tile.view.training ? html`<strong>${words.text("state.training")}</strong> · ` : nothing}${words.text(stateOf(tile))} · <span class="tabular">${sinceOf(this.nowMs - tile.inStateSinceMs, words)}</span>
                </p>`
              : nothing
          }
        </div>
        ${
          onLane
            ? html`<lw-button kind="quiet" icon="x" icon-only label=${words.text("sheet.close")} @click=${this.close}></lw-button>`
            : nothing
        }
        <attendant-command-answer .refusal=${this.command.refusal} .slow=${this.command.slow} .command=${this.command}></attendant-command-answer>
      </div>
      <div class="body">
        ${body}
      </div>
    </dialog>`;
  }
}
