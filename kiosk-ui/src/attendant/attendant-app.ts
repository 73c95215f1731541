import type { Credentials, QueuedIntervention, Refusal, StoreView } from "@laneway/contracts";
import { ContextProvider } from "@lit/context";
import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/sheet.js";
import { setTheme } from "../design/tokens.js";
import { speak } from "../locale/languages.js";
import { keepPreferences, type Preferences, readPreferences } from "../page/preferences.js";
import { Unanswered } from "../session/edge-client.js";
import { arrivals } from "./arrivals.js";
import { attendantAppStyles } from "./attendant-app.styles.js";
import "./bar.js";
import "./board.js";
import "./day-panel.js";
import { Chime } from "./chime.js";
import { actionsContext, attendantWordsContext, clockContext, moneyContext } from "./contexts.js";
import { attendantWords } from "./language.js";
import "./lane-sheet.js";
import type { SheetTask } from "./lane-sheet.js";
import "./notes-panel.js";
import { PasskeyGivenUp } from "./passkey.js";
import "./offline-panel.js";
import { sentenceOf } from "./sentence.js";
import "./sign-in.js";
import type { SignIn } from "./sign-in.js";
import { Station, type StoreLink } from "./station.js";

/** What shows that somebody is there. */
const touches = ["pointerdown", "keydown"] as const;

/** The attendant's page: signing in, then the store as it is now. */
@customElement("attendant-app")
export class AttendantApp extends LitElement {
  static override styles = [baseStyles, attendantAppStyles];
  /** Made here; a test or a gallery gives its own. */
  @property({ attribute: false }) station: StoreLink = new Station(() => this.refresh());
  @state() private preferences: Preferences = readPreferences();
  @state() private signingIn = false;
  @state() private refusal: Refusal | undefined;
  @state() private unanswered = false;
  @property({ attribute: false }) opened: { readonly laneId: string; readonly task: SheetTask } | undefined;
  /** The business day is on the screen. */
  @property({ type: Boolean }) dayOpened = false;
  /** Card payments without the bank are on the screen. */
  @property({ type: Boolean }) offlineOpened = false;
  /** Hand-over notes are on the screen; `ending`: before signing out. */
  @property({ attribute: false }) notesOpened: "no" | "open" | "ending" = "no";
  @state() private announced = "";
  @query("attendant-sign-in") private readonly signIn!: SignIn | null;
  private shownQueue: readonly QueuedIntervention[] | undefined;
  private readonly chime = new Chime();
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly words = new ContextProvider(this, { context: attendantWordsContext, initialValue: attendantWords(this.preferences.language) });
  private readonly clock = new ContextProvider(this, { context: clockContext, initialValue: Date.now() });
  private readonly money = new ContextProvider(this, { context: moneyContext, initialValue: { currency: "EUR", digits: 2 } });
  private readonly actions = new ContextProvider(this, { context: actionsContext });

  override connectedCallback(): void {
    super.connectedCallback();
    this.actions.setValue(this.station.actions);
    this.timer = setInterval(() => this.clock.setValue(this.station.nowMs()), 1_000);
    this.applyPreferences();
    this.station.resume();
    this.refresh();
    for (const touch of touches) window.addEventListener(touch, this.touched, { passive: true, capture: true });
  }

