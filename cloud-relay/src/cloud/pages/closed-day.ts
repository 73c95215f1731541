import type { BookingDifference, DayTotals } from "@laneway/contracts";
import { html } from "hono/html";
import type { ClosedDay } from "../reading/closed-days.js";
import type { Store } from "../stores/stores.js";
import { count, counted, money, words } from "./format.js";
import type { Html } from "./layout.js";
import { links } from "./links.js";

/** What the store's own report of the day says, and whether the records here add up to it. */
export function closedDay(store: Store, { report, check, wrong }: ClosedDay): Html {
  const amount = (amountMinor: number): Html => html`<td class="number">${money(store, amountMinor)}</td>`;
  const verdict = {
    agrees: "Its records, added up again here, give the same figures.",
    differs: `Its records, added up again here, give other figures: ${wrong.join(", ")}.`,
    incomplete: "Not all of its records are here yet: it is added up again when they are.",
  }[check];
  const differences = report.terminals.flatMap(({ laneId, differences: found }) => found.map((each) => ({ laneId, each })));
  return html`<section class="card" id="day-${report.dayNumber}"><h2>Business day ${count(report.dayNumber)}, closed by ${report.closedBy.name}</h2>
<p>${count(report.totals.receipts)} receipts, ${money(store, report.totals.totalMinor)}. <span class="${check === "differs" ? "problem" : "soft"}">${verdict}</span></p>
${report.totals.vouchers === undefined ? "" : html`<p class="soft">Vouchers given out: ${count(report.totals.vouchers.issued.count)}, ${money(store, report.totals.vouchers.issued.amountMinor)}; paid with: ${count(report.totals.vouchers.used.count)}, ${money(store, report.totals.vouchers.used.amountMinor)}.</p>`}
${report.totals.giftCards === undefined ? "" : html`<p class="soft">Of it gift cards sold or reloaded: ${count(report.totals.giftCards.count)}, ${money(store, report.totals.giftCards.amountMinor)}; owed to whoever holds them.</p>`}
${offlineLine(store, report.totals.offline)}
<div class="scroll"><table><thead><tr><th>Terminal</th><th class="number">Our books</th><th class="number">Its books</th><th>State</th></tr></thead><tbody>
${report.terminals.map((terminal) => html`<tr><td>${terminal.laneId} ${terminal.terminalId}</td>${amount(terminal.here.amountMinor)}${terminal.there === undefined ? html`<td class="number">–</td>` : amount(terminal.there.amountMinor)}<td>${words(terminal.state)}</td></tr>`)}
</tbody></table></div>
${differences.length === 0 ? "" : html`<h3>What differs</h3><div class="scroll"><table><thead><tr><th>Lane</th><th>What</th><th>Evidence</th><th class="number">Difference</th></tr></thead><tbody>
${differences.map(({ laneId, each }) => html`<tr><td>${laneId}</td><td>${words(each.kind)}${each.scheme === undefined ? "" : ` · ${each.scheme}`}</td><td>${evidence(store, each)}</td>${amount(each.differenceMinor)}</tr>`)}
</tbody></table></div>`}
${report.tills.length === 0 ? "" : html`<h3>Tills</h3><div class="scroll"><table><thead><tr><th>Lane</th><th>Counted by</th><th class="number">Expected</th><th class="number">Counted</th><th class="number">Difference</th></tr></thead><tbody>
${report.tills.map((till) => html`<tr><td>${till.laneId}</td><td>${till.closedBy.name}</td>${amount(till.expectedMinor)}${amount(till.countedMinor)}${amount(till.differenceMinor)}</tr>${(till.foreign ?? []).map((each) => {
  const foreign = (amountMinor: number): Html => html`<td class="number">${money(each, amountMinor)}</td>`;
  return html`<tr><td></td><td>${each.currency}</td>${foreign(each.expectedMinor)}${foreign(each.countedMinor)}${foreign(each.differenceMinor)}</tr>`;
})}`)}
</tbody></table></div>`}</section>`;
}

function offlineLine(store: Store, offline: DayTotals["offline"]): Html | "" {
  if (offline === undefined) return "";
  const lost = offline.lost.count === 0 ? "" : `; ${counted(offline.lost.count, "payment", "payments")} over ${money(store, offline.lost.amountMinor)} declined later`;
  return html`<p><a href="${links.offlineCards(store.storeId)}">Offline card payments</a>: ${count(offline.count)}, ${money(store, offline.amountMinor)}${lost}.</p>`;
}

function evidence(store: Store, { booking, terminalReceipts, because }: BookingDifference): string {
  const parts = [
    booking === undefined ? "" : `payment of ${money(store, booking.amountMinor)}${booking.terminalReceipt === undefined ? "" : `, terminal receipt ${booking.terminalReceipt}`}`,
    terminalReceipts === undefined || terminalReceipts.length === 0 ? "" : `terminal receipts ${terminalReceipts.slice(0, 12).join(", ")}`,
    because ?? "",
  ];
  return parts.filter((part) => part !== "").join("; ");
}
