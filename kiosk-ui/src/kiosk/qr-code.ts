import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { create } from "qrcode";
import { baseStyles } from "../design/base.styles.js";
import { qrStyles } from "./qr-code.styles.js";

/** A QR code, drawn as one path: dark on white in every theme, with its quiet zone, so that every phone reads it. */
@customElement("qr-code")
export class QrCode extends LitElement {
  static override styles = [baseStyles, qrStyles];
  @property() data = "";
  @property() label = "";

  protected override render() {
    const { modules } = create(this.data, { errorCorrectionLevel: "M" });
    const quiet = 4;
    const side = modules.size + 2 * quiet;
    let path = "";
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
      }
    }
    return html`<svg viewBox=${`0 0 ${side} ${side}`} role="img" aria-label=${this.label} shape-rendering="crispEdges">
      <rect width=${side} height=${side} fill="#ffffff" />
      <path d=${path} fill="#000000" />
    </svg>`;
  }
}
