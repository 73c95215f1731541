import type { CashCount, LaneTile } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "./amount-entry.js";
import "./command-answer.js";
import { CommandController } from "./command-controller.js";
import type { AttendantRequest } from "./contexts.js";
import { StationPart } from "./station-part.js";
import { tillPanelStyles } from "./till-panel.styles.js";

type Task = "open-till" | "take-cash" | "pay-in-cash" | "pick-up-cash" | "count-till" | "close-till";

/** Notes and coins as multiples of the currency's unit, largest first; those below a hundredth are left out where there are fewer digits. */
const hundredths = [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1] as const;

/** The till of an attended lane: cash taken, the drawer filled, emptied and counted note by note. What must lie in it shows after the count. */
@customElement("attendant-till")
export class TillPanel extends StationPart {
  static override styles = [baseStyles, tillPanelStyles];
  @property() laneId = "";
  @property({ attribute: false }) cash!: NonNullable<LaneTile["cash"]>;
  @state() private task: Task | undefined;
  @state() private amountMinor: number | undefined;
  @state() private currency: string | undefined;
  private counts = new Map<string, CashCount>();
  private readonly command = new CommandController(this, () => this.actions);

  private amount(minor: number): string {
    return this.words.money(minor, this.money.currency, this.money.digits);
  }

  private turnTo(task: Task | undefined): void {
    this.task = task;
    this.amountMinor = undefined;
    this.currency = undefined;
    this.counts = new Map();
  }

  private async act(request: AttendantRequest): Promise<void> {
    if (await this.command.send(this.laneId, request)) this.turnTo(undefined);
  }

  private choices() {
    const { words, cash } = this;
    const choice = (task: Task, kind: "primary" | "plain" = "plain") => html`<lw-button kind=${kind} data-task=${task} @click=${() => this.turnTo(task)}>${words.text(`till.${task}`)}</lw-button>`;
    if (cash.till === undefined) return html`<div class="row">${choice("open-till")}</div>`;
    return html`<div class="row">
      ${cash.due === undefined ? nothing : choice("take-cash", "primary")}${choice("pay-in-cash")}${choice("pick-up-cash")}${choice("count-till")}${choice("close-till")}
    </div>`;
  }

  private asked(kind: Exclude<Task, "count-till" | "close-till">) {
    const { words, cash } = this;
    const taken = kind === "take-cash" ? (cash.foreign ?? []) : [];
    const foreign = taken.find((each) => each.currency === this.currency);
    const due = kind !== "take-cash" || cash.due === undefined ? undefined : foreign === undefined ? this.amount(cash.due.dueMinor) : words.money(foreign.dueMinor, foreign.currency, foreign.currencyDigits);
    const send = () => {
      const minor = this.amountMinor ?? 0;
      if (kind === "open-till") return this.act({ kind, floatMinor: minor });
      return this.act(kind === "take-cash" ? { kind, tenderedMinor: minor, ...(foreign === undefined ? {} : { currency: foreign.currency }) } : { kind, amountMinor: minor });
    };
    return html`${taken.length === 0 ? nothing : this.currencies(taken)}
      <attendant-amount
        .foreign=${foreign}
        label=${words.text(`till.${kind}.label`)}
        hint=${due === undefined ? "" : words.text(foreign === undefined ? "till.due" : "till.due-foreign", { amount: due, date: foreign === undefined ? "" : words.date(Date.parse(`${foreign.asOf}T12:00:00Z`), "UTC") })}
        @amount-change=${(event: CustomEvent<{ amountMinor: number | undefined }>) => { this.amountMinor = event.detail.amountMinor; }}
      ></attendant-amount>
      <div class="row">
        <lw-button kind="primary" ?disabled=${this.amountMinor === undefined || this.command.busy} @click=${send}>${words.text(`till.${kind}`)}</lw-button>
        <lw-button @click=${() => this.turnTo(undefined)}>${words.text("till.cancel")}</lw-button>
      </div>`;
  }

