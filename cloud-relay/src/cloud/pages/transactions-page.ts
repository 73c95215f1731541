import { html } from "hono/html";
import type { LaneStanding } from "../reading/lanes.js";
import { type TransactionFilter, type TransactionPage, type TransactionSummary, transactionStatus } from "../reading/transactions.js";
import type { Store } from "../stores/stores.js";
import { count, counted, moment, money, words } from "./format.js";
import { empty, type Html, mark } from "./layout.js";
import { links } from "./links.js";

export interface TransactionsPage {
  readonly store: Store;
  readonly lanes: readonly LaneStanding[];
  readonly filter: TransactionFilter;
  readonly page: TransactionPage;
  readonly sum: { readonly count: number; readonly sales: number; readonly totalMinor: number };
  readonly isFirst: boolean;
}

export function transactionsPage({ store, lanes, filter, page, sum, isFirst }: TransactionsPage): Html {
  return html`<form class="filter" method="get" data-live="results" aria-label="Filter transactions">
<label class="grow">Item, receipt or number<input type="search" name="text" value="${filter.text ?? ""}" maxlength="100" autocomplete="off"></label>
<label>Lane<select name="lane"><option value="">All</option>${lanes.map(({ laneId }) => option(laneId, laneId, filter.lane))}</select></label>
<label>From<input type="date" name="from" value="${filter.from ?? ""}"></label>
<label>To<input type="date" name="to" value="${filter.to ?? ""}"></label>
<label>State<select name="status"><option value="">All</option>${transactionStatus.options.map((status) => option(status, words(status), filter.status))}</select></label>
<label>Training<select name="training"><option value="">With</option>${option("without", "Without", filter.training)}${option("only", "Only", filter.training)}</select></label>
<button>Show</button></form>
<div id="results" aria-live="polite">
<p class="soft">${counted(sum.count, "transaction", "transactions")}, of which ${counted(sum.sales, "sale", "sales")} for ${money(store, sum.totalMinor)}.</p>
<div class="card">${transactionTable(store, page.transactions)}
<div class="pages">${isFirst ? html`<span></span>` : html`<a class="button quiet" href="${links.transactions(store.storeId, filter)}">Newest</a>`}
${page.next === undefined ? html`<span></span>` : html`<a class="button quiet" href="${links.transactions(store.storeId, { ...filter, before: page.next })}">Older</a>`}</div></div></div>`;
}

const option = (value: string, text: string, chosen: string | undefined): Html =>
  value === chosen ? html`<option value="${value}" selected>${text}</option>` : html`<option value="${value}">${text}</option>`;

export function transactionTable(store: Store, transactions: readonly TransactionSummary[]): Html {
  if (transactions.length === 0) return empty("No transactions", "None match, or none has arrived yet.");
  return html`<div class="scroll"><table><thead><tr><th>When</th><th>Receipt</th><th>Lane</th><th>State</th><th class="number">Items</th><th class="number">Total</th></tr></thead><tbody>
${transactions.map(
  (each) => html`<tr><td>${moment(store, each.lastAtMs)}</td>
<td><a href="${links.transaction(store.storeId, each.transactionId)}">${each.receiptNumber ?? "no receipt"}</a></td>
<td><a href="${links.lane(store.storeId, each.laneId)}">${each.laneId}</a></td><td>${statusMark(each)}</td>
<td class="number">${count(each.lineCount)}</td><td class="number">${money(store, each.totalMinor)}</td></tr>`,
)}</tbody></table></div>`;
}

/** How a transaction stands, training marked beside it. */
export function statusMark(transaction: TransactionSummary): Html {
  const tones = { open: "accent", suspended: "attention", completed: "good", voided: "plain" } as const;
  return html`${mark(tones[transaction.status], words(transaction.status))}${transaction.training ? html` ${mark("plain", "Training")}` : ""}`;
}
