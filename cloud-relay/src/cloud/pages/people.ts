import { html } from "hono/html";
import type { Assistance, HandOverNote, People, Said } from "../reading/people.js";
import type { Store } from "../stores/stores.js";
import { count, moment, words } from "./format.js";
import { type Html, mark } from "./layout.js";
import { links } from "./links.js";

const ends: Readonly<Record<string, string>> = {
  "handed-back": "then handed it back",
  idle: "until nothing was done there for a while",
  "basket-ended": "until the basket was over",
  relieved: "until a colleague took over",
  "went-on": "then stayed in another way",
};
const messageEnds: Readonly<Record<string, string>> = { read: "the shopper put it away", over: "it was shown to its end", withdrawn: "taken back" };

const howLong = (ms: number): string => (ms < 120_000 ? `${count(Math.round(ms / 1_000))} s` : `${count(Math.round(ms / 60_000))} min`);

function taken({ at, attended, fromMs, end }: Assistance): Html {
  const how = attended ? "served at the lane as at a staffed till" : at === "lane" ? "took the lane over, standing at it," : "took the lane over from the station";
  return end === undefined ? html`${how} ${mark("accent", "Still there")}` : html`${how} for ${howLong(Math.max(0, end.atMs - fromMs))}, ${ends[end.because] ?? words(end.because).toLowerCase()}`;
}

function told({ content, ended }: Said): Html {
  const how = "text" in content ? html`wrote to the shopper: <q>${content.text}</q>` : html`had the lane say <q>${words(content.phrase)}</q>, in the shopper's language`;
  return html`${how}<span class="soft">${ended === undefined ? "" : `; ${messageEnds[ended] ?? words(ended).toLowerCase()}`}</span>`;
}

/** Who took the lane over, when, and what was said, newest first. `withLane`: it happened on more than one. */
export function peopleTable(store: Store, { assistance, said }: People, withLane: boolean): Html {
  const rows = [
    ...assistance.map((each) => ({ ...each, atMs: each.fromMs, sequence: each.fromSequence, transactionId: null, what: taken(each) })),
    ...said.map((each) => ({ ...each, what: told(each) })),
  ].toSorted((one, other) => other.atMs - one.atMs || other.sequence - one.sequence);
  return html`<div class="scroll"><table><thead><tr><th>When</th><th>Who</th><th>What</th>${withLane ? html`<th>Lane</th>` : html`<th>Transaction</th>`}</tr></thead><tbody>
${rows.map(
  ({ atMs, by, what, laneId, transactionId }) => html`<tr><td>${moment(store, atMs)}</td><td>${by}</td><td>${what}</td>
<td class="nowrap">${withLane ? html`<a href="${links.lane(store.storeId, laneId)}">${laneId}</a>` : transactionId === null ? html`<span class="soft">–</span>` : html`<a href="${links.transaction(store.storeId, transactionId)}">show</a>`}</td></tr>`,
)}</tbody></table></div>`;
}

export const hasPeople = ({ assistance, said }: People): boolean => assistance.length + said.length > 0;

export function noteTable(store: Store, notes: readonly HandOverNote[]): Html {
  return html`<div class="scroll"><table><thead><tr><th>Written</th><th>By</th><th>About</th><th>Note</th><th>Read by</th><th>State</th></tr></thead><tbody>
${notes.map(
  ({ text, laneId, by, atMs, readBy, finished }) => html`<tr><td>${moment(store, atMs)}</td><td>${by}</td>
<td class="nowrap">${laneId === undefined ? "the store" : html`<a href="${links.lane(store.storeId, laneId)}">${laneId}</a>`}</td><td>${text}</td>
<td>${readBy.length === 0 ? html`<span class="soft">nobody yet</span>` : readBy.join(", ")}</td>
<td>${finished === undefined ? mark("attention", "Open") : html`${mark("good", "Seen to")} <span class="soft small">by ${finished.by}, ${moment(store, finished.atMs)}</span>`}</td></tr>`,
)}</tbody></table></div>`;
}
