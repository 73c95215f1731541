import type { DeviceStatus } from "@laneway/contracts";
import { css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/icon.js";import { StationPart } from "./station-part.js";


/** A lane's devices, each with how it is in words. */
@customElement("attendant-devices")
export class DeviceList extends StationPart {
  static override styles = [
    baseStyles,
    css`
      li { display: flex; align-items: center; gap: var(--space-2); padding-block: var(--space-1); }
      .name { flex: 1; min-width: 0; }
      .how { text-align: end; }
      li.trouble { color: var(--problem); font-weight: var(--weight-strong); }
      li.well lw-icon { color: var(--success); }
      lw-icon { --icon-size: calc(36 * var(--u)); }
    `,
  ];
  @property({ attribute: false }) devices: readonly DeviceStatus[] = [];
  /** Whether the lane's device agent is there at all; without it nothing is known of the devices. */
  @property({ attribute: false }) online = true;

  private condition(status: DeviceStatus): string {
    const { words } = this;
    if (status.faults.length > 0) return status.faults.map((fault) => words.text(`faults.${fault.code}`)).join(", ");
    return words.text(this.online && status.connected ? "sheet.well" : "sheet.not-connected");
  }

  protected override render() {
    return html`<ul>
      ${this.devices.map((status) => {
        const well = this.online && status.connected && status.faults.length === 0;
        return html`<li class=${well ? "well" : "trouble"}>
          <lw-icon name=${well ? "check-circle" : "warning"}></lw-icon>
          <span class="name">${this.words.text(`devices.${status.device}`)}</span>
          <span class="how">${this.condition(status)}</span>
        </li>`;
      })}
    </ul>`;
  }
}
