import { html } from "hono/html";
import type { sumVouchers, VoucherStanding } from "../reading/vouchers.js";
import type { Store } from "../stores/stores.js";
import { counted, moment, money, words } from "./format.js";
import { empty, type Html, mark } from "./layout.js";

const tones = { open: "accent", used: "good", expired: "plain", blocked: "problem" } as const;

/** What a store has given out as store credit, and what became of it. */
export function vouchersPage(store: Store, vouchers: readonly VoucherStanding[], sums: Awaited<ReturnType<typeof sumVouchers>>): Html {
  if (vouchers.length === 0) return empty("No vouchers", "None has been given out yet.");
  const sumOf = (state: VoucherStanding["state"]) => sums.find((each) => each.state === state) ?? { vouchers: 0, amountMinor: 0 };
  const owed = sumOf("open");
  return html`<p class="soft">Owed to the holders of ${counted(owed.vouchers, "voucher", "vouchers")}: ${money(store, owed.amountMinor)}. A voucher pays only in the store that it names.</p>
<div class="card"><div class="scroll" tabindex="0" role="region" aria-label="Vouchers"><table><thead><tr><th>Voucher</th><th>State</th><th class="number">Worth</th><th>Given out</th><th>Good until</th><th>Paid with</th></tr></thead><tbody>
${vouchers.map(
  (each) => html`<tr><td class="mono">${each.number}</td><td>${mark(tones[each.state], words(each.state))}${each.blockReason === null ? "" : html` <span class="soft">${each.blockReason}</span>`}</td>
<td class="number">${money(store, each.amountMinor)}</td><td>${moment(store, each.issuedAtMs)} ${each.because === "refund" ? "for a return" : "as the rest of another"}</td><td>${each.lastDay}</td>
<td>${each.usedAtMs === null ? "" : html`${moment(store, each.usedAtMs)}, ${each.usedLaneId}`}</td></tr>`,
)}</tbody></table></div></div>
<table class="card"><tbody>${sums.map(({ state, vouchers: count, amountMinor }) => html`<tr><th scope="row">${words(state)}</th><td class="number">${counted(count, "voucher", "vouchers")}</td><td class="number">${money(store, amountMinor)}</td></tr>`)}</tbody></table>`;
}
