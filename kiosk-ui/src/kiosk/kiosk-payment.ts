import type { PaymentView, PaymentWay, ReceiptTender, TipQuestion } from "@laneway/contracts";
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import type { IconName } from "../design/icons.js";
import type { TextKey } from "../locale/keys.js";
import { command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import "./kiosk-cash.js";
import "./kiosk-gift-card.js";
import "./kiosk-phone-code.js";
import "./kiosk-tip.js";
import type { KioskPhoneCode } from "./kiosk-phone-code.js";
import { paymentStyles } from "./kiosk-payment.styles.js";
import { panelStyles } from "./panel.styles.js";
import { paymentWords, wantsPin } from "./payment-words.js";
import { terminalDrawing } from "./terminal-drawing.js";

const ended: ReadonlySet<PaymentView["state"]> = new Set(["declined", "aborted"]);
const stoppable: ReadonlySet<PaymentView["state"]> = new Set([
  "starting",
  "show-code",
  "present-card",
  "enter-pin",
]);
const toldReasons = ["no-answer", "part-approved", "stopped"] as const;

/** What is shown beside a part that was paid otherwise than by card. */
const tenderIcons: Readonly<Partial<Record<ReceiptTender["kind"], IconName>>> = { "gift-card": "gift", loyalty: "star", redirect: "qr-code", "deposit-slip": "recycle", voucher: "ticket" };

interface WayChoice {
  readonly tender: PaymentWay["tender"];
  readonly icon: IconName;
  readonly title: TextKey;
  readonly hint: string;
  readonly away: TextKey;
  readonly choose: () => void;
}

/** Choosing how to pay, then what the terminal is doing, in words that never frighten. */
@customElement("kiosk-payment")
export class KioskPayment extends KioskPart {
  static override styles = [baseStyles, panelStyles, paymentStyles];
  @property({ attribute: false }) payment: PaymentView | undefined;
  /** Why payment cannot start now, in words; undefined when it can. */
  @property() blocked: string | undefined;
  /** The shopper types a gift card's number. */
  @state() private typing = false;
  /** The shopper is asked for a tip before the card is. */
  @state() private tipping = false;
  /** The attendant who works the lane takes cash. */
  @state() private cash = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("payment") || this.payment === undefined) return;
    // A view that says the same again leaves the digits typed so far alone.
    if (this.payment.attemptId !== changed.get("payment")?.attemptId) this.typing = false;
  }

  /** A part is paid: the goods are locked, and there is no way back but to have it returned. */
  private get partlyPaid(): boolean {
    return (this.view.basket?.paidMinor ?? 0) > 0;
  }

  private get tip(): TipQuestion | undefined {
    return this.view.step.name === "payment" ? this.view.step.tip : undefined;
  }

  private byCard(): void {
    if (this.tip === undefined) command(this, { kind: "pay", tender: "card" });
    else this.tipping = true;
  }

  private tipped(tipMinor: number): void {
    this.tipping = false;
    command(this, { kind: "pay", tender: "card", ...(tipMinor === 0 ? {} : { tipMinor }) });
  }

  /** What a way of paying costs more stands on it before it is chosen. */
  private hintOf(tender: PaymentWay["tender"], usual: string): string {
    const surcharge = this.way(tender)?.surcharge;
    if (surcharge === undefined) return usual;
    const { name, amountMinor, payMinor } = surcharge;
    return this.text("pay.surcharge", { name, amount: this.money(amountMinor), total: this.money(payMinor) });
  }

  private way(tender: PaymentWay["tender"]): PaymentWay | undefined {
    return this.view.step.name === "payment"
      ? this.view.step.ways.find((each) => each.tender === tender)
      : undefined;
  }

  /** What was paid so far; each part can be had back. */
  private paid() {
    const tenders = this.view.basket?.tenders ?? [];
    if (tenders.length === 0) return nothing;
    return html`<ul class="paid" aria-label=${this.text("pay.leftLead")}>
      ${tenders.map(
        ({ tenderId, kind, amountMinor, details }) => html`<li>
          <lw-icon name=${tenderIcons[kind] ?? "credit-card"}></lw-icon>
          <span class="what">${this.text(`tender.${kind}`)} <bdi dir="ltr" class="soft">${details[0] ?? ""}</bdi></span>
          ${this.amount(amountMinor)}
          <lw-button
            kind="quiet"
            label=${this.text("pay.giveBackOf", { amount: this.money(amountMinor) })}
            @click=${() => command(this, { kind: "give-back-tender", tenderId })}
            >${this.text("pay.giveBack")}</lw-button
          >
        </li>`,
      )}
    </ul>`;
  }

  /** Why the last way of paying took nothing, when the screen went back to choosing. */
  private told() {
    const last = this.view.notices.findLast((notice) => notice.kind === "payment-aborted")?.reason;
    const reason = toldReasons.find((each) => each === last);
    if (reason === undefined) return nothing;
    return html`<p class="told" role="status"><lw-icon name="info"></lw-icon>${this.text(`pay.told.${reason}`)}</p>`;
  }

  private choice() {
    const { basket } = this.view;
    return html`${
      this.partlyPaid
        ? nothing
        : html`<div class="head">
              <lw-button kind="quiet" icon="arrow-left" @click=${() => command(this, { kind: "back-to-basket" })}>${this.text("back")}</lw-button>
            </div>`
    }
      <div class="middle">
        <h1 tabindex="-1">${this.partlyPaid ? this.text("pay.left", { amount: this.money(basket?.dueMinor ?? 0) }) : this.text("pay.title")}</h1>
        ${this.partlyPaid ? this.paid() : nothing} ${this.told()} ${this.lead()}
      </div>
      <div class="foot ways">
        ${this.wayChoice({ tender: "card", icon: "contactless", title: "pay.card", hint: this.hintOf("card", this.text("pay.cardHint")), away: "pay.cardAway", choose: () => this.byCard() })}
        ${this.wayChoice({ tender: "redirect", icon: "qr-code", title: "pay.phone", hint: this.hintOf("redirect", this.text("pay.phoneHint")), away: "pay.phoneAway", choose: () => command(this, { kind: "pay", tender: "redirect" }) })}
        ${this.wayChoice({ tender: "loyalty", icon: "star", title: "pay.points", hint: this.pointsHint(), away: this.view.online ? "pay.pointsFew" : "pay.pointsAway", choose: () => command(this, { kind: "pay", tender: "loyalty" }) })}
        ${this.wayChoice({ tender: "gift-card", icon: "gift", title: "pay.giftCard", hint: this.text("pay.giftCardHint"), away: "pay.giftCardAway", choose: () => (this.typing = true) })}
        ${this.cashChoice()}
      </div>`;
  }

  /** What the member's points pay, as far as it is known. */
  private pointsHint(): string {
    const { balance, payMinor } = this.view.basket?.member?.points ?? {};
    if (balance === undefined || payMinor === undefined) return this.text("pay.pointsUnknown");
    return this.text("pay.pointsHint", { count: balance, amount: this.money(payMinor) });
  }

  /** Why nothing can be paid just now; else that the basket can be gone back to, while nothing is paid. */
  private lead() {
    if (this.blocked !== undefined) return html`<p class="blocked" role="status"><lw-icon name="clock"></lw-icon>${this.blocked}</p>`;
    const { step } = this.view;
    if (step.name === "payment" && step.takesSlips === true) return html`<p class="lead slip"><lw-icon name="ticket"></lw-icon>${this.text("pay.slip")}</p>`;
    // Who serves here knows.
    return this.partlyPaid || this.view.assist?.at === "lane" ? nothing : html`<p class="lead">${this.text("bags.backLead")}</p>`;
  }

  /** One way of paying, where the store takes it. */
  private wayChoice({ tender, icon, title, hint, away, choose }: WayChoice) {
    const way = this.way(tender);
    if (way === undefined) return nothing;
    return html`<button type="button" class=${`tender by-${tender}`} ?disabled=${!way.usable || this.blocked !== undefined} @click=${choose}>
      <lw-icon class="sign" name=${icon}></lw-icon>
      <span class="words"><span class="big">${this.text(title)}</span><span>${way.usable ? hint : this.text(way.because === undefined ? away : "pay.notForGiftCards")}</span></span>
      <lw-icon class="go" name="arrow-right"></lw-icon>
    </button>`;
  }

  /** Only into the hand of an attendant who has taken the lane over. */
  private cashChoice() {
    const { assist } = this.view;
    if (assist?.at !== "lane" || assist.cash === undefined) return nothing;
    const { tillOpen } = assist.cash;
    return html`<button type="button" class="tender by-cash" ?disabled=${!tillOpen || this.blocked !== undefined} @click=${() => (this.cash = true)}>
      <lw-icon class="sign" name="coins"></lw-icon>
      <span class="words"><span class="big">${this.text("cash.title")}</span><span>${this.text(tillOpen ? "cash.lead" : "cash.closed")}</span></span>
      <lw-icon class="go" name="arrow-right"></lw-icon>
    </button>`;
  }

  private progress(payment: PaymentView) {
    const { state } = payment;
    const { title, lead } = paymentWords(payment);
    const ring = tenderIcons[payment.tender];
    if (state === "show-code")
      return html`<div class="middle"><kiosk-phone-code .view=${this.view} .payment=${payment}></kiosk-phone-code></div>`;
    return html`<div class="middle">
      ${ring === undefined || payment.tender === "redirect" ? nothing : html`<span class=${ended.has(state) ? "ring over" : "ring"} aria-hidden="true"><lw-icon name=${ring}></lw-icon></span>`}
      ${payment.tender !== "card" ? nothing : html`<div class=${`drawing ${state}`} aria-hidden="true">${terminalDrawing()}</div>`}
      ${payment.amountMinor === this.view.basket?.dueMinor ? nothing : html`<p class="sum">${this.amount(payment.amountMinor, "xl")}</p>`}
      <h1 tabindex="-1">${this.text(title)}</h1>
      <p class="lead">${this.text(lead)}</p>
      ${payment.surchargeMinor === undefined ? nothing : html`<p class="soft">${this.text("pay.withSurcharge", { amount: this.money(payment.surchargeMinor) })}</p>`}
      ${payment.tipMinor === undefined ? nothing : html`<p class="soft">${this.text("tip.with", { amount: this.money(payment.tipMinor) })}</p>`}
    </div>`;
  }

  private attempt(payment: PaymentView) {
    const { state } = payment;
    return html`${this.progress(payment)}
      <div class=${ended.has(state) ? "foot two" : "foot"}>
        ${
          stoppable.has(state)
            ? html`<lw-button size="large" @click=${() => command(this, { kind: "cancel-payment" })}>${this.text("pay.cancel")}</lw-button>`
            : nothing
        }
        ${
          ended.has(state)
            ? html`${this.otherWay(payment)}
                <lw-button
                  kind="primary"
                  size="large"
                  icon="contactless"
                  ?disabled=${this.blocked !== undefined}
                  @click=${() => this.byCard()}
                  >${this.text("pay.card")}</lw-button
                >`
            : nothing
        }
      </div>`;
  }

  /** Beside trying by card: another gift card, or back to the goods while none of them is paid for. */
  private otherWay({ tender, declineCode }: PaymentView) {
    if (tender === "gift-card" || this.partlyPaid) {
      const usable = this.way("gift-card")?.usable === true && this.blocked === undefined;
      return html`<lw-button size="large" icon="gift" ?disabled=${!usable} @click=${() => (this.typing = true)}>${this.text(tender === "gift-card" && !wantsPin(declineCode) ? "gift.again" : "pay.giftCard")}</lw-button>`;
    }
    return html`<lw-button size="large" icon="arrow-left" @click=${() => command(this, { kind: "back-to-basket" })}>${this.text("basket.title")}</lw-button>`;
  }

  override focusHeading(): void {
    void this.updateComplete.then(() => {
      const code = this.renderRoot.querySelector<KioskPhoneCode>("kiosk-phone-code");
      if (code === null) super.focusHeading();
      else code.focusHeading();
    });
  }

  protected override render() {
    if (this.cash && this.payment === undefined && this.view.assist?.cash !== undefined)
      return html`<section class="panel"><kiosk-cash .view=${this.view} @cash-closed=${() => (this.cash = false)}></kiosk-cash></section>`;
    if (this.tipping && this.tip !== undefined)
      return html`<section class="panel"><kiosk-tip .view=${this.view} .question=${this.tip} @tip-chosen=${(event: CustomEvent<{ tipMinor: number }>) => this.tipped(event.detail.tipMinor)} @tip-closed=${() => (this.tipping = false)}></kiosk-tip></section>`;
    if (this.typing)
      return html`<section class="panel"><kiosk-gift-card .view=${this.view} @gift-card-closed=${() => (this.typing = false)}></kiosk-gift-card></section>`;
    return html`<section class="panel">${this.payment === undefined ? this.choice() : this.attempt(this.payment)}</section>`;
  }
}
