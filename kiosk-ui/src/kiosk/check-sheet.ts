import type { LaneView } from "@laneway/contracts";
import { html } from "lit";
import "../design/button.js";
import "../design/sheet.js";
import type { KioskWords } from "../locale/languages.js";
import { command } from "./actions.js";

/** "Is everything scanned?", asked on the shopper's own screen before anybody is called. */
export function checkSheet(view: LaneView, words: KioskWords) {
  const answer = (kind: "confirm-basket" | "back-to-basket") => (event: Event) => command(event.currentTarget as HTMLElement, { kind });
  const open = view.nudge?.kind === "check-basket" && view.idle === undefined;
  return html`<lw-sheet side="low" ?open=${open} required heading=${words.text("check.title")}>
    <p class="big">${words.text("check.lead")}</p>
    <div slot="actions" class="stack">
      <lw-button kind="primary" size="large" icon="check" @click=${answer("confirm-basket")}>${words.text("check.yes")}</lw-button>
      <lw-button size="large" icon="arrow-left" @click=${answer("back-to-basket")}>${words.text("check.back")}</lw-button>
    </div>
  </lw-sheet>`;
}
