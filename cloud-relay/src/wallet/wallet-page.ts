import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { WalletAction, WalletEntry } from "./wallet-book.js";
import { type WalletLanguage, walletWords } from "./wallet-words.js";

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const goesWrong: readonly WalletAction[] = ["expire", "approve-unheard", "approve-twice-told", "approve-late"];

const amountText = (language: WalletLanguage, amountMinor: number, currency: string): string => {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

const frame = (language: WalletLanguage, content: Markup): Markup => {
  const words = walletWords[language];
  return html`<!doctype html>
<html lang="${language}" dir="${words.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title><link rel="stylesheet" href="/wallet.css"><script src="/wallet.js" defer></script></head>
<body><main><header><h1>${words.title}</h1><p>${words.lead}</p></header>${content}</main></body></html>`;
};

/** What the shopper's phone shows: the amount, the time left, and what can be done. */
export function payPage(language: WalletLanguage, { token, payment }: WalletEntry): Markup {
  const words = walletWords[language];
  const button = (action: WalletAction, kind: string) =>
    html`<form method="post" action="/pay/${token}/${action}"><button class="${kind}">${words[action]}</button></form>`;
  const open = payment.state === "open";
  const refunded = payment.refundedMinor > 0;
  return frame(
    language,
    html`<section class="${refunded ? "refunded" : payment.state}" data-state="${payment.state}">
  <p class="to">${words.to}</p><p class="amount"><bdi>${amountText(language, payment.amountMinor, payment.currency)}</bdi></p>
  <p class="state" role="status">${refunded ? words.refunded : words[payment.state]}</p>
  ${open ? html`<p class="left">${words.left} <bdi class="count" data-until="${payment.expiresAtMs}"></bdi></p>${button("approve", "pay")}${button("decline", "quiet")}` : ""}
</section>
${open ? html`<details><summary>${words.wrong}</summary>${goesWrong.map((action) => button(action, "wrong"))}</details>` : ""}`,
  );
}

/** Every payment, the newest first. */
export function listPage(language: WalletLanguage, entries: readonly WalletEntry[]): Markup {
  const words = walletWords[language];
  const rows = entries.filter(({ opening }) => opening !== undefined).toReversed();
  return frame(
    language,
    html`<h2>${words.list}</h2>${
      rows.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ul>${rows.map(({ token, payment }) => html`<li><a href="/pay/${token}"><bdi>${amountText(language, payment.amountMinor, payment.currency)}</bdi> <span>${payment.refundedMinor > 0 ? words.refunded : words[payment.state]}</span></a></li>`)}</ul>`
    }`,
  );
}

export const unknownPage = (language: WalletLanguage): Markup => frame(language, html`<p role="alert">${walletWords[language].unknown}</p>`);

/** Counts the time down, and shows the page anew once the payment has moved on. */
export const walletScript = `
const count = document.querySelector(".count");
const tick = () => {
  const left = Math.max(0, Number(count.dataset.until) - Date.now());
  count.textContent = Math.floor(left / 60000) + ":" + String(Math.floor(left / 1000) % 60).padStart(2, "0");
};
if (count) { tick(); setInterval(tick, 500); }
const section = document.querySelector("section");
if (section) setInterval(async () => {
  const answer = await fetch(location.pathname + "/state").catch(() => undefined);
  if (answer?.ok && (await answer.text()) !== section.dataset.state) location.reload();
}, 1500);
`;

export const walletStyle = `
:root { color-scheme: light; --ink: #1d2a26; --soft: #55645e; --paper: #f3f6f1; --card: #ffffff; --go: #0f6b4f; --line: #d3dcd6; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 18px/1.45 "IBM Plex Sans", "IBM Plex Sans Arabic", system-ui, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; display: grid; gap: 1.25rem; }
h1 { font-size: 1.25rem; margin: 0; } h2 { font-size: 1.1rem; margin: 0; } header p { margin: 0; color: var(--soft); font-size: .95rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 1.25rem; padding: 1.5rem 1.25rem; display: grid; gap: .75rem; text-align: center; }
section p { margin: 0; } .to, .left { color: var(--soft); } .amount { font-size: 2.75rem; font-weight: 600; line-height: 1.1; font-variant-numeric: tabular-nums; }
.state { font-weight: 600; } .approved .state, .refunded .state { color: var(--go); } .count { font-variant-numeric: tabular-nums; font-weight: 600; color: var(--ink); }
form { margin: 0; display: grid; } button { font: inherit; min-height: 3.5rem; border-radius: .9rem; border: 1px solid var(--line); background: var(--card); color: var(--ink); cursor: pointer; padding: .5rem 1rem; }
button.pay { background: var(--go); border-color: var(--go); color: #fff; font-weight: 600; font-size: 1.2rem; }
button:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid #1b57c4; outline-offset: 3px; }
details { border-top: 1px solid var(--line); padding-top: .75rem; } details[open] { display: grid; gap: .6rem; } summary { cursor: pointer; min-height: 2.75rem; color: var(--soft); display: flex; align-items: center; }
button.wrong { text-align: start; min-height: 3rem; font-size: 1rem; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; } li a { display: flex; justify-content: space-between; gap: 1rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; color: inherit; text-decoration: none; } li span { color: var(--soft); text-align: end; }
`;
