import type { OfflineAllowance, OfflineCardsView, StoredPayment } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "./command-answer.js";
import { CommandController } from "./command-controller.js";
import { clockContext, type OfflineRequest } from "./contexts.js";
import { dayPanelStyles } from "./day-panel.styles.js";
import { StationPart } from "./station-part.js";

/** How long it may be allowed for, in minutes, as far as the store lets one. */
const choices = [15, 30, 60, 120, 240] as const;

/** Card payments while terminals do not reach the bank: who allows them and for how long, what waits, what was declined later. */
@customElement("attendant-offline")
export class OfflinePanel extends StationPart {
  static override styles = [baseStyles, dayPanelStyles];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) offline!: OfflineCardsView;
  @state() private asked = false;
  private readonly command = new CommandController(this, () => this.actions);

  private amount(minor: number): string {
    return this.words.money(minor, this.money.currency, this.money.digits);
  }

  private ask(request: OfflineRequest): void {
    void this.command.sendOffline(request);
  }

  private lasting(minutes: number): string {
    return minutes % 60 === 0 ? this.words.text("offline.hours", { count: minutes / 60 }) : this.words.text("offline.minutes", { count: minutes });
  }

  private standing(allowance: OfflineAllowance | undefined) {
    const { words } = this;
    if (allowance === undefined) return html`<p class="date">${words.text("offline.nobody")}</p><p class="soft">${words.text("offline.nobody-more")}</p>`;
    const { by, approvedBy, fromMs, untilMs } = allowance;
    const who = { name: by.name, time: words.time(fromMs), approver: approvedBy?.name ?? "" };
    return html`<p class="date tabular">${words.text("offline.allowed", { left: words.duration(untilMs - this.nowMs) })}</p>
      <p class="soft">${words.text(approvedBy === undefined ? "offline.by" : "offline.by-approved", who)}</p>`;
  }

  private now() {
    const { words, offline, command } = this;
    const allowance = offline.allowance !== undefined && offline.allowance.untilMs > this.nowMs ? offline.allowance : undefined;
    const { eachMinor, sumMinor } = allowance ?? offline;
    const limits = { each: this.amount(eachMinor), sum: this.amount(sumMinor), free: this.amount(Math.max(0, sumMinor - offline.outstandingMinor)) };
    const offered = choices.filter((minutes) => minutes <= offline.minutes);
    return html`<section class="now">
      ${this.standing(allowance)}
      <p>${words.text("offline.limits", limits)}</p>
      <p class="with-icon"><lw-icon class="attention" name="warning"></lw-icon><span>${words.text("offline.risk")}</span></p>
      ${
        allowance === undefined
          ? html`<div class="actions" role="group" aria-label=${words.text("offline.for")}>
              <span class="soft">${words.text("offline.for")}</span>
              ${(offered.length === 0 ? [offline.minutes] : offered).map((minutes) => html`<lw-button data-minutes=${minutes} ?disabled=${command.busy} @click=${() => this.ask({ kind: "allow-offline-cards", minutes })}>${this.lasting(minutes)}</lw-button>`)}
            </div>`
          : html`<div class="actions"><lw-button icon="x" ?disabled=${command.busy} @click=${() => this.ask({ kind: "end-offline-cards" })}>${words.text("offline.end")}</lw-button></div>`
      }
      <attendant-command-answer .refusal=${command.refusal} .slow=${command.slow} .command=${command}></attendant-command-answer>
    </section>`;
  }

  private payment(payment: StoredPayment, more: unknown, actions: unknown = nothing) {
    const { words } = this;
    const { laneId, atMs, allowedBy, card, amountMinor } = payment;
    const facts = { lane: laneId.replace(/^lane-/, ""), time: words.time(atMs), name: allowedBy ?? "" };
    return html`<li class="row">
      <div class="what">
        <p><bdi class="tabular strong">${this.amount(amountMinor)}</bdi> · <bdi>${card.scheme}${card.lastFour === undefined ? "" : ` **** ${card.lastFour}`}</bdi></p>
        <p class="soft">${words.text(allowedBy === undefined ? "offline.row-nobody" : "offline.row", facts)}</p>
        ${more}
      </div>
      ${actions}
    </li>`;
  }

  private outcomes({ attemptId }: StoredPayment) {
    const { words, command } = this;
    return html`<div class="actions">
      ${(["collected", "written-off"] as const).map((outcome) => html`<lw-button data-act=${outcome} ?disabled=${command.busy} @click=${() => this.ask({ kind: "note-stored-payment", attemptId, outcome })}>${words.text(`offline.${outcome}`)}</lw-button>`)}
    </div>`;
  }

  private losses() {
    const { words, offline } = this;
    if (offline.losses.length === 0) return nothing;
    return html`<section>
      <h3>${words.text("offline.losses")}</h3>
      <p class="soft">${words.text("offline.losses-more")}</p>
      <ul class="rows">
        ${offline.losses.map((each) => this.payment(each, html`<p class="problem">${words.text("offline.declined", { code: each.code ?? "" })}</p>`, this.outcomes(each)))}
      </ul>
    </section>`;
  }

  private waiting() {
    const { words, offline, command } = this;
    const { stored, atRiskHours } = offline;
    const ask = () => {
      this.asked = true;
      this.ask({ kind: "ask-stored-payments" });
    };
    return html`<section>
      <h3>${words.text("offline.waiting")}</h3>
      ${
        stored.length === 0
          ? html`<p class="soft">${words.text("offline.waiting-none")}</p>`
          : html`<ul class="rows">
                ${stored.map((each) => this.payment(each, each.atRisk ? html`<p class="attention">${words.text("offline.at-risk", { count: atRiskHours })}</p>` : nothing, each.atRisk ? this.outcomes(each) : nothing))}
              </ul>
              <div class="ask"><lw-button icon="arrows-clockwise" ?disabled=${command.busy} @click=${ask}>${words.text("offline.ask")}</lw-button>${this.asked ? html`<p class="soft" role="status">${words.text("offline.asked")}</p>` : nothing}</div>`
      }
    </section>`;
  }

  protected override render() {
    const { words, offline } = this;
    return html`<div class="day">
      ${offline.away.map(({ laneName, sinceMs }) => html`<p class="with-icon"><lw-icon class="attention" name="plugs"></lw-icon><span>${words.text("offline.away", { lane: laneName, time: words.time(sinceMs) })}</span></p>`)}
      ${this.now()}${this.losses()}${this.waiting()}
    </div>`;
  }
}
