import type { Refusal } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/notice.js";
import { Unanswered } from "../session/edge-client.js";
import "./command-answer.js";
import { PasskeyGivenUp } from "./passkey.js";
import { StationPart } from "./station-part.js";
import { writingStyles } from "./writing.styles.js";

/** A manager gives somebody a passkey on this device. */
@customElement("attendant-passkeys")
export class PasskeyPanel extends StationPart {
  static override styles = [baseStyles, writingStyles];
  @state() private attendantId = "";
  @state() private busy = false;
  @state() private outcome: "none" | "done" | "given-up" | "no-answer" = "none";
  @state() private refusal: Refusal | undefined;

  private async enrol(event?: Event): Promise<void> {
    event?.preventDefault();
    const attendantId = this.attendantId.trim();
    if (attendantId === "" || this.busy) return;
    this.busy = true;
    try {
      this.refusal = await this.actions.enrolPasskey(attendantId);
      this.outcome = this.refusal === undefined ? "done" : "none";
    } catch (error) {
      this.refusal = undefined;
      if (error instanceof PasskeyGivenUp) this.outcome = "given-up";
      else if (error instanceof Unanswered) this.outcome = "no-answer";
      else throw error;
    } finally {
      this.busy = false;
    }
  }

  protected override render() {
    const { words } = this;
    return html`<p class="soft">${words.text("passkey.explanation")}</p>
      <form @submit=${this.enrol}>
        <label><span>${words.text("passkey.whose")}</span>
          <input dir="ltr" maxlength="32" autocapitalize="none" autocomplete="off" spellcheck="false" .value=${this.attendantId} @input=${(event: InputEvent) => { this.attendantId = (event.target as HTMLInputElement).value; }} />
        </label>
        <lw-button icon="fingerprint" ?disabled=${this.busy || this.attendantId.trim() === ""} @click=${() => void this.enrol()}>${words.text("passkey.enrol")}</lw-button>
        <button type="submit" hidden></button>
      </form>
      <div role="status">${this.outcome === "none" ? nothing : html`<lw-notice tone=${this.outcome === "done" ? "success" : "attention"} icon=${this.outcome === "done" ? "check-circle" : "info"}><p>${words.text(`passkey.${this.outcome}`)}</p></lw-notice>`}</div>
      <attendant-command-answer .refusal=${this.refusal}></attendant-command-answer>`;
  }
}
