import type { BenchState, TerminalNext } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/button.js";
import "../design/icon.js";
import { benchTerminalStyles } from "./bench-terminal.styles.js";
import { choiceStyles } from "./choice.styles.js";
import { type Act, actContext, type BenchWords, benchWordsContext } from "./contexts.js";

const outcomes = ["ask", "approve", "decline", "cancel", "slow"] as const;
const hosts = ["reached", "away", "declines"] as const;
const faults = ["drop-before", "drop-after", "silent", "duplicate", "reboot", "forged", "wrong-amount", "wrong-currency", "wrong-terminal", "out-of-order"] as const;

/** The payment terminal: its screen, what the card in hand does, what the next one will do, and the terminal's own book. */
@customElement("bench-terminal")
export class BenchTerminal extends LitElement {
  static override styles = [baseStyles, choiceStyles, benchTerminalStyles];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  @consume({ context: actContext, subscribe: true })
  @property({ attribute: false })
  act!: Act;
  @property({ attribute: false }) terminal!: BenchState["terminal"];
  @property() currency = "EUR";

  private amount(minor: number): string {
    const digits = new Intl.NumberFormat("en", { style: "currency", currency: this.currency }).resolvedOptions().maximumFractionDigits ?? 2;
    return this.words.money(minor, this.currency, digits);
  }

  private keys() {
    const { words, terminal } = this;
    const awaits = terminal.state === "waiting-for-card";
    return html`<div class="keys">
      <lw-button class="approve" icon="contactless" ?disabled=${!awaits} @click=${() => this.act({ kind: "terminal-press", button: "approve" })}
        >${words.text("terminal.approve")}</lw-button
      >
      <lw-button icon="x-circle" ?disabled=${!awaits} @click=${() => this.act({ kind: "terminal-press", button: "decline" })}
        >${words.text("terminal.decline")}</lw-button
      >
      <lw-button icon="x" ?disabled=${!awaits} @click=${() => this.act({ kind: "terminal-press", button: "cancel" })}
        >${words.text("terminal.cancel")}</lw-button
      >
      <lw-button icon="hourglass" ?disabled=${!awaits} @click=${() => this.act({ kind: "terminal-press", button: "slow" })}
        >${words.text("terminal.slow")}</lw-button
      >
    </div>`;
  }

  private choices(what: readonly TerminalNext[]) {
    return what.map(
      (outcome) => html`<lw-button
        class="choice ${this.terminal.nextOutcome === outcome ? "on" : ""}"
        .pressed=${this.terminal.nextOutcome === outcome}
        @click=${() => this.act({ kind: "terminal-next", outcome })}
        >${this.words.text(`terminal.next-${outcome}`)}</lw-button
      >`,
    );
  }

  private book() {
    const { words, terminal } = this;
    return html`<details>
      <summary>${words.text("terminal.book")} <span class="soft tabular">(${words.number(terminal.booked.length)})</span></summary>
      ${
        terminal.booked.length === 0
          ? html`<p class="soft">${words.text("terminal.book-empty")}</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">${words.text("terminal.book-number")}</th>
                  <th scope="col" class="end">${words.text("terminal.book-amount")}</th>
                  <th scope="col">${words.text("terminal.book-state")}</th>
                </tr>
              </thead>
              <tbody>
                ${terminal.booked.map(
                  (row) => html`<tr class=${row.state}>
                    <td class="tabular"><bdi>${row.receiptNumber} / ${row.trace}</bdi></td>
                    <td class="tabular end"><bdi>${this.amount(row.amountMinor)}</bdi></td>
                    <td>${words.text(row.stored === undefined || row.state === "reversed" ? `terminal.${row.state}` : `terminal.stored-${row.stored}`)}</td>
                  </tr>`,
                )}
                ${terminal.givenBack.map(
                  (row) => html`<tr class=${row.state}>
                    <td class="tabular"><bdi>${row.receiptNumber} / ${row.trace}</bdi></td>
                    <td class="tabular end"><bdi>${this.amount(-row.amountMinor)}</bdi></td>
                    <td>${words.text(row.state === "booked" ? "terminal.gave-back" : "terminal.undone")}</td>
                  </tr>`,
                )}
              </tbody>
            </table>`
      }
    </details>`;
  }

  protected override render() {
    const { words, terminal } = this;
    const dark = terminal.state === "unplugged";
    return html`<div class="terminal">
      <div class="body">
        <div class="screen ${terminal.state}" role="status" aria-label=${words.text("terminal.screen")}>
          ${
            dark
              ? html`<span class="dark">${words.text("terminal.dark")}</span>`
              : terminal.screen.map((line) => html`<span dir="auto">${line === "" ? "\u00a0" : line}</span>`)
          }
          ${terminal.state === "waiting-for-card" ? html`<lw-icon name="contactless"></lw-icon>` : nothing}
        </div>
        ${this.keys()}
      </div>
      <div class="next" role="group" aria-label=${words.text("terminal.next")}>
        <span class="soft">${words.text("terminal.next")}</span>
        ${this.choices(outcomes)}
      </div>
      <div class="next" role="group" aria-label=${words.text("terminal.host")}>
        <span class="soft">${words.text("terminal.host")}</span>
        ${hosts.map((host) => html`<lw-button class="choice ${terminal.host === host ? "on" : ""}" .pressed=${terminal.host === host} @click=${() => this.act({ kind: "terminal-host", host })}>${words.text(`terminal.host-${host}`)}</lw-button>`)}
      </div>
      <details class="faults" ?open=${faults.some((fault) => fault === terminal.nextOutcome)}>
        <summary>${words.text("terminal.faults")}</summary>
        <div class="next" role="group" aria-label=${words.text("terminal.faults")}>${this.choices(faults)}</div>
      </details>
      ${this.book()}
    </div>`;
  }
}