  private readonly touched = () => this.station.touched();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    for (const touch of touches) window.removeEventListener(touch, this.touched, { capture: true });
  }

  /** The station has something new to show. */
  refresh(): void {
    const { view } = this.station;
    this.clock.setValue(this.station.nowMs());
    if (view !== undefined && (this.money.value.currency !== view.currency || this.money.value.digits !== view.currencyDigits)) {
      this.money.setValue({ currency: view.currency, digits: view.currencyDigits });
    }
    this.notice(view);
    if (this.station.session === undefined) {
      this.opened = undefined;
      this.dayOpened = false;
      this.offlineOpened = false;
      this.notesOpened = "no";
    }
    this.requestUpdate();
  }

  /** What is new in the queue is heard, read out and counted in the title, also when the tablet lies in a pocket. */
  private notice(view: StoreView | undefined): void {
    const words = this.words.value;
    const waiting = view?.queue.filter((each) => each.state === "waiting").length ?? 0;
    document.title = waiting === 0 ? words.text("title") : words.text("queue.badge", { count: waiting, title: words.text("title") });
    const news = view === undefined ? [] : arrivals(this.shownQueue, view.queue);
    this.shownQueue = view?.queue;
    if (news.length === 0) return;
    this.chime.ring();
    this.announced = news
      .map((each) => words.text("queue.arrived", { lane: each.laneName, sentence: sentenceOf(each, words, this.money.value) }))
      .join(" ");
  }

  private applyPreferences(): void {
    const { language, theme, sound } = this.preferences;
    const words = attendantWords(language);
    this.words.setValue(words);
    speak(words);
    setTheme(theme);
    this.chime.muted = !sound;
  }

  private choose(event: CustomEvent<{ preferences: Preferences }>): void {
    this.preferences = event.detail.preferences;
    keepPreferences(this.preferences);
    this.applyPreferences();
    this.refresh();
  }

  private async enter(event: CustomEvent<Credentials>): Promise<void> {
    this.signingIn = true;
    this.unanswered = false;
    this.refusal = undefined;
    try {
      this.refusal = await this.station.signIn(event.detail);
      if (this.refusal !== undefined) this.signIn?.clearPin();
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      this.unanswered = true;
    } finally {
      this.signingIn = false;
    }
  }

  private async enterByPasskey(): Promise<void> {
    this.signingIn = true;
    this.unanswered = false;
    this.refusal = undefined;
    try {
      this.refusal = await this.station.signInByPasskey();
    } catch (error) {
      this.unanswered = error instanceof Unanswered;
      if (!this.unanswered && !(error instanceof PasskeyGivenUp)) throw error;
    } finally {
      this.signingIn = false;
    }
  }

  private sheet(view: StoreView) {
    const opened = this.opened;
    const tile = view.lanes.find((lane) => lane.laneId === opened?.laneId);
    if (opened === undefined || tile === undefined) return nothing;
    return html`<attendant-lane-sheet
      .tile=${tile}
      .queue=${view.queue}
      .suspended=${view.suspended}
      .task=${opened.task}
      .me=${this.station.session?.attendant?.name ?? ""}
      .meId=${this.station.session?.attendant?.attendantId ?? ""}
      .notes=${view.notes}
      @sheet-close=${() => {
        this.opened = undefined;
      }}
    ></attendant-lane-sheet>`;
  }

  private day(view: StoreView) {
    const words = this.words.value;
    const close = () => {
      this.dayOpened = false;
    };
    return html`<lw-sheet heading=${words.text("day.heading")} closeLabel=${words.text("sheet.close")} ?open=${this.dayOpened} @sheet-close=${close}>
      ${this.dayOpened ? html`<attendant-day .day=${view.day}></attendant-day>` : nothing}
    </lw-sheet>`;
  }

  private offline({ offlineCards }: StoreView) {
    const words = this.words.value;
    if (offlineCards === undefined) return nothing;
    const close = () => {
      this.offlineOpened = false;
    };
    return html`<lw-sheet heading=${words.text("offline.heading")} closeLabel=${words.text("sheet.close")} ?open=${this.offlineOpened} @sheet-close=${close}>
      ${this.offlineOpened ? html`<attendant-offline .offline=${offlineCards}></attendant-offline>` : nothing}
    </lw-sheet>`;
  }

  private unread(view: StoreView | undefined): number {
    const me = this.station.session?.attendant?.attendantId;
    return view?.notes.filter(({ readBy }) => !readBy.some(({ attendantId }) => attendantId === me)).length ?? 0;
  }

  private notes(view: StoreView) {
    const words = this.words.value;
    const close = () => {
      this.notesOpened = "no";
    };
    const open = this.notesOpened !== "no";
    return html`<lw-sheet heading=${words.text("notes.heading")} closeLabel=${words.text("sheet.close")} ?open=${open} @sheet-close=${close}>
      ${
        open
          ? html`<attendant-notes
              .notes=${view.notes}
              .lanes=${view.lanes}
              .me=${this.station.session?.attendant?.attendantId ?? ""}
              ?ending=${this.notesOpened === "ending"}
              @shift-end=${() => this.station.signOut()}
            ></attendant-notes>`
          : nothing
      }
    </lw-sheet>`;
  }

  private store() {
    const { station } = this;
    const words = this.words.value;
    const { view } = station;
    const away = station.edgeLost || station.connection === "away";
    const me = station.session?.attendant;
    return html`<attendant-bar
        .view=${view}
        .who=${me}
        .preferences=${this.preferences}
        ?reconnecting=${away}
        ?passkeys=${station.passkeys}
        .unread=${this.unread(view)}
        @sign-out=${() => {
          // With nobody to hand over to there is nothing to ask.
          if (view === undefined) station.signOut();
          else this.notesOpened = "ending";
        }}
        @notes-open=${() => {
          this.notesOpened = "open";
        }}
        @day-open=${() => {
          this.dayOpened = true;
        }}
      ></attendant-bar>
      ${
        view === undefined
          ? html`<main class="wait"><p role="status">${words.text("bar.reconnecting")}</p></main>`
          : html`<main class="board">
                <attendant-board
                class=${away ? "stale" : ""}
                .view=${view}
                .me=${me?.name ?? ""}
                .unread=${this.unread(view)}
                @notes-open=${() => {
                  this.notesOpened = "open";
                }}
                @offline-open=${() => {
                  this.offlineOpened = true;
                }}
                @lane-open=${(event: CustomEvent<{ laneId: string }>) => {
                  this.opened = { laneId: event.detail.laneId, task: { name: "lane" } };
                }}
                @item-find=${(event: CustomEvent<{ queued: QueuedIntervention }>) => {
                  this.opened = { laneId: event.detail.queued.laneId, task: { name: "identify", queued: event.detail.queued } };
                }}
                ></attendant-board>
              </main>
              ${this.sheet(view)}${this.day(view)}${this.offline(view)}${this.notes(view)}`
      }
      <p class="visually-hidden" role="status" aria-live="polite">${this.announced}</p>`;
  }

  protected override render() {
    const { station } = this;
    const content =
      station.session === undefined
        ? html`<attendant-sign-in
            .attendantId=${new URLSearchParams(location.hash.slice(1)).get("as") ?? ""}
            ?busy=${this.signingIn}
            ?unanswered=${this.unanswered}
            ?ended=${station.ended}
            .refusal=${this.refusal}
            ?passkeys=${station.passkeys}
            @sign-in=${this.enter}
            @passkey=${this.enterByPasskey}
          >
            <page-settings .preferences=${this.preferences} .words=${this.words.value}></page-settings>
          </attendant-sign-in>`
        : this.store();
    return html`<div class="page" @preferences-change=${this.choose}>${content}</div>`;
  }
}
