import type { Receipt } from "@laneway/contracts";
import { taxOnTop } from "@laneway/contracts/tax-on-top";
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../kiosk/qr-code.js";
import { receiptWords } from "./language.js";
import { receiptPaperStyles } from "./receipt-paper.styles.js";

type Line = Receipt["lines"][number];

/** A receipt with all that the law asks of one, in the receipt's own language. Amounts are shown as they stand; nothing is computed. */
@customElement("receipt-paper")
export class ReceiptPaper extends LitElement {
  static override styles = [baseStyles, receiptPaperStyles];
  @property({ attribute: false }) receipt!: Receipt;

  private get words() {
    return receiptWords(this.receipt.locale);
  }

  private amount(minor: number) {
    const { currency, currencyDigits } = this.receipt;
    return html`<bdi class="tabular">${this.words.money(minor, currency, currencyDigits)}</bdi>`;
  }

  private head() {
    const { words, receipt } = this;
    const { seller } = receipt;
    const fact = (name: string, value: unknown) => html`<div><dt>${name}</dt><dd class="tabular"><bdi>${value}</bdi></dd></div>`;
    return html`<header>
        <h1>${seller.name}</h1>
        ${seller.addressLines.map((line) => html`<p class="soft" dir="auto">${line}</p>`)}
        ${seller.taxId === undefined ? nothing : html`<p class="soft">${words.text("tax-id", { id: seller.taxId })}</p>`}
      </header>
      ${receipt.training ? html`<p class="training strong">${words.text("training")}</p>` : nothing}
      ${
        receipt.refundOf === undefined
          ? nothing
          : html`<p class="training strong">${words.text(`refund-${receipt.refundOf.purpose}`)}: ${words.text("refund-of", { number: receipt.refundOf.receiptNumber })}</p>`
      }
      <dl class="facts">
        ${fact(words.text("number"), receipt.receiptNumber)}
        ${fact(words.text("lane"), receipt.laneId.replace(/^lane-/, ""))}
        ${fact(words.text("date"), words.date(receipt.completedAtMs, receipt.timeZone))}
        ${fact(words.text("time"), words.time(receipt.completedAtMs, receipt.timeZone))}
      </dl>`;
  }

  private measure(line: Line) {
    const { words } = this;
    const { currency, currencyDigits } = this.receipt;
    const price = words.money(line.unitPriceMinor, currency, currencyDigits);
    if (line.weightGrams !== undefined) return words.text("weighed", { weight: words.weight(line.weightGrams), price });
    return line.quantity === 1 || line.kind === "void" ? "" : words.text("each", { count: line.quantity, price });
  }

  /** For comparing, where the content is known; a weighed line says it already. */
  private comparison({ comparisonPrice, weightGrams }: Line): string {
    if (comparisonPrice === undefined || weightGrams !== undefined) return "";
    const { currency, currencyDigits } = this.receipt;
    return this.words.text(`per-${comparisonPrice.unit}`, { price: this.words.money(comparisonPrice.amountMinor, currency, currencyDigits) });
  }

  /** Of money for a gift card: is it on it? */
  private loaded({ loads, totalMinor }: Line): string {
    if (loads === undefined) return "";
    const { currency, currencyDigits } = this.receipt;
    return this.words.text(`loads-${loads}`, { amount: this.words.money(totalMinor, currency, currencyDigits) });
  }

  private line(line: Line) {
    const { words } = this;
    const measure = [this.measure(line), this.comparison(line), this.loaded(line)].filter((each) => each !== "").join(" · ");
    return html`<li class=${line.kind}>
      <div class="row">
        <span class="name">
          <bdi>${line.name}</bdi>
          ${line.kind === "void" ? html`<span class="mark">${words.text("void")}</span>` : nothing}
          ${line.priceOverridden ? html`<span class="mark">${words.text("overridden")}</span>` : nothing}
        </span>
        <span class="amount">${this.amount(line.baseMinor)}</span>
        <span class="tax tabular"><span class="visually-hidden">${words.text("tax-mark", { mark: "" })}</span>${line.taxMark}</span>
      </div>
      ${measure === "" ? nothing : html`<p class="soft small tabular"><bdi>${measure}</bdi></p>`}
      ${line.discounts.map(
        (discount) => html`<div class="row saving small">
          <span class="name"><bdi>${discount.name}</bdi></span><span class="amount">${this.amount(-discount.amountMinor)}</span><span class="tax"></span>
        </div>`,
      )}
    </li>`;
  }

