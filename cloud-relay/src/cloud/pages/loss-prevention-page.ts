import { html } from "hono/html";
import { leastAudits, type LossPrevention } from "../reading/loss-prevention.js";
import type { Store } from "../stores/stores.js";
import { barPlot } from "./bar-plot.js";
import { count, counted, dayName, money, words } from "./format.js";
import { figures, type Html } from "./layout.js";
import { links } from "./links.js";

/** More is not read; the export has all. */
const most = { items: 12, days: 31 } as const;

const rate = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
const per100 = (calls: number, baskets: number): number => (baskets === 0 ? 0 : (100 * calls) / baskets);
const seconds = (value: number | undefined): string => (value === undefined ? "–" : `${count(Math.round(value))} s`);

/** Upper ends in seconds; what is longer stands last. */
const waits = [15, 30, 60, 120, 300] as const;

/** How lanes called for people over a period, who waited, who came, and what came of it. */
export function lossPreventionPage(store: Store, report: LossPrevention): Html {
  const { period, baskets, calls, reasons, found, audits, items, colleagues } = report;
  const looked = reasons.reduce((sum, { inOrder, notInOrder }) => sum + inOrder + notInOrder, 0);
  const inOrder = reasons.reduce((sum, each) => sum + each.inOrder, 0);
  const here = links.lossPrevention(store.storeId, period);
  return html`<form class="filter" method="get" aria-label="Period"><label>From<input type="date" name="from" value="${period.from}" required></label><label>To<input type="date" name="to" value="${period.to}" required></label><button>Show</button>
<a class="button quiet" href="${links.lossPreventionFile(store.storeId, period)}">Export CSV</a></form>
<section class="card"><h2>${dayName(period.from)} to ${dayName(period.to)}</h2>${figures([
    { name: "Baskets paid for", value: count(baskets), href: links.transactions(store.storeId, { status: "completed", training: "without", from: period.from, to: period.to }) },
    { name: "Calls per 100 baskets", value: per100(calls, baskets).toFixed(1), href: `${here}#reasons` },
    { name: "Looked at for nothing", value: rate(inOrder, looked), href: `${here}#items` },
    { name: "Found and paid for", value: money(store, found.amountMinor), href: `${here}#loss` },
  ])}</section>
${calls === 0 ? html`<p class="soft">No lane called for a person in this time.</p>` : html`<div id="reasons">${reasonPlot(report)}</div>${dayPlot(report)}${waitPlot(report)}<div id="items">${itemPlot(items)}</div>${colleaguePlot(colleagues)}`}
<section class="card" id="loss"><h2>What was avoided, and what was not seen</h2>
<p>${counted(found.checks, "check", "checks")} of baskets found something missing; ${money(store, found.amountMinor)} was scanned and paid for after them. Of baskets that were then given up nothing is known.</p>
<p>${audits.unseenMinor === undefined
    ? html`${counted(audits.answered, "basket", "baskets")} drawn by chance ${audits.answered === 1 ? "was" : "were"} looked at. From ${leastAudits} on they say how much is missed where nobody looks.`
    : html`Of ${count(audits.answered)} baskets drawn by chance, something was missing from ${count(audits.missing)}. ${audits.missing === 0 ? "That is too few to say how much left unseen." : `If all others are like them, about ${money(store, audits.unseenMinor)} left unseen in this time, give or take ${Math.round(100 / Math.sqrt(audits.missing))} %.`}`}</p></section>`;
}

function reasonPlot({ reasons, baskets }: LossPrevention): Html {
  const bars = reasons.map(({ kind, per100: often }) => ({ name: words(kind), value: often, words: often.toFixed(1) }));
  const table = tableOf(
    ["Reason", "Calls", "Per 100", "Median wait", "95 % wait", "In order", "Not"],
    reasons.map((each) => [words(each.kind), count(each.calls), per100(each.calls, baskets).toFixed(1), seconds(each.waiting.p50), seconds(each.waiting.p95), count(each.inOrder), count(each.notInOrder)]),
  );
  return barPlot("Why were people called? Calls per 100 baskets", bars, table);
}

function dayPlot({ days }: LossPrevention): Html {
  const newest = days.slice(-most.days);
  const bars = newest.map((day) => ({ name: dayName(day.businessDate), value: per100(day.calls, day.baskets), words: per100(day.calls, day.baskets).toFixed(1) }));
  const rows = newest.map((day) => [dayName(day.businessDate), count(day.baskets), count(day.calls), per100(day.calls, day.baskets).toFixed(1)]);
  return barPlot("On which days? Calls per 100 baskets", bars, tableOf(["Day", "Baskets", "Calls", "Per 100 baskets"], rows));
}

function waitPlot({ waits: all }: LossPrevention): Html {
  const bands = [...waits.map((end, index) => ({ name: `${index === 0 ? 0 : (waits[index - 1] ?? 0)} to ${end} s`, from: waits[index - 1] ?? 0, end })), { name: `over ${waits.at(-1)} s`, from: waits.at(-1) ?? 0, end: Number.POSITIVE_INFINITY }];
  const found = bands.map(({ name, from, end }) => ({ name, calls: all.filter((wait) => (from === 0 ? wait <= end : wait > from && wait <= end)).length }));
  const bars = found.map(({ name, calls }) => ({ name, value: calls, words: count(calls) }));
  return barPlot("How long did people wait for somebody?", bars, tableOf(["Waited", "Calls", "Share"], found.map(({ name, calls }) => [name, count(calls), rate(calls, all.length)])));
}

function itemPlot(items: LossPrevention["items"]): Html {
  if (items.length === 0) return html`<section class="card"><h2>Which items were asked about for nothing?</h2><p class="soft">No answer named an item in this time.</p></section>`;
  const shown = items.slice(0, most.items);
  const bars = shown.map(({ name, asked, inOrder }) => ({ name, value: (100 * inOrder) / asked, words: `${rate(inOrder, asked)}` }));
  return barPlot("Which items were asked about for nothing?", bars, tableOf(["Item", "Answered", "In order", "False alarms"], shown.map(({ name, asked, inOrder }) => [name, count(asked), count(inOrder), rate(inOrder, asked)])));
}

function colleaguePlot(colleagues: LossPrevention["colleagues"]): Html {
  if (colleagues.length === 0) return html`<section class="card"><h2>Who saw to how much?</h2><p class="soft">Nobody has answered a call in this time.</p></section>`;
  const bars = colleagues.map(({ name, answered }) => ({ name, value: answered, words: count(answered) }));
  return barPlot("Who saw to how much? Calls answered", bars, tableOf(["Colleague", "Answered", "Time at lanes"], colleagues.map((each) => [each.name, count(each.answered), `${(each.seconds / 60).toFixed(1)} min`])));
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="scroll"><table><thead><tr>${heads.map((head, index) => html`<th class="${index === 0 ? "" : "number"}">${head}</th>`)}</tr></thead><tbody>
${rows.map((cells) => html`<tr>${cells.map((cell, index) => html`<td class="${index === 0 ? "" : "number"}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
