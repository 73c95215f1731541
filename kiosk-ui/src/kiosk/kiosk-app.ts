import { ContextProvider } from "@lit/context";
import type { LaneView } from "@laneway/contracts";
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { wordsContext } from "../locale/context.js";
import { english, fetchWords, type KioskWords, speak, wordsFor } from "../locale/languages.js";
import type { KioskLink, KioskRequest, KioskState } from "../session/kiosk-session.js";
import { type KioskAction, KioskActionEvent, type Task } from "./actions.js";
import { appSheets, type OpenSheet } from "./app-sheets.js";
import { linkContext } from "./contexts.js";
import { Countdown } from "./countdown.js";
import { kioskAppStyles } from "./kiosk-app.styles.js";
import "./kiosk-bags.js";
import "./kiosk-bar.js";
import "./kiosk-basket.js";
import "./kiosk-code.js";
import "./kiosk-find.js";
import { kioskHead } from "./kiosk-head.js";
import "./kiosk-load-card.js";
import "./kiosk-messages.js";
import type { KioskPart } from "./kiosk-part.js";
import "./kiosk-payment.js";
import "./kiosk-pick.js";
import "./kiosk-recall.js";
import "./kiosk-staff.js";
import "./kiosk-suspended.js";
import "./kiosk-thanks.js";
import "./kiosk-totals.js";
import "./kiosk-weigh.js";
import "./kiosk-welcome.js";
import { applyPreferences, type Preferences, standardPreferences } from "./preferences.js";
import { SameTouch } from "./same-touch.js";
import { play, say } from "./sounds.js";
import { announcement } from "./spoken.js";
import { paysWithoutCard } from "./payment-words.js";
import { soundOf } from "./sound-choice.js";

const noTask: Task = { name: "none" };
/** A gift card waits for its amount, before anything else. */
const isLoading = ({ step, basket }: LaneView): boolean => step.name === "basket" && basket?.giftCard !== undefined;
const isEmpty = (view: LaneView): boolean => !(view.basket?.lines.some((line) => line.state !== "void") ?? false);
/** Commands that finish what the shopper opened over the basket. */
const finishing: ReadonlySet<KioskRequest["kind"]> = new Set(["key-code", "pick-item", "weigh-item", "recall"]);
const refusalShownMs = 9_000;
/** A second touch of a double one is not taken for one of what has just come under the finger. */
const settlingMs = 350;

/** The kiosk: one lane's view in, one screen out, every touch a command. It decides nothing. */
@customElement("kiosk-app")
export class KioskApp extends LitElement {
  static override styles = [baseStyles, kioskAppStyles];
  @property({ attribute: false }) link!: KioskLink;
  @state() private kiosk: KioskState = { view: undefined, weight: undefined, connection: "connecting", waiting: 0 };
  @state() private task: Task = noTask;
  @state() private sheet: OpenSheet = "none";
  @state() private preferences: Preferences = standardPreferences;
  @state() private refusal: string | undefined;
  @state() private spoken = "";
  private words: KioskWords = english;
  private readonly wordsProvider = new ContextProvider(this, { context: wordsContext, initialValue: this.words });
  private linkProvider: ContextProvider<typeof linkContext> | undefined;
  private readonly countdown = new Countdown(this);
  private unsubscribe: (() => void) | undefined;
  private refusalTimer: ReturnType<typeof setTimeout> | undefined;
  private place = "";
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly touches = new SameTouch();

  override connectedCallback(): void {
    super.connectedCallback();
    this.linkProvider ??= new ContextProvider(this, { context: linkContext, initialValue: this.link });
    this.addEventListener(KioskActionEvent.type, (event) => this.act((event as KioskActionEvent).action));
    this.unsubscribe = this.link.subscribe((next) => this.take(next));
    applyPreferences(this.preferences);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    clearTimeout(this.refusalTimer);
    clearTimeout(this.settling);
  }

  /** Opens something over the basket from outside: the gallery. */
  openTask(task: Task): void {
    this.task = task;
  }

  /** A view is drawn once its language is at hand; meanwhile the latest one waits. */
  private take(next: KioskState): void {
    const words = next.view === undefined ? english : wordsFor(next.view.locale);
    if (words !== undefined) this.draw(next, words);
    else if (next.view !== undefined) void fetchWords(next.view.locale).then((fetched) => this.draw(this.link.state, fetched));
  }

  private draw(next: KioskState, words: KioskWords): void {
    const before = this.kiosk.view;
    this.kiosk = next;
    const view = next.view;
    if (view === undefined || view === before) return;
    // The other languages come along, so that changing works while the store is away.
    if (before === undefined) for (const locale of view.locales) void fetchWords(locale);
    if (words !== this.words) {
      this.words = words;
      this.wordsProvider.setValue(words);
    }
    speak(words);
    this.countdown.set(view.idle?.remainingMs);
    this.follow(before, view);
    const text = announcement(before, view, words);
    if (text !== "") {
      this.spoken = text;
      if (this.preferences.voice) say(text, words.locale);
    }
    const sound = before === undefined ? undefined : soundOf(before, view);
    if (sound !== undefined) play(sound, this.preferences.sound);
  }

