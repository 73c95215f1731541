import { html } from "hono/html";
import type { DayDetail, DayTotals } from "../reading/days.js";
import type { ClosedDay } from "../reading/closed-days.js";
import type { Store } from "../stores/stores.js";
import { closedDay } from "./closed-day.js";
import { count, dayName, money, percent, words } from "./format.js";
import { empty, type Html } from "./layout.js";
import { links, salesOf } from "./links.js";
import { dayBars, dayFigures } from "./store-page.js";

export function dayPage(store: Store, { totals, lanes, tenders, taxes }: DayDetail, closed: readonly ClosedDay[]): Html {
  const date = totals.businessDate;
  const sales = (amountMinor: number, lane?: string): Html =>
    html`<a href="${links.transactions(store.storeId, salesOf(date, lane))}">${money(store, amountMinor)}</a>`;
  const amount = (amountMinor: number): Html => html`<td class="number">${money(store, amountMinor)}</td>`;
  return html`<section class="card"><h2>The day</h2>${dayFigures(store, totals)}
${totals.training === 0 ? "" : html`<p class="soft">Not counted: <a href="${links.transactions(store.storeId, { training: "only", from: date, to: date })}">${count(totals.training)} in training</a></p>`}</section>
<div class="grid">
<section class="card"><h2>Where was it sold?</h2>${table(["Lane", "Sales", "Total"], lanes.map((lane) => html`<tr><td><a href="${links.lane(store.storeId, lane.laneId)}">${lane.laneId}</a></td><td class="number">${count(lane.sales)}</td><td class="number">${sales(lane.totalMinor, lane.laneId)}</td></tr>`))}</section>
<section class="card"><h2>How was it paid?</h2>${table(["Tender", "Payments", "Amount"], tenders.map((tender) => html`<tr><td>${words(tender.kind)}</td><td class="number">${count(tender.count)}</td><td class="number">${sales(tender.amountMinor)}</td></tr>`))}</section>
</div>
<section class="card" id="taxes"><h2>How much tax is in it?</h2>${table(["Rate", "Net", "Tax", "Gross"], taxes.map((tax) => html`<tr><td>${tax.mark} · ${tax.name}${tax.name.includes("%") ? "" : ` · ${percent(tax.ratePpm)}`}</td>${amount(tax.netMinor)}${amount(tax.taxMinor)}<td class="number">${sales(tax.grossMinor)}</td></tr>`))}</section>
${closed.map((day) => closedDay(store, day))}`;
}

export const daysPage = (store: Store, days: readonly DayTotals[]): Html =>
  days.length === 0
    ? empty("No trading days yet", "The first transaction that arrives starts one.")
    : html`<section class="card"><h2>How much was sold on each day?</h2>${dayBars(store, days)}</section>
<section class="card"><h2>In figures</h2>${table(
        ["Day", "Sales", "Sold", "Tax", "Saved by shoppers", "Voided"],
        days.map((day) => html`<tr><td><a href="${links.day(store.storeId, day.businessDate)}">${dayName(day.businessDate)}</a></td>
<td class="number"><a href="${links.transactions(store.storeId, salesOf(day.businessDate))}">${count(day.sales)}</a></td>
<td class="number">${money(store, day.totalMinor)}</td><td class="number">${money(store, day.taxMinor)}</td><td class="number">${money(store, day.savingsMinor)}</td>
<td class="number">${count(day.voided)}</td></tr>`),
      )}</section>`;

function table(heads: readonly string[], rows: readonly Html[]): Html {
  if (rows.length === 0) return html`<p class="soft">No completed sale on this day.</p>`;
  return html`<div class="scroll"><table><thead><tr>${heads.map((head, index) => html`<th class="${index === 0 ? "" : "number"}">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
