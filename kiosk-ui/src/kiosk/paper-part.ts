import type { PrintState } from "@laneway/contracts";
import { css, html, nothing } from "lit";
import "../design/button.js";
import "../design/icon.js";
import { command } from "./actions.js";
import { KioskPart } from "./kiosk-part.js";

export const paperStyles = css`
  .print {
    display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: var(--space-2); padding: var(--space-2) var(--space-3);
    border: var(--hair) solid var(--rule); border-radius: var(--radius-m); min-height: calc(112 * var(--u));
  }
  .print p { display: flex; align-items: center; gap: var(--space-2); flex: 1 1 calc(320 * var(--u)); }
  .attention { background: var(--attention-soft); border-color: var(--attention); }
  .attention lw-icon { color: var(--attention); }
  .success { background: var(--success-soft); border-color: var(--success); }
  .success p lw-icon { color: var(--success); }
  .closing { text-align: center; }
  @media (min-aspect-ratio: 1/1) {
    .ending { grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr); align-items: stretch; }
    .ending .closing { grid-column: 1 / -1; }
  }
`;

/** A part of the screen that offers paper: a receipt, or the number of a saved basket. */
export abstract class PaperPart extends KioskPart {
  private get paperAway(): boolean {
    return this.view.faults.some((fault) => fault.effect === "no-paper-receipt");
  }

  /** Not at a lane without a printer. Without paper a receipt is on the phone; of a number there is nothing to say. */
  private speaksOfPaper(of: "receipt" | "slip", print: PrintState): boolean {
    return this.view.hasPrinter && !(of === "slip" && print === "offered" && this.paperAway);
  }

  /** How the paper is, and the button that asks for it. */
  protected paper(of: "receipt" | "slip", print: PrintState) {
    if (!this.speaksOfPaper(of, print)) return nothing;
    const { paperAway } = this;
    const isStuck = print === "waiting" || print === "failed";
    const tone = isStuck ? "print attention" : print === "printed" ? "print success" : "print";
    const icon = print === "printed" ? "check-circle" : isStuck ? "info" : "printer";
    const words = of === "receipt" ? "print" : "slip";
    const offered = (print === "offered" || print === "failed") && !paperAway;
    return html`<div class=${tone}>
      <p role="status"><lw-icon name=${icon}></lw-icon><span>${this.text(paperAway && print === "offered" ? "effect.no-paper-receipt" : `${words}.${print}`)}</span></p>
      ${
        offered
          ? html`<lw-button icon="printer" @click=${() => command(this, { kind: `print-${of}` })}>${this.text(print === "failed" ? "thanks.printAgain" : of === "receipt" ? "thanks.print" : "suspended.print")}</lw-button>`
          : nothing
      }
    </div>`;
  }

  /** Of the foot that holds the paper's row beside what ends the screen. */
  protected footClass(of: "receipt" | "slip", print: PrintState): string {
    return this.speaksOfPaper(of, print) ? "foot ending" : "foot";
  }
}
