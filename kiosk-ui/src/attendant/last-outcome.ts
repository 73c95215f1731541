import type { LaneTile, OutcomeReason } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { CommandController } from "./command-controller.js";
import "./command-answer.js";
import { clockContext } from "./contexts.js";
import { lastOutcomeStyles } from "./last-outcome.styles.js";
import { StationPart } from "./station-part.js";

/** How long an answer is shown: the time to take it back, or to say why. */
const shownForMs = 60_000;

/** Was something answered on this lane a moment ago? */
export const hasFreshOutcome = ({ lastOutcome }: LaneTile, nowMs: number): boolean =>
  lastOutcome !== undefined && nowMs - lastOutcome.atMs < shownForMs;

/** What was just answered on a lane: to be taken back by one touch, or explained by one. */
@customElement("attendant-last-outcome")
export class LastOutcome extends StationPart {
  static override styles = [baseStyles, lastOutcomeStyles];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) tile!: LaneTile;
  private readonly command = new CommandController(this, () => this.actions);

  private undo(interventionId: string): void {
    void this.command.send(this.tile.laneId, { kind: "undo-outcome", interventionId });
  }

  private explain(interventionId: string, reason: OutcomeReason): void {
    void this.command.send(this.tile.laneId, { kind: "explain-outcome", interventionId, reason });
  }

  protected override render() {
    const { words, tile, command } = this;
    const last = tile.lastOutcome;
    if (last === undefined || !hasFreshOutcome(tile, this.nowMs)) return nothing;
    const { interventionId, kind, outcome, by, itemName, reasons, reason, undoUntilMs } = last;
    const said = words.text(`outcome.${kind}.${outcome}`);
    return html`<article>
      <div class="said">
        <lw-icon name="check-circle"></lw-icon>
        <p>
          <span class="strong">${words.text("lane", { lane: tile.laneName })} · ${said}</span>
          <span class="soft">${itemName === undefined ? nothing : html`<bdi>${itemName}</bdi> · `}<bdi>${by}</bdi></span>
        </p>
        ${
          undoUntilMs === undefined || undoUntilMs < this.nowMs
            ? nothing
            : html`<lw-button class="undo" icon="arrows-clockwise" ?disabled=${command.busy} @click=${() => this.undo(interventionId)}>${words.text("undo.act")}</lw-button>`
        }
      </div>
      ${
        reasons.length < 2
          ? nothing
          : html`<div class="why" role="group" aria-label=${words.text("undo.why")}>
              <span class="soft">${words.text("undo.why")}</span>
              ${reasons.map(
                (each) => html`<lw-button .pressed=${each === reason} ?disabled=${command.busy} data-reason=${each} @click=${() => this.explain(interventionId, each)}
                  >${words.text(`because.${each}`)}</lw-button
                >`,
              )}
            </div>`
      }
      <attendant-command-answer .refusal=${command.refusal} .slow=${command.slow}></attendant-command-answer>
    </article>`;
  }
}
