import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import { qrStyles } from "./qr-code.styles.js";

type BitMatrix = ReturnType<typeof import("qrcode")["create"]>["modules"];

/** Fetched ahead of its need, apart from the first screen. */
export const fetchQrEncoder = () => import("qrcode");

/** A QR code, drawn as one path: dark on white in every theme, with its quiet zone, so that every phone reads it. */
@customElement("qr-code")
export class QrCode extends LitElement {
  static override styles = [baseStyles, qrStyles];
  @property() data = "";
  @property() label = "";

  @state() private modules: BitMatrix | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("data")) return;
    void fetchQrEncoder().then(({ create }) => {
      this.modules = create(this.data, { errorCorrectionLevel: "M" }).modules;
    });
  }

  protected override render() {
    const { modules } = this;
    if (modules === undefined) return nothing;
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
