import type { QueuedIntervention } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import type { IconName } from "../design/icons.js";
import "../design/picture.js";
import { CommandController } from "./command-controller.js";
import "./command-answer.js";
import { type AttendantRequest, clockContext } from "./contexts.js";
import { queueCardStyles } from "./queue-card.styles.js";
import "./scale-drawing.js";
import { isTold, sentenceOf, sinceOf } from "./sentence.js";
import { StationPart } from "./station-part.js";

/** From when on a wait is drawn as long. */
const longWaitMs = 90_000;

/** "Nobody looked" is no tick. */
const iconOf = (kind: QueuedIntervention["kind"], outcome: QueuedIntervention["outcomes"][number]): IconName =>
  outcome === "refused" ? "x" : kind === "basket-check" && outcome === "resolved" ? "arrow-right" : "check";

/**
 * One intervention: which lane, why, how long; the evidence beside it; the outcomes the store allows, one touch each.
 * Fires `lane-open` { laneId } and `item-find` { queued }.
 */
@customElement("attendant-queue-card")
export class QueueCard extends StationPart {
  static override styles = [baseStyles, queueCardStyles];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) queued!: QueuedIntervention;
  /** Name of who is signed in: their own "coming" is worded as such. */
  @property() me = "";
  /** In the lane's own sheet the lane's number and link are not repeated. */
  @property({ type: Boolean, attribute: "in-lane" }) inLane = false;
  @state() private explained = false;
  @state() private settled = false;
  private readonly command = new CommandController(this, () => this.actions);

  private async act(request: AttendantRequest): Promise<void> {
    const accepted = await this.command.send(this.queued.laneId, request);
    // Until the store's next view takes the card away, a second touch would only be refused.
    if (accepted && request.kind === "end-intervention") this.settled = true;
  }

  private facts() {
    const { words, money } = this;
    const { evidence } = this.queued;
    const rows: (readonly [string, unknown])[] = [];
    if (evidence.minimumAge !== undefined) {
      rows.push([words.text("evidence.age-label"), html`<strong class="age">${words.text("evidence.age", { age: evidence.minimumAge })}</strong>`]);
    }
    if (evidence.bornBefore !== undefined) {
      rows.push([words.text("evidence.born-label"), html`<strong class="age tabular">${words.day(evidence.bornBefore)}</strong>`]);
    }
    if (evidence.code !== undefined) rows.push([words.text("evidence.code"), html`<bdi class="code tabular" dir="ltr">${evidence.code}</bdi>`]);
    if (evidence.amountMinor !== undefined) {
      rows.push([words.text("evidence.amount"), html`<bdi class="tabular">${words.money(evidence.amountMinor, money.currency, money.digits)}</bdi>`]);
    }
    return rows.length === 0 ? nothing : html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  private evidence() {
    const { evidence } = this.queued;
    const weighed = evidence.expectedGrams !== undefined && evidence.measuredGrams !== undefined;
    const { check } = evidence;
    const known = [evidence.itemName, evidence.picture, evidence.code, evidence.amountMinor, evidence.minimumAge, evidence.bornBefore].some((fact) => fact !== undefined);
    if (!weighed && !known && check === undefined) return nothing;
    return html`<div class="evidence">
      ${this.check()} ${known ? this.item() : nothing}
      ${
        weighed
          ? html`<attendant-scale
              .expected=${evidence.expectedGrams ?? 0}
              .measured=${evidence.measuredGrams ?? 0}
              .tolerance=${evidence.toleranceGrams}
            ></attendant-scale>`
          : nothing
      }
    </div>`;
  }

  /** What to look for, and why in words. */
  private check() {
    const { check } = this.queued.evidence;
    if (check === undefined) return nothing;
    const { words } = this;
    return html`${
      check.items.length === 0
        ? nothing
        : html`<ul class="named">
            ${check.items.map(
              ({ name, picture, voided }) => html`<li>
                <lw-picture .name=${picture}></lw-picture>
                <span><bdi class="name strong">${name}</bdi>${voided ? html`<span class="soft note">${words.text("evidence.check.voided")}</span>` : nothing}</span>
              </li>`,
            )}
          </ul>`
    }
    <dl class="reasons"><div><dt>${words.text("evidence.check.why")}</dt><dd><ul>${check.reasons.map(({ key, figure }) => html`<li>${words.text(`reason.check.${key}`, { figure })}</li>`)}</ul></dd></div></dl>`;
  }

  private item() {
    const { evidence } = this.queued;
    const item = evidence.itemName !== undefined;
    return html`<div class="item">
        ${item || evidence.picture !== undefined ? html`<lw-picture .name=${evidence.picture}></lw-picture>` : nothing}
        <div class="facts">
          ${item ? html`<p class="name strong"><bdi>${evidence.itemName}</bdi></p>` : nothing}
          ${this.facts()}
        </div>
      </div>`;
  }

  private outcomes() {
    const { words, queued } = this;
    // The kindest answer stands last, where the thumb is, and alone carries the accent; finding an unknown item is kinder still.
    const order = ["refused", "resolved", "approved"] as const;
    const allowed = order.filter((outcome) => queued.outcomes.includes(outcome));
    const accented = queued.kind === "unknown-item" ? undefined : allowed.findLast((outcome) => outcome !== "refused");
    return allowed.map(
      (outcome) => html`<lw-button
        class="outcome"
        data-outcome=${outcome}
        kind=${outcome === accented ? "primary" : "plain"}
        icon=${iconOf(queued.kind, outcome)}
        ?disabled=${this.command.busy}
        @click=${() => this.act({ kind: "end-intervention", interventionId: queued.interventionId, outcome })}
        >${words.text(`outcome.${queued.kind}.${outcome}`)}</lw-button
      >`,
    );
  }

  private buttons() {
    const { words, queued, command } = this;
    if (this.settled) {
      return html`<p class="settled" role="status"><lw-icon name="check-circle"></lw-icon>${words.text("answer.done")}</p>`;
    }
    return html`<div class="actions">
      ${
        queued.state === "waiting"
          ? html`<lw-button
              class="take"
              icon="hand-waving"
              ?disabled=${command.busy}
              @click=${() => this.act({ kind: "take-intervention", interventionId: queued.interventionId })}
              >${words.text("queue.take")}</lw-button
            >`
          : nothing
      }
      ${
        queued.kind === "unknown-item"
          ? html`<lw-button
              kind="primary"
              icon="magnifier"
              ?disabled=${command.busy}
              @click=${() => this.dispatchEvent(new CustomEvent("item-find", { detail: { queued }, bubbles: true, composed: true }))}
              >${words.text("queue.identify")}</lw-button
            >`
          : nothing
      }
      ${
        queued.kind === "payment-unclear"
          ? html`<lw-button kind="primary" icon="arrows-clockwise" ?disabled=${command.busy} @click=${() => this.act({ kind: "query-payment" })}
              >${words.text("queue.ask-terminal")}</lw-button
            >`
          : nothing
      }
      ${this.outcomes()}
    </div>`;
  }

  private foot() {
    const { words, queued } = this;
    const coming = queued.state === "coming";
    const who = queued.takenBy ?? "";
    return html`<footer>
      ${
        coming
          ? html`<p class="who"><lw-icon name="hand-waving"></lw-icon>${who === this.me ? words.text("queue.you-are-coming") : words.text("queue.coming", { name: who })}</p>`
          : nothing
      }
      <p class=${queued.blocking ? "blocking" : ""}>
        <lw-icon name=${queued.blocking ? "lock" : "info"}></lw-icon>${words.text(queued.blocking ? "queue.blocking" : "queue.not-blocking")}
      </p>
      <div class="links">
        <lw-button kind="quiet" icon="clock" .expanded=${this.explained} @click=${() => { this.explained = !this.explained; }}
          >${words.text("queue.more")}</lw-button
        >
        ${
          this.inLane
            ? nothing
            : html`<lw-button
                kind="quiet"
                icon="basket"
                icon-only
                label=${words.text("queue.open-lane")}
                @click=${() => this.dispatchEvent(new CustomEvent("lane-open", { detail: { laneId: queued.laneId }, bubbles: true, composed: true }))}
              ></lw-button>`
        }
      </div>
    </footer>
    ${this.explained ? this.history() : nothing}`;
  }

  private history() {
    const { words, queued } = this;
    const events = queued.evidence.lastEvents.filter((event) => isTold(event.kind));
    if (events.length === 0) return html`<p class="soft">${words.text("evidence.no-events")}</p>`;
    return html`<ol class="events">
      ${events.map(
        (event) => html`<li>
          <span class="soft tabular">${words.text("evidence.ago", { time: sinceOf(this.nowMs - event.atMs, words) })}</span>
          <span>${words.textOr(`event.${event.kind}`, "evidence.no-events", { item: event.text ?? words.text("sentence.an-item") })}</span>
        </li>`,
      )}
    </ol>`;
  }

  protected override render() {
    const { words, queued } = this;
    const waitedMs = this.nowMs - queued.sinceMs;
    return html`<article class=${queued.state === "coming" ? "coming" : "waiting"} aria-labelledby="sentence">
      <header>
        ${
          this.inLane
            ? nothing
            : html`<p class="lane"><span class="visually-hidden">${words.text("lane", { lane: "" })}</span><bdi>${queued.laneName}</bdi></p>`
        }
        <div class="why">
          <h3 id="sentence">${sentenceOf(queued, words, this.money)}</h3>
          <p class="soft">${queued.training === true ? html`<strong>${words.text("state.training")}</strong> · ` : nothing}${words.text(`hint.${queued.kind}`)}</p>
        </div>
        <p class="time ${waitedMs > longWaitMs ? "long" : ""}">
          <span class="clock tabular">${sinceOf(waitedMs, words)}</span>
          <span class="soft">${words.text("queue.waited")}</span>
        </p>
      </header>
      ${this.evidence()}
      <div class="decide">
        ${this.buttons()}
        <attendant-command-answer .refusal=${this.command.refusal} .slow=${this.command.slow}></attendant-command-answer>
      </div>
      ${this.foot()}
    </article>`;
  }
}
