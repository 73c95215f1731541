import type { GiftCardView, ItemCard, LaneTile } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/notice.js";
import "./command-answer.js";
import { CommandController } from "./command-controller.js";
import type { AttendantRequest } from "./contexts.js";
import "./item-finder.js";
import { StationPart } from "./station-part.js";

/** A lane taken over: who works it, and from here what the shopper would touch there. */
@customElement("attendant-assist")
export class AssistPanel extends StationPart {
  static override styles = [baseStyles, css`
    :host { display: grid; gap: var(--space-2); }
    .row { display: flex; flex-wrap: wrap; gap: var(--space-2); }
  `];
  @property({ attribute: false }) tile!: LaneTile;
  /** The name of who is signed in. */
  @property() me = "";
  @state() private finding = false;
  private readonly command = new CommandController(this, () => this.actions);

  private async act(request: AttendantRequest): Promise<void> {
    if (await this.command.send(this.tile.laneId, request)) this.finding = false;
  }

  private button(request: AttendantRequest, text: string, kind: "primary" | "plain" = "plain") {
    return html`<lw-button kind=${kind} data-act=${request.kind} ?disabled=${this.command.busy} @click=${() => this.act(request)}>${text}</lw-button>`;
  }

  /** How much goes on a gift card that was scanned; nothing else leads on before. */
  private load({ lastFour, amountsMinor }: Extract<GiftCardView, { state: "choose" }>) {
    const { words } = this;
    const { currency, currencyDigits } = this.tile.view;
    return [
      ...amountsMinor.map((amountMinor) =>
        this.button({ kind: "load-gift-card", amountMinor }, words.text("assist.load", { amount: words.money(amountMinor, currency, currencyDigits), digits: lastFour }), "primary"),
      ),
      this.button({ kind: "drop-gift-card" }, words.text("assist.load-drop")),
    ];
  }

  /** What leads on from where the lane is. */
  private next() {
    const { words } = this;
    const { step, basket } = this.tile.view;
    if (basket?.giftCard?.state === "choose") return this.load(basket.giftCard);
    if (step.name === "bags") return [this.button({ kind: "choose-bags", count: 0 }, words.text("assist.no-bags"), "primary"), this.button({ kind: "back-to-basket" }, words.text("assist.back"))];
    if (step.name === "basket" && (basket?.itemCount ?? 0) > 0) return [this.button({ kind: "go-to-bags" }, words.text("assist.pay-step"), "primary")];
    if (step.name !== "payment") return [];
    if (step.payment !== undefined && step.payment.state !== "declined" && step.payment.state !== "aborted") return [this.button({ kind: "cancel-payment" }, words.text("assist.cancel"))];
    const card = step.ways.some(({ tender, usable }) => tender === "card" && usable);
    return [...(card ? [this.button({ kind: "pay", tender: "card" }, words.text("assist.card"), "primary")] : []), this.button({ kind: "back-to-basket" }, words.text("assist.back"))];
  }

  private working() {
    const { words } = this;
    return html`<div class="row">
        ${this.next()}
        <lw-button icon="magnifier" .expanded=${this.finding} @click=${() => { this.finding = !this.finding; }}>${words.text("assist.add")}</lw-button>
        ${this.button({ kind: "end-assist" }, words.text("assist.hand-back"))}
      </div>
      ${
        this.finding
          ? html`<attendant-item-finder
              ?busy=${this.command.busy}
              @item-chosen=${(event: CustomEvent<{ itemId: string; quantity: number; soldBy: ItemCard["soldBy"] }>) => {
                const { itemId, quantity, soldBy } = event.detail;
                void this.act(soldBy === "weight" ? { kind: "weigh-item", itemId } : { kind: "pick-item", itemId, quantity });
              }}
            ></attendant-item-finder>`
          : nothing
      }`;
  }

  protected override render() {
    const { words, tile } = this;
    const { assist } = tile.view;
    const mine = assist?.at === "station" && assist.name === this.me;
    const said = assist === undefined ? undefined : words.text(assist.attended ? "assist.attended" : assist.at === "lane" ? "assist.at-lane" : "assist.from-station", { name: assist.name });
    return html`${said === undefined ? nothing : html`<lw-notice tone="success" icon="user"><p class="strong">${said}</p></lw-notice>`}
      ${assist === undefined ? html`<div class="row">${this.button({ kind: "begin-assist" }, words.text("assist.begin"))}</div><p class="soft">${words.text("assist.begin-more")}</p>` : nothing}
      ${mine ? this.working() : nothing}
      ${assist !== undefined && !mine ? html`<div class="row">${this.button({ kind: "end-assist" }, words.text("assist.end-other"))}</div>` : nothing}
      <attendant-command-answer .refusal=${this.command.refusal} .slow=${this.command.slow}></attendant-command-answer>`;
  }
}
