import type { PaperLine } from "@laneway/contracts";
import { codePage858, codePageText } from "../printer/code-page.js";

/** What the printer has to do besides drawing. */
export type PaperAction = { readonly kind: "enable-status"; readonly mask: number } | { readonly kind: "queued-status" };

interface Style {
  align: "left" | "center" | "right";
  bold: boolean;
  underline: boolean;
  inverted: boolean;
  width: number;
  height: number;
  codePage: number;
}

const initial = (): Style => ({ align: "left", bold: false, underline: false, inverted: false, width: 1, height: 1, codePage: 0 });
const DLE = 0x10;
const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;
const dotsPerColumn = 12;

/** Commands of two bytes and a fixed number of parameters that change nothing we draw. */
const silent: ReadonlyMap<number, number> = new Map([
  [(ESC << 8) | 0x70, 3], [(ESC << 8) | 0x33, 1], [(ESC << 8) | 0x32, 0], [(ESC << 8) | 0x52, 1], [(ESC << 8) | 0x4d, 1], [(ESC << 8) | 0x7b, 1], [(ESC << 8) | 0x47, 1],
  [(GS << 8) | 0x68, 1], [(GS << 8) | 0x77, 1], [(GS << 8) | 0x48, 1], [(GS << 8) | 0x66, 1], [(GS << 8) | 0x4c, 2], [(GS << 8) | 0x57, 2],
]);

/**
 * Reads ESC/POS bytes as a printer does and draws them as lines of paper. `next` works off one command or one byte
 * of text at the head of the buffer and answers how many bytes that took; 0: more bytes are needed.
 */
export function createPaper(columns: number, onLine: (line: PaperLine) => void, onAction: (action: PaperAction) => void) {
  let style = initial();
  let text: number[] = [];
  let lineStyle: Style | undefined;
  let qrData = "";

  function flush(): void {
    const drawn = lineStyle ?? style;
    const { codePage, ...attributes } = drawn;
    const decoded = codePage === codePage858.select ? codePageText(text) : codePageText(text.filter((byte) => byte < 0x80));
    onLine({ kind: "text", text: decoded, ...attributes });
    text = [];
    lineStyle = undefined;
  }

  function character(byte: number): void {
    if (lineStyle !== undefined && (text.length + 1) * lineStyle.width > columns) flush();
    lineStyle ??= { ...style };
    text.push(byte);
  }

  function next(buffer: Uint8Array): number {
    const [first, second, third, fourth, fifth] = buffer;
    if (first === undefined) return 0;
    if (first === LF) flush();
    else if (first >= 0x20) character(first);
    if (first !== ESC && first !== GS && first !== DLE) return 1;
    if (second === undefined) return 0;
    const fixed = silent.get((first << 8) | second);
    if (fixed !== undefined) return buffer.length >= 2 + fixed ? 2 + fixed : 0;
    if (first === ESC) return escapeCommand(second, third);
    if (first === DLE) return second === 0x14 ? (buffer.length >= 5 ? 5 : 0) : 2;
    if (second === 0x28) return parenthesis(buffer, fourth, fifth);
    if (second === 0x6b) return barcode(buffer, third, fourth);
    if (second === 0x76) return raster(buffer);
    return group(second, third, fourth);
  }

  function escapeCommand(second: number, third: number | undefined): number {
    if (second === 0x40) {
      style = initial();
      text = [];
      lineStyle = undefined;
      return 2;
    }
    if (third === undefined) return 0;
    if (second === 0x61) style.align = third % 48 === 1 ? "center" : third % 48 === 2 ? "right" : "left";
    else if (second === 0x45) style.bold = (third & 1) === 1;
    else if (second === 0x2d) style.underline = third % 48 !== 0;
    else if (second === 0x74) style.codePage = third;
    else if (second === 0x64) for (let line = 0; line < Math.min(third, 20); line += 1) flush();
    else return 2;
    return 3;
  }

  function group(second: number, third: number | undefined, fourth: number | undefined): number {
    if (third === undefined) return 0;
    if (second === 0x21) {
      style.width = (third >> 4) % 8 + 1;
      style.height = (third & 0x0f) % 8 + 1;
    } else if (second === 0x42) style.inverted = (third & 1) === 1;
    else if (second === 0x61) onAction({ kind: "enable-status", mask: third });
    else if (second === 0x72) onAction({ kind: "queued-status" });
    else if (second === 0x56) {
      if (third >= 65 && fourth === undefined) return 0;
      if (text.length > 0) flush();
      onLine({ kind: "cut" });
      return third >= 65 ? 4 : 3;
    }
    return 3;
  }

  /** GS ( x pL pH …: QR codes are drawn, everything else is skipped by its own length. */
  function parenthesis(buffer: Uint8Array, low: number | undefined, high: number | undefined): number {
    if (low === undefined || high === undefined) return 0;
    const total = 5 + low + high * 256;
    if (buffer.length < total) return 0;
    if (buffer[2] === 0x6b && buffer[5] === 0x31 && buffer[6] === 0x50) qrData = Buffer.from(buffer.slice(8, total)).toString("utf8");
    if (buffer[2] === 0x6b && buffer[5] === 0x31 && buffer[6] === 0x51) onLine({ kind: "qr", data: qrData });
    return total;
  }

  function barcode(buffer: Uint8Array, kind: number | undefined, length: number | undefined): number {
    if (kind === undefined || length === undefined) return 0;
    const start = kind >= 65 ? 4 : 3;
    const end = kind >= 65 ? start + length : buffer.indexOf(0, start);
    if (end < 0 || buffer.length < end) return 0;
    const data = codePageText(buffer.slice(start, end));
    onLine({ kind: "barcode", symbology: kind === 67 || kind === 2 ? "ean-13" : kind === 73 ? "code-128" : `type-${kind}`, data });
    return kind >= 65 ? end : end + 1;
  }

  /** GS v 0 m xL xH yL yH data: dots; wider than the paper or empty ones are skipped. */
  function raster(buffer: Uint8Array): number {
    if (buffer.length < 8) return 0;
    const [bytesWide, rows] = [(buffer[4] ?? 0) + (buffer[5] ?? 0) * 256, (buffer[6] ?? 0) + (buffer[7] ?? 0) * 256];
    const total = 8 + bytesWide * rows;
    if (buffer.length < total) return 0;
    const fits = bytesWide > 0 && rows > 0 && rows < 4_096 && bytesWide <= Math.ceil((columns * dotsPerColumn) / 8);
    if (fits) onLine({ kind: "dots", bytesWide, rows, dots: Buffer.from(buffer.slice(8, total)).toString("base64") });
    return total;
  }

  return {
    next,
    /** Switched off and on again. */
    reset(): void {
      style = initial();
      text = [];
      lineStyle = undefined;
    },
  };
}
