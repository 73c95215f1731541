import type { DayReport, DayView, Refusal, TerminalOfDay } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "./command-answer.js";
import type { DayRequest } from "./contexts.js";
import { dayPanelStyles } from "./day-panel.styles.js";
import "./day-report.js";
import { StationPart } from "./station-part.js";

/** The business day: open it, close it, see what keeps it open and how the terminals stand; the closed days with their reports. */
@customElement("attendant-day")
export class DayPanel extends StationPart {
  static override styles = [baseStyles, dayPanelStyles];
  @property({ attribute: false }) day!: DayView;
  @state() private reports: readonly DayReport[] | undefined;
  @state() private shown: DayReport | undefined;
  @state() private busy = false;
  @state() private refusal: Refusal | undefined;
  private fetchedFor = -1;

  protected override updated(): void {
    const newest = this.day.last?.dayNumber ?? 0;
    if (newest === this.fetchedFor) return;
    this.fetchedFor = newest;
    void this.fetchReports();
  }

  private async fetchReports(): Promise<void> {
    try {
      this.reports = await this.actions.dayReports();
    } catch {
      this.fetchedFor = -1; // No answer: asked again with the next view.
    }
  }

  private async ask(request: DayRequest): Promise<void> {
    this.busy = true;
    const answer = await this.actions.sendDay(request);
    this.busy = false;
    this.refusal = answer?.result === "refused" ? answer.refusal : undefined;
  }

  private date(businessDate: string): string {
    return this.words.date(Date.parse(`${businessDate}T12:00:00Z`), "UTC");
  }

  private now() {
    const { words, day, busy } = this;
    const { phase } = day;
    const said =
      phase === "none" ? words.text("day.none") : words.text(phase === "open" ? "day.open" : "day.closing", { number: day.dayNumber });
    const more = phase === "closing" ? words.text("day.closing-more") : phase === "none" ? words.text(day.required ? "day.none-required" : "day.none-more") : "";
    return html`<section class="now">
      <p class="date">${this.date(day.businessDate)}</p>
      <p>
        <span class="strong">${said}</span>
        ${day.sinceMs === undefined ? nothing : html` · <span class="soft">${words.text("day.since", { time: words.time(day.sinceMs), name: day.by ?? "" })}</span>`}
      </p>
      ${more === "" ? nothing : html`<p class="soft">${more}</p>`}
      <div class="actions">
        ${phase === "none" ? html`<lw-button kind="primary" icon="check" ?disabled=${busy} @click=${() => this.ask({ kind: "open-day" })}>${words.text("day.open-action")}</lw-button>` : nothing}
        ${phase === "open" ? html`<lw-button kind="primary" icon="lock" ?disabled=${busy || day.blockers.length > 0} @click=${() => this.ask({ kind: "close-day" })}>${words.text("day.close-action")}</lw-button>` : nothing}
        ${phase === "closing" ? html`<lw-button ?disabled=${busy} @click=${() => this.ask({ kind: "withdraw-close" })}>${words.text("day.withdraw")}</lw-button>` : nothing}
      </div>
      <attendant-command-answer .refusal=${this.refusal}></attendant-command-answer>
    </section>`;
  }

  private blockers() {
    const { words, day } = this;
    if (day.blockers.length === 0) return nothing;
    return html`<section>
      <h3>${words.text("day.blockers")}</h3>
      <ul class="rows">
        ${day.blockers.map(
          ({ laneName, because }) => html`<li class="row">
            <p class="what with-icon"><lw-icon class="attention" name="warning"></lw-icon><span><span class="strong">${words.text("lane", { lane: laneName })}</span>: ${words.text(`day.because.${because}`)}</span></p>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private terminal(terminal: TerminalOfDay) {
    const { words, day, busy } = this;
    const { laneId, diagnosis } = terminal;
    const stuck = terminal.state === "not-performed" || terminal.state === "unclear";
    const icon = terminal.state === "reported" ? html`<lw-icon class="success" name="check-circle"></lw-icon>` : stuck ? html`<lw-icon class="attention" name="warning"></lw-icon>` : html`<lw-icon class="soft" name="credit-card"></lw-icon>`;
    const act = (kind: "settle-terminal" | "close-without-terminal" | "diagnose-terminal") => () => this.ask({ kind, laneId });
    const lane = words.text("lane", { lane: terminal.laneName });
    return html`<li class="row">
      <div class="what with-icon">
        ${icon}
        <div>
          <p class="strong">${lane}</p>
          <p class="soft">${words.text(`day.terminal.${terminal.state}`)}</p>
          ${diagnosis === undefined ? nothing : html`<p class=${diagnosis.result === "ok" ? "success" : diagnosis.result === "asked" ? "soft" : "attention"}>${words.text(`day.diagnosis.${diagnosis.result}`)}</p>`}
        </div>
      </div>
      <div class="actions">
        <lw-button kind="quiet" label=${`${words.text("day.diagnose")}: ${lane}`} ?disabled=${busy} @click=${act("diagnose-terminal")}>${words.text("day.diagnose")}</lw-button>
        ${day.phase === "none" || terminal.state === "asked" ? nothing : html`<lw-button label=${`${words.text("day.settle")}: ${lane}`} ?disabled=${busy} @click=${act("settle-terminal")}>${words.text("day.settle")}</lw-button>`}
        ${day.phase === "closing" && terminal.state !== "reported" ? html`<lw-button label=${`${words.text("day.waive")}: ${lane}`} ?disabled=${busy} @click=${act("close-without-terminal")}>${words.text("day.waive")}</lw-button>` : nothing}
      </div>
    </li>`;
  }

  private closed() {
    const { words, reports, money } = this;
    return html`<section>
      <h3>${words.text("day.reports")}</h3>
      ${reports !== undefined && reports.length === 0 ? html`<p class="soft">${words.text("day.no-reports")}</p>` : nothing}
      <ul class="rows">
        ${reports?.map((report) => {
          const count = report.terminals.reduce((sum, { differences }) => sum + differences.length, 0) + report.tills.filter(({ differenceMinor, foreign = [] }) => differenceMinor !== 0 || foreign.some((each) => each.differenceMinor !== 0)).length;
          const name = `${words.text("day.report", { number: report.dayNumber })}, ${this.date(report.businessDate)}`;
          return html`<li class="row">
            <div class="what">
              <p class="strong">${name}</p>
              <p class="with-icon ${count === 0 ? "soft" : "attention"}"><lw-icon name=${count === 0 ? "check-circle" : "warning"}></lw-icon><span>${count === 0 ? words.text("day.agrees") : words.text("day.differences", { count })}</span></p>
            </div>
            <bdi class="tabular strong">${words.money(report.totals.totalMinor, money.currency, money.digits)}</bdi>
            <lw-button label=${`${words.text("day.show")}: ${name}`} @click=${() => { this.shown = report; }}>${words.text("day.show")}</lw-button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  protected override render() {
    const { words, day } = this;
    if (this.shown !== undefined) {
      return html`<attendant-day-report .report=${this.shown} @report-close=${() => { this.shown = undefined; }}></attendant-day-report>`;
    }
    return html`<div class="day">
      ${this.now()}${this.blockers()}
      ${day.terminals.length === 0 ? nothing : html`<section><h3>${words.text("day.terminals")}</h3><ul class="rows">${day.terminals.map((each) => this.terminal(each))}</ul></section>`}
      ${this.closed()}
    </div>`;
  }
}
