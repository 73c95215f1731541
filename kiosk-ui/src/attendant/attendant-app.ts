import { html, LitElement } from "lit";
import { customElement } from "lit/decorators.js";

@customElement("attendant-app")
export class AttendantApp extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}
