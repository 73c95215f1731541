import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { basketStyles } from "./kiosk-basket.styles.js";
import "./kiosk-coupons.js";
import "./kiosk-line.js";
import "./kiosk-member.js";
import { KioskPart } from "./kiosk-part.js";

/** The basket as a list, newest last, the newest always in sight. */
@customElement("kiosk-basket")
export class KioskBasket extends KioskPart {
  static override styles = [baseStyles, basketStyles];
  @property({ type: Boolean }) locked = false;
  @state() private openLine: string | undefined;
  @query(".lines") private readonly list!: HTMLElement | null;
  private shown = 0;
  /** The end of the list is in sight, and stays so when a member's card or a coupon takes room or adds to the lines. */
  private atEnd = true;

  protected override updated(changed: PropertyValues<this>): void {
    const count = this.view.basket?.lines.length ?? 0;
    if (changed.has("view") && (count > this.shown || this.atEnd)) {
      // A line's own layout follows its rendering: scroll once it is there.
      requestAnimationFrame(() => this.list?.scrollTo({ top: this.list.scrollHeight, behavior: "instant" }));
    }
    this.shown = count;
  }

  private scrolled({ currentTarget }: Event): void {
    const { scrollTop, clientHeight, scrollHeight } = currentTarget as HTMLElement;
    this.atEnd = scrollTop + clientHeight >= scrollHeight - 8;
  }

  private toggle(event: CustomEvent<string>): void {
    this.openLine = this.openLine === event.detail ? undefined : event.detail;
  }

  /** Whose basket it is, and that it is sold without tax. */
  private standing() {
    const { basket } = this.view;
    if (basket === undefined) return nothing;
    return html`${
      basket.member === undefined
        ? nothing
        : html`<kiosk-member .view=${this.view} .member=${basket.member} ?locked=${this.locked}></kiosk-member>`
    }${
      basket.taxExempt === true
        ? html`<div class="standing"><lw-icon name="receipt"></lw-icon><p class="grow">${this.text("basket.exempt")}</p></div>`
        : nothing
    }`;
  }

  private empty() {
    return html`<div class="empty">
      <span class="ring"><lw-icon name="barcode"></lw-icon></span>
      <p class="lead">${this.text("basket.empty")}</p>
      <p class="soft">${this.text("basket.emptyLead")}</p>
    </div>`;
  }

  protected override render() {
    const lines = this.view.basket?.lines ?? [];
    const coupons = this.view.basket?.coupons ?? [];
    return html`<section aria-labelledby="title">
      <header>
        <h1 id="title" tabindex="-1">${this.text("basket.title")}</h1>
        ${
          lines.length === 0
            ? nothing
            : html`<span class="soft">${this.text("basket.count", { count: this.view.basket?.itemCount ?? 0 })}</span>`
        }
      </header>
      ${this.standing()}
      ${
        lines.length === 0 && coupons.length === 0
          ? this.empty()
          : html`<ul class="lines" tabindex="0" aria-label=${this.text("basket.title")} @scroll=${this.scrolled}>
              ${repeat(
                lines,
                (line) => line.lineId,
                (line) => html`<li>
                  <kiosk-line
                    .view=${this.view}
                    .line=${line}
                    ?locked=${this.locked}
                    ?open=${this.openLine === line.lineId}
                    @line-toggle=${this.toggle}
                  ></kiosk-line>
                </li>`,
              )}
              ${coupons.length === 0 ? nothing : html`<li><kiosk-coupons .view=${this.view} ?locked=${this.locked}></kiosk-coupons></li>`}
              ${
                this.locked
                  ? nothing
                  : html`<li class="next"><lw-icon name="barcode"></lw-icon><span>${this.text("basket.scanNext")}</span></li>`
              }
            </ul>`
      }
    </section>`;
  }
}
