import type { Credentials, Refusal } from "@laneway/contracts";
import { consume } from "@lit/context";
import { css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { badgeIn } from "../attendant/badge.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/keypad.js";
import { Unanswered } from "../session/edge-client.js";
import type { KioskLink } from "../session/kiosk-session.js";
import { act } from "./actions.js";
import { linkContext } from "./contexts.js";
import { codeStyles } from "./kiosk-code.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { recallStyles } from "./kiosk-recall.styles.js";
import { panelStyles } from "./panel.styles.js";
import type { KeyPress } from "./screen-keyboard.js";
import "./screen-keyboard.js";

const shortestPin = 4;
const longestPin = 12;
const longestName = 32;
/** A panel that a colleague has opened and left is the shopper's again. */
const closesAfterMs = 45_000;

/** A colleague says who they are, to work the lane for the shopper: number and PIN, or a badge under the scanner. */
@customElement("kiosk-staff")
export class KioskStaff extends KioskPart {
  static override styles = [baseStyles, panelStyles, codeStyles, recallStyles, css`.middle { gap: var(--space-2); } .middle h1 { font-size: var(--text-m); }`];
  @consume({ context: linkContext })
  @property({ attribute: false })
  link!: KioskLink;
  @state() private attendantId = "";
  @state() private asksPin = false;
  @state() private busy = false;
  @state() private problem: string | undefined;
  @query("input") private readonly input!: HTMLInputElement | null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.waitAgain();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private waitAgain(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close(), closesAfterMs);
  }

  private close(): void {
    act(this, { kind: "task", task: { name: "none" } });
  }

  private goBack(): void {
    if (!this.asksPin) this.close();
    this.asksPin = false;
  }

  private type(text: string): void {
    this.waitAgain();
    this.problem = undefined;
    this.attendantId = text.slice(0, longestName);
    if (this.input !== null) this.input.value = this.attendantId;
  }

  private press(event: KeyPress): void {
    const { key } = event.detail;
    if (key === "erase") this.type(this.attendantId.slice(0, -1));
    else this.type(key === "clear" ? "" : this.attendantId + key.toLowerCase());
  }

  private named(event?: Event): void {
    event?.preventDefault();
    const badge = badgeIn(this.attendantId);
    if (badge !== undefined) {
      // A badge says who it is all by itself, and is not left standing on the screen.
      this.type("");
      void this.signIn({ badge });
    } else if (this.attendantId.trim() !== "") this.asksPin = true;
  }

  private async signIn(by: Credentials): Promise<void> {
    this.busy = true;
    try {
      const answer = await this.link.assist(by);
      if (answer.result === "accepted") this.close();
      else this.problem = this.because(answer.refusal);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      this.problem = this.text("pay.reconnecting");
    } finally {
      this.busy = false;
      this.waitAgain();
    }
  }

  private because({ reason, details }: Refusal): string {
    const seconds = details?.["seconds"];
    return reason === "locked-out" && typeof seconds === "number" ? this.text("staff.lockedFor", { wait: this.words.duration(seconds * 1_000) }) : this.text(`refusal.${reason}`);
  }

  private nameStep() {
    return html`<form class="middle" @submit=${this.named}>
        <h1 tabindex="-1">${this.text("staff.title")}</h1>
        <p class="lead">${this.text("staff.lead")}</p>
        <label for="name" class="visually-hidden">${this.text("staff.name")}</label>
        <input id="name" type="text" class="narrow" dir="ltr" inputmode="none" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength=${longestName}
          @input=${(event: InputEvent) => this.type((event.target as HTMLInputElement).value)} />
      </form>
      <screen-keyboard capitals .view=${this.view} @key-press=${this.press}></screen-keyboard>
      <div class="foot">
        <lw-button kind="primary" size="large" icon="arrow-right" ?disabled=${this.attendantId.trim() === "" || this.busy} @click=${() => this.named()}>${this.text("staff.next")}</lw-button>
      </div>`;
  }

  private pinStep() {
    return html`<div class="middle">
      <div class="words">
        <h1 tabindex="-1">${this.text("staff.pin")}</h1>
        ${this.problem === undefined ? html`<p class="lead">${this.text("staff.pinLead")}</p>` : html`<p class="lead" role="alert">${this.problem}</p>`}
      </div>
      <lw-keypad
        class="narrow"
        masked
        label=${this.text("staff.pin")}
        enterLabel=${this.text("staff.take")}
        eraseLabel=${this.text("erase")}
        .minimum=${shortestPin}
        .maximum=${longestPin}
        ?busy=${this.busy}
        @keypad-enter=${(event: CustomEvent<{ readonly value: string }>) => {
          const pin = event.detail.value;
          // Typed anew after every try.
          (event.target as HTMLInputElement).value = "";
          void this.signIn({ attendantId: this.attendantId.trim(), pin });
        }}
      ></lw-keypad>
    </div>`;
  }

  protected override render() {
    return html`<section class="panel">
      <div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${this.goBack}>${this.text("back")}</lw-button>
      </div>
      ${this.asksPin ? this.pinStep() : html`${this.problem === undefined ? nothing : html`<p class="lead" role="alert">${this.problem}</p>`}${this.nameStep()}`}
    </section>`;
  }
}
