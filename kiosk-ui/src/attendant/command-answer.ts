import type { Credentials, Refusal } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/notice.js";
import type { CommandController } from "./command-controller.js";
import "./second-person.js";
import { StationPart } from "./station-part.js";

/** What became of a touch, in words: why a rule said no, or that the answer is still awaited. Spoken when it appears. */
@customElement("attendant-command-answer")
export class CommandAnswerElement extends StationPart {
  static override styles = [baseStyles, css`lw-notice { padding-block-start: var(--space-2); }`];
  @property({ attribute: false }) refusal: Refusal | undefined;
  @property({ attribute: false }) slow = false;
  /** Who asked: with it, a refusal that somebody else may lift offers to ask them. */
  @property({ attribute: false }) command: CommandController | undefined;

  private said() {
    if (this.refusal !== undefined) {
      return html`<lw-notice tone="attention" icon="warning">${this.words.text(`refusal.${this.refusal.reason}`)}</lw-notice>`;
    }
    return this.slow ? html`<lw-notice icon="hourglass">${this.words.text("answer.no-answer")}</lw-notice>` : nothing;
  }

  protected override render() {
    const { command } = this;
    return html`<div role="status">${this.said()}</div>
      ${
        command?.approvable === true
          ? html`<attendant-second-person ?busy=${command.busy} @approve=${(event: CustomEvent<Credentials>) => void command.approve(event.detail)}></attendant-second-person>`
          : nothing
      }`;
  }
}
