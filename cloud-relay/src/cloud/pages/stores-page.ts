import { html } from "hono/html";
import type { DayTotals } from "../reading/days.js";
import type { JournalStanding } from "../reading/journals.js";
import type { LaneStanding } from "../reading/lanes.js";
import type { Store } from "../stores/stores.js";
import { ago, count, counted, dayName, money } from "./format.js";
import { empty, figures, type Html, mark } from "./layout.js";
import { links, salesOf } from "./links.js";

/** A store with what its card says. */
export interface StoreCard {
  readonly store: Store;
  readonly day: DayTotals | undefined;
  readonly lanes: readonly LaneStanding[];
  readonly journals: readonly JournalStanding[];
}

export function storesPage(cards: readonly StoreCard[], nowMs: number): Html {
  if (cards.length === 0) return empty("No stores yet", "A store appears here once it has been added and its relay has a key.");
  return html`<div class="grid">${cards.map((card) => storeCard(card, nowMs))}</div>`;
}

function storeCard({ store, day, lanes, journals }: StoreCard, nowMs: number): Html {
  const open = lanes.filter((lane) => lane.mode === "open").length;
  return html`<section class="card">
<h2><a href="${links.store(store.storeId)}">${store.name}</a></h2>
${
  day === undefined
    ? html`<p class="soft">No transaction has arrived yet.</p>`
    : html`<p class="soft small">Latest trading day: <a href="${links.day(store.storeId, day.businessDate)}">${dayName(day.businessDate)}</a></p>
${figures([
  { name: "Sold", value: money(store, day.totalMinor), href: links.day(store.storeId, day.businessDate) },
  { name: "Sales", value: count(day.sales), href: links.transactions(store.storeId, salesOf(day.businessDate)) },
])}`
}
<p><a href="${links.store(store.storeId)}#lanes">${counted(lanes.length, "lane", "lanes")}</a>, ${count(open)} open</p>
${journals.slice(0, 1).map((journal) => chainLine(store, journal, nowMs))}
</section>`;
}

/** Whether a journal is held without a gap and through where, as a sentence with a sign. */
export function chainLine(store: Store, journal: JournalStanding, nowMs: number): Html {
  const href = links.journal(store.storeId, journal.journalId);
  return html`<p>${journal.beyondGap === 0 ? mark("good", "Chain verified") : mark("attention", "Gap")}
<a href="${href}">through record ${count(journal.verifiedThrough)}</a>${journal.beyondGap === 0 ? "" : html`, ${counted(journal.beyondGap, "record", "records")} beyond a gap; record ${count(journal.verifiedThrough + 1)} has been asked for`}
<span class="soft small">· heard ${ago(journal.lastReceivedMs, nowMs)}</span></p>`;
}
