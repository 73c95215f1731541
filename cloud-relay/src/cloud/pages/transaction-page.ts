import { html } from "hono/html";
import type { People } from "../reading/people.js";
import type { TransactionDetail } from "../reading/transactions.js";
import type { Store } from "../stores/stores.js";
import { explainedPrices as pricesFrom } from "../reading/explained-prices.js";
import { explainedPrices } from "./explained-prices.js";
import { count, dayName, moment, money, words } from "./format.js";
import { historyList } from "./history.js";
import { type Html, mark } from "./layout.js";
import { links } from "./links.js";
import { hasPeople, peopleTable } from "./people.js";
import { receiptDrawing } from "./receipt.js";
import { statusMark } from "./transactions-page.js";

export function transactionPage(store: Store, { summary, receipt, history, interventions }: TransactionDetail, people: People): Html {
  return html`<div class="two">
<div>${receipt === undefined ? html`<div class="card"><h2>No receipt</h2><p class="soft">${noReceipt[summary.status]}</p></div>` : receiptDrawing(receipt)}</div>
<div>
<section class="card"><h2>In short</h2><table><tbody>
${row("State", html`${statusMark(summary)}${summary.voidReason === null ? "" : html` <span class="soft">${words(summary.voidReason)}, by ${summary.endedBy ?? "nobody"}</span>`}`)}
${row("Total", html`${money(store, summary.totalMinor)} <span class="soft">with ${money(store, summary.taxMinor)} tax</span>`)}
${summary.undoneBy === null ? "" : row("Undone", html`<a href="${links.transaction(store.storeId, summary.undoneBy)}">by a post void</a>: nothing of it comes back any more`)}
${summary.returnedMinor === 0 ? "" : row("Came back", money(store, summary.returnedMinor))}
${row("Lane", html`<a href="${links.lane(store.storeId, summary.laneId)}">${summary.laneId}</a>`)}
${row("Trading day", html`<a href="${links.day(store.storeId, summary.businessDate)}">${dayName(summary.businessDate)}</a>`)}
${row("Began", moment(store, summary.startedAtMs))}
${row("Took", `${count(Math.round((summary.lastAtMs - summary.startedAtMs) / 1_000))} s`)}
${row("Number", html`<span class="mono">${summary.transactionId}</span>`)}
</tbody></table></section>
${
  interventions.length === 0
    ? ""
    : html`<section class="card"><h2>Interventions</h2><table><tbody>${interventions.map(
        (each) => html`<tr><td>${words(each.kind)}</td><td>${each.outcome === null ? mark("attention", "Waiting") : `${words(each.outcome)} by ${each.endedBy ?? "nobody"}`}</td></tr>`,
      )}</tbody></table></section>`
}
${hasPeople(people) ? html`<section class="card" id="people"><h2>Who helped?</h2>${peopleTable(store, people, true)}</section>` : ""}
<section class="card" id="prices"><h2>Why these prices</h2>${explainedPrices(pricesFrom(history))}</section>
<section class="card"><h2>What happened</h2>${historyList(store, history)}</section>
</div></div>`;
}

const row = (name: string, value: Html | string): Html => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;

const noReceipt = {
  open: "The basket is still being scanned, as far as headquarters has heard.",
  suspended: "The basket has been set aside and may be taken up at another lane.",
  voided: "The basket was given up before it was paid.",
  completed: "The sale is complete, but its receipt could not be read.",
} as const;
