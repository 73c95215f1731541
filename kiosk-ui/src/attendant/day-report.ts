import type { BookingDifference, DayReport, OurBooking, TerminalReconciliation } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { dayReportStyles } from "./day-report.styles.js";
import { StationPart } from "./station-part.js";

const laneNumber = (laneId: string): string => laneId.replace(/^lane-/, "");

/** The report of a closed day, as it was committed: nothing is computed here. Fires `report-close`. */
@customElement("attendant-day-report")
export class DayReportPage extends StationPart {
  static override styles = [baseStyles, dayReportStyles];
  @property({ attribute: false }) report!: DayReport;

  private amount(minor: number) {
    const { currency, currencyDigits } = this.report;
    return html`<bdi class="tabular">${this.words.money(minor, currency, currencyDigits)}</bdi>`;
  }

  private time(atMs: number): string {
    return this.words.time(atMs, this.report.timeZone);
  }

  private row(name: unknown, minor: number, more: unknown = nothing) {
    return html`<tr><th scope="row">${name}</th><td class="soft">${more}</td><td>${this.amount(minor)}</td></tr>`;
  }

  private turnover() {
    const { words, report } = this;
    const { totals } = report;
    return html`<section>
      <h3>${words.text("day.turnover")}</h3>
      <p class="turnover">${this.amount(totals.totalMinor)}</p>
      <p class="soft">${words.text("day.receipts", { count: totals.receipts })} · ${words.text("pieces", { count: totals.items })}</p>
      <table>
        <tbody>
          ${totals.refunds === undefined ? nothing : this.row(words.text("day.refunds", { count: totals.refunds.count }), 0 - totals.refunds.amountMinor)}
          ${totals.giftCards === undefined ? nothing : this.row(words.text("day.gift-cards", { count: totals.giftCards.count }), totals.giftCards.amountMinor)}
          ${totals.savingsMinor === 0 ? nothing : this.row(words.text("day.savings"), totals.savingsMinor)}
          ${totals.roundingMinor === 0 ? nothing : this.row(words.text("day.rounding"), totals.roundingMinor)}
        </tbody>
      </table>
    </section>`;
  }

  private tenders() {
    const { words, report } = this;
    const { totals } = report;
    return html`<section>
      <h3>${words.text("day.tenders")}</h3>
      <table>
        <tbody>
          ${totals.tenders.map(({ kind, count, amountMinor }) => this.row(words.textOr(`day.tender.${kind}`, "day.tender.other"), amountMinor, html`<span class="tabular">${words.number(count)}</span>`))}
          ${totals.tips === undefined ? nothing : this.row(words.text("day.tips"), totals.tips.amountMinor, html`<span class="tabular">${words.number(totals.tips.count)}</span>`)}
          ${totals.offline === undefined ? nothing : this.row(words.text("day.offline"), totals.offline.amountMinor, html`<span class="tabular">${words.number(totals.offline.count)}</span>`)}
          ${totals.offline === undefined || totals.offline.lost.count === 0 ? nothing : this.row(words.text("day.offline.lost"), totals.offline.lost.amountMinor, html`<span class="tabular">${words.number(totals.offline.lost.count)}</span>`)}
          ${totals.changeMinor === 0 ? nothing : this.row(words.text("day.change"), 0 - totals.changeMinor)}
        </tbody>
      </table>
    </section>`;
  }

  /** Store credit: what was given out, and what was paid with it. */
  private vouchers() {
    const { words, report } = this;
    const { vouchers } = report.totals;
    if (vouchers === undefined) return nothing;
    const { issued, used } = vouchers;
    return html`<section>
      <h3>${words.text("voucher.list")}</h3>
      <table>
        <tbody>
          ${this.row(words.text("voucher.sum.issued"), issued.amountMinor, html`<span class="tabular">${words.number(issued.count)}</span>`)}
          ${this.row(words.text("voucher.sum.used"), used.amountMinor, html`<span class="tabular">${words.number(used.count)}</span>`)}
        </tbody>
      </table>
    </section>`;
  }

