import { type Receipt, type ReceiptLine, taxOnTop } from "@laneway/contracts";
import { html } from "hono/html";
import { moment, money, percent } from "./format.js";
import type { Html } from "./layout.js";

/** A receipt drawn as the paper looks, from its facts. */
export function receiptDrawing(receipt: Receipt): Html {
  const amount = (amountMinor: number): string => money(receipt, amountMinor);
  const row = (name: string, amountMinor: number, kind = ""): Html =>
    html`<tr class="${kind}"><td>${name}</td><td class="number">${amount(amountMinor)}</td></tr>`;
  return html`<article class="receipt" aria-label="Receipt ${receipt.receiptNumber}">
<p class="centre seller">${receipt.seller.name}</p>
${receipt.seller.addressLines.map((line) => html`<p class="centre">${line}</p>`)}
${receipt.seller.taxId === undefined ? "" : html`<p class="centre">${receipt.seller.taxId}</p>`}
<hr>
${receipt.training ? html`<p class="centre"><strong>Training, not a sale</strong></p>` : ""}
<table><tbody>${receipt.lines.map((line) => lineRows(line, amount))}</tbody></table>
<hr>
<table><tbody>
${receipt.savingsMinor > 0 ? row("You saved", receipt.savingsMinor) : ""}
${receipt.roundingMinor === 0 ? "" : row("Rounding", receipt.roundingMinor)}
${receipt.pricesIncludeTax && taxOnTop(receipt) === 0 ? "" : row("Tax", taxOnTop(receipt))}
${row("Total", receipt.totalMinor, "total")}
${receipt.tenders.map((tender) => html`${row(tenderName[tender.kind], tender.amountMinor)}${tender.details.map((detail) => html`<tr class="sub"><td colspan="2">${detail}</td></tr>`)}${tender.offline === true ? html`<tr class="sub"><td colspan="2">Approved offline, charged later</td></tr>` : ""}${tender.tipMinor === undefined ? "" : row("Tip", tender.tipMinor, "sub")}${tender.rest === undefined ? "" : row(`Rest as voucher ${tender.rest.number}`, tender.rest.amountMinor, "sub")}`)}
${receipt.changeMinor === 0 ? "" : row("Change", receipt.changeMinor)}
${receipt.points === undefined ? "" : html`<tr class="sub"><td>${receipt.points.programName}</td><td class="number">${receipt.points.used > 0 ? `${receipt.points.used} points used, ` : ""}${receipt.points.earned} earned</td></tr>`}
</tbody></table>
<hr>
<table><thead><tr><th>Tax</th><th class="number">Net</th><th class="number">Tax</th><th class="number">Gross</th></tr></thead><tbody>
${receipt.taxes.map((tax) => html`<tr><td>${tax.mark} ${percent(tax.ratePpm)}</td><td class="number">${amount(tax.netMinor)}</td><td class="number">${amount(tax.taxMinor)}</td><td class="number">${amount(tax.grossMinor)}</td></tr>`)}
</tbody></table>
<hr>
<p class="centre">${receipt.receiptNumber} · ${receipt.laneId}</p>
<p class="centre">${moment(receipt, receipt.completedAtMs)}</p>
${receipt.notice === undefined ? "" : html`<p class="centre">${receipt.notice}</p>`}
</article>`;
}

const tenderName: Record<Receipt["tenders"][number]["kind"], string> = {
  card: "Card",
  cash: "Cash",
  "gift-card": "Gift card",
  voucher: "Voucher",
  loyalty: "Loyalty points",
  redirect: "Online payment",
  "deposit-slip": "Deposit slip",
};

function lineRows(line: ReceiptLine, amount: (amountMinor: number) => string): Html {
  const name = line.kind === "void" ? `Cancelled: ${line.name}` : line.name;
  const how =
    line.weightGrams !== undefined
      ? `${(line.weightGrams / 1_000).toFixed(3)} kg × ${amount(line.unitPriceMinor)}/kg`
      : line.quantity === 1
        ? undefined
        : `${line.quantity} × ${amount(line.unitPriceMinor)}`;
  return html`<tr class="${line.kind === "void" ? "voided" : ""}"><td>${name}</td><td class="number">${amount(line.baseMinor)} ${line.taxMark}</td></tr>
${how === undefined ? "" : html`<tr class="sub"><td colspan="2">${how}${line.priceOverridden ? " · price changed by attendant" : ""}</td></tr>`}
${line.loads === undefined ? "" : html`<tr class="sub"><td colspan="2">${line.loads === "later" ? "put on the card when the sale arrived here" : "put on the card at once"}</td></tr>`}
${line.discounts.map((discount) => html`<tr class="sub"><td>${discount.name}</td><td class="number">${amount(-discount.amountMinor)}</td></tr>`)}`;
}
