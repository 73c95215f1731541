import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import { returnPanelStyles } from "./return-panel.styles.js";
import { StationPart } from "./station-part.js";

/** Finds the sale that goods come back of: by the number on its receipt, or its code under a scanner. Fires `begin` { purpose, receipt }. */
@customElement("attendant-return-begin")
export class ReturnBegin extends StationPart {
  static override styles = [baseStyles, returnPanelStyles];
  @property() receipt = "";
  @property({ type: Boolean }) busy = false;

  private begin(purpose: "return" | "post-void"): void {
    const receipt = this.receipt.trim();
    if (receipt !== "") this.dispatchEvent(new CustomEvent("begin", { detail: { purpose, receipt } }));
  }

  protected override render() {
    const { words } = this;
    const cannot = this.busy || this.receipt.trim() === "";
    return html`<form class="find" @submit=${(event: Event) => { event.preventDefault(); this.begin("return"); }}>
      <label for="receipt">${words.text("return.find")}</label>
      <input id="receipt" class="tabular" autocomplete="off" autocapitalize="none" maxlength="300" .value=${this.receipt} @input=${(event: Event) => { this.receipt = (event.target as HTMLInputElement).value; }} />
      <div class="row">
        <lw-button kind="primary" data-act="return" ?disabled=${cannot} @click=${() => this.begin("return")}>${words.text("return.begin")}</lw-button>
        <lw-button data-act="post-void" ?disabled=${cannot} @click=${() => this.begin("post-void")}>${words.text("return.undo")}</lw-button>
      </div>
      <p class="soft">${words.text("return.undo-more")}</p>
    </form>`;
  }
}
