import { consume } from "@lit/context";
import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import type { IconName } from "../design/icons.js";
import "../design/picture.js";
import { benchShelfStyles } from "./bench-shelf.styles.js";
import { choiceStyles } from "./choice.styles.js";
import { type BenchWords, benchWordsContext } from "./contexts.js";
import type { ShelfItem } from "./shelf-item.js";

const paperIcons: Readonly<Record<NonNullable<ShelfItem["kind"]>, IconName>> = { coupon: "ticket", "member-card": "identification", "deposit-slip": "recycle", voucher: "ticket", "gift-card": "gift" };

/** What is shown of the shelf. */
const kinds = ["all", "packed", "weighed", "restricted", "papers"] as const;
type Kind = (typeof kinds)[number];

const isOfKind: Record<Kind, (item: ShelfItem) => boolean> = {
  all: () => true,
  packed: (item) => item.soldBy === "each" && item.kind === undefined,
  weighed: (item) => item.soldBy === "weight",
  restricted: (item) => item.minimumAge !== undefined,
  papers: (item) => item.kind !== undefined,
};

/** Real items of the store's price book with their pictures. A tap takes one: `item-take` { item }. May be dragged to a device. */
@customElement("bench-shelf")
export class BenchShelf extends LitElement {
  static override styles = [baseStyles, choiceStyles, benchShelfStyles];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  /** Undefined until the shelf has been fetched. */
  @property({ attribute: false }) items: readonly ShelfItem[] | undefined;
  @property() inHand = "";
  @state() private query = "";
  @state() private kind: Kind = "all";

  private shown(): readonly ShelfItem[] {
    const query = this.query.toLocaleLowerCase(this.words.locale);
    const ofKind = (this.items ?? []).filter(isOfKind[this.kind]);
    return ofKind.filter((item) => item.name.toLocaleLowerCase(this.words.locale).includes(query) || item.code.startsWith(query));
  }

  private take(item: ShelfItem): void {
    this.dispatchEvent(new CustomEvent("item-take", { detail: { item } }));
  }

  private tile(item: ShelfItem) {
    const { words } = this;
    return html`<li>
      <button
        type="button"
        draggable="true"
        data-item=${item.itemId}
        class=${item.itemId === this.inHand ? "held" : ""}
        aria-label=${words.text(item.kind !== undefined ? "shelf.show" : item.soldBy === "weight" ? "shelf.take-weighed" : "shelf.take", { name: item.name })}
        @click=${() => this.take(item)}
        @dragstart=${(event: DragEvent) => event.dataTransfer?.setData("text/plain", item.itemId)}
      >
        ${
          item.kind === undefined
            ? html`<lw-picture .name=${item.picture}></lw-picture>`
            : html`<lw-icon class="paper" name=${paperIcons[item.kind]}></lw-icon>`
        }
        <span class="name"><bdi>${item.name}</bdi></span>
        <span class="code tabular">${item.plu === undefined ? item.code : `PLU ${item.plu}`}</span>
        ${item.minimumAge === undefined ? nothing : html`<span class="age">${words.text("shelf.age", { age: item.minimumAge })}</span>`}
      </button>
    </li>`;
  }

  private content() {
    const { words, items } = this;
    if (items === undefined) return html`<p class="soft">${words.text("shelf.loading")}</p>`;
    if (items.length === 0) return html`<p class="soft">${words.text("shelf.empty")}</p>`;
    const shown = this.shown();
    if (shown.length === 0) return html`<p class="soft">${words.text("shelf.none")}</p>`;
    return html`<ul>${shown.map((item) => this.tile(item))}</ul>`;
  }

  protected override render() {
    const { words } = this;
    return html`<section aria-labelledby="shelf-heading">
      <header>
        <h2 id="shelf-heading">${words.text("shelf.heading")}</h2>
        <slot name="choice"></slot>
        <input
          type="search"
          aria-label=${words.text("shelf.find")}
          placeholder=${words.text("shelf.find")}
          @input=${(event: InputEvent) => {
            this.query = (event.target as HTMLInputElement).value.trim();
          }}
        />
        <div class="kinds" role="group" aria-label=${words.text("shelf.kinds")}>
          ${kinds.map(
            (kind) => html`<lw-button
              class="choice ${this.kind === kind ? "on" : ""}"
              .pressed=${this.kind === kind}
              @click=${() => {
                this.kind = kind;
              }}
              >${words.text(`shelf.${kind}`)}</lw-button
            >`,
          )}
        </div>
      </header>
      ${this.content()}
    </section>`;
  }
}
