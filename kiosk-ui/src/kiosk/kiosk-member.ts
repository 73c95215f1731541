import type { BasketView } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";

type Member = NonNullable<BasketView["member"]>;
type Points = NonNullable<Member["points"]>;

/** Whose basket it is, by the programme's name alone, and what the member's points can do. */
@customElement("kiosk-member")
export class KioskMember extends KioskPart {
  static override styles = [
    baseStyles,
    css`
      :host { display: block; margin: 0 var(--space-4) var(--space-2); background: var(--accent-soft); color: var(--accent); border-radius: var(--radius-m); --icon-size: calc(40 * var(--u)); }
      .row { display: flex; align-items: center; gap: var(--space-2); padding-inline-start: var(--space-3); min-height: calc(72 * var(--u)); }
      .row + .row { border-block-start: var(--hair) solid var(--rule); padding-block: var(--space-1); }
      p { flex: 1; min-width: 0; font-weight: var(--weight-strong); line-height: var(--leading-tight); }
      .soft { display: block; font-weight: var(--weight-plain); }
    `,
  ];
  @property({ attribute: false }) member!: Member;
  /** Payment has begun: the basket rests. */
  @property({ type: Boolean }) locked = false;

  private pointsRow(points: Points) {
    const { discount, balance } = points;
    return html`<div class="row" role="status">
      <lw-icon name="star"></lw-icon>
      <p>${this.said(points)}${this.worth(points)}</p>
      ${this.locked || balance === undefined ? nothing : this.choice(discount)}
    </div>`;
  }

  private said({ balance, discount, used = 0 }: Points): string {
    if (balance === undefined) return this.text(this.view.online ? "points.asking" : "points.away");
    if (discount === "asking") return this.text("points.setting");
    return discount === "used" ? this.text("points.used", { count: used }) : this.text("points.balance", { count: balance });
  }

  private worth({ balance = 0, discount, payMinor = 0 }: Points) {
    if (discount === "used") return html`<span class="soft">${this.text("points.left", { count: balance })}</span>`;
    return payMinor > 0 && discount !== "asking" ? html`<span class="soft">${this.text("points.worth", { amount: this.money(payMinor) })}</span>` : nothing;
  }

  private choice(discount: Points["discount"]) {
    if (discount === undefined) return nothing;
    return discount === "offered"
      ? html`<lw-button kind="quiet" @click=${() => command(this, { kind: "use-points" })}>${this.text("points.use")}</lw-button>`
      : html`<lw-button kind="quiet" @click=${() => command(this, { kind: "keep-points" })}>${this.text("points.keep")}</lw-button>`;
  }

  protected override render() {
    const { programName, points } = this.member;
    return html`<div class="row">
        <lw-icon name="identification"></lw-icon>
        <p>${this.text("basket.member", { name: programName })}</p>
        ${this.locked ? nothing : html`<lw-button kind="quiet" @click=${() => command(this, { kind: "forget-member" })}>${this.text("basket.memberForget")}</lw-button>`}
      </div>
      ${points === undefined ? nothing : this.pointsRow(points)}`;
  }
}
