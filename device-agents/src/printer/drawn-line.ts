import { createRequire } from "node:module";
import type { SKRSContext2D } from "@napi-rs/canvas";
import type { DrawnPiece, PaperColumns, PaperPart } from "./receipt-layout.js";

/** A line as a printer takes it: rows of bytes, the leftmost dot in the highest bit. */
export interface Dots {
  readonly bytesWide: number;
  readonly rows: number;
  readonly dots: Uint8Array;
}

/** A column of font A is 12 dots wide at 203 dpi. */
const dotsPerColumn = 12;
const rowsOf = { plain: 34, bold: 34, banner: 38, title: 60, total: 60 } as const;
const sizeOf = { plain: 25, bold: 25, banner: 26, title: 44, total: 44 } as const;

/** IBM Plex Sans, bundled as the screens' font; one file for each script, in the order in which they are asked for a letter. */
const scripts = [["Arabic", "ibm-plex-sans-arabic", "arabic"], ["Latin", "ibm-plex-sans", "latin"], ["Latin Extended", "ibm-plex-sans", "latin-ext"], ["Cyrillic", "ibm-plex-sans", "cyrillic"], ["Greek", "ibm-plex-sans", "greek"]] as const;
const require = createRequire(import.meta.url);
type Drawing = typeof import("@napi-rs/canvas");
let drawing: Drawing | undefined;
let families: string | undefined;

/** Loaded with the first line to draw: some 40 MB that a shop with Latin letters never needs. */
const loaded = (): Drawing => (drawing ??= require("@napi-rs/canvas") as Drawing);

function fonts(): string {
  families ??= scripts
    .map(([name, font, subset]) => {
      const family = `Laneway Receipt ${name}`;
      // Thermal paper swallows thin strokes.
      for (const weight of [500, 700]) {
        if (loaded().GlobalFonts.registerFromPath(require.resolve(`@fontsource/${font}/files/${font}-${subset}-${weight}-normal.woff2`), family) === null) throw new Error(`the bundled font ${font} (${subset}) cannot be read`);
      }
      return `"${family}"`;
    })
    .join(", ");
  return families;
}

/** Draws a line of text with its letters joined and in reading order; needs no screen and no network. */
export function drawLine({ pieces, style, rightToLeft }: Extract<PaperPart, { kind: "drawn" }>, columns: PaperColumns): Dots {
  const [width, rows] = [columns * dotsPerColumn, rowsOf[style]];
  const bytesWide = Math.ceil(width / 8);
  const canvas = loaded().createCanvas(bytesWide * 8, rows);
  const context = canvas.getContext("2d");
  context.fillStyle = style === "banner" ? "#000" : "#fff";
  context.fillRect(0, 0, bytesWide * 8, rows);
  context.fillStyle = style === "banner" ? "#fff" : "#000";
  context.font = `${style === "plain" ? 500 : 700} ${sizeOf[style]}px ${fonts()}`;
  context.textBaseline = "alphabetic";
  for (const piece of pieces) drawPiece(context, piece, width, Math.round(rows * 0.7), rightToLeft);
  const { data } = context.getImageData(0, 0, bytesWide * 8, rows);
  const dots = new Uint8Array(bytesWide * rows);
  for (let dot = 0; dot < bytesWide * 8 * rows; dot++) {
    if ((data[dot * 4] ?? 255) < 128) dots[dot >> 3] = (dots[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
  }
  return { bytesWide, rows, dots };
}

/** Letters that are read from the right. */
const rightToLeftLetter = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** A piece without letters from the right keeps its own order on any line: -0.98 is not 0.98-. */
function drawPiece(context: SKRSContext2D, piece: DrawnPiece, width: number, baseline: number, rightToLeft: boolean): void {
  const fromStart = piece.at * dotsPerColumn;
  context.direction = rightToLeftLetter.test(piece.text) ? "rtl" : "ltr";
  context.textAlign = piece.align === "center" ? "center" : (piece.align === "start") === rightToLeft ? "right" : "left";
  context.fillText(piece.text, rightToLeft ? width - fromStart : fromStart, baseline, piece.span * dotsPerColumn);
}
