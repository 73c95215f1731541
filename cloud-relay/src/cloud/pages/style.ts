/** Headquarters' one style sheet. Paper, card and ink, one accent; light and dark follow the reader's system. */
export const style = `
@font-face { font-family: "Laneway Sans"; font-weight: 400; font-display: swap; src: url("/assets/plex-400.woff2") format("woff2"); }
@font-face { font-family: "Laneway Sans"; font-weight: 600; font-display: swap; src: url("/assets/plex-600.woff2") format("woff2"); }
@font-face { font-family: "Laneway Arabic"; font-weight: 400; font-display: swap; unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC; src: url("/assets/plex-arabic-400.woff2") format("woff2"); }
@font-face { font-family: "Laneway Arabic"; font-weight: 600; font-display: swap; unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC; src: url("/assets/plex-arabic-600.woff2") format("woff2"); }
:root {
  color-scheme: light dark;
  --paper: #f7f2ea; --card: #fffdf9; --ink: #241f19; --soft: #635a4e; --rule: #e4dacb; --edge: #8c8172;
  --accent: #12594a; --on-accent: #ffffff; --accent-soft: #e1ede6; --bar: #5f9c86;
  --good: #1d6a37; --good-soft: #e2f1e2; --attention: #7d4e00; --attention-soft: #fdefcf; --problem: #9c2c22; --problem-soft: #fbe7e2;
  --focus: #1652c9; --shadow: 0 1px 2px rgb(70 52 24 / 0.06), 0 6px 20px rgb(70 52 24 / 0.07);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191613; --card: #25211c; --ink: #f5eee3; --soft: #bdb2a3; --rule: #3d372f; --edge: #8f8577;
    --accent: #8fd8bd; --on-accent: #0b2a21; --accent-soft: #1f3a31; --bar: #4d8a75;
    --good: #8fd79d; --good-soft: #1e3524; --attention: #f3c669; --attention-soft: #3b2f14; --problem: #ffa79b; --problem-soft: #44211c;
    --focus: #9ec1ff; --shadow: none;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 16px/1.5 "Laneway Sans", "Laneway Arabic", system-ui, sans-serif; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
header.top { border-bottom: 1px solid var(--rule); background: var(--card); }
header.top > div, main, footer { max-width: 1160px; margin: 0 auto; padding: 0 24px; }
header.top > div { display: flex; align-items: center; gap: 24px; min-height: 64px; flex-wrap: wrap; }
.brand { font-weight: 600; color: var(--ink); text-decoration: none; display: inline-flex; gap: 10px; align-items: center; }
.brand svg { width: 26px; height: 26px; }
header.top nav { display: flex; gap: 20px; margin-inline-start: auto; align-items: center; }
header.top form { margin: 0; }
header.top nav a { text-decoration: none; font-weight: 600; padding: 10px 0; }
header.top nav a:hover { text-decoration: underline; }
main { padding-top: 24px; padding-bottom: 64px; }
footer { padding-top: 8px; padding-bottom: 40px; color: var(--soft); font-size: 14px; }
.trail { display: flex; gap: 8px; flex-wrap: wrap; margin: 0 0 8px; padding: 0; list-style: none; font-size: 14px; color: var(--soft); }
.trail li + li::before { content: "/"; margin-inline-end: 8px; color: var(--edge); }
h1 { font-size: 32px; line-height: 1.2; margin: 0 0 20px; letter-spacing: -0.01em; }
h2 { font-size: 20px; line-height: 1.3; margin: 0 0 16px; }
p { margin: 0 0 12px; }
.lead { color: var(--soft); margin: -12px 0 24px; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 14px; box-shadow: var(--shadow); padding: 24px; margin: 0 0 24px; }
.grid { display: grid; gap: 24px; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); margin-bottom: 24px; }
.grid > .card { margin: 0; }
.grid > .card:only-child { max-width: 568px; }
.two { display: grid; gap: 24px; grid-template-columns: minmax(0, 400px) minmax(0, 1fr); align-items: start; }
.figures { display: flex; flex-wrap: wrap; gap: 16px 28px; margin: 0 0 8px; padding: 0; }
.figures > div { min-width: 84px; }
.figures dt { color: var(--soft); font-size: 14px; }
.figures dd { margin: 0; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
.figures dd a { text-decoration-color: var(--rule); }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin: 0 -8px; padding: 0 8px; }
th { text-align: start; font-weight: 600; font-size: 14px; color: var(--soft); padding: 8px 12px 8px 0; border-bottom: 1px solid var(--rule); white-space: nowrap; }
td { padding: 11px 12px 11px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: end; }
th.number:last-child, td.number:last-child { padding-inline-end: 0; }
.mark { display: inline-flex; align-items: center; gap: 6px; border-radius: 99px; padding: 2px 11px; font-size: 14px; font-weight: 600; white-space: nowrap; background: var(--accent-soft); color: var(--accent); }
.mark svg { width: 14px; height: 14px; }
.mark.good { background: var(--good-soft); color: var(--good); }
.mark.attention { background: var(--attention-soft); color: var(--attention); }
.mark.problem { background: var(--problem-soft); color: var(--problem); }
.mark.plain { background: transparent; box-shadow: inset 0 0 0 1px var(--rule); color: var(--soft); }
.soft { color: var(--soft); }
.small { font-size: 14px; }
.nowrap { white-space: nowrap; }
.mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px; overflow-wrap: anywhere; }
.empty { text-align: center; padding: 40px 24px; color: var(--soft); }
.card .empty { border: 0; box-shadow: none; margin: 0; }
.empty strong { display: block; color: var(--ink); font-size: 20px; margin-bottom: 6px; }
form.filter { display: flex; flex-wrap: wrap; gap: 14px; align-items: end; margin-bottom: 16px; }
label { display: grid; gap: 4px; font-size: 14px; color: var(--soft); }
input, select, button, .button { font: inherit; font-size: 16px; min-height: 44px; padding: 8px 12px; border-radius: 10px; border: 1px solid var(--edge); background: var(--card); color: var(--ink); }
button, .button { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; }
button.quiet, .button.quiet { background: transparent; color: var(--accent); border-color: var(--edge); }
.languages { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 16px; }
.languages a { padding: 10px 0; }
.languages [aria-current] { font-weight: 600; color: var(--ink); text-decoration: none; }
.grow { flex: 1 1 220px; }
.grow input { width: 100%; }
.pages { display: flex; justify-content: space-between; align-items: center; gap: 16px; padding-top: 16px; }
.bars { display: grid; grid-template-columns: max-content 1fr max-content; gap: 8px 16px; align-items: center; margin: 0; font-variant-numeric: tabular-nums; }
.bars a:nth-of-type(even) { text-align: end; }
.bars svg { width: 100%; height: 14px; display: block; }
.bars rect { fill: var(--bar); }
.plot > div { display: grid; gap: 24px; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: start; }
.plot svg { width: 100%; height: auto; display: block; }
.plot svg rect { fill: var(--bar); }
.plot svg line { stroke: var(--edge); }
.plot svg text { fill: var(--ink); font-size: 13px; dominant-baseline: central; }
.plot svg .figure { fill: var(--soft); font-variant-numeric: tabular-nums; }
.receipt { background: #fffdf8; color: #241f19; border-radius: 4px; border: 1px solid #e4dacb; padding: 28px 22px; font-size: 15px; line-height: 1.45; font-variant-numeric: tabular-nums; }
.receipt .centre { text-align: center; margin: 0 0 2px; }
.receipt .seller { font-weight: 600; font-size: 18px; }
.receipt hr { border: 0; border-top: 1px dashed #8c8172; margin: 14px 0; }
.receipt table { font-size: inherit; }
.receipt td, .receipt th { padding: 2px 0; border: 0; color: inherit; font-size: inherit; white-space: normal; }
.receipt .sub td { color: #635a4e; font-size: 14px; padding-inline-start: 12px; }
.receipt .total td { font-weight: 600; font-size: 20px; padding-top: 6px; }
.receipt .voided td:first-child { text-decoration: line-through; }
ol.history { list-style: none; margin: 0; padding: 0; }
ol.history > li { border-inline-start: 2px solid var(--rule); padding: 0 0 14px 18px; position: relative; margin-inline-start: 6px; }
ol.history > li::before { content: ""; position: absolute; inset-inline-start: -6px; top: 8px; width: 10px; height: 10px; border-radius: 50%; background: var(--card); border: 2px solid var(--bar); box-sizing: border-box; }
ol.history > li:last-child { padding-bottom: 0; }
ol.history .line { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline; }
details > summary { cursor: pointer; color: var(--soft); font-size: 14px; min-height: 24px; }
details pre { margin: 8px 0 0; padding: 12px; border-radius: 8px; background: var(--paper); border: 1px solid var(--rule); white-space: pre-wrap; overflow-wrap: anywhere; }
.notice { border-radius: 10px; padding: 12px 16px; background: var(--attention-soft); color: var(--attention); margin-bottom: 24px; }
.notice.problem { background: var(--problem-soft); color: var(--problem); }
.sign-in { max-width: 420px; margin: 56px auto; }
.sign-in form { display: grid; gap: 16px; }
.skip { position: absolute; inset-inline-start: -9999px; }
.skip:focus { inset-inline-start: 12px; top: 12px; background: var(--card); padding: 8px 14px; border-radius: 8px; z-index: 1; }
@media (max-width: 860px) { .plot > div { grid-template-columns: minmax(0, 1fr); } .two { grid-template-columns: 1fr; } .receipt { max-width: 440px; margin-inline: auto; } header.top > div, main, footer { padding-inline: 16px; } h1 { font-size: 26px; } .card { padding: 18px; } }
@media (prefers-reduced-motion: no-preference) { a, button { transition: background-color 120ms, text-decoration-color 120ms; } }
`;
