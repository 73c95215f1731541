import type { StoreView } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/icon.js";
import { boardStyles } from "./board.styles.js";
import { StationPart } from "./station-part.js";
import "./lane-tile.js";
import "./queue-card.js";

/** As many as fit the board when drawn large. */
const fewLanes = 4;

/** The queue and the lanes, side by side or one below the other. Fires `lane-open` { laneId }. */
@customElement("attendant-board")
export class Board extends StationPart {
  static override styles = [baseStyles, boardStyles];
  @property({ attribute: false }) view!: StoreView;
  @property() me = "";

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
        view.queue,
        (queued) => queued.interventionId,
        (queued) => html`<attendant-queue-card .queued=${queued} .me=${this.me}></attendant-queue-card>`,
      )}
    </div>`;
  }

  protected override render() {
    const { words, view } = this;
    return html`<section class="queue" aria-labelledby="queue-heading">
        <h2 id="queue-heading">
          ${words.text("queue.heading")}
          ${view.queue.length === 0 ? nothing : html`<span class="count">${words.number(view.queue.length)}</span>`}
        </h2>
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
