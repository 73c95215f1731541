import type { BasketView, LineView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/picture.js";
import { basketLinesStyles } from "./basket-lines.styles.js";
import { StationPart } from "./station-part.js";

/** The lane's live basket, newest line first. Fires `line-void`, `line-override` and `line-why` { line }. */
@customElement("attendant-basket-lines")
export class BasketLines extends StationPart {
  static override styles = [baseStyles, basketLinesStyles];
  @property({ attribute: false }) basket!: BasketView;

  private amount(minor: number): string {
    return this.words.money(minor, this.money.currency, this.money.digits);
  }

  private ask(name: "line-void" | "line-override" | "line-why", line: LineView): void {
    this.dispatchEvent(new CustomEvent(name, { detail: { line } }));
  }

  private marks(line: LineView) {
    const { words } = this;
    const marks: string[] = [];
    if (line.state === "void") marks.push(words.text("sheet.voided"));
    if (line.state === "age-check-due") marks.push(words.text("sheet.age-due"));
    if (line.priceOverridden) marks.push(words.text("sheet.overridden"));
    return marks.map((mark) => html`<span class="mark">${mark}</span>`);
  }

  private measure(line: LineView): string {
    const { words } = this;
    const price = this.amount(line.unitPriceMinor);
    if (line.soldBy === "weight" && line.weightGrams !== undefined) {
      return `${words.weight(line.weightGrams)} · ${words.text("sheet.per-kilogram", { price })}`;
    }
    return line.quantity === 1 ? "" : `${words.text("sheet.quantity", { count: line.quantity })} ${price}`;
  }

  private row(line: LineView) {
    const { words } = this;
    return html`<li class=${line.state} data-line=${line.lineId}>
      <lw-picture .name=${line.picture}></lw-picture>
      <div class="what">
        <p class="name"><bdi>${line.name}</bdi></p>
        <p class="soft tabular"><bdi>${this.measure(line)}</bdi> ${this.marks(line)}</p>
        ${line.discounts.map(
          (discount) => html`<p class="saving tabular"><bdi>${discount.name}</bdi> <bdi>${this.amount(-discount.amountMinor)}</bdi></p>`,
        )}
      </div>
      <bdi class="total tabular">${this.amount(line.state === "void" ? line.baseMinor : line.totalMinor)}</bdi>
      ${
        line.state === "void"
          ? html`<div class="acts"></div>`
          : html`<div class="acts">
              <lw-button
                kind="quiet"
                icon="info"
                icon-only
                label=${`${words.text("why.act")}: ${line.name}`}
                @click=${() => this.ask("line-why", line)}
              ></lw-button>
              <lw-button
                kind="quiet"
                icon="tag"
                icon-only
                label=${`${words.text("sheet.override-price")}: ${line.name}`}
                @click=${() => this.ask("line-override", line)}
              ></lw-button>
              <lw-button
                kind="quiet"
                icon="trash"
                icon-only
                label=${`${words.text("sheet.void-line")}: ${line.name}`}
                @click=${() => this.ask("line-void", line)}
              ></lw-button>
            </div>`
      }
    </li>`;
  }

  protected override render() {
    const { words, basket } = this;
    const { member, coupons = [], taxExempt } = basket;
    return html`<ul>${[...basket.lines].reverse().map((line) => this.row(line))}</ul>
      ${member === undefined ? nothing : html`<p class="soft">${words.text("sheet.member", { name: member.programName })}</p>`}
      ${
        coupons.length === 0
          ? nothing
          : html`<p class="soft">
              ${words.text("sheet.coupons")}:
              ${coupons.map(({ name, state, amountMinor }) => `${name} (${state === "applied" ? this.amount(-amountMinor) : words.text("sheet.coupon-waiting")})`).join(", ")}
            </p>`
      }
      ${taxExempt === true ? html`<p class="soft">${words.text("exempt.on")}</p>` : nothing}
      <dl class="sum">
        ${
          basket.savingsMinor === 0
            ? nothing
            : html`<div class="saving"><dt>${words.text("sheet.savings")}</dt><dd class="tabular"><bdi>${this.amount(basket.savingsMinor)}</bdi></dd></div>`
        }
        <div class="due">
          <dt>${words.text(basket.paidMinor === 0 ? "sheet.total" : "sheet.due")}</dt>
          <dd class="tabular"><bdi>${this.amount(basket.paidMinor === 0 ? basket.totalMinor : basket.dueMinor)}</bdi></dd>
        </div>
      </dl>`;
  }
}