  /** In which currency the cash is. */
  private currencies(taken: NonNullable<NonNullable<LaneTile["cash"]>["foreign"]>) {
    const choice = (currency: string | undefined, name: string) => html`<lw-button data-currency=${name} .pressed=${currency === this.currency} @click=${() => { this.currency = currency; }}>${name}</lw-button>`;
    return html`<div class="row" role="group" aria-label=${this.words.text("till.currency")}>
      ${choice(undefined, this.money.currency)}${taken.map(({ currency }) => choice(currency, currency))}
    </div>`;
  }

  /** A field for each note and coin of a currency; undefined: the store's. */
  private pieces(foreign?: { readonly currency: string; readonly currencyDigits: number }) {
    const { words, money } = this;
    const digits = foreign?.currencyDigits ?? money.digits;
    const scale = 10 ** Math.max(0, digits - 2);
    const pieces = hundredths.map((each) => each * scale).filter((each) => digits >= 2 || each % 100 === 0).map((each) => (digits >= 2 ? each : each / 100));
    const set = (denominationMinor: number, event: Event) => {
      const count = Math.max(0, Math.trunc(Number((event.target as HTMLInputElement).value) || 0));
      this.counts.set(`${foreign?.currency ?? ""} ${denominationMinor}`, { denominationMinor, count, ...(foreign === undefined ? {} : { currency: foreign.currency }) });
    };
    return html`<div class="counts">
        ${pieces.map((piece) => html`<label>${words.money(piece, foreign?.currency ?? money.currency, digits)}<input class="tabular" type="number" inputmode="numeric" min="0" step="1" placeholder="0" @input=${(event: Event) => set(piece, event)} /></label>`)}
      </div>`;
  }

  private counting(kind: "count-till" | "close-till") {
    const { words, cash } = this;
    const counted = (): CashCount[] => [...this.counts.values()].filter(({ count }) => count > 0);
    return html`${this.pieces()}${(cash.foreignInTill ?? []).map((each) => html`<p class="soft"><bdi>${each.currency}</bdi></p>${this.pieces(each)}`)}
      <div class="row">
        <lw-button kind="primary" ?disabled=${this.command.busy} @click=${() => this.act({ kind, counts: counted() })}>${words.text(`till.${kind}`)}</lw-button>
        <lw-button @click=${() => this.turnTo(undefined)}>${words.text("till.cancel")}</lw-button>
      </div>`;
  }

  private standing() {
    const { words, cash } = this;
    const { till, last, due } = cash;
    return html`${due === undefined ? nothing : html`<p class="due">${words.text("till.due", { amount: this.amount(due.dueMinor) })}</p>`}
      <p class="soft">${till === undefined ? words.text("till.closed") : words.text("till.since", { time: words.time(till.sinceMs), name: till.by, float: this.amount(till.floatMinor) })}</p>
      ${till !== undefined || last === undefined ? nothing : html`<p class=${last.differenceMinor === 0 ? "soft" : "attention"}>${words.text("till.last", { expected: this.amount(last.expectedMinor), counted: this.amount(last.countedMinor), difference: this.amount(last.differenceMinor) })}</p>`}
      ${till !== undefined ? nothing : (last?.foreign ?? []).map(({ currency, currencyDigits, expectedMinor, countedMinor, differenceMinor }) => {
        const amount = (minor: number) => words.money(minor, currency, currencyDigits);
        return html`<p class=${differenceMinor === 0 ? "soft" : "attention"}>${words.text("till.last", { expected: amount(expectedMinor), counted: amount(countedMinor), difference: amount(differenceMinor) })}</p>`;
      })}`;
  }

  protected override render() {
    const { task } = this;
    return html`<div class="till">
      ${this.standing()}
      ${task === undefined ? this.choices() : task === "count-till" || task === "close-till" ? this.counting(task) : this.asked(task)}
      <attendant-command-answer .refusal=${this.command.refusal} .slow=${this.command.slow}></attendant-command-answer>
    </div>`;
  }
}
