import type { StoredPayment } from "@laneway/contracts";
import { html } from "hono/html";
import type { Store } from "../stores/stores.js";
import { counted, moment, money } from "./format.js";
import { empty, figures, type Html, mark } from "./layout.js";
import { links } from "./links.js";

const sumOf = (payments: readonly StoredPayment[]): number => payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Card payments that terminals approved without reaching the bank: what was lost, what waits, and what became of the rest. */
export function offlineCardsPage(store: Store, payments: readonly StoredPayment[]): Html {
  if (payments.length === 0) return empty("No card was approved offline", "A store takes cards without the bank only where its configuration and a lead allow it.");
  const lost = payments.filter(isLoss);
  const waiting = payments.filter(({ state }) => state === "stored");
  const rest = payments.filter((each) => !lost.includes(each) && !waiting.includes(each));
  const here = links.offlineCards(store.storeId);
  return html`<section class="card"><h2>How much is open?</h2>${figures([
    { name: "Declined later", value: money(store, sumOf(lost)), href: `${here}#losses` },
    { name: "Waiting at terminals", value: money(store, sumOf(waiting)), href: `${here}#waiting` },
    { name: "Of them at risk", value: money(store, sumOf(waiting.filter(({ atRisk }) => atRisk))), href: `${here}#waiting` },
  ])}</section>
${section(store, "losses", "Which payments were lost?", lost, "The bank has declined none.")}
${section(store, "waiting", "What waits at the terminals?", waiting, "Nothing waits.")}
${section(store, "settled", "What became of the others?", rest, "There are no others.")}`;
}

/** The host said no, and nobody has found the money since. */
const isLoss = ({ state, noted }: StoredPayment): boolean => state === "declined" || (state === "noted" && noted?.outcome === "written-off");

function section(store: Store, id: string, heading: string, payments: readonly StoredPayment[], none: string): Html {
  return html`<section class="card" id="${id}"><h2>${heading}</h2>
${payments.length === 0
    ? html`<p class="soft">${none}</p>`
    : html`<p class="soft">${counted(payments.length, "payment", "payments")}, ${money(store, sumOf(payments))}</p>
<div class="scroll"><table><thead><tr><th>When</th><th>Lane</th><th>Card</th><th>Allowed by</th><th>State</th><th>Noted</th><th class="number">Amount</th></tr></thead><tbody>
${payments.map((payment) => row(store, payment))}
</tbody></table></div>`}</section>`;
}

function row(store: Store, payment: StoredPayment): Html {
  const { atMs, laneId, transactionId, card, allowedBy, noted, amountMinor } = payment;
  const when = transactionId === undefined ? html`${moment(store, atMs)}` : html`<a href="${links.transaction(store.storeId, transactionId)}">${moment(store, atMs)}</a>`;
  return html`<tr><td>${when}</td><td>${laneId}</td><td>${card.scheme}${card.lastFour === undefined ? "" : ` **** ${card.lastFour}`}</td><td>${allowedBy ?? "nobody"}</td><td>${stateOf(payment)}</td><td>${
    noted === undefined ? "" : `${noted.outcome === "collected" ? "Money came" : "Written off"} (${noted.by.name})${noted.note === undefined ? "" : `: ${noted.note}`}`
  }</td><td class="number">${money(store, amountMinor)}</td></tr>`;
}

function stateOf({ state, atRisk, code }: StoredPayment): Html {
  switch (state) {
    case "stored":
      return atRisk ? mark("attention", "Waits too long") : mark("plain", "Waits");
    case "declined":
      return mark("problem", code === undefined ? "Declined" : `Declined (${code})`);
    case "forwarded":
      return mark("good", "Forwarded");
    case "reversed":
      return mark("plain", "Given back");
    case "noted":
      return mark("plain", "Noted");
  }
}
