import type { DeviceClass } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import type { IconName } from "../design/icons.js";
import { type Act, actContext, type BenchWords, benchWordsContext } from "./contexts.js";
import { deviceCardStyles } from "./device-card.styles.js";

const deviceIcons: Record<DeviceClass, IconName> = {
  scanner: "barcode",
  "produce-scale": "orange",
  "security-scale": "tote",
  "receipt-printer": "printer",
  "payment-terminal": "contactless",
};

/** The frame of a device: what it is, its plug, and (in the slot) the device itself. Things may be dropped on it: `thing-drop` { itemId }. */
@customElement("bench-device")
export class DeviceCard extends LitElement {
  static override styles = [baseStyles, deviceCardStyles];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  @consume({ context: actContext, subscribe: true })
  @property({ attribute: false })
  act!: Act;
  @property() device: DeviceClass = "scanner";
  @property({ type: Boolean, reflect: true }) plugged = false;
  /** Whether something from the shelf may be dropped here. */
  @property({ type: Boolean, attribute: "takes-things" }) takesThings = false;
  @property({ type: Boolean, reflect: true }) over = false;

  private hover(event: DragEvent): void {
    if (!this.takesThings || !this.plugged) return;
    event.preventDefault();
    this.over = true;
  }

  private drop(event: DragEvent): void {
    this.over = false;
    const itemId = event.dataTransfer?.getData("text/plain") ?? "";
    if (!this.takesThings || itemId === "") return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("thing-drop", { detail: { itemId } }));
  }

  protected override render() {
    const { words, device, plugged } = this;
    const name = words.text(`device.${device}`);
    return html`<section
      aria-label=${name}
      @dragover=${this.hover}
      @dragleave=${() => {
        this.over = false;
      }}
      @drop=${this.drop}
    >
      <header>
        <lw-icon name=${deviceIcons[device]}></lw-icon>
        <h2>${name}</h2>
        <slot name="status"></slot>
        <lw-button
          class="plug"
          kind="quiet"
          icon="plugs"
          label=${`${words.text(plugged ? "device.unplug" : "device.plug")}: ${name}`}
          @click=${() => this.act({ kind: "plug", device, plugged: !plugged })}
          >${words.text(plugged ? "device.unplug" : "device.plug")}</lw-button
        >
      </header>
      ${plugged ? "" : html`<p class="off"><lw-icon name="plugs"></lw-icon>${words.text("device.is-unplugged")}</p>`}
      <div class="device" ?inert=${!plugged}><slot></slot></div>
    </section>`;
  }
}
