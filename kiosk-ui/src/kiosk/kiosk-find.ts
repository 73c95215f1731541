import { consume } from "@lit/context";
import type { DepartmentCard, ItemCard, ItemSearchAnswer } from "@laneway/contracts";
import { html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import "../design/notice.js";
import "../design/picture.js";
import type { KioskLink } from "../session/kiosk-session.js";
import { act, command } from "./actions.js";
import { linkContext } from "./contexts.js";
import { findStyles } from "./kiosk-find.styles.js";
import { KioskPart } from "./kiosk-part.js";
import { panelStyles } from "./panel.styles.js";
import type { KeyPress } from "./screen-keyboard.js";
import "./screen-keyboard.js";

/** A pause in typing this long starts a search. */
const typingPauseMs = 120;
const maximumQuery = 60;

/** Items by picture, by name or by the number on the sticker. */
@customElement("kiosk-find")
export class KioskFind extends KioskPart {
  static override styles = [baseStyles, panelStyles, findStyles];
  @consume({ context: linkContext }) private readonly link!: KioskLink;
  @state() private query = "";
  @state() private department = "";
  @state() private departments: readonly DepartmentCard[] = [];
  @state() private answer: ItemSearchAnswer | undefined;
  @state() private failed = false;
  @state() private keyboard = false;
  @query("input") private readonly input!: HTMLInputElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  protected override firstUpdated(): void {
    void this.open();
  }

  /** Begins with the pictures of the first kind of items: one touch for the most of produce. */
  private async open(): Promise<void> {
    try {
      this.departments = await this.link.departments(this.words.locale);
      this.department = this.departments[0]?.departmentId ?? "";
      await this.search();
    } catch {
      this.failed = true;
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async search(): Promise<void> {
    this.asked += 1;
    const question = this.asked;
    try {
      const query = this.query.trim();
      // What is typed is searched for everywhere.
      const answer = await this.link.findItems(query, query === "" ? this.department : "", this.words.locale);
      if (question !== this.asked) return;
      this.answer = answer;
      this.failed = false;
    } catch {
      if (question === this.asked) this.failed = true;
    }
  }

  private type(query: string): void {
    this.query = query.slice(0, maximumQuery);
    this.input.value = this.query;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), typingPauseMs);
  }

  private press(event: KeyPress): void {
    const { key } = event.detail;
    if (key === "erase") this.type([...this.query].slice(0, -1).join(""));
    else if (key === "clear") this.type("");
    else this.type(this.query + key);
  }

  private chooseDepartment(department: string): void {
    this.department = department;
    this.keyboard = false;
    this.type("");
  }

  private choose(item: ItemCard): void {
    if (item.soldBy === "weight") {
      const { itemId, name, picture, unitPriceMinor } = item;
      act(this, { kind: "task", task: { name: "weigh", item: { itemId, name, picture, unitPriceMinor } } });
    } else act(this, { kind: "task", task: { name: "pick", item } });
  }

  private submit(event: Event): void {
    event.preventDefault();
    const only = this.answer?.items[0];
    if (/^\d+$/.test(this.query.trim()) && this.answer?.items.length !== 1) command(this, { kind: "key-code", code: this.query.trim() });
    else if (only !== undefined && this.answer?.items.length === 1) this.choose(only);
  }

  private tile(item: ItemCard) {
    const price = this.money(item.unitPriceMinor);
    return html`<li>
      <button type="button" class="tile" @click=${() => this.choose(item)}>
        <lw-picture .name=${item.picture}></lw-picture>
        <span class="name">${item.name}</span>
        <span class="soft tabular">${this.text(item.soldBy === "weight" ? "find.perKilo" : "find.each", { price })}</span>
      </button>
    </li>`;
  }

  private results() {
    if (this.failed) {
      return html`<lw-notice tone="attention" icon="info">${this.text("find.failed")}
        <lw-button slot="actions" icon="arrows-clockwise" @click=${() => (this.departments.length === 0 ? this.open() : this.search())}>${this.text("find.title")}</lw-button>
      </lw-notice>`;
    }
    if (this.answer === undefined) return nothing;
    if (this.answer.items.length === 0) {
      return html`<div class="none">
        <p class="strong">${this.text("find.none", { query: this.query.trim() })}</p>
        <p class="soft">${this.text("find.noneLead")}</p>
      </div>`;
    }
    return html`<ul class="tiles">${this.answer.items.map((item) => this.tile(item))}</ul>`;
  }

  private chip(department: string, name: string, picture: string | undefined) {
    return html`<lw-button
      class="chip"
      .pressed=${this.query.trim() === "" && this.department === department}
      @click=${() => this.chooseDepartment(department)}
    ><span class="chip-words">${picture === undefined ? nothing : html`<lw-picture .name=${picture}></lw-picture>`}${name}</span></lw-button>`;
  }

  protected override render() {
    return html`<section class=${this.keyboard ? "panel typing" : "panel"} aria-labelledby="title">
      <div class="head">
        <lw-button kind="quiet" icon="arrow-left" @click=${() => act(this, { kind: "task", task: { name: "none" } })}>${this.text("back")}</lw-button>
        <h1 id="title" tabindex="-1">${this.text("find.title")}</h1>
      </div>
      <form class="search" role="search" @submit=${this.submit}>
        <lw-icon name="magnifier"></lw-icon>
        <input
          type="text"
          inputmode="none"
          autocomplete="off"
          spellcheck="false"
          aria-label=${this.text("find.search")}
          placeholder=${this.text("find.search")}
          @input=${(event: InputEvent) => this.type((event.target as HTMLInputElement).value)}
          @pointerdown=${() => {
            this.keyboard = true;
          }}
        />
        <lw-button
          kind="quiet"
          icon="keyboard"
          icon-only
          label=${this.text("keys.label")}
          .expanded=${this.keyboard}
          @click=${() => {
            this.keyboard = !this.keyboard;
          }}
        ></lw-button>
      </form>
      ${
        this.departments.length === 0
          ? nothing
          : html`<div class="chips" role="group" aria-label=${this.text("find.departments")}>
              ${this.departments.map((each) => this.chip(each.departmentId, each.name, each.picture))}
            </div>`
      }
      <p class="visually-hidden" role="status">
        ${this.answer === undefined || this.failed ? "" : this.text("find.results", { count: this.answer.items.length })}
      </p>
      <div class="results" tabindex="-1">${this.results()}</div>
      ${this.keyboard ? html`<screen-keyboard .view=${this.view} @key-press=${this.press}></screen-keyboard>` : nothing}
    </section>`;
  }
}
