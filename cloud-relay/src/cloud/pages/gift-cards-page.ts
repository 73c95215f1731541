import { currencyDigitsOf } from "@laneway/domain/pricing/currency";
import { html } from "hono/html";
import type { findGiftCard, GiftCardFilter, giftCardLiability, GiftCardSummary } from "../reading/gift-cards.js";
import { ago, counted, money, words } from "./format.js";
import { empty, type Html, mark } from "./layout.js";
import { links } from "./links.js";

export interface GiftCardsPage {
  readonly filter: GiftCardFilter;
  readonly cards: readonly GiftCardSummary[];
  readonly liability: Awaited<ReturnType<typeof giftCardLiability>>;
  /** A number was typed that no card has. */
  readonly notFound: boolean;
  readonly nowMs: number;
}

const amountIn = (currency: string, amountMinor: number): string => money({ currency, currencyDigits: currencyDigitsOf(currency) }, amountMinor);
/** Stores of several time zones book on one card: times are UTC. */
const momentOf = (atMs: number): string => new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" }).format(atMs);
const stateOf = ({ blocked, balanceMinor }: GiftCardSummary): Html => (blocked ? mark("problem", "Blocked") : balanceMinor > 0 ? mark("good", "Usable") : mark("plain", "Empty"));

const states = ["usable", "blocked", "empty"] as const;

export function giftCardsPage({ filter, cards, liability, notFound, nowMs }: GiftCardsPage): Html {
  return html`<section class="card"><h2>Which card is it?</h2>
<form class="filter" method="post" action="${links.giftCards()}/find" autocomplete="off">
<label class="grow">Whole number of a card<input name="code" inputmode="numeric" pattern="[0-9]{16}" maxlength="16" required autocomplete="off"></label><button>Find</button></form>
${notFound ? html`<p>${mark("attention", "No card has this number.")}</p>` : html`<p class="soft small">The number is not kept: headquarters knows its fingerprint and its last four digits.</p>`}</section>
<form class="filter" method="get" data-live="results" aria-label="Filter gift cards">
<label>Last digits<input type="search" name="lastFour" inputmode="numeric" pattern="[0-9]{1,4}" maxlength="4" value="${filter.lastFour ?? ""}"></label>
<label>State<select name="state"><option value="">All</option>${states.map((state) => (state === filter.state ? html`<option value="${state}" selected>${words(state)}</option>` : html`<option value="${state}">${words(state)}</option>`))}</select></label>
<button>Show</button></form>
<div id="results" aria-live="polite">
${liability.map(({ currency, cards: all, balanceMinor }) => html`<p class="soft">Owed to the holders of ${counted(all, "card", "cards")}: ${amountIn(currency, balanceMinor)}.</p>`)}
${
  cards.length === 0
    ? empty("No gift cards", "None match, or none has been made known yet.")
    : html`<div class="card"><div class="scroll"><table><thead><tr><th>Card</th><th>State</th><th class="number">Holds</th><th>Last used</th></tr></thead><tbody>
${cards.map((card) => html`<tr><td><a class="mono" href="${links.giftCard(card.cardId)}">**** ${card.lastFour}</a></td><td>${stateOf(card)}</td><td class="number">${amountIn(card.currency, card.balanceMinor)}</td><td>${card.lastAtMs === null ? "never" : ago(card.lastAtMs, nowMs)}</td></tr>`)}
</tbody></table></div></div>`
}</div>`;
}

const sourceName = (source: string): Html | string => (source === "headquarters" ? "Headquarters" : html`<a href="${links.store(source)}">${source}</a>`);

export function giftCardPage({ card, movements, acts }: NonNullable<Awaited<ReturnType<typeof findGiftCard>>>): Html {
  const act = card.blocked ? "unblock" : "block";
  return html`<div class="two"><div>
<section class="card"><h2>Movements</h2>${
    movements.length === 0
      ? html`<p class="soft">Nothing has been put on this card yet.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Movements"><table><thead><tr><th>When (UTC)</th><th>What</th><th>Where</th><th class="number">Amount</th><th class="number">Holds then</th></tr></thead><tbody>
${movements.map(
  (each) => html`<tr><td>${momentOf(each.atMs)}</td><td>${words(each.kind)}</td><td>${sourceName(each.source)}${each.laneId === null ? "" : html`, ${each.laneId}`}</td>
<td class="number">${amountIn(card.currency, each.amountMinor)}</td><td class="number">${amountIn(card.currency, each.balanceMinor)}</td></tr>`,
)}</tbody></table></div>`
  }</section></div><div>
<section class="card"><h2>In short</h2><table><tbody>
<tr><th scope="row">Holds</th><td>${amountIn(card.currency, card.balanceMinor)}</td></tr>
<tr><th scope="row">State</th><td>${stateOf(card)}</td></tr>
<tr><th scope="row">PIN</th><td>${card.hasPin ? "asked for" : "none"}</td></tr>
<tr><th scope="row">Known since</th><td>${momentOf(card.issuedAtMs)}</td></tr>
</tbody></table></section>
<section class="card"><h2>${card.blocked ? "Let it be used again" : "Block it"}</h2>
<p class="soft small">${card.blocked ? "It can pay again at once." : "Nobody can pay with it from now on. What it holds stays, and refunds still reach it."}</p>
<form class="filter" method="post" action="${links.giftCard(card.cardId)}/${act}"><label class="grow">Reason<input name="reason" required minlength="3" maxlength="200" autocomplete="off"></label><button>${card.blocked ? "Unblock" : "Block"}</button></form>
${acts.length === 0 ? "" : html`<table><tbody>${acts.map((each) => html`<tr><th scope="row">${each.blocked ? "Blocked" : "Unblocked"}</th><td>${momentOf(each.atMs)}: ${each.reason}</td></tr>`)}</tbody></table>`}
</section></div></div>`;
}
