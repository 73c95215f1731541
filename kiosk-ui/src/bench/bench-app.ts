import type { BenchAction } from "@laneway/contracts";
import { ContextProvider } from "@lit/context";
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/notice.js";
import { setTheme } from "../design/tokens.js";
import { speak } from "../locale/languages.js";
import "../page/page-settings.js";
import { keepPreferences, type Preferences, readPreferences } from "../page/preferences.js";
import { vouchersOn } from "./slips.js";
import { shelfPath, slipPath, type Twin, type TwinLane, twinPath } from "../page/twin.js";
import { EdgeClient } from "../session/edge-client.js";
import { benchAppStyles } from "./bench-app.styles.js";
import "./bench-hand.js";
import type { Held } from "./bench-hand.js";
import { BenchLink } from "./bench-link.js";
import "./bench-printer.js";
import "./bench-scale.js";
import "./bench-scanner.js";
import "./bench-shelf.js";
import "./bench-terminal.js";
import { actContext, benchWordsContext } from "./contexts.js";
import "./device-card.js";
import { benchWords } from "./language.js";
import type { ShelfItem } from "./shelf-item.js";

/** What a thing weighs whose weight the price book does not know. */
const usualGrams = { each: 240, weight: 640 } as const;
const askAgainMs = 2_000;

/** What the page needs of a lane's virtual hardware; a gallery or a test may give another. */
export type Hardware = Pick<BenchLink, "state" | "connection" | "act" | "start" | "stop">;

/** A lane's virtual hardware on one page. */
@customElement("bench-app")
export class BenchApp extends LitElement {
  static override styles = [baseStyles, benchAppStyles];
  @property() laneId = location.pathname.split("/").at(-1) ?? "";
  @property({ attribute: false }) connect: (lane: TwinLane) => Hardware = (lane) => new BenchLink(lane.benchUrl, () => this.requestUpdate());
  @property({ attribute: false }) edge: Pick<EdgeClient, "get" | "post"> = new EdgeClient();
  @state() private twin: Twin | undefined;
  @state() private items: readonly ShelfItem[] | undefined;
  @state() private held: Held | undefined;
  @state() private bagAtOnce = false;
  @state() private failed = false;
  @state() private preferences: Preferences = readPreferences();
  private hardware: Hardware | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly words = new ContextProvider(this, { context: benchWordsContext, initialValue: benchWords(this.preferences.language) });

  constructor() {
    super();
    new ContextProvider(this, { context: actContext, initialValue: (action) => void this.act(action) });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.applyPreferences();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.hardware?.stop();
  }

  /** Asks until the store answers: the bench may be opened before the store is up. */
  private async load(): Promise<void> {
    try {
      this.twin = (await this.edge.get(twinPath)) as Twin;
      const lane = this.lane();
      if (lane !== undefined && this.hardware === undefined) {
        this.hardware = this.connect(lane);
        this.hardware.start();
      }
      this.items = ((await this.edge.get(shelfPath)) as { items: ShelfItem[] }).items;
    } catch {
      this.timer = setTimeout(() => void this.load(), askAgainMs);
    }
    this.applyPreferences();
  }

  private lane(): TwinLane | undefined {
    return this.twin?.lanes.find((each) => each.laneId === this.laneId);
  }

  private applyPreferences(): void {
    const words = benchWords(this.preferences.language);
    this.words.setValue(words);
    speak(words);
    setTheme(this.preferences.theme);
    document.title = words.text("title", { lane: this.lane()?.name ?? this.laneId });
  }

  private async act(action: BenchAction): Promise<boolean> {
    const reached = (await this.hardware?.act(action)) ?? false;
    this.failed = !reached;
    return reached;
  }

  private async take(item: ShelfItem): Promise<void> {
    if (item.kind !== undefined) {
      await this.scan(item);
      return;
    }
    this.held = { item, grams: item.expectedWeightGrams ?? usualGrams[item.soldBy] };
    if (item.soldBy === "weight") return;
    await this.scan(item);
    if (this.bagAtOnce) await this.go("bag");
  }

