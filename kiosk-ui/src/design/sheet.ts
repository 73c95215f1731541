import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "./base.styles.js";
import { sheetStyles } from "./sheet.styles.js";
import "./button.js";

/**
 * A dialog over the screen: focus stays in it, Escape and its close button ask to close (`sheet-close`), the page behind rests.
 * The owner decides by `open`. `required`: cannot be dismissed, only answered. `side`: low (kiosk) or middle.
 */
@customElement("lw-sheet")
export class Sheet extends LitElement {
  static override styles = [baseStyles, sheetStyles];
  @property({ type: Boolean, reflect: true }) open = false;
  @property() heading = "";
  @property() closeLabel = "";
  @property({ type: Boolean }) required = false;
  @property({ reflect: true }) side: "low" | "middle" = "middle";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("open")) return;
    if (this.open && !this.dialog.open) this.dialog.showModal();
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.dialog.open) this.dialog.close();
  }

  private askToClose(event: Event): void {
    event.preventDefault();
    if (!this.required) this.dispatchEvent(new CustomEvent("sheet-close"));
  }

  protected override render() {
    return html`<dialog aria-labelledby="heading" @cancel=${this.askToClose}>
      <div class="head">
        <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2>
        ${
          this.required
            ? nothing
            : html`<lw-button kind="quiet" icon="x" icon-only label=${this.closeLabel} @click=${this.askToClose}></lw-button>`
        }
      </div>
      <div class="body"><slot></slot></div>
      <div class="foot"><slot name="actions"></slot></div>
    </dialog>`;
  }
}
