import type { Refusal } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/notice.js";
import { Unanswered } from "../session/edge-client.js";
import "./command-answer.js";
import { PasskeyGivenUp } from "./passkey.js";
import { StationPart } from "./station-part.js";
import { writingStyles } from "./writing.styles.js";

type Outcome = { readonly of: "none" | "done" | "given-up" | "no-answer" } | { readonly of: "removed"; readonly count: number };

/** A manager gives somebody a passkey on this device, or takes theirs away. */
@customElement("attendant-passkeys")
export class PasskeyPanel extends StationPart {
  static override styles = [
    baseStyles,
    writingStyles,
    css`
      :host { padding-block-start: var(--space-3); border-block-start: var(--hair) solid var(--rule); }
      h2 { font-size: var(--text-m); font-weight: var(--weight-strong); }
      .soft { max-width: 68ch; }
    `,
  ];
  @state() private attendantId = "";
  @state() private busy = false;
  @state() private outcome: Outcome = { of: "none" };
  @state() private refusal: Refusal | undefined;

  private async ask(work: (attendantId: string) => Promise<Refusal | Outcome>): Promise<void> {
    const attendantId = this.attendantId.trim();
    if (attendantId === "" || this.busy) return;
    this.busy = true;
    this.refusal = undefined;
    this.outcome = { of: "none" };
    try {
      const answer = await work(attendantId);
      if ("reason" in answer) this.refusal = answer;
      else this.outcome = answer;
    } catch (error) {
      if (error instanceof PasskeyGivenUp) this.outcome = { of: "given-up" };
      else if (error instanceof Unanswered) this.outcome = { of: "no-answer" };
      else throw error;
    } finally {
      this.busy = false;
    }
  }

  private enrol(event?: Event): void {
    event?.preventDefault();
    void this.ask(async (attendantId) => (await this.actions.enrolPasskey(attendantId)) ?? { of: "done" });
  }

  private takeAway(): void {
    void this.ask(async (attendantId) => {
      const removed = await this.actions.removePasskeys(attendantId);
      return typeof removed === "number" ? { of: "removed", count: removed } : removed;
    });
  }

  private said() {
    const { outcome, words } = this;
    if (outcome.of === "none") return nothing;
    const good = outcome.of === "done" || (outcome.of === "removed" && outcome.count > 0);
    const text = outcome.of !== "removed" ? words.text(`passkey.${outcome.of}`) : outcome.count === 0 ? words.text("passkey.nothing-to-remove") : words.text("passkey.removed", { count: outcome.count });
    return html`<lw-notice tone=${good ? "success" : "attention"} icon=${good ? "check-circle" : "info"}><p>${text}</p></lw-notice>`;
  }

  protected override render() {
    const { words } = this;
    const idle = this.busy || this.attendantId.trim() === "";
    return html`<h2>${words.text("passkey.heading")}</h2>
      <p class="soft">${words.text("passkey.explanation")}</p>
      <form @submit=${this.enrol}>
        <label><span>${words.text("passkey.whose")}</span>
          <input dir="ltr" maxlength="32" autocapitalize="none" autocomplete="off" spellcheck="false" .value=${this.attendantId} @input=${(event: InputEvent) => { this.attendantId = (event.target as HTMLInputElement).value; }} />
        </label>
        <lw-button icon="fingerprint" ?disabled=${idle} @click=${() => this.enrol()}>${words.text("passkey.enrol")}</lw-button>
        <lw-button kind="quiet" data-act="remove" ?disabled=${idle} @click=${() => this.takeAway()}>${words.text("passkey.remove")}</lw-button>
        <button type="submit" hidden></button>
      </form>
      <div role="status">${this.said()}</div>
      <attendant-command-answer .refusal=${this.refusal}></attendant-command-answer>`;
  }
}