  private taxes() {
    const { words, report } = this;
    return html`<section>
      <h3>${words.text("day.taxes")}</h3>
      <table class="wide">
        <thead>
          <tr><td></td><th scope="col">${words.text("day.tax.gross")}</th><th scope="col">${words.text("day.tax.net")}</th><th scope="col">${words.text("day.tax.tax")}</th></tr>
        </thead>
        <tbody>
          ${report.totals.taxes.map(
            (tax) => html`<tr>
              <th scope="row">${words.text("day.tax.row", { name: tax.name, rate: words.rate(tax.ratePpm) })}</th>
              <td>${this.amount(tax.grossMinor)}</td><td>${this.amount(tax.netMinor)}</td><td>${this.amount(tax.taxMinor)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  private lanes() {
    const { words, report } = this;
    return html`<section>
      <h3>${words.text("day.lanes")}</h3>
      <table>
        <tbody>
          ${report.totals.lanes.map(({ laneId, receipts, totalMinor }) => this.row(words.text("lane", { lane: laneNumber(laneId) }), totalMinor, words.text("day.receipts", { count: receipts })))}
        </tbody>
      </table>
    </section>`;
  }

  private people() {
    const { words, report } = this;
    const { attendants, lineVoids, basketVoids, trainingReceipts } = report.totals;
    return html`<section>
      <h3>${words.text("day.voids")}</h3>
      <table>
        <tbody>
          ${this.row(words.text("day.voids.lines", { count: lineVoids.count }), lineVoids.amountMinor)}
          ${this.row(words.text("day.voids.baskets", { count: basketVoids.count }), basketVoids.amountMinor)}
        </tbody>
      </table>
      ${report.suspendedWaiting === 0 ? nothing : html`<p class="soft">${words.text("day.suspended", { count: report.suspendedWaiting })}</p>`}
      ${trainingReceipts === 0 ? nothing : html`<p class="soft">${words.text("day.training", { count: trainingReceipts })}</p>`}
      ${
        attendants.length === 0
          ? nothing
          : html`<h3>${words.text("day.people")}</h3>
              ${attendants.map(
                (each) => html`<p><span class="strong">${each.name}</span> <span class="soft">${words.text("day.people.row", { overrides: each.priceOverrides, lines: each.lineVoids, baskets: each.basketVoids, helped: each.interventions })}</span></p>`,
              )}`
      }
    </section>`;
  }

  private booking({ amountMinor, terminalReceipt, atMs }: OurBooking) {
    const { currency, currencyDigits } = this.report;
    const facts = { amount: this.words.money(amountMinor, currency, currencyDigits), time: this.time(atMs) };
    return terminalReceipt === undefined || terminalReceipt === "" ? this.words.text("day.evidence.attempt", facts) : this.words.text("day.evidence.booking", { ...facts, receipt: terminalReceipt });
  }

  private difference(difference: BookingDifference) {
    const { words } = this;
    const { booking, candidates, terminalReceipts } = difference;
    return html`<li class="difference">
      <p class="head">
        <span class="strong">${words.text(`day.difference.${difference.kind}`)}${difference.scheme === undefined ? nothing : html` · <bdi>${difference.scheme}</bdi>`}</span>
        <span class="strong">${this.amount(difference.differenceMinor)}</span>
      </p>
      ${difference.hereMinor === undefined || difference.thereMinor === undefined ? nothing : html`<p class="soft">${words.text("day.here")} ${this.amount(difference.hereMinor)} · ${words.text("day.there")} ${this.amount(difference.thereMinor)}</p>`}
      ${booking === undefined ? nothing : html`<p>${this.booking(booking)}</p>`}
      ${candidates === undefined || candidates.length === 0 ? nothing : html`<p>${words.text("day.evidence.candidates", { count: candidates.length })}</p><ul>${candidates.slice(0, 8).map((each) => html`<li class="soft">${this.booking(each)}</li>`)}</ul>`}
      ${terminalReceipts === undefined || terminalReceipts.length === 0 ? nothing : html`<p>${words.text("day.evidence.receipts", { numbers: terminalReceipts.slice(0, 12).join(", ") })}</p>`}
    </li>`;
  }

  private terminal(terminal: TerminalReconciliation) {
    const { words } = this;
    const well = terminal.state === "agrees";
    return html`<div class="terminal">
      <table>
        <tbody>
          <tr>
            <th scope="row"><span class="strong">${words.text("lane", { lane: laneNumber(terminal.laneId) })}</span> <bdi class="soft tabular">${terminal.terminalId}</bdi></th>
            <td><span class="${well ? "success" : "attention"}">${words.text(`day.state.${terminal.state}`)}</span></td>
          </tr>
          <tr><th scope="row" class="soft">${words.text("day.here")}</th><td>${this.amount(terminal.here.amountMinor)}</td></tr>
          ${terminal.there === undefined ? nothing : html`<tr><th scope="row" class="soft">${words.text("day.there")}</th><td>${this.amount(terminal.there.amountMinor)}</td></tr>`}
        </tbody>
      </table>
      ${terminal.differences.length === 0 ? nothing : html`<ul class="terminal">${terminal.differences.map((each) => this.difference(each))}</ul>`}
    </div>`;
  }

  private tills() {
    const { words, report } = this;
    if (report.tills.length === 0) return nothing;
    return html`<section>
      <h3>${words.text("day.tills")}</h3>
      <table class="wide">
        <thead><tr><td></td><th scope="col">${words.text("day.till.expected")}</th><th scope="col">${words.text("day.till.counted")}</th><th scope="col">${words.text("day.till.difference")}</th></tr></thead>
        <tbody>
          ${report.tills.map(
            (till) => html`<tr>
              <th scope="row">${words.text("lane", { lane: laneNumber(till.laneId) })} <span class="soft">${till.closedBy.name}</span></th>
              <td>${this.amount(till.expectedMinor)}</td><td>${this.amount(till.countedMinor)}</td><td class=${till.differenceMinor === 0 ? "" : "attention"}>${this.amount(till.differenceMinor)}</td>
            </tr>
            ${(till.foreign ?? []).map(({ currency, currencyDigits, expectedMinor, countedMinor, differenceMinor }) => {
              const amount = (minor: number) => words.money(minor, currency, currencyDigits);
              return html`<tr>
                <th scope="row"><bdi class="soft">${currency}</bdi></th>
                <td>${amount(expectedMinor)}</td><td>${amount(countedMinor)}</td><td class=${differenceMinor === 0 ? "" : "attention"}>${amount(differenceMinor)}</td>
              </tr>`;
            })}`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  protected override render() {
    const { words, report } = this;
    const date = words.date(Date.parse(`${report.businessDate}T12:00:00Z`), "UTC");
    return html`<article class="report">
      <div class="actions">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => this.dispatchEvent(new CustomEvent("report-close"))}>${words.text("day.back")}</lw-button>
        <lw-button icon="printer" @click=${() => window.print()}>${words.text("day.print")}</lw-button>
      </div>
      <header>
        <p class="date">${words.text("day.report", { number: report.dayNumber })}, ${date}</p>
        <p class="soft">${report.storeName} · ${words.text("day.from-to", { from: this.time(report.openedAtMs), to: this.time(report.closedAtMs) })} · ${words.text("day.opened-closed", { opener: report.openedBy.name, closer: report.closedBy.name })}</p>
      </header>
      ${this.turnover()}${this.tenders()}${this.vouchers()}
      ${report.terminals.length === 0 ? nothing : html`<section><h3>${words.text("day.reconciliation")}</h3>${report.terminals.map((each) => this.terminal(each))}</section>`}
      ${this.tills()}${this.taxes()}${this.lanes()}${this.people()}
    </article>`;
  }
}
