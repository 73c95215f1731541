import type { InterventionSummary, Notice, Nudge } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import type { IconName } from "../design/icons.js";
import "../design/notice.js";
import { command } from "./actions.js";
import { answerCard, assistCard } from "./assist-cards.js";
import { messageCard } from "./message-card.js";
import { KioskPart } from "./kiosk-part.js";
import { messagesStyles } from "./kiosk-messages.styles.js";
import { noticeText, nudgeText, placeText } from "./spoken.js";

const noticeLooks: Readonly<Record<Notice["kind"], { readonly tone: "plain" | "success" | "attention"; readonly icon: IconName }>> = {
  "item-added": { tone: "success", icon: "check-circle" },
  "item-not-found": { tone: "attention", icon: "magnifier" },
  "item-refused": { tone: "attention", icon: "info" },
  "weigh-this-item": { tone: "plain", icon: "scales" },
  "payment-declined": { tone: "attention", icon: "credit-card" },
  "payment-aborted": { tone: "plain", icon: "credit-card" },
  "refused-by-attendant": { tone: "attention", icon: "user" },
  "approved-by-attendant": { tone: "success", icon: "check-circle" },
  "price-changed": { tone: "success", icon: "tag" },
  recalled: { tone: "success", icon: "basket" },
  "coupon-added": { tone: "success", icon: "tag" },
  "coupon-waiting": { tone: "plain", icon: "tag" },
  "member-welcome": { tone: "success", icon: "user" },
  "points-not-used": { tone: "plain", icon: "star" },
};
/** Said by the screen itself: a line slides in, the scale panel opens, the payment panel tells. */
const saidElsewhere: ReadonlySet<Notice["kind"]> = new Set(["item-added", "weigh-this-item", "payment-declined", "payment-aborted"]);

const maximumCards = 3;
const maximumForStaff = 4;

/** What stands between the basket and the next step: help, a nudge, what just happened, what a fault means. At most three. */
@customElement("kiosk-messages")
export class KioskMessages extends KioskPart {
  static override styles = [baseStyles, messagesStyles];
  /** The refusal of the last touch, in words. */
  @property() refusal: string | undefined;
  @property({ type: Boolean }) away = false;
  @property({ type: Number }) waiting = 0;

  private awayCard() {
    return html`<lw-notice tone="attention" icon="plugs" heading=${this.text("connection.away")}>
      <p>${this.text("connection.awayLead")}</p>
      ${this.waiting === 0 ? nothing : html`<p class="strong">${this.text("connection.waiting", { count: this.waiting })}</p>`}
    </lw-notice>`;
  }

  private helpCard(intervention: InterventionSummary) {
    const coming = intervention.state === "coming";
    const help = intervention.kind === "help";
    const heading = coming ? this.text("help.coming") : help ? this.text("help.waiting") : this.text(`intervention.${intervention.kind}`);
    const next = this.view.step.name === "basket" ? this.text(intervention.blocking ? "help.payLater" : "help.goOn") : "";
    return html`<lw-notice tone=${coming ? "success" : "attention"} icon=${coming ? "user" : "hand-waving"} heading=${heading}>
      <p>${coming ? this.text("help.comingLead") : placeText(intervention, this.words)} ${next}</p>
      ${
        help
          ? html`<lw-button slot="actions" @click=${() => command(this, { kind: "cancel-help" })}>${this.text("help.cancel")}</lw-button>`
          : nothing
      }
    </lw-notice>`;
  }

  private nudgeCard(nudge: Nudge) {
    const placing = nudge.kind === "place-item";
    return html`<lw-notice tone="attention" icon="tote">
      <p class="strong">${nudgeText(nudge, this.words)}</p>
      <div slot="actions" class="actions">
        ${placing ? html`<lw-button @click=${() => command(this, { kind: "skip-bagging" })}>${this.text("nudge.skip")}</lw-button>` : nothing}
        ${
          placing || nudge.kind === "unexpected-item"
            ? html`<lw-button @click=${() => command(this, { kind: "use-own-bag" })}>${this.text("nudge.ownBag")}</lw-button>`
            : nothing
        }
        ${
          nudge.kind === "own-bag"
            ? nothing
            : html`<lw-button @click=${() => command(this, { kind: "request-help" })}>${this.text(placing ? "nudge.done" : "bar.help")}</lw-button>`
        }
      </div>
    </lw-notice>`;
  }

  private noticeCard(notice: Notice) {
    const look = noticeLooks[notice.kind];
    return html`<lw-notice
      tone=${look.tone}
      icon=${look.icon}
      closeLabel=${this.text("close")}
      @notice-close=${() => command(this, { kind: "dismiss-notice", noticeId: notice.noticeId })}
      ><p>${noticeText(notice, this.words)}</p></lw-notice
    >`;
  }

  protected override render() {
    const { view } = this;
    const cards = [];
    // Who works the lane must see all that waits for them.
    const most = view.assist?.at === "lane" ? maximumForStaff : maximumCards;
    if (this.away) cards.push(this.awayCard());
    if (this.refusal !== undefined) {
      cards.push(html`<lw-notice
        tone="attention"
        icon="info"
        closeLabel=${this.text("close")}
        @notice-close=${() => this.dispatchEvent(new CustomEvent("refusal-close"))}
        ><p>${this.refusal}</p></lw-notice
      >`);
    }
    if (view.message !== undefined) cards.push(messageCard(view.message, this.words));
    if (view.assist !== undefined) cards.push(assistCard(view.assist, this.words));
    // Whether everything is scanned is asked by a sheet of its own.
    if (view.nudge !== undefined && view.nudge.kind !== "check-basket") cards.push(this.nudgeCard(view.nudge));
    // Only the newest is news: who has scanned on need not be told of the item before.
    const notice = view.notices.at(-1);
    if (notice !== undefined && !saidElsewhere.has(notice.kind)) cards.push(this.noticeCard(notice));
    // Asked for twice, somebody comes once.
    const asked = new Map(view.interventions.toReversed().map((each) => [each.kind, each]));
    for (const intervention of [...asked.values()].toReversed()) cards.push(intervention.outcomes === undefined ? this.helpCard(intervention) : answerCard(intervention, this.words));
    // After the goods are paid for, the panel itself says what became of the paper.
    const faults = view.step.name === "thank-you" ? [] : view.faults;
    const effects = [...new Set(faults.map((fault) => fault.effect))].filter((effect) => effect !== "none");
    for (const effect of effects) cards.push(html`<lw-notice icon="info"><p>${this.text(`effect.${effect}`)}</p></lw-notice>`);
    this.hidden = cards.length === 0;
    return html`<section aria-label=${this.text("bar.help")}>${cards.slice(0, most)}</section>`;
  }
}
