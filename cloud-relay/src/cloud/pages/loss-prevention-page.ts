import type { InterventionKind } from "@laneway/contracts";
import { html } from "hono/html";
import { leastAudits, type LossPrevention } from "../reading/loss-prevention.js";
import type { Store } from "../stores/stores.js";
import { type Bar, barPlot } from "./bar-plot.js";
import { words } from "./format.js";
import { Figures, type Language, languageNames, languages } from "./language.js";
import { figures as figureRow, type Html } from "./layout.js";
import { links } from "./links.js";
import { reportWords } from "./loss-prevention-words.js";

/** More is not read; the export has all. */
const most = { items: 12, days: 31 } as const;

const per100 = (calls: number, baskets: number): number => (baskets === 0 ? 0 : (100 * calls) / baskets);

/** Upper ends in seconds; what is longer stands last. */
const waits = [15, 30, 60, 120, 300] as const;

/** How lanes called for people over a period, who waited, who came, and what came of it, in the reader's language. */
export function lossPreventionPage(store: Store, report: LossPrevention, language: Language): Html {
  const text = reportWords[language];
  const figures = new Figures(language);
  const { period, baskets, calls, reasons, found } = report;
  const looked = reasons.reduce((sum, { inOrder, notInOrder }) => sum + inOrder + notInOrder, 0);
  const inOrder = reasons.reduce((sum, each) => sum + each.inOrder, 0);
  const here = links.lossPrevention(store.storeId, { ...period, language });
  const plots = new Plots(report, text, figures);
  return html`<nav class="languages" aria-label="${text.language}">${languages.map((each) => html`<a lang="${each}" hreflang="${each}" href="${links.lossPrevention(store.storeId, { ...period, language: each })}"${each === language ? html` aria-current="true"` : ""}>${languageNames[each]}</a>`)}</nav>
<form class="filter" method="get" aria-label="${text.period}"><input type="hidden" name="language" value="${language}"><label>${text.from}<input type="date" name="from" value="${period.from}" required></label><label>${text.to}<input type="date" name="to" value="${period.to}" required></label><button>${text.show}</button>
<a class="button quiet" href="${links.lossPreventionFile(store.storeId, period)}">${text.file}</a></form>
<section class="card"><h2>${text.span(figures.day(period.from), figures.day(period.to))}</h2>${figureRow([
    { name: text.baskets, value: figures.count(baskets), href: links.transactions(store.storeId, { status: "completed", training: "without", from: period.from, to: period.to }) },
    { name: text.per100, value: figures.fixed(per100(calls, baskets), 1), href: `${here}#reasons` },
    { name: text.forNothing, value: figures.share(inOrder, looked), href: `${here}#items` },
    { name: text.found, value: figures.money(store, found.amountMinor), href: `${here}#loss` },
  ])}</section>
${calls === 0 ? html`<p class="soft">${text.nobodyCalled}</p>` : html`<div id="reasons">${plots.reasons()}</div>${plots.days()}${plots.waits()}<div id="items">${plots.items()}</div>${plots.colleagues()}`}
<section class="card" id="loss"><h2>${text.loss}</h2>
<p>${text.foundText(found.checks, figures.money(store, found.amountMinor), figures)}</p>
<p>${auditsIn(store, report, language)}</p></section>`;
}

function auditsIn(store: Store, { audits }: LossPrevention, language: Language): string {
  const text = reportWords[language];
  const figures = new Figures(language);
  const { answered, missing, unseenMinor } = audits;
  if (unseenMinor === undefined) return text.tooFewAudits(answered, leastAudits, figures);
  const estimate = missing === 0 ? text.tooFewMissing : text.unseen(figures.money(store, unseenMinor), `${figures.count(Math.round(100 / Math.sqrt(missing)))} %`);
  return `${text.audits(answered, missing, figures)} ${estimate}`;
}

/** The report's questions, each answered by bars and the table beside them. */
class Plots {
  constructor(
    private readonly report: LossPrevention,
    private readonly text: (typeof reportWords)[Language],
    private readonly figures: Figures,
  ) {}

  reasons(): Html {
    const { reasons, baskets } = this.report;
    const { figures } = this;
    const nameOf = (kind: string) => (Object.hasOwn(this.text.kinds, kind) ? this.text.kinds[kind as InterventionKind] : words(kind));
    const bars = reasons.map(({ kind, per100: often }) => ({ name: nameOf(kind), value: often, words: figures.fixed(often, 1) }));
    const rows = reasons.map((each) => [
      nameOf(each.kind), figures.count(each.calls), figures.fixed(per100(each.calls, baskets), 1), figures.seconds(each.waiting.p50), figures.seconds(each.waiting.p95), figures.count(each.inOrder), figures.count(each.notInOrder),
    ]);
    return this.#plot("reasons", bars, rows);
  }

  days(): Html {
    const { figures } = this;
    const newest = this.report.days.slice(-most.days).map(({ businessDate, ...day }) => ({ ...day, name: figures.day(businessDate), often: per100(day.calls, day.baskets) }));
    const bars = newest.map(({ name, often }) => ({ name, value: often, words: figures.fixed(often, 1) }));
    return this.#plot("days", bars, newest.map(({ name, baskets, calls, often }) => [name, figures.count(baskets), figures.count(calls), figures.fixed(often, 1)]));
  }

  waits(): Html {
    const { figures, text } = this;
    const all = this.report.waits;
    const ends = [...waits, Number.POSITIVE_INFINITY];
    const bands = ends.map((end, index) => {
      const from = waits[index - 1] ?? 0;
      const name = Number.isFinite(end) ? text.waitFromTo(figures.count(from), figures.seconds(end)) : text.waitOver(figures.seconds(from));
      return { name, calls: all.filter((wait) => (from === 0 ? wait <= end : wait > from && wait <= end)).length };
    });
    const bars = bands.map(({ name, calls }) => ({ name, value: calls, words: figures.count(calls) }));
    return this.#plot("waits", bars, bands.map(({ name, calls }) => [name, figures.count(calls), figures.share(calls, all.length)]));
  }

  items(): Html {
    const { figures } = this;
    const shown = this.report.items.slice(0, most.items);
    const bars = shown.map(({ name, asked, inOrder }) => ({ name, value: (100 * inOrder) / asked, words: figures.share(inOrder, asked) }));
    return this.#plot("items", bars, shown.map(({ name, asked, inOrder }) => [name, figures.count(asked), figures.count(inOrder), figures.share(inOrder, asked)]));
  }

  colleagues(): Html {
    const { figures } = this;
    const { colleagues } = this.report;
    const bars = colleagues.map(({ name, answered }) => ({ name, value: answered, words: figures.count(answered) }));
    return this.#plot("colleagues", bars, colleagues.map((each) => [each.name, figures.count(each.answered), figures.minutes(each.seconds)]));
  }

  #plot(which: keyof (typeof reportWords)[Language]["plots"], bars: readonly Bar[], rows: readonly (readonly string[])[]): Html {
    const { title, heads, none } = this.text.plots[which];
    if (bars.length === 0) return html`<section class="card"><h2>${title}</h2><p class="soft">${none}</p></section>`;
    return barPlot(title, bars, tableOf(heads, rows), { dir: this.figures.dir, beside: this.text.sameFigures });
  }
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="scroll"><table><thead><tr>${heads.map((head, index) => html`<th class="${index === 0 ? "" : "number"}">${head}</th>`)}</tr></thead><tbody>
${rows.map((cells) => html`<tr>${cells.map((cell, index) => html`<td class="${index === 0 ? "" : "number"}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}