  /** What the shopper had opened ends when the lane moves on; what the lane asks to weigh opens. */
  private follow(before: LaneView | undefined, view: LaneView): void {
    if (view.assist !== undefined && before?.assist?.at !== view.assist.at && this.task.name === "staff") this.task = noTask;
    const moved = before?.step.name !== view.step.name || before.basket?.transactionId !== view.basket?.transactionId;
    if (moved) {
      this.task = noTask;
      this.sheet = "none";
      this.refusal = undefined;
    }
    const gone = before !== undefined && before.step.name !== "welcome" && view.step.name === "welcome";
    if (gone) this.forget();
    const known = new Set(before?.notices.map((notice) => notice.noticeId));
    const weigh = view.notices.findLast((notice) => notice.kind === "weigh-this-item" && !known.has(notice.noticeId));
    if (weigh?.itemId !== undefined && view.step.name === "basket") {
      const name = weigh.text ?? this.words.text("nudge.placeAny");
      this.task = { name: "weigh", item: { itemId: weigh.itemId, name, picture: undefined, unitPriceMinor: undefined } };
    }
  }

  /** Nothing of the last shopper stays: neither what they set, nor what they typed, nor what waits. */
  private forget(): void {
    this.preferences = standardPreferences;
    this.spoken = "";
    this.link.forget();
    applyPreferences(this.preferences);
  }

  private act(action: KioskAction): void {
    switch (action.kind) {
      case "command":
        void this.send(action.request);
        break;
      case "task":
        this.task = action.task;
        this.sheet = "none";
        this.refusal = undefined;
        break;
      case "ask-save":
        this.sheet = "save";
        break;
      case "open-settings":
        this.sheet = "settings";
        break;
      case "open-languages":
        this.sheet = "languages";
        break;
      case "prefer":
        this.preferences = { ...this.preferences, ...action.preferences };
        applyPreferences(this.preferences);
        break;
    }
  }

  private async send(request: KioskRequest): Promise<void> {
    this.sheet = "none";
    if (this.touches.isAgain(request, performance.now())) return;
    const answer = await this.link.send(request);
    if (answer?.result === "refused") this.showRefusal(this.words.text(`refusal.${answer.refusal.reason}`));
    else if (answer?.result === "accepted") {
      this.refusal = undefined;
      if (finishing.has(request.kind)) this.task = noTask;
    }
  }

  private showRefusal(text: string): void {
    this.refusal = text;
    this.spoken = text;
    if (this.preferences.voice) say(text, this.words.locale);
    play("not-found", this.preferences.sound);
    clearTimeout(this.refusalTimer);
    this.refusalTimer = setTimeout(() => {
      this.refusal = undefined;
    }, refusalShownMs);
  }

  /** Why payment cannot start, in words. */
  private blockedBecause(view: LaneView): string | undefined {
    if (this.kiosk.connection === "away") return this.words.text("pay.reconnecting");
    if (view.faults.some((fault) => fault.effect === "no-card-payment") && !paysWithoutCard(view.step)) return this.words.text("pay.cardAway");
    if (view.interventions.some((intervention) => intervention.blocking)) return this.words.text("pay.blocked");
    return undefined;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const view = this.kiosk.view;
    if (view === undefined) return;
    const payment = view.step.name === "payment" ? (view.step.payment?.state ?? "choice") : "";
    const place = `${view.mode}/${view.step.name}/${payment}/${this.task.name}/${view.basket?.giftCard?.state ?? ""}`;
    if (place === this.place) return;
    const first = this.place === "";
    this.place = place;
    // Reading goes on at the head of what is new, unless the page has only just opened.
    if (first) return;
    this.renderRoot.querySelector<KioskPart>("[data-main]")?.focusHeading?.();
    this.settle();
  }

