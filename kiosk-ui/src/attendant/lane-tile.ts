import type { InterventionSummary, LaneTile as LaneTileView } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import type { IconName } from "../design/icons.js";
import "../design/icon.js";
import { clockContext } from "./contexts.js";
import { laneTileStyles } from "./lane-tile.styles.js";
import { sinceOf, stateOf } from "./sentence.js";
import { StationPart } from "./station-part.js";

/** What the tile's edge and ground say, loudest first. */
export type TileTone = "waiting" | "coming" | "away" | "resting" | "plain";

export function toneOf(tile: LaneTileView): TileTone {
  const waiting = (state: InterventionSummary["state"]) => tile.view.interventions.some((each) => each.state === state);
  if (waiting("waiting")) return "waiting";
  if (waiting("coming")) return "coming";
  if (tile.view.mode !== "open") return "resting";
  if (!tile.agentOnline) return "away";
  return "plain";
}

/** One lane at a glance, from three metres: its number, where it is and for how long, what lies in the basket, what is wrong. */
@customElement("attendant-lane-tile")
export class LaneTile extends StationPart {
  static override styles = [baseStyles, laneTileStyles];
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) tile!: LaneTileView;
  /** There is room: few lanes are drawn larger, to be read from further away. */
  @property({ type: Boolean, reflect: true }) large = false;

  private flag(tone: TileTone) {
    const { words, tile } = this;
    const flags: Record<TileTone, readonly [IconName, string] | undefined> = {
      waiting: ["bell", words.text("sheet.waiting-here")],
      coming: ["hand-waving", words.text("lanes.coming")],
      away: ["plugs", words.text("state.agent-offline")],
      resting: undefined,
      plain: undefined,
    };
    const { assist } = tile.view;
    const helped: readonly [IconName, string] | undefined = assist === undefined || tone === "waiting" ? undefined : ["user", words.text("assist.here", { name: assist.name })];
    const flag = helped ?? flags[tone];
    return flag === undefined ? nothing : html`<span class="flag"><lw-icon name=${flag[0]}></lw-icon>${flag[1]}</span>`;
  }

  private troubles() {
    const { words, tile } = this;
    const faults = tile.devices.flatMap((status) =>
      status.faults.map((fault) =>
        words.text("sentence.device", {
          device: words.text(`devices.${status.device}`),
          fault: words.text(`faults.${fault.code}`),
        }),
      ),
    );
    if (!tile.agentOnline && toneOf(tile) !== "away") faults.unshift(words.text("state.agent-offline"));
    return faults.length === 0
      ? nothing
      : html`<span class="faults">
          ${faults.map((fault) => html`<span class="fault"><lw-icon name="warning"></lw-icon><span>${fault}</span></span>`)}
        </span>`;
  }

  protected override render() {
    const { words, tile, money } = this;
    const { basket } = tile.view;
    const tone = toneOf(tile);
    return html`<button type="button" class=${tone}>
      <span class="top">
        <span class="number"><span class="visually-hidden">${words.text("lane", { lane: "" })}</span><bdi>${tile.laneName}</bdi></span>
        ${this.flag(tone)}
        ${tile.view.training ? html`<span class="training">${words.text("state.training")}</span>` : nothing}
      </span>
      <span class="state">
        <span class="words">${words.text(stateOf(tile))}</span>
        <span class="since tabular">
          <span class="visually-hidden">${words.text("lanes.in-state")}</span>
          ${sinceOf(this.nowMs - tile.inStateSinceMs, words)}
        </span>
      </span>
      ${
        basket === undefined
          ? nothing
          : html`<span class="basket">
              <span>${words.text("pieces", { count: basket.itemCount })}</span>
              <bdi class="total tabular">${words.money(basket.totalMinor, money.currency, money.digits)}</bdi>
            </span>`
      }
      ${this.troubles()}
    </button>`;
  }
}
