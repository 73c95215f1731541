import type { PaperLine } from "@laneway/contracts";
import { consume } from "@lit/context";
import { html, LitElement, type PropertyValues, svg } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { baseStyles } from "../design/base.styles.js";
import "../design/icon.js";
import "../kiosk/qr-code.js";
import { benchPaperStyles } from "./bench-paper.styles.js";
import { type BenchWords, benchWordsContext } from "./contexts.js";
import { slipsOf } from "./slips.js";

type TextLine = Extract<PaperLine, { kind: "text" }>;

/** One character of the printer's font A in dots, and how many stand on a line of an 80 mm roll. */
const dotsWide = 12;
const dotsHigh = 24;
const columns = 48;

/** Black dots as one path of level strokes, a run of dots each. */
function dotsDrawn({ bytesWide, rows, dots }: Extract<PaperLine, { kind: "dots" }>) {
  const bytes = Uint8Array.from(atob(dots), (character) => character.charCodeAt(0));
  const wide = bytesWide * 8;
  const isBlack = (x: number, y: number) => x < wide && ((bytes[y * bytesWide + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  const strokes: string[] = [];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < wide; x++) {
      if (!isBlack(x, y)) continue;
      const from = x;
      while (isBlack(x, y)) x++;
      strokes.push(`M${from} ${y + 0.5}h${x - from}`);
    }
  }
  return html`<svg class="line" viewBox=${`0 0 ${wide} ${rows}`} role="presentation"><path d=${strokes.join("")} stroke="#1c1a17" stroke-width="1.05" /></svg>`;
}

/** The printer's paper as it would look: every character in its cell, bold, wide, high, underlined, inverted, QR codes readable. */
@customElement("bench-paper")
export class BenchPaper extends LitElement {
  static override styles = [baseStyles, benchPaperStyles];
  @consume({ context: benchWordsContext, subscribe: true })
  @property({ attribute: false })
  words!: BenchWords;
  @property({ attribute: false }) paper: readonly PaperLine[] = [];
  @query(".roll") private readonly roll!: HTMLElement;

  protected override updated(changed: PropertyValues<this>): void {
    // New paper pushes the old along: the newest is what is looked at.
    if (changed.has("paper")) requestAnimationFrame(() => this.roll.scrollTo(0, this.roll.scrollHeight));
  }

  private text(line: TextLine) {
    const length = [...line.text].length * dotsWide * line.width;
    const high = dotsHigh * line.height;
    const free = columns * dotsWide - length;
    const x = line.align === "left" ? 0 : line.align === "right" ? free : free / 2;
    return html`<svg class="line" viewBox=${`0 0 ${columns * dotsWide} ${high}`} role="presentation">
      ${
        line.text.trim() === ""
          ? ""
          : svg`<g transform=${`translate(${x} 0)`}>
              ${line.inverted ? svg`<rect width=${length} height=${high} fill="#1c1a17" />` : ""}
              <text
                transform=${`scale(${line.width} ${line.height})`}
                y="18.5"
                font-size="20"
                font-weight=${line.bold ? 700 : 400}
                textLength=${length / line.width}
                lengthAdjust="spacingAndGlyphs"
                fill=${line.inverted ? "#ffffff" : "#1c1a17"}
                xml:space="preserve"
              >${line.text}</text>
              ${line.underline ? svg`<rect y=${high - 2} width=${length} height="2" fill="#1c1a17" />` : ""}
            </g>`
      }
    </svg>`;
  }

  private line(line: PaperLine): unknown {
    switch (line.kind) {
      case "text":
        return this.text(line);
      case "dots":
        return dotsDrawn(line);
      case "qr":
        return html`<qr-code class="qr" .data=${line.data} label=${this.words.text("printer.qr", { data: line.data })}></qr-code>`;
      case "barcode":
        return html`<p class="barcode"><lw-icon name="barcode"></lw-icon><span>${line.data}</span><small>${line.symbology}</small></p>`;
      case "cut":
        return "";
    }
  }

  protected override render() {
    const { words, paper } = this;
    if (paper.length === 0) return html`<div class="roll none"><p>${words.text("printer.nothing")}</p></div>`;
    return html`<div class="roll" tabindex="0" role="group" aria-label=${words.text("printer.shown")} dir="ltr">
      ${slipsOf(paper).map(
        (slip) => html`<div class="slip ${slip.cut ? "cut" : "hanging"}">${slip.lines.map((line) => this.line(line))}</div>`,
      )}
    </div>`;
  }
}
