import type { Session, StoreView } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../page/page-settings.js";
import type { Preferences } from "../page/preferences.js";
import "./passkey-panel.js";
import { barStyles } from "./bar.styles.js";
import { clockContext } from "./contexts.js";
import { StationPart } from "./station-part.js";

/** Which store, how it is connected, what time it is, who is signed in. Fires `sign-out`, `notes-open` and `day-open`; passes on `preferences-change`. */
@customElement("attendant-bar")
export class Bar extends StationPart {
  static override styles = [baseStyles, barStyles];
  @consume({ context: clockContext, subscribe: true })
  @property({ attribute: false })
  nowMs = 0;
  @property({ attribute: false }) view: StoreView | undefined;
  @property({ attribute: false }) who: Session["attendant"];
  @property({ attribute: false }) preferences!: Preferences;
  /** Views do not arrive at the moment. */
  @property({ type: Boolean }) reconnecting = false;
  /** Notes of colleagues that are not read yet. */
  @property({ type: Number }) unread = 0;
  /** Passkeys can be made on this page. */
  @property({ type: Boolean }) passkeys = false;
  @property({ type: Boolean }) open = false;

  private link() {
    const { words, view } = this;
    if (this.reconnecting) {
      return html`<p class="link attention"><lw-icon name="arrows-clockwise"></lw-icon><span>${words.text("bar.reconnecting")}</span></p>`;
    }
    if (view === undefined) return nothing;
    if (view.online) return html`<p class="link"><lw-icon name="check-circle"></lw-icon><span>${words.text("bar.online")}</span></p>`;
    return html`<p class="link attention">
      <lw-icon name="cloud-slash"></lw-icon>
      <span>
        ${words.text("bar.offline")}${view.outboxWaiting === 0 ? nothing : html` · ${words.text("bar.outbox", { count: view.outboxWaiting })}`}
      </span>
    </p>`;
  }

  /** The country's signing unit is away: somebody should look at it, nobody need hurry. */
  private unsigned() {
    const sinceMs = this.view?.fiscalOutageSinceMs;
    if (sinceMs === undefined) return nothing;
    return html`<p class="link attention"><lw-icon name="warning"></lw-icon><span>${this.words.text("bar.unsigned", { time: this.words.time(sinceMs) })}</span></p>`;
  }

  protected override render() {
    const { words, who } = this;
    return html`<header>
      <div class="store">
        <h1>${this.view?.storeName ?? words.text("title")}</h1>
        <div role="status">${this.link()}${this.unsigned()}</div>
      </div>
      <time class="tabular">${words.time(this.nowMs)}</time>
      <div class="person">
        <lw-icon name="user"></lw-icon>
        <p>
          <span class="strong">${who?.name}</span>
          <span class="soft">${who === undefined ? nothing : words.text(`bar.roles.${who.role}`)}</span>
        </p>
      </div>
      ${who === undefined ? nothing : html`<lw-button kind=${this.unread > 0 ? "plain" : "quiet"} icon="note" icon-only label=${this.unread > 0 ? words.text("notes.button", { count: this.unread }) : words.text("notes.heading")} @click=${() => this.dispatchEvent(new CustomEvent("notes-open"))}></lw-button>`}
      ${who === undefined || who.role === "attendant" ? nothing : html`<lw-button kind="quiet" icon="calendar" icon-only label=${words.text("day.button")} @click=${() => this.dispatchEvent(new CustomEvent("day-open"))}></lw-button>`}
      <lw-button kind="quiet" icon="sliders" icon-only label=${words.text("bar.theme")} .expanded=${this.open} @click=${() => { this.open = !this.open; }}></lw-button>
      <lw-button kind="quiet" icon="sign-out" icon-only label=${words.text("bar.sign-out")} @click=${() => this.dispatchEvent(new CustomEvent("sign-out"))}></lw-button>
      ${this.open ? html`<page-settings class="settings" .preferences=${this.preferences} .words=${words} with-sound></page-settings>${who?.role === "manager" && this.passkeys ? html`<attendant-passkeys class="settings"></attendant-passkeys>` : nothing}` : nothing}
    </header>`;
  }
}
