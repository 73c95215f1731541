import { html, LitElement } from "lit";
import { customElement } from "lit/decorators.js";
import "../design/amount.js";
import "../design/card.js";
import "../design/keypad.js";
import "../design/notice.js";
import "../design/picture.js";
import "../design/sheet.js";
import { followViews } from "../session/live-views.js";
import { paths } from "@laneway/contracts/paths";

@customElement("kiosk-app")
export class KioskApp extends LitElement {
  protected override render() {
    return html`<main>${String(followViews)}${paths.health}</main>`;
  }
}
