import { html } from "hono/html";
import type { DayTotals } from "../reading/days.js";
import type { InterventionStanding } from "../reading/interventions.js";
import type { JournalStanding, UnreadEntry } from "../reading/journals.js";
import type { HandOverNote } from "../reading/people.js";
import type { LaneStanding } from "../reading/lanes.js";
import type { TransactionSummary } from "../reading/transactions.js";
import type { Store } from "../stores/stores.js";
import { ago, count, counted, dayName, money, words } from "./format.js";
import { noteTable } from "./people.js";
import { empty, figures, type Html, mark } from "./layout.js";
import { links, salesOf } from "./links.js";
import { chainLine } from "./stores-page.js";
import { transactionTable } from "./transactions-page.js";

export interface StorePage {
  readonly store: Store;
  readonly days: readonly DayTotals[];
  readonly lanes: readonly LaneStanding[];
  readonly journals: readonly JournalStanding[];
  readonly unread: readonly UnreadEntry[];
  readonly interventions: readonly InterventionStanding[];
  /** Those that nobody has seen to. */
  readonly notes: readonly HandOverNote[];
  readonly newest: readonly TransactionSummary[];
  readonly priceBook: { readonly version: number; readonly items: number } | undefined;
}

export function storePage(page: StorePage, nowMs: number): Html {
  const { store, days, journals, unread } = page;
  const day = days[0];
  return html`${unread.length === 0 ? "" : unreadNotice(store, unread)}
<div class="grid">
<section class="card"><h2>${day === undefined ? "Latest trading day" : dayName(day.businessDate)}</h2>
${day === undefined ? html`<p class="soft">No transaction has arrived yet.</p>` : dayFigures(store, day)}</section>
<section class="card"><h2>Journal</h2>
${journals.length === 0 ? html`<p class="soft">The relay has not sent anything yet.</p>` : journals.map((journal) => chainLine(store, journal, nowMs))}
<p class="soft">${page.priceBook === undefined ? "No price book has been published to this store from here." : `Price book version ${page.priceBook.version}, ${counted(page.priceBook.items, "item", "items")}.`}</p></section>
</div>
<section class="card" id="lanes"><h2>Lanes</h2>${laneTable(store, page.lanes, nowMs)}</section>
<section class="card"><h2>How much was sold on each day?</h2>${dayBars(store, days.slice(0, 14))}
${days.length === 0 ? "" : html`<p class="pages"><a href="${links.days(store.storeId)}">All days</a></p>`}</section>
<section class="card"><h2>Newest transactions</h2>${transactionTable(store, page.newest)}
<p class="pages"><a href="${links.transactions(store.storeId)}">All transactions</a> <a href="${links.vouchers(store.storeId)}">Vouchers: given out, paid with, still owed</a></p></section>
<section class="card"><h2>Interventions</h2>${interventionTable(store, page.interventions)}
<p class="pages"><a href="${links.interventions(store.storeId)}">All interventions</a> <a href="${links.lossPrevention(store.storeId)}">Loss prevention: who was called, and what came of it</a> <a href="${links.offlineCards(store.storeId)}">Offline card payments</a></p></section>
<section class="card"><h2>Hand-over notes</h2>${page.notes.length === 0 ? html`<p class="soft">Nothing waits for whoever comes next.</p>` : noteTable(store, page.notes)}
<p class="pages"><a href="${links.notes(store.storeId)}">All notes</a></p></section>`;
}

export const dayFigures = (store: Store, day: DayTotals): Html => {
  const { storeId } = store;
  const date = day.businessDate;
  return figures([
    { name: "Sold", value: money(store, day.totalMinor), href: links.day(storeId, date) },
    { name: "Sales", value: count(day.sales), href: links.transactions(storeId, salesOf(date)) },
    { name: "Tax", value: money(store, day.taxMinor), href: `${links.day(storeId, date)}#taxes` },
    { name: "Voided", value: count(day.voided), href: links.transactions(storeId, { status: "voided", training: "without", from: date, to: date }) },
  ]);
};

