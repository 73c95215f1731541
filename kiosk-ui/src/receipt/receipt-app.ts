import { html, LitElement } from "lit";
import { customElement } from "lit/decorators.js";

@customElement("receipt-app")
export class ReceiptApp extends LitElement {
  protected override render() {
    return html`<main></main>`;
  }
}
