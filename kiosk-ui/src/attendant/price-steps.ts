import type { PriceExplanation, PriceStep } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import { StationPart } from "./station-part.js";

/** Why a price is what it is, step by step in words: of one line of an open basket, or of a whole receipt. */
@customElement("attendant-price-steps")
export class PriceSteps extends StationPart {
  static override styles = [
    baseStyles,
    css`
      section + section { margin-block-start: var(--space-4); }
      h3 { display: flex; justify-content: space-between; gap: var(--space-3); font-size: var(--text-m); }
      ol { display: grid; gap: var(--space-1); margin-block-start: var(--space-2); }
      li { padding: var(--space-2) var(--space-3); background: var(--card); border: var(--hair) solid var(--rule); border-radius: var(--radius-m); overflow-wrap: anywhere; }
    `,
  ];
  @property({ attribute: false }) of!: { readonly laneId: string } | { readonly receiptNumber: string };
  /** Only the line with this id; empty: all. */
  @property() only = "";
  @state() private found: PriceExplanation | undefined;
  @state() private unanswered = false;

  protected override firstUpdated(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.found = await this.actions.explainPrices(this.of);
    } catch {
      this.unanswered = true;
    }
  }

  private amount(minor: number): string {
    return this.words.money(minor, this.found?.currency ?? this.money.currency, this.found?.currencyDigits ?? this.money.digits);
  }

  private bookWords(step: Extract<PriceStep, { kind: "price-book" }>): string {
    const { words } = this;
    const limits = [
      step.customerGroup === undefined ? "" : words.text("why.group", { group: step.customerGroup }),
      step.place === undefined ? "" : words.text("why.place", { place: step.place }),
      step.from === undefined ? "" : words.text("why.from", { from: words.day(step.from.slice(0, 10)) }),
      step.to === undefined ? "" : words.text("why.to", { to: words.day(step.to.slice(0, 10)) }),
    ].filter((each) => each !== "");
    const book = words.text(`why.book.${step.because}`, { price: this.amount(step.unitPriceMinor), book: step.bookId, version: String(step.version) });
    return [book, ...limits].join(" · ");
  }

  private inWords(step: PriceStep): string {
    const { words } = this;
    switch (step.kind) {
      case "price-book":
        return this.bookWords(step);
      case "attendant-price":
        return words.text("why.attendant-price", { price: this.amount(step.unitPriceMinor) });
      case "price-in-code":
        return words.text("why.price-in-code", { amount: this.amount(step.amountMinor) });
      case "by-piece":
        return words.text("why.by-piece", { count: step.quantity, price: this.amount(step.unitPriceMinor), amount: this.amount(step.amountMinor) });
      case "by-weight":
        return words.text("why.by-weight", { weight: words.weight(step.weightGrams), price: this.amount(step.unitPriceMinor), amount: this.amount(step.amountMinor) });
      case "promotion":
        return words.text("why.promotion", { name: step.name, amount: this.amount(step.amountMinor) });
      case "deposit":
        return words.text("why.deposit", { amount: this.amount(step.amountMinor) });
      case "tax":
        return words.text(step.inPrice ? "why.tax-in" : "why.tax-on", { amount: this.amount(step.taxMinor), name: step.name });
    }
  }

  protected override render() {
    const { words, found } = this;
    if (this.unanswered) return html`<p class="soft">${words.text("sign-in.unreachable")}</p>`;
    if (found === undefined) return html`<p class="soft">${words.text("why.loading")}</p>`;
    const lines = found.lines.filter((line) => this.only === "" || line.lineId === this.only);
    return lines.length === 0
      ? nothing
      : lines.map(
          (line) => html`<section>
            <h3><bdi>${line.name}</bdi><bdi class="tabular">${this.amount(line.totalMinor)}</bdi></h3>
            <ol>${line.steps.map((step) => html`<li class="tabular">${this.inWords(step)}</li>`)}</ol>
          </section>`,
        );
  }
}
