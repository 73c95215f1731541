import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "./base.styles.js";
import type { IconName } from "./icons.js";
import { noticeStyles } from "./notice.styles.js";
import "./button.js";
import "./icon.js";

/** One thing to know: an icon, words, perhaps actions in the `actions` slot. With `closeLabel` it can be put away (`notice-close`). */
@customElement("lw-notice")
export class NoticeElement extends LitElement {
  static override styles = [baseStyles, noticeStyles];
  @property({ reflect: true }) tone: "plain" | "success" | "attention" | "problem" = "plain";
  @property() icon: IconName = "info";
  @property() heading = "";
  @property() closeLabel = "";

  protected override render() {
    return html`<div class="notice">
      <lw-icon name=${this.icon}></lw-icon>
      <div class="text">
        ${this.heading === "" ? nothing : html`<p class="strong">${this.heading}</p>`}
        <slot></slot>
      </div>
      <slot name="actions"></slot>
      ${
        this.closeLabel === ""
          ? nothing
          : html`<lw-button
              kind="quiet"
              icon="x"
              icon-only
              label=${this.closeLabel}
              @click=${() => this.dispatchEvent(new CustomEvent("notice-close"))}
            ></lw-button>`
      }
    </div>`;
  }
}
