import { CharacterSet, PrinterTypes, ThermalPrinter } from "node-thermal-printer";
import { codePage858, codePageByte } from "./code-page.js";
import { drawLine } from "./drawn-line.js";
import type { PaperColumns, PaperPart } from "./receipt-layout.js";

const GS = 0x1d;
const ESC = 0x1b;

/** Dots of feed before the cut, so that the last line clears the knife. */
const feedLinesBeforeCut = 4;

/** A part of a job: whole commands, so that a status question may stand between two of them. */
export type JobChunk = Uint8Array;

/**
 * The bytes of a job, in chunks of whole commands. node-thermal-printer is used for the bytes it gets right
 * (alignment, bold, inverse, QR of ASCII data, cut without its own feed). Not used: its text encoding (switches code
 * pages by itself and drops blank lines), setTextSize (swaps width and height), QR of non-ASCII data (counts
 * characters, not bytes), drawer kick, status and execute.
 */
export function escPosJob(parts: readonly PaperPart[], columns: PaperColumns): JobChunk[] {
  // Without an interface the builder touches no device; its types alone ask for one.
  const builder = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: "", width: columns, characterSet: CharacterSet.PC858_EURO });
  const chunk = (build: () => void): JobChunk => {
    builder.setBuffer(Buffer.alloc(0));
    build();
    const bytes = Uint8Array.from(builder.getBuffer());
    builder.clear();
    return bytes;
  };
  const raw = (...bytes: number[]) => builder.append(Buffer.from(bytes));
  return [
    chunk(() => raw(ESC, 0x40, ESC, 0x74, codePage858.select)),
    ...parts.map((part) => chunk(() => appendPart(builder, part, columns, raw))),
    chunk(() => {
      raw(ESC, 0x64, feedLinesBeforeCut);
      builder.partialCut({ verticalTabAmount: 0 });
    }),
  ];
}

function appendPart(builder: ThermalPrinter, part: PaperPart, columns: PaperColumns, raw: (...bytes: number[]) => void): void {
  switch (part.kind) {
    case "space":
      raw(0x0a);
      break;
    case "rule":
      raw(...Array.from({ length: columns }, () => codePageByte("─") ?? 0x2d), 0x0a);
      break;
    case "drawn": {
      const { bytesWide, rows, dots } = drawLine(part, columns);
      // GS v 0: one whole line of dots, black where a bit is set.
      raw(GS, 0x76, 0x30, 0, bytesWide, 0, rows & 0xff, rows >> 8, ...dots);
      break;
    }
    case "qr":
      appendQr(builder, part.data);
      break;
    case "text":
      appendText(builder, part, raw);
      break;
  }
}

function appendText(builder: ThermalPrinter, part: Extract<PaperPart, { kind: "text" }>, raw: (...bytes: number[]) => void): void {
  const { style } = part;
  if (part.align === "center") builder.alignCenter();
  if (style === "bold" || style === "title" || style === "total") builder.bold(true);
  if (style === "banner") builder.invert(true);
  // GS ! n: width in the high nibble, height in the low one.
  if (style === "title" || style === "total") raw(GS, 0x21, 0x11);
  raw(...encodeText(part.text), 0x0a);
  if (style === "title" || style === "total") raw(GS, 0x21, 0x00);
  if (style === "banner") builder.invert(false);
  if (style === "bold" || style === "title" || style === "total") builder.bold(false);
  if (part.align === "center") builder.alignLeft();
}

/** Characters that still fit 49 cells a side (version 8, correction M): 294 dots of the 384 at six a cell. */
const longQr = 120;

function appendQr(builder: ThermalPrinter, data: string): void {
  // An address is ASCII; anything else is percent-encoded first, so that characters and bytes are the same count.
  const ascii = [...data].map((character) => (/^[\x20-\x7e]$/.test(character) ? character : encodeURIComponent(character))).join("");
  builder.alignCenter();
  // Long data makes more, smaller cells: it must fit 58 mm paper.
  builder.printQR(ascii, { model: 2, cellSize: ascii.length > longQr ? 4 : 6, correction: "M" });
  builder.alignLeft();
}

/** Bytes of text that `printableText` made; a character outside the code page here is a defect. */
function encodeText(text: string): number[] {
  return Array.from(text, (character) => {
    const byte = codePageByte(character);
    if (byte === undefined) throw new Error(`a character without a printer byte reached the encoder: U+${(character.codePointAt(0) ?? 0).toString(16)}`);
    return byte;
  });
}
