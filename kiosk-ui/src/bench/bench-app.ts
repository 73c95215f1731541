import { html, LitElement } from "lit";
import { customElement } from "lit/decorators.js";

@customElement("bench-app")
export class BenchApp extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}
