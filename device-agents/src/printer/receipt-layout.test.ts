import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleReceipt } from "../testing/example-receipt.js";
import { codePageByte } from "./code-page.js";
import { layOutReceipt, type PaperColumns, paperColumns, type PaperPart } from "./receipt-layout.js";

const text = (parts: readonly PaperPart[]) => parts.map((part) => (part.kind === "text" ? part.text : part.kind === "rule" ? "=" : part.kind === "qr" ? `[${part.data}]` : "")).join("\n");
const widthOf = (part: PaperPart) => (part.kind === "text" ? part.text.length * (part.style === "title" || part.style === "total" ? 2 : 1) : 0);

describe("a receipt on paper", () => {
  test("has seller, lines, discounts, total, tender, taxes and the e-receipt", () => {
    const paper = text(layOutReceipt(exampleReceipt(), 0));
    for (const part of [
      "Laneway Demo Market",
      "Receipt 000042",
      "Bananas, organic                          2.46 B",
      "  1.234 kg x 1.99/kg",
      "  2 for 6.00                             -0.98",
      "  price changed by staff",
      "Void Chocolate                           -2.19 B",
      "TOTAL          10.56 EUR",
      "Card                                     10.56",
      "  Mastercard ************4771",
      "A 19% standard        7.56       1.44       9.00",
      "You saved 0.98 EUR",
      "[http://127.0.0.1:7300/r/2f0c9c1b7d7a4a3f9e5d]",
      "Demo store: prices are invented.",
    ]) {
      expect(paper).toContain(part);
    }
    expect(paper).not.toContain("COPY");
  });

  test("fits on 58 mm paper, with nothing left out", () => {
    const signature = { keyId: "9f3c1a70b2e4d586", value: "s".repeat(86) };
    const parts = layOutReceipt(exampleReceipt({ signature }), 0, 32);
    const paper = text(parts);
    for (const part of [
      "Bananas, organic          2.46 B",
      "TOTAL  10.56 EUR",
      "A 19% standard",
      "      7.56      1.44      9.00",
      "Card                     10.56",
      "Signature 9f3c1a70b2e4d586",
      "s".repeat(32),
    ]) {
      expect(paper).toContain(part);
    }
    expect(Math.max(...parts.map(widthOf))).toBeLessThanOrEqual(32);
  });

  test.each([48, 32] as const)("on %i columns tells a surcharge among the lines, and a tip and a voucher's rest beside what paid", (columns) => {
    const example = exampleReceipt();
    const surcharge = { kind: "surcharge" as const, name: "Card surcharge", quantity: 1, unitPriceMinor: 8, baseMinor: 8, discounts: [], totalMinor: 8, taxMark: "A", priceOverridden: false };
    const rest = { number: "lane-1-V000042", amountMinor: 381 };
    const tenders = [{ kind: "voucher" as const, amountMinor: 119, details: ["lane-2-V000007"], rest }, { kind: "card" as const, amountMinor: 945, details: ["VISA"], tipMinor: 94, chargedMinor: 1_039 }];
    const parts = layOutReceipt({ ...example, lines: [...example.lines, surcharge], totalMinor: 1_064, tenders }, 0, columns);
    const paper = text(parts).replaceAll(/ +/g, " ");
    for (const part of ["Card surcharge 0.08 A", "Voucher 1.19", " lane-2-V000007", " Rest as voucher", "lane-1-V000042", "3.81", "Card 9.45", " Tip 0.94", " Charged 10.39"]) expect(paper).toContain(part);
    expect(Math.max(...parts.map(widthOf))).toBeLessThanOrEqual(columns);
  });

  test("carries the fiscal code, and says so when the unit was away", () => {
    const fiscal = { scheme: "AT-RKSV" as const, code: "_R1-AT0_demo_1", signed: true };
    expect(text(layOutReceipt(exampleReceipt({ fiscal }), 0))).toMatch(/\[_R1-AT0_demo_1\]\nSigned for the tax office/);
    expect(text(layOutReceipt(exampleReceipt({ fiscal: { ...fiscal, signed: false } }), 0))).toMatch(/\[_R1-AT0_demo_1\]\nSicherheitseinrichtung ausgefallen/);
  });

  test("marks copies and training so that nobody can miss it", () => {
    const banners = layOutReceipt(exampleReceipt({ training: true }), 2).filter((part) => part.kind === "text" && part.style === "banner");
    expect(banners.map((part) => (part.kind === "text" ? part.text.trim() : ""))).toEqual(["TRAINING - NOT A SALE", "COPY 2", "COPY 2"]);
  });

  test("speaks German with a decimal comma", () => {
    expect(text(layOutReceipt(exampleReceipt({ locale: "de" }), 0))).toMatch(/SUMME +10,56 EUR/);
  });

  test("an Arabic receipt reads from the right, in its own words, and every line of it is drawn", () => {
    const parts = layOutReceipt(exampleReceipt({ locale: "ar" }), 0);
    expect(parts.filter((part) => part.kind === "text")).toEqual([]);
    const lines = parts.flatMap((part) => (part.kind === "drawn" ? [part] : []));
    expect(lines.every((line) => line.rightToLeft)).toBe(true);
    expect(lines.find((line) => line.style === "total")?.pieces.map((piece) => piece.text)).toEqual(["المجموع", "10.56 EUR"]);
    for (const { pieces } of lines) for (const piece of pieces) expect(piece.text).not.toContain("~");
  });

  test("an item whose name the printer has no letters for is drawn, on a receipt of any language; the rest stays text", () => {
    const [line] = exampleReceipt().lines;
    if (line === undefined) throw new Error("the example has no line");
    const parts = layOutReceipt(exampleReceipt({ lines: [{ ...line, name: "تفاح غراني سميث" }, line] }), 0);
    const drawn = parts.filter((part) => part.kind === "drawn");
    expect(drawn).toMatchObject([{ rightToLeft: false, style: "plain", pieces: [{ text: "تفاح غراني سميث", at: 0, align: "start" }, { align: "end" }] }]);
    expect(text(parts)).toContain(line.name);
  });

  test("a currency with three decimals, and one with none", () => {
    expect(text(layOutReceipt(exampleReceipt({ currency: "KWD", currencyDigits: 3 }), 0))).toContain("1.056 KWD");
    expect(text(layOutReceipt(exampleReceipt({ currency: "JPY", currencyDigits: 0 }), 0))).toContain("1056 JPY");
  });

  test("no text of the store or the shopper breaks the paper", { timeout: 120_000 }, () => {
    const anything = fc.string({ unit: "grapheme", maxLength: 90 });
    fc.assert(
      fc.property(anything, anything, anything, fc.constantFrom<PaperColumns>(...paperColumns), fc.integer({ min: -99_999_999, max: 99_999_999 }), (name, seller, notice, columns, amount) => {
        const lines = exampleReceipt().lines.map((line) => ({ ...line, name, baseMinor: amount, discounts: [{ name: notice, amountMinor: amount }] }));
        const receipt = exampleReceipt({ seller: { name: seller, addressLines: [name] }, notice, totalMinor: amount, lines });
        for (const part of layOutReceipt(receipt, 1, columns)) {
          expect(widthOf(part)).toBeLessThanOrEqual(columns);
          if (part.kind === "text") for (const character of part.text) expect(codePageByte(character)).toBeDefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});
