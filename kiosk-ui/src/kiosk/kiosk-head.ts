import type { LaneView } from "@laneway/contracts";
import { html, nothing, type TemplateResult } from "lit";
import type { KioskWords } from "../locale/languages.js";

/** The quiet line above every screen: whose store, which lane, and what is special about it now. */
export function kioskHead(view: LaneView, words: KioskWords): TemplateResult {
  return html`<header>
    ${view.training ? html`<p class="training"><lw-icon name="info"></lw-icon>${words.text("head.training")}</p>` : nothing}
    <div class="head">
      <p class="store">${view.storeName}</p>
      ${view.online ? nothing : html`<p class="chip"><lw-icon name="cloud-slash"></lw-icon>${words.text("head.offline")}</p>`}
      <p class="lane">${words.text("head.lane", { name: view.laneName })}</p>
    </div>
  </header>`;
}
