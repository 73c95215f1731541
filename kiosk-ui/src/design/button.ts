import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "./base.styles.js";
import { buttonStyles } from "./button.styles.js";
import type { IconName } from "./icons.js";
import "./icon.js";

/**
 * A button. Listen to `click`. `kind`: primary (one a screen), plain, quiet (no surface), danger.
 * `size`: medium, large (the next step), tile (icon above words). `label` names it when its words are not enough.
 */
@customElement("lw-button")
export class Button extends LitElement {
  static override styles = [baseStyles, buttonStyles];
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  @property({ reflect: true }) kind: "primary" | "plain" | "quiet" | "danger" = "plain";
  @property({ reflect: true }) size: "medium" | "large" | "tile" = "medium";
  @property() icon: IconName | "" = "";
  @property() label = "";
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** For toggles and choices: undefined is an ordinary button. */
  @property({ attribute: false }) pressed: boolean | undefined;
  @property({ attribute: false }) expanded: boolean | undefined;
  @property({ type: Boolean, reflect: true, attribute: "icon-only" }) iconOnly = false;
  @query("button") private readonly button!: HTMLButtonElement;

  override focus(options?: FocusOptions): void {
    this.button.focus(options);
  }

  protected override render() {
    return html`<button
      type="button"
      part="button"
      ?disabled=${this.disabled}
      aria-label=${this.label === "" ? nothing : this.label}
      aria-pressed=${this.pressed === undefined ? nothing : String(this.pressed)}
      aria-expanded=${this.expanded === undefined ? nothing : String(this.expanded)}
    >
      ${this.icon === "" ? nothing : html`<lw-icon name=${this.icon}></lw-icon>`}
      <span class="words"><slot></slot></span>
    </button>`;
  }
}
