import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/icon.js";
import type { IconName } from "../design/icons.js";
import { setTheme } from "../design/tokens.js";
import { speak } from "../locale/languages.js";
import "../page/page-settings.js";
import { keepPreferences, type Preferences, readPreferences } from "../page/preferences.js";
import { type Twin, type TwinLane, twinPath } from "../page/twin.js";
import { EdgeClient } from "../session/edge-client.js";
import { startWords } from "./language.js";
import { startAppStyles } from "./start-app.styles.js";

const askAgainMs = 2_000;
const steps: readonly (readonly [IconName, "steps.open" | "steps.scan" | "steps.help" | "steps.pay" | "steps.break"])[] = [
  ["storefront", "steps.open"],
  ["barcode", "steps.scan"],
  ["hand-waving", "steps.help"],
  ["contactless", "steps.pay"],
  ["plugs", "steps.break"],
];
const roles = ["attendant", "lead", "manager"] as const;

/** The door of a simulated store: what it is, and the way to each of its screens. */
@customElement("start-app")
export class StartApp extends LitElement {
  static override styles = [baseStyles, startAppStyles];
  @property({ attribute: false }) edge: Pick<EdgeClient, "get"> = new EdgeClient();
  @state() private twin: Twin | undefined;
  @state() private preferences: Preferences = readPreferences();
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.applyPreferences();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** Asks until the store answers: the page may be opened while it starts. */
  private async load(): Promise<void> {
    try {
      this.twin = (await this.edge.get(twinPath)) as Twin;
    } catch {
      this.timer = setTimeout(() => void this.load(), askAgainMs);
    }
  }

  private get words() {
    return startWords(this.preferences.language);
  }

  private applyPreferences(): void {
    speak(this.words);
    setTheme(this.preferences.theme);
    document.title = this.words.text("title");
  }

  private door(icon: IconName, href: string, name: string, more: string, target: string, label = name) {
    return html`<a class="door" href=${href} target=${target} aria-label=${label}>
      <lw-icon name=${icon}></lw-icon>
      <span><span class="strong">${name}</span><span class="soft">${more}</span></span>
      <lw-icon class="go" name="arrow-right"></lw-icon>
    </a>`;
  }

  private lane(lane: TwinLane) {
    const { words } = this;
    return html`<li class="lane">
      <h3>${words.text("lanes.lane", { lane: lane.name })}</h3>
      ${this.door("basket", lane.kioskPath, words.text("lanes.kiosk"), words.text("lanes.kiosk-more"), `kiosk-${lane.laneId}`, words.text("lanes.kiosk-of", { lane: lane.name }))}
      ${this.door("scales", lane.benchPath, words.text("lanes.bench"), words.text("lanes.bench-more"), `bench-${lane.laneId}`, words.text("lanes.bench-of", { lane: lane.name }))}
    </li>`;
  }

  private people(twin: Twin) {
    const { words } = this;
    return html`<section aria-labelledby="people">
      <h2 id="people">${words.text("people.heading")}</h2>
      <p class="soft">${words.text("people.more")}</p>
      <ul class="people">
        ${twin.attendants.map((person) => {
          const role = roles.find((each) => each === person.role) ?? "attendant";
          return html`<li>
            <a href=${`${twin.attendantPath}#as=${encodeURIComponent(person.attendantId)}`} target="attendant" aria-label=${words.text("people.as", { name: person.name })}>
              <span class="who"><lw-icon name="user"></lw-icon><span><span class="strong">${person.name}</span> <span class="soft">${words.text(`people.role.${role}`)}</span></span></span>
              <span class="pin">
                <span><span class="soft">${words.text("people.number")}</span> <bdi class="tabular strong">${person.attendantId}</bdi></span>
                <span><span class="soft">${words.text("people.pin")}</span> <bdi class="tabular strong">${person.pin}</bdi></span>
              </span>
            </a>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  private doors(twin: Twin) {
    const { words } = this;
    return html`<section aria-labelledby="lanes">
        <h2 id="lanes">${words.text("lanes.heading")}</h2>
        <ul class="lanes">${twin.lanes.map((lane) => this.lane(lane))}</ul>
      </section>
      <div class="side">
        ${this.people(twin)}
        <section class="more">
          ${
            twin.cloudUrl === null
              ? html`<p class="soft">${words.text("more.cloud-none")}</p>`
              : this.door("globe", twin.cloudUrl, words.text("more.cloud"), words.text("more.cloud-more"), "headquarters")
          }
          ${this.door("plugs", twin.apiPath, words.text("more.api"), words.text("more.api-more"), "api")}
        </section>
      </div>`;
  }

  protected override render() {
    const { words, twin } = this;
    return html`<div class="page">
      <header>
        <p class="brand"><lw-icon name="storefront"></lw-icon> Laneway</p>
        <page-settings
          .preferences=${this.preferences}
          .words=${words}
          @preferences-change=${(event: CustomEvent<{ preferences: Preferences }>) => {
            this.preferences = event.detail.preferences;
            keepPreferences(this.preferences);
            this.applyPreferences();
          }}
        ></page-settings>
      </header>
      <main>
        <div class="hero">
          <div>
            <h1>${words.text("heading")}</h1>
            <p class="lead">${words.text("lead")}</p>
          </div>
          <section class="steps" aria-labelledby="steps">
            <h2 id="steps">${words.text("steps.heading")}</h2>
            <ol>${steps.map(([icon, key]) => html`<li><lw-icon name=${icon}></lw-icon><span>${words.text(key)}</span></li>`)}</ol>
          </section>
        </div>
        <div class="doors">${twin === undefined ? html`<p class="waiting soft" role="status">${words.text("waiting")}</p>` : this.doors(twin)}</div>
      </main>
      <footer class="soft">${twin === undefined ? nothing : words.text("twin")}</footer>
    </div>`;
  }
}
