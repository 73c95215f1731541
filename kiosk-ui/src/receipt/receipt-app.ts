import type { Receipt } from "@laneway/contracts";
import { paths } from "@laneway/contracts/paths";
import { html, LitElement } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { setTheme } from "../design/tokens.js";
import { speak } from "../locale/languages.js";
import { languageFor } from "../locale/page-words.js";
import { EdgeClient, Refused } from "../session/edge-client.js";
import { receiptWords } from "./language.js";
import { receiptAppStyles } from "./receipt-app.styles.js";
import "./receipt-paper.js";

const askAgainMs = 3_000;

type Shown = { readonly name: "loading" | "not-found" | "away" } | { readonly name: "receipt"; readonly receipt: Receipt };

/** The e-receipt: what a shopper's phone opens from the QR code. No session: the address cannot be guessed. */
@customElement("receipt-app")
export class ReceiptApp extends LitElement {
  static override styles = [baseStyles, receiptAppStyles];
  @property() token = location.pathname.split("/").at(-1) ?? "";
  @property({ attribute: false }) edge: Pick<EdgeClient, "get"> = new EdgeClient();
  @state() private shown: Shown = { name: "loading" };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly darkness = matchMedia("(prefers-color-scheme: dark)");
  private readonly followDarkness = () => setTheme(this.darkness.matches ? "dark" : "light");

  override connectedCallback(): void {
    super.connectedCallback();
    this.darkness.addEventListener("change", this.followDarkness);
    this.followDarkness();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.darkness.removeEventListener("change", this.followDarkness);
    clearTimeout(this.timer);
  }

  private async load(): Promise<void> {
    try {
      const { receipt } = (await this.edge.get(paths.receipt(this.token))) as { receipt: Receipt };
      this.shown = { name: "receipt", receipt };
    } catch (error) {
      this.shown = { name: error instanceof Refused ? "not-found" : "away" };
      if (this.shown.name === "away") this.timer = setTimeout(() => void this.load(), askAgainMs);
    }
    const words = this.words();
    speak(words);
    document.title = this.shown.name === "receipt" ? `${words.text("title")} ${this.shown.receipt.receiptNumber}` : words.text("title");
  }

  private words() {
    return receiptWords(this.shown.name === "receipt" ? this.shown.receipt.locale : languageFor(navigator.languages));
  }

  private message(icon: "receipt" | "magnifier" | "cloud-slash", heading: string, more = "") {
    return html`<main class="message">
      <lw-icon name=${icon}></lw-icon>
      <h1>${heading}</h1>
      <p class="soft" role="status">${more}</p>
    </main>`;
  }

  protected override render() {
    const { shown } = this;
    const words = this.words();
    switch (shown.name) {
      case "loading":
        return this.message("receipt", words.text("loading"));
      case "not-found":
        return this.message("magnifier", words.text("not-found"), words.text("not-found-more"));
      case "away":
        return this.message("cloud-slash", words.text("away"), words.text("away-more"));
      case "receipt":
        return html`<main>
          <p class="thanks strong"><lw-icon name="check-circle"></lw-icon>${words.text("thanks")}</p>
          <receipt-paper .receipt=${shown.receipt}></receipt-paper>
          <lw-button class="print" icon="printer" @click=${() => print()}>${words.text("print")}</lw-button>
        </main>`;
    }
  }
}