  private sums() {
    const { words, receipt } = this;
    const onTopMinor = taxOnTop(receipt);
    const row = (name: string, minor: number, kind = "") => html`<div class="row ${kind}"><dt>${name}</dt><dd>${this.amount(minor)}</dd></div>`;
    return html`<dl class="sums">
      ${receipt.pricesIncludeTax && onTopMinor === 0 ? nothing : row(words.text("tax-added"), onTopMinor)}
      ${receipt.roundingMinor === 0 ? nothing : row(words.text("rounding"), receipt.roundingMinor)}
      ${row(words.text("total"), receipt.totalMinor, "total")}
      ${receipt.savingsMinor === 0 ? nothing : row(words.text("savings"), receipt.savingsMinor, "saving strong")}
      ${this.points("points-used", receipt.points?.used)} ${this.points("points-earned", receipt.points?.earned)}
    </dl>`;
  }

  private points(key: "points-used" | "points-earned", count = 0) {
    if (count === 0) return nothing;
    return html`<div class="row"><dt>${this.words.text(key)}</dt><dd class="tabular">${this.words.number(count)}</dd></div>`;
  }

  private tenders() {
    const { words, receipt } = this;
    return html`<section aria-label=${words.text("paid")} class="tenders">
      ${receipt.tenders.map(
        (tender) => html`<div class="tender">
          <p class="row"><span class="strong">${words.text(`tender.${tender.kind}`)}</span>${this.amount(tender.amountMinor)}</p>
          ${tender.details.map((detail) => html`<p class="soft small tabular"><bdi>${detail}</bdi></p>`)}
          ${
            tender.tipMinor === undefined || tender.chargedMinor === undefined
              ? nothing
              : html`<p class="row small"><span>${words.text("tip")}</span>${this.amount(tender.tipMinor)}</p>
                  <p class="row small"><span>${words.text("charged")}</span>${this.amount(tender.chargedMinor)}</p>`
          }
          ${tender.rest === undefined ? nothing : html`<p class="row small"><span>${words.text("voucher-rest", { number: tender.rest.number })}</span>${this.amount(tender.rest.amountMinor)}</p>`}
          ${tender.offline === true ? html`<p class="small">${words.text("card-offline")}</p>` : nothing}
        </div>`,
      )}
      ${
        receipt.changeMinor === 0
          ? nothing
          : html`<p class="row"><span class="strong">${words.text("change")}</span>${this.amount(receipt.changeMinor)}</p>`
      }
    </section>`;
  }

  private taxes() {
    const { words, receipt } = this;
    return html`<section class="taxes" aria-label=${words.text("tax")}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.text("tax-rate")}</th>
            <th scope="col">${words.text("tax-net")}</th>
            <th scope="col">${words.text("tax-amount")}</th>
            <th scope="col">${words.text("tax-gross")}</th>
          </tr>
        </thead>
        <tbody>
          ${receipt.taxes.map(
            (tax) => html`<tr>
              <th scope="row"><span class="strong">${tax.mark}</span> <bdi class="tabular">${words.rate(tax.ratePpm)}</bdi></th>
              <td>${this.amount(tax.netMinor)}</td>
              <td>${this.amount(tax.taxMinor)}</td>
              <td>${this.amount(tax.grossMinor)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      <p class="soft small">${words.text(receipt.pricesIncludeTax ? "tax-included" : "tax-excluded")}</p>
    </section>`;
  }

  /** What the country's law wants: the signed code, and the words for when the unit was away. */
  private fiscal() {
    const { words } = this;
    const { fiscal } = this.receipt;
    if (fiscal === undefined) return nothing;
    const label = words.text(fiscal.signed ? "fiscal-signed" : "fiscal-unsigned");
    return html`<p dir="auto">${label}</p><qr-code class="again" .data=${fiscal.code} label=${label}></qr-code>`;
  }

  protected override render() {
    const { words, receipt } = this;
    return html`<article lang=${words.locale} dir=${words.dir}>
      ${this.head()}
      <ul class="lines" aria-label=${words.text("items")}>
        ${receipt.lines.map((line) => this.line(line))}
      </ul>
      ${this.sums()} ${this.tenders()} ${this.taxes()}
      <footer class="soft small">
        <p><bdi class="tabular">${words.text("transaction", { id: receipt.transactionId })}</bdi></p>
        <p>${words.text("business-date")} <bdi class="tabular" dir="ltr">${receipt.businessDate}</bdi></p>
        ${receipt.taxExemption === undefined ? nothing : html`<p>${words.text("exempt", { certificate: receipt.taxExemption.certificate })}</p>`}
        ${receipt.signature === undefined ? nothing : html`<p><bdi class="tabular">${words.text("signed", { key: receipt.signature.keyId })}</bdi></p>`}
        ${receipt.notice === undefined ? nothing : html`<p dir="auto">${receipt.notice}</p>`}
        ${
          receipt.eReceiptUrl === undefined
            ? nothing
            : html`<qr-code class="again" .data=${receipt.eReceiptUrl} label=${words.text("again")}></qr-code>`
        }
        ${this.fiscal()}
      </footer>
    </article>`;
  }
}
