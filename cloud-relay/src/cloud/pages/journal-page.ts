import { html } from "hono/html";
import type { JournalStanding } from "../reading/journals.js";
import type { HistoryRecord } from "../reading/transactions.js";
import type { Store } from "../stores/stores.js";
import { count } from "./format.js";
import { historyList } from "./history.js";
import { type Html, mark } from "./layout.js";
import { links } from "./links.js";
import { chainLine } from "./stores-page.js";

export interface JournalPage {
  readonly store: Store;
  readonly journal: JournalStanding;
  readonly records: readonly HistoryRecord[];
  readonly nowMs: number;
}

/** Who vouches for the journal, as a sentence with a sign. */
function signedLine({ signedThrough, signingKeys }: JournalStanding): Html {
  if (signingKeys === 0) return html`<p>${mark("attention", "Not signed")} The store runs a version that does not sign its journal.</p>`;
  if (signingKeys === 1) return html`<p>${mark("good", "Signed")} by the store's own key through record ${count(signedThrough)}.</p>`;
  return html`<p>${mark("attention", "Key changed")} Signed through record ${count(signedThrough)}, with ${count(signingKeys)} keys in turn. Ask the store why its key was changed.</p>`;
}

/** A journal's records, newest first, with what has been checked about them. */
export function journalPage({ store, journal, records, nowMs }: JournalPage): Html {
  const oldest = records.at(-1)?.sequence ?? 0;
  return html`<section class="card"><h2>Is it whole?</h2>${chainLine(store, journal, nowMs)}
<p class="soft">Each record holds the hash of the one before it. Headquarters makes every hash again when a record arrives and refuses one that does not fit. The hash of the last verified record is <span class="mono">${journal.verifiedHash}</span>.</p>${signedLine(journal)}</section>
<section class="card"><h2>Records</h2>${historyList(store, records)}
<div class="pages"><a class="button quiet" href="${links.journal(store.storeId, journal.journalId)}">Newest</a>
${oldest > 1 ? html`<a class="button quiet" href="${links.journal(store.storeId, journal.journalId, oldest - 1)}">Older</a>` : html`<span></span>`}</div></section>`;
}
