import { describe, expect, test } from "vitest";
import { exampleReceipt } from "../testing/example-receipt.js";
import { createVirtualPrinter } from "../simulator/virtual-printer.js";
import { drawLine } from "./drawn-line.js";
import { escPos } from "./esc-pos.js";
import type { DrawnPiece } from "./receipt-layout.js";

const piece = (text: string, rest: Partial<DrawnPiece> = {}): DrawnPiece => ({ text, at: 0, span: 48, align: "start", ...rest });
const line = (pieces: readonly DrawnPiece[], rightToLeft = true, style: "plain" | "banner" | "total" = "plain") => drawLine({ kind: "drawn", pieces, style, rightToLeft }, 48);

/** From and to which dot there is black. */
function inked({ bytesWide, rows, dots }: ReturnType<typeof drawLine>): { from: number; to: number; count: number } {
  const columns: number[] = [];
  for (let y = 0; y < rows; y++) for (let x = 0; x < bytesWide * 8; x++) if (((dots[y * bytesWide + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) columns.push(x);
  return { from: Math.min(...columns), to: Math.max(...columns), count: columns.length };
}

describe("a drawn line", () => {
  test("begins where its language begins to read", () => {
    expect(inked(line([piece("تفاح")])).to).toBeGreaterThan(560);
    expect(inked(line([piece("Яблоки")], false)).from).toBeLessThan(16);
    expect(inked(line([piece("12.50", { at: 48, align: "end" })])).from).toBeLessThan(16);
  });

  test("an amount keeps its sign in front on a line that is read from the right", () => {
    const rightmost = (text: string) => {
      const { bytesWide, rows, dots } = line([piece(text, { align: "start" })]);
      const heights = Array.from({ length: rows }, (_, y) => y).filter((y) => Array.from({ length: 10 }, (__, back) => 575 - back).some((x) => ((dots[y * bytesWide + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0));
      return heights.length;
    };
    // A minus is a few rows high, a figure many: what stands at the right edge is the last figure.
    expect(rightmost("-0.98")).toBe(rightmost("0.98"));
  });

  test("joins Arabic letters: a word is narrower than its letters one by one", () => {
    const width = (text: string) => {
      const { from, to } = inked(line([piece(text)]));
      return to - from;
    };
    expect(width("سميث")).toBeLessThan([..."سميث"].reduce((sum, letter) => sum + width(letter), 0) * 0.9);
  });

  test("stays within its columns, drawn narrower when it must", () => {
    const { from } = inked(line([piece("كلمة طويلة جدا لا تسعها المساحة المتاحة لها على الورق", { span: 20 })]));
    expect(from).toBeGreaterThanOrEqual((48 - 20) * 12 - 2);
  });

  test("a banner is white on black", () => {
    const { bytesWide, rows } = line([]);
    expect(inked(line([piece("نسخة", { at: 24, align: "center" })], true, "banner")).count).toBeGreaterThan((bytesWide * 8 * rows) / 2);
  });
});

test("the printer gets whole raster commands that it prints as wide as its paper", () => {
  const printer = createVirtualPrinter(() => undefined, () => undefined, { columns: 48, lineMs: 0 });
  for (const chunk of escPos.job(escPos.begin({}), { receipt: exampleReceipt({ locale: "ar" }), copy: 0 })) printer.receive(chunk);
  const { paper } = printer.view();
  const dots = paper.filter((part) => part.kind === "dots");
  expect(dots.length).toBeGreaterThan(15);
  for (const part of dots) expect(part).toMatchObject({ bytesWide: 72 });
  expect(paper.at(-1)).toEqual({ kind: "cut" });
  expect(paper.some((part) => part.kind === "qr")).toBe(true);
});
