import { html } from "hono/html";
import type { Html } from "./layout.js";

/** A bar: what it stands for, how long it is, and its figure in words. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly words: string;
}

const row = { height: 34, thick: 16, width: 420, name: 150, figure: 96 } as const;

/**
 * Bars on one scale, from where reading begins, each with its name and figure, as an image; the same figures stand in the table beside
 * it, which is what a reader of words has: `beside` says so.
 */
export function barPlot(title: string, bars: readonly Bar[], table: Html, { dir, beside }: { readonly dir: "ltr" | "rtl"; readonly beside: string }): Html {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const room = row.width - row.name - row.figure;
  const height = bars.length * row.height;
  // The drawing itself always runs from the left; read from the right it is mirrored, its words are not.
  const at = (x: number) => (dir === "ltr" ? x : row.width - x);
  const [near, far] = dir === "ltr" ? ["start", "end"] : ["end", "start"];
  const drawn = bars.map(({ name, value, words }, index) => {
    const middle = index * row.height + row.height / 2;
    const length = most === 0 ? 0 : Math.round((room * value * 10) / most) / 10;
    const left = dir === "ltr" ? row.name : row.width - row.name - length;
    return html`<text x="${at(row.name - 10)}" y="${middle}" text-anchor="${far}">${short(name, dir)}</text><rect x="${left}" y="${middle - row.thick / 2}" width="${length}" height="${row.thick}" rx="2"/><text class="figure" x="${at(row.name + length + 8)}" y="${middle}" text-anchor="${near}">${words}</text>`;
  });
  return html`<section class="card plot"><h2>${title}</h2>
<div><svg viewBox="0 0 ${row.width} ${height}" direction="ltr" role="img" aria-label="${title}: ${beside}"><line x1="${at(row.name)}" x2="${at(row.name)}" y1="0" y2="${height}"/>${drawn}</svg>
${table}</div></section>`;
}

const mostLetters = 22;
/** Of a script that is read from the right, what is cut off ends on its own side: a mark without width says so. */
const short = (name: string, dir: "ltr" | "rtl"): string => (name.length <= mostLetters ? name : `${name.slice(0, mostLetters - 1)}…${dir === "rtl" ? "\u200f" : ""}`);
