import type { Actor } from "@laneway/contracts";
import { html } from "hono/html";
import { nameOf } from "../projection/follow.js";
import type { HistoryRecord } from "../reading/transactions.js";
import type { Store } from "../stores/stores.js";
import { moment, words } from "./format.js";
import { empty, type Html } from "./layout.js";
import { links } from "./links.js";

/** Journal records as a list: when, what, who, and the entry itself on request. */
export function historyList(store: Store, records: readonly HistoryRecord[]): Html {
  if (records.length === 0) return empty("No records", "Whatever happens here is written into the store's journal and shown as it arrives.");
  return html`<ol class="history">${records.map(
    (record) => html`<li id="record-${record.sequence}">
<div class="line"><strong>${words(record.kind)}</strong><span class="soft small">${moment(store, record.atMs)} · ${nameOf(JSON.parse(record.actor) as Actor)}${record.laneId === null ? "" : ` · ${record.laneId}`}</span></div>
<details><summary>Record <span class="mono">${record.sequence}</span></summary><pre class="mono">${indented(record.entry)}</pre><p class="small soft">Hash <a class="mono" href="${links.journal(store.storeId, record.journalId, record.sequence)}">${record.hash}</a></p></details>
</li>`,
  )}</ol>`;
}

const indented = (entry: string): string => JSON.stringify(JSON.parse(entry), null, 2);
