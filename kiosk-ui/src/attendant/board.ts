import type { QueuedIntervention, StoreView } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/notice.js";
import { boardStyles } from "./board.styles.js";
import { clockContext } from "./contexts.js";
import { hasFreshOutcome } from "./last-outcome.js";
import { StationPart } from "./station-part.js";
import "./lane-tile.js";
import "./offline-notice.js";
import "./queue-card.js";

/** The queue by walks: what stands together on one lane. */
function visitsOf(queue: readonly QueuedIntervention[]): readonly (readonly QueuedIntervention[])[] {
  const byLane = new Map<string, QueuedIntervention[]>();
  for (const queued of queue) byLane.set(queued.laneId, [...(byLane.get(queued.laneId) ?? []), queued]);
  return [...byLane.values()];
}

/** As many as fit the board when drawn large. */
const fewLanes = 4;

/** The queue and the lanes, side by side or one below the other. Fires `lane-open` { laneId }. */
@customElement("attendant-board")
export class Board extends StationPart {
  static override styles = [baseStyles, boardStyles];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) view!: StoreView;
  @property() me = "";
  /** Notes of colleagues that are not read yet. */
  @property({ type: Number }) unread = 0;

  private openLane(laneId: string): void {
    this.dispatchEvent(new CustomEvent("lane-open", { detail: { laneId }, bubbles: true, composed: true }));
  }

  private queue() {
    const { words, view } = this;
    if (view.queue.length === 0) {
      return html`<div class="calm">
        <lw-icon name="check-circle"></lw-icon>
        <p class="strong">${words.text("queue.empty")}</p>
        <p class="soft">${words.text("queue.empty-more")}</p>
      </div>`;
    }
    return html`<div class="cards">
      ${repeat(
        visitsOf(view.queue),
        ([first]) => first?.laneId,
        (visit) => (visit.length === 1 ? this.cards(visit) : this.visit(visit)),
      )}
    </div>`;
  }

  private cards(visit: readonly QueuedIntervention[]) {
    return repeat(
      visit,
      (queued) => queued.interventionId,
      (queued) => html`<attendant-queue-card .queued=${queued} .me=${this.me}></attendant-queue-card>`,
    );
  }

  /** Several things on one lane are one walk. */
  private visit(visit: readonly QueuedIntervention[]) {
    const heading = this.words.text("queue.visit", { lane: visit[0]?.laneName ?? "", count: visit.length });
    return html`<section class="visit" aria-label=${heading}>
      <p class="together"><lw-icon name="basket"></lw-icon>${heading}</p>
      ${this.cards(visit)}
    </section>`;
  }

  private watch() {
    const { words, view, money } = this;
    const { overloaded, calling, baskets } = view.watch;
    if (!overloaded && calling.length === 0) return nothing;
    const nameOf = (laneId: string) => view.lanes.find((lane) => lane.laneId === laneId)?.laneName ?? laneId;
    return html`<lw-notice class="watch" tone="attention" icon="warning" role="status">
      ${calling.map(({ laneId, calls }) => html`<p>${words.text("watch.calling", { lane: nameOf(laneId), count: calls })}</p>`)}
      ${overloaded ? html`<p>${words.text("watch.overloaded")}</p>` : nothing}
      ${
        baskets.length === 0
          ? nothing
          : html`<p class="strong">${words.text("watch.baskets")}
              ${baskets.map(
                ({ laneId, totalMinor }) => html`<button class="basket" type="button" @click=${() => this.openLane(laneId)}
                  >${words.text("lane", { lane: nameOf(laneId) })} · <bdi class="tabular">${words.money(totalMinor, money.currency, money.digits)}</bdi></button
                >`,
              )}
            </p>`
      }
    </lw-notice>`;
  }

  protected override render() {
    const { words, view } = this;
    return html`<section class="queue" aria-labelledby="queue-heading">
        <h2 id="queue-heading">
          ${words.text("queue.heading")}
          ${view.queue.length === 0 ? nothing : html`<span class="count">${words.number(view.queue.length)}</span>`}
        </h2>
        ${this.watch()}
        ${
          this.unread === 0
            ? nothing
            : html`<lw-notice class="watch" icon="note"><p>${words.text("notes.unread", { count: this.unread })}</p>
                <lw-button slot="actions" @click=${() => this.dispatchEvent(new CustomEvent("notes-open"))}>${words.text("notes.open")}</lw-button>
              </lw-notice>`
        }
        ${view.offlineCards === undefined ? nothing : html`<attendant-offline-notice class="watch" .offline=${view.offlineCards}></attendant-offline-notice>`}
        ${view.lanes
          .filter((tile) => hasFreshOutcome(tile, this.nowMs))
          .map((tile) => html`<attendant-last-outcome .tile=${tile}></attendant-last-outcome>`)}
        ${this.queue()}
      </section>
      <section class="lanes" aria-labelledby="lanes-heading">
        <h2 id="lanes-heading">${words.text("lanes.heading")}</h2>
        ${view.lanes.length === 0 ? html`<p class="soft">${words.text("lanes.empty")}</p>` : nothing}
        <div class="tiles ${view.lanes.length <= fewLanes ? "few" : ""}">
          ${repeat(
            view.lanes,
            (tile) => tile.laneId,
            (tile) => html`<attendant-lane-tile ?large=${view.lanes.length <= fewLanes} .tile=${tile} data-lane=${tile.laneId} @click=${() => this.openLane(tile.laneId)}></attendant-lane-tile>`,
          )}
        </div>
      </section>`;
  }
}