  private settle(): void {
    this.classList.add("settling");
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.classList.remove("settling"), settlingMs);
  }

  private calm(icon: "hourglass" | "pause" | "lock" | "plugs", title: string, lead: string) {
    return html`<div class="calm">
      <span class="ring"><lw-icon name=${icon}></lw-icon></span>
      <h1>${title}</h1>
      <p>${lead}</p>
    </div>`;
  }

  private main(view: LaneView) {
    const { step } = view;
    if (this.task.name === "staff") return html`<kiosk-staff data-main .view=${view}></kiosk-staff>`;
    if (step.name === "welcome" && view.mode === "paused") {
      return this.calm("pause", this.words.text("mode.paused"), this.words.text("mode.pausedLead"));
    }
    if (step.name === "welcome" && view.mode === "closed") {
      return this.calm("lock", this.words.text("mode.closed"), this.words.text("mode.closedLead"));
    }
    if (isLoading(view)) return html`<kiosk-load-card data-main .view=${view}></kiosk-load-card>`;
    switch (this.task.name) {
      case "find":
        return html`<kiosk-find data-main .view=${view}></kiosk-find>`;
      case "code":
        return html`<kiosk-code data-main .view=${view}></kiosk-code>`;
      case "recall":
        return html`<kiosk-recall data-main .view=${view}></kiosk-recall>`;
      case "pick":
        return html`<kiosk-pick data-main .view=${view} .item=${this.task.item}></kiosk-pick>`;
      case "weigh":
        return html`<kiosk-weigh data-main .view=${view} .item=${this.task.item} .weight=${this.kiosk.weight}></kiosk-weigh>`;
      case "none":
        break;
    }
    switch (step.name) {
      case "welcome":
        return html`<kiosk-welcome data-main .view=${view}></kiosk-welcome>`;
      case "basket":
        return html`<kiosk-basket data-main .view=${view}></kiosk-basket>`;
      case "bags":
        return html`<kiosk-bags data-main .view=${view}></kiosk-bags>`;
      case "payment":
        return html`<kiosk-payment
          data-main
          .view=${view}
          .payment=${step.payment}
          .blocked=${this.blockedBecause(view)}
        ></kiosk-payment>`;
      case "thank-you":
        return html`<kiosk-thanks data-main .view=${view} .step=${step}></kiosk-thanks>`;
      case "suspended":
        return html`<kiosk-suspended data-main .view=${view} .step=${step}></kiosk-suspended>`;
    }
  }

  /** A basket without goods is not saved: it is left. */
  private save(view: LaneView) {
    const empty = isEmpty(view);
    const touched = () => (empty ? this.send({ kind: "abandon" }) : this.act({ kind: "ask-save" }));
    return html`<lw-button size="tile" icon=${empty ? "x" : "ticket"} @click=${touched}>
      <span class="tile"><span>${this.words.text(empty ? "save.leave" : "basket.save")}</span></span>
    </lw-button>`;
  }

  private tools(view: LaneView) {
    return html`<div class="tools">
      <lw-button size="tile" icon="orange" @click=${() => this.act({ kind: "task", task: { name: "find" } })}>
        <span class="tile"><span>${this.words.text("basket.find")}</span><span class="hint">${this.words.text("basket.findHint")}</span></span>
      </lw-button>
      <lw-button size="tile" icon="numpad" @click=${() => this.act({ kind: "task", task: { name: "code" } })}>
        <span class="tile"><span>${this.words.text("basket.code")}</span><span class="hint">${this.words.text("basket.codeHint")}</span></span>
      </lw-button>
      ${this.save(view)}
    </div>`;
  }

  private nextStep(view: LaneView) {
    if (view.step.name !== "basket" || isLoading(view)) return nothing;
    if (this.task.name !== "none") {
      return html`<lw-button size="large" icon="basket" @click=${() => this.act({ kind: "task", task: noTask })}>${this.words.text("basket.show")}</lw-button>`;
    }
    const blocked = this.blockedBecause(view);
    return html`<lw-button
      kind="primary"
      size="large"
      icon="arrow-right"
      class="pay"
      ?disabled=${isEmpty(view) || (blocked !== undefined && this.kiosk.connection === "away")}
      @click=${() => this.send({ kind: "go-to-bags" })}
      >${this.words.text("basket.pay")}</lw-button
    >`;
  }

  private screen(view: LaneView) {
    const open = view.step.name === "basket" || view.step.name === "bags" || view.step.name === "payment";
    const resting = view.step.name === "welcome" && view.mode !== "open";
    const tools = view.step.name === "basket" && this.task.name === "none" && !isLoading(view);
    return html`<div class=${`kiosk ${view.step.name} ${open ? "selling" : ""} ${this.task.name === "none" ? "" : "busy"} ${this.preferences.reach ? "reach" : ""}`}>
      ${kioskHead(view, this.words)}
      <main>${this.main(view)}</main>
      <kiosk-messages
        .view=${view}
        .refusal=${this.refusal}
        .away=${this.kiosk.connection === "away"}
        .waiting=${this.kiosk.waiting}
        @refusal-close=${() => {
          this.refusal = undefined;
        }}
      ></kiosk-messages>
      <div class="dock" ?hidden=${!open}>
        ${tools ? this.tools(view) : nothing}
        ${open ? html`<kiosk-totals .view=${view}>${this.nextStep(view)}</kiosk-totals>` : nothing}
      </div>
      ${resting ? nothing : html`<kiosk-bar .view=${view}></kiosk-bar>`}
    </div>
    ${appSheets(view, { words: this.words, sheet: this.sheet, preferences: this.preferences, idleSeconds: this.countdown.seconds, send: (request) => void this.send(request), show: (sheet) => { this.sheet = sheet; } })}
    <p class="visually-hidden" role="status" aria-live="polite">${this.spoken}</p>`;
  }

  protected override render() {
    const { view, connection } = this.kiosk;
    if (view !== undefined) return this.screen(view);
    const refused = connection === "refused";
    return html`<div class="kiosk"><main>
      ${
        refused
          ? this.calm("lock", this.words.text("connection.refused"), this.words.text("connection.refusedLead"))
          : this.calm("hourglass", this.words.text("connection.starting"), connection === "away" ? this.words.text("connection.awayLead") : "")
      }
    </main></div>`;
  }
}