  /** The bottle machine beside the bench: its slip lies on the shelf, to be shown as often as one likes. */
  private async returnBottles(): Promise<void> {
    try {
      const slip = (await this.edge.post(slipPath, {})) as { code: string; number: string; amountMinor: number; currencyDigits: number };
      const { code, number } = slip;
      const words = this.words.value;
      const name = words.text("shelf.slip", { amount: words.money(slip.amountMinor, this.twin?.currency ?? "EUR", slip.currencyDigits) });
      this.items = [{ itemId: `slip-${number}`, name, code, aim: "]Q1", soldBy: "each", departmentId: "", kind: "deposit-slip" }, ...(this.items ?? [])];
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  /** What was printed as a voucher can be shown again. */
  private shelf(): readonly ShelfItem[] | undefined {
    const vouchers = vouchersOn(this.hardware?.state?.printer.paper ?? []).map((code): ShelfItem => {
      const number = code.split(".")[2] ?? "";
      return { itemId: `voucher-${number}`, name: this.words.value.text("shelf.voucher", { number }), code, aim: "]Q1", soldBy: "each", departmentId: "", kind: "voucher" };
    });
    return this.items === undefined || vouchers.length === 0 ? this.items : [...vouchers, ...this.items];
  }

  private scan(item: ShelfItem): Promise<boolean> {
    return this.act({ kind: "scan", code: item.code, ...(item.aim === undefined ? {} : { aim: item.aim }) });
  }

  private async go(to: "scan" | "produce" | "bag" | "shelf"): Promise<void> {
    const { held } = this;
    if (held === undefined) return;
    const thing = { label: held.item.name.slice(0, 120), grams: held.grams };
    if (to === "scan") await this.scan(held.item);
    else if (to === "shelf" || (await this.act({ kind: to === "produce" ? "put-on-produce-scale" : "put-in-bagging", ...thing }))) {
      this.held = undefined;
    }
  }

  /** Dragged from the shelf on to a device: taken and put down in one movement. */
  private async drop(itemId: string, to: "scan" | "produce" | "bag"): Promise<void> {
    const item = this.items?.find((each) => each.itemId === itemId);
    if (item === undefined) return;
    this.held = { item, grams: item.expectedWeightGrams ?? usualGrams[item.soldBy] };
    await this.go(to);
  }

  private head(lane: TwinLane | undefined) {
    const words = this.words.value;
    const name = lane?.name ?? this.laneId;
    const connection = this.hardware?.connection ?? "connecting";
    return html`<header>
      <div class="title">
        <h1>${words.text("heading", { lane: name })}</h1>
        <p class="soft">${words.text("lead")}</p>
        <p class="link ${connection}" role="status">
          <lw-icon name=${connection === "live" ? "check-circle" : connection === "away" ? "plugs" : "hourglass"}></lw-icon>
          ${words.text(`link.${connection}`)}
        </p>
      </div>
      <nav>
        ${lane === undefined ? nothing : html`<a class="primary" href=${lane.kioskPath} target=${`kiosk-${lane.laneId}`}>${words.text("nav.kiosk", { lane: name })}</a>`}
        <a href=${this.twin?.attendantPath ?? "/attendant"} target="attendant">${words.text("nav.attendant")}</a>
        <a href="/">${words.text("nav.start")}</a>
      </nav>
    </header>`;
  }

  private counter() {
    const bench = this.hardware?.state;
    if (bench === undefined) return nothing;
    const plugged = (device: keyof typeof bench.plugged) => bench.plugged[device] ?? false;
    const dropped = (to: "scan" | "produce" | "bag") => (event: CustomEvent<{ itemId: string }>) => void this.drop(event.detail.itemId, to);
    return html`<div class="column scales">
        <bench-device device="scanner" takes-things ?plugged=${plugged("scanner")} @thing-drop=${dropped("scan")}>
          <bench-scanner></bench-scanner>
        </bench-device>
        <bench-device device="produce-scale" takes-things ?plugged=${plugged("produce-scale")} @thing-drop=${dropped("produce")}>
          <bench-scale scale="produce" .things=${bench.produceScale.things} ?moving=${bench.produceScale.moving}></bench-scale>
        </bench-device>
        <bench-device device="security-scale" takes-things ?plugged=${plugged("security-scale")} @thing-drop=${dropped("bag")}>
          <bench-scale scale="bagging" .things=${bench.baggingArea.things} ?moving=${bench.baggingArea.moving}></bench-scale>
        </bench-device>
      </div>
      <div class="column">
        <bench-device device="payment-terminal" ?plugged=${plugged("payment-terminal")}>
          <bench-terminal .terminal=${bench.terminal} currency=${this.twin?.currency ?? "EUR"}></bench-terminal>
        </bench-device>
      </div>
      <div class="column printer">
        <bench-device device="receipt-printer" ?plugged=${plugged("receipt-printer")}>
          <bench-printer .printer=${bench.printer}></bench-printer>
        </bench-device>
      </div>`;
  }

  protected override render() {
    const words = this.words.value;
    const lane = this.lane();
    return html`${this.head(lane)}
      <main>
        ${
          this.twin !== undefined && lane === undefined
            ? html`<lw-notice tone="attention" icon="warning">${words.text("link.unknown-lane", { lane: this.laneId })}</lw-notice>`
            : nothing
        }
        <div class="counter">
          <div class="column shelf">
            <bench-hand
              .held=${this.held}
              @hand-act=${(event: CustomEvent<{ to: "scan" | "produce" | "bag" | "shelf" }>) => void this.go(event.detail.to)}
              @grams-change=${(event: CustomEvent<{ grams: number }>) => {
                if (this.held !== undefined) this.held = { item: this.held.item, grams: event.detail.grams };
              }}
            ></bench-hand>
            <div role="status">
              ${this.failed ? html`<lw-notice tone="attention" icon="warning">${words.text("link.failed")}</lw-notice>` : nothing}
            </div>
            <bench-shelf
              .items=${this.shelf()}
              .inHand=${this.held?.item.itemId ?? ""}
              @item-take=${(event: CustomEvent<{ item: ShelfItem }>) => void this.take(event.detail.item)}
            >
              <label slot="choice" class="auto">
                <input
                  type="checkbox"
                  .checked=${this.bagAtOnce}
                  @change=${(event: Event) => {
                    this.bagAtOnce = (event.target as HTMLInputElement).checked;
                  }}
                />
                ${words.text("shelf.auto")}
              </label>
              <lw-button slot="choice" class="choice" icon="recycle" @click=${() => void this.returnBottles()}>${words.text("shelf.bottles")}</lw-button>
            </bench-shelf>
          </div>
          ${this.counter()}
        </div>
      </main>
      <footer>
        <page-settings
          .preferences=${this.preferences}
          .words=${words}
          @preferences-change=${(event: CustomEvent<{ preferences: Preferences }>) => {
            this.preferences = event.detail.preferences;
            keepPreferences(this.preferences);
            this.applyPreferences();
          }}
        ></page-settings>
      </footer>`;
  }
}