export function laneTable(store: Store, lanes: readonly LaneStanding[], nowMs: number): Html {
  if (lanes.length === 0) return html`<p class="soft">No lane has written to the journal yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Lane</th><th>State</th><th>Faults</th><th>Last seen</th><th>Last record</th></tr></thead><tbody>
${lanes.map(
  (lane) => html`<tr><td><a href="${links.lane(store.storeId, lane.laneId)}">${lane.laneId}</a></td>
<td>${laneMark(lane)}${lane.openTransactionId === null ? "" : html` <a class="small" href="${links.transaction(store.storeId, lane.openTransactionId)}">basket open</a>`}</td>
<td>${lane.faults.length === 0 ? html`<span class="soft">none</span>` : lane.faults.map((fault) => html`${mark("attention", `${words(fault.device)}: ${words(fault.code).toLowerCase()}`)} `)}</td>
<td>${ago(lane.lastAtMs, nowMs)}</td>
<td><a href="${links.journal(store.storeId, lane.journalId, lane.lastSequence)}">${words(lane.lastKind)}</a></td></tr>`,
)}</tbody></table></div>`;
}

export function laneMark(lane: LaneStanding): Html {
  if (lane.mode === "open") return mark("good", "Open");
  return lane.mode === "paused" ? mark("attention", "Paused") : mark("plain", "Closed");
}

/** Days as bars, each with its figure; the bar says nothing the figure does not. */
export function dayBars(store: Store, days: readonly DayTotals[]): Html {
  if (days.length === 0) return html`<p class="soft">The first completed sale starts this plot.</p>`;
  const most = Math.max(1, ...days.map((day) => day.totalMinor));
  return html`<div class="bars">${days.map(
    (day) => html`<a href="${links.day(store.storeId, day.businessDate)}">${dayName(day.businessDate)}</a>
<svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.max(0, Math.round((day.totalMinor * 1_000) / most) / 10)}" height="14" rx="1"/></svg>
<a href="${links.transactions(store.storeId, salesOf(day.businessDate))}">${money(store, day.totalMinor)}</a>`,
  )}</div>`;
}

export function interventionTable(store: Store, interventions: readonly InterventionStanding[]): Html {
  if (interventions.length === 0) return html`<p class="soft">No lane has needed a person yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Reason</th><th>Lane</th><th>Raised</th><th>Took</th><th>Outcome</th><th>Transaction</th></tr></thead><tbody>
${interventions.map(
  (each) => html`<tr><td>${words(each.kind)}</td><td><a href="${links.lane(store.storeId, each.laneId)}">${each.laneId}</a></td>
<td>${dayName(each.businessDate)}</td>
<td>${each.endedAtMs === null ? html`<span class="soft">still open</span>` : `${count(Math.round((each.endedAtMs - each.raisedAtMs) / 1_000))} s`}</td>
<td>${each.outcome === null ? mark("attention", "Waiting") : html`${words(each.outcome)} <span class="soft small">by ${each.endedBy ?? "nobody"}</span>`}</td>
<td>${each.transactionId === null ? html`<span class="soft">none</span>` : html`<a href="${links.transaction(store.storeId, each.transactionId)}">show</a>`}</td></tr>`,
)}</tbody></table></div>`;
}

const unreadNotice = (store: Store, unread: readonly UnreadEntry[]): Html => html`<div class="notice problem"><strong>${counted(unread.length, "entry is", "entries are")} held but not understood</strong>
and left out of the totals: ${unread.slice(0, 3).map((each) => html`<a href="${links.journal(store.storeId, each.journalId, each.sequence)}">${words(each.kind)}, record ${each.sequence}</a> (${each.problem}) `)}</div>`;

export const noInterventions = (): Html => empty("No interventions", "When a lane asks for a person, it is listed here with what became of it.");
