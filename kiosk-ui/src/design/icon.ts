import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { baseStyles } from "./base.styles.js";
import { iconStyles } from "./icon.styles.js";
import { directional, type IconName, icons } from "./icons.js";

/** An icon. Decoration unless `label` is set: words stand beside it. */
@customElement("lw-icon")
export class Icon extends LitElement {
  static override styles = [baseStyles, iconStyles];
  @property() name: IconName = "info";
  @property() label = "";

  protected override render() {
    // The text is a file of the icon set, bound at build time: never data.
    return html`<span
      class=${directional.has(this.name) ? "turns" : ""}
      role=${this.label === "" ? nothing : "img"}
      aria-label=${this.label === "" ? nothing : this.label}
      aria-hidden=${this.label === "" ? "true" : nothing}
      >${unsafeHTML(icons[this.name])}</span
    >`;
  }
}
