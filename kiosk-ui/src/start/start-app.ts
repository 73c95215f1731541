import { html, LitElement } from "lit";
import { customElement } from "lit/decorators.js";

@customElement("start-app")
export class StartApp extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}
