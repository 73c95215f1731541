import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/picture.js";
import { languageName } from "../locale/page-words.js";
import { act, command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";
import { welcomeStyles } from "./kiosk-welcome.styles.js";

/** A still life, back to front. */
const still = ["baguette", "milk", "lettuce", "pineapple", "bread", "cheese", "banana", "apple", "tomato", "grapes", "carrot"] as const;

/** The first thing a shopper sees: a greeting, one big step, the languages. */
@customElement("kiosk-welcome")
export class KioskWelcome extends KioskPart {
  static override styles = [baseStyles, welcomeStyles];

  private start(locale: string): void {
    command(this, { kind: "start", locale });
  }

  protected override render() {
    return html`<div class="picture" aria-hidden="true">
        <div class="table">${still.map((name) => html`<lw-picture class=${name} name=${name}></lw-picture>`)}</div>
      </div>
      <div class="words">
        <h1 tabindex="-1">${this.text("welcome.title")}</h1>
        <p class="lead">${this.text("welcome.lead")}</p>
      </div>
      <div class="steps">
        <lw-button class="start" kind="primary" size="large" icon="arrow-right" @click=${() => this.start(this.view.locale)}
          >${this.text("welcome.start")}</lw-button
        >
        <div class="languages" role="group" aria-label=${this.text("welcome.language")}>
          ${this.view.locales.map(
            (locale) => html`<lw-button
              lang=${locale}
              .pressed=${locale === this.view.locale}
              @click=${() => command(this, { kind: "set-locale", locale })}
              >${languageName(locale)}</lw-button
            >`,
          )}
        </div>
        <lw-button kind="quiet" icon="ticket" @click=${() => act(this, { kind: "task", task: { name: "recall" } })}
          >${this.text("welcome.recall")}</lw-button
        >
      </div>`;
  }
}
