import type { Refusal } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/notice.js";import { StationPart } from "./station-part.js";


/** What became of a touch, in words: why a rule said no, or that the answer is still awaited. Spoken when it appears. */
@customElement("attendant-command-answer")
export class CommandAnswerElement extends StationPart {
  static override styles = [baseStyles, css`lw-notice { padding-block-start: var(--space-2); }`];
  @property({ attribute: false }) refusal: Refusal | undefined;
  @property({ attribute: false }) slow = false;

  private said() {
    if (this.refusal !== undefined) {
      return html`<lw-notice tone="attention" icon="warning">${this.words.text(`refusal.${this.refusal.reason}`)}</lw-notice>`;
    }
    return this.slow ? html`<lw-notice icon="hourglass">${this.words.text("answer.no-answer")}</lw-notice>` : nothing;
  }

  protected override render() {
    return html`<div role="status">${this.said()}</div>`;
  }
}
