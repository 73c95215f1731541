import type { LaneView } from "@laneway/contracts";
import { html, nothing } from "lit";
import "../design/button.js";
import "../design/sheet.js";
import type { KioskWords } from "../locale/languages.js";
import { languageName } from "../locale/page-words.js";
import type { KioskRequest } from "../session/kiosk-session.js";
import { checkSheet } from "./check-sheet.js";
import "./kiosk-settings.js";
import type { Preferences } from "./preferences.js";

export type OpenSheet = "none" | "save" | "leave" | "languages" | "settings";

export interface SheetContext {
  readonly words: KioskWords;
  readonly sheet: OpenSheet;
  readonly preferences: Preferences;
  readonly idleSeconds: number;
  readonly send: (request: KioskRequest) => void;
  readonly show: (sheet: OpenSheet) => void;
}

/** What lies over the screen: questions to be answered, and what the shopper has opened. */
export function appSheets(view: LaneView, context: SheetContext) {
  const { words, sheet, idleSeconds, send } = context;
  return html`
    <lw-sheet side="low" ?open=${view.idle !== undefined} required heading=${words.text("idle.title")}>
      <p class="big tabular">${words.text("idle.lead", { count: idleSeconds })}</p>
      <lw-button slot="actions" kind="primary" size="large" class="full" @click=${() => send({ kind: "still-here" })}>${words.text("idle.here")}</lw-button>
    </lw-sheet>${checkSheet(view, words)} ${leavingSheets(context)}
    <lw-sheet side="low" ?open=${sheet === "languages"} heading=${words.text("welcome.language")} closeLabel=${words.text("close")} @sheet-close=${() => context.show("none")}>
      <div class="stack">
        ${view.locales.map(
          (locale) => html`<lw-button
            size="large"
            lang=${locale}
            .pressed=${locale === view.locale}
            @click=${() => send({ kind: "set-locale", locale })}
            >${languageName(locale)}</lw-button
          >`,
        )}
      </div>
    </lw-sheet>
    <lw-sheet side="low" ?open=${sheet === "settings"} heading=${words.text("settings.title")} closeLabel=${words.text("close")} @sheet-close=${() => context.show("none")}>
      ${sheet === "settings" ? html`<kiosk-settings .view=${view} .preferences=${context.preferences}></kiosk-settings>` : nothing}
    </lw-sheet>
  `;
}

/** Saving the basket for later, or giving it up. */
function leavingSheets({ words, sheet, send, show }: SheetContext) {
  const close = () => show("none");
  return html`<lw-sheet side="low" ?open=${sheet === "save"} heading=${words.text("save.title")} closeLabel=${words.text("close")} @sheet-close=${close}>
      <p class="big">${words.text("save.lead")}</p>
      <div slot="actions" class="stack">
        <lw-button kind="primary" size="large" icon="ticket" @click=${() => send({ kind: "suspend" })}>${words.text("save.yes")}</lw-button>
        <lw-button kind="quiet" @click=${() => show("leave")}>${words.text("save.leave")}</lw-button>
      </div>
    </lw-sheet>
    <lw-sheet side="low" ?open=${sheet === "leave"} heading=${words.text("save.leaveTitle")} closeLabel=${words.text("close")} @sheet-close=${close}>
      <p class="big">${words.text("save.leaveLead")}</p>
      <div slot="actions" class="stack">
        <lw-button size="large" icon="arrow-left" @click=${close}>${words.text("back")}</lw-button>
        <lw-button kind="danger" icon="trash" @click=${() => send({ kind: "abandon" })}>${words.text("save.leaveYes")}</lw-button>
      </div>
    </lw-sheet>`;
}
