import { html, LitElement } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { pictureUrl } from "../pictures/names.js";
import { baseStyles } from "./base.styles.js";
import { pictureStyles } from "./picture.styles.js";
import "./icon.js";

/** An item's picture by its name in the price book, a retailer's photo by its path, or a quiet stand-in. Decoration: the name stands beside it. */
@customElement("lw-picture")
export class Picture extends LitElement {
  static override styles = [baseStyles, pictureStyles];
  @property() name: string | undefined = undefined;
  @state() private missing: string | undefined;

  protected override render() {
    const name = this.name;
    if (name === undefined || name === "" || name === this.missing) return html`<lw-icon name="basket"></lw-icon>`;
    return html`<img
      src=${pictureUrl(name)}
      alt=""
      decoding="async"
      draggable="false"
      @error=${() => {
        this.missing = name;
      }}
    />`;
  }
}
