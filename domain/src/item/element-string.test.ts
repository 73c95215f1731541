import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDigitalLink, writeDigitalLink } from "./digital-link.js";
import { brokenAssociation } from "./element-association.js";
import { bracketedOf, type Element, plainOf, readBracketed, readPlain, readPrinted, splitPrinted } from "./element-string.js";
import { allDefinitions, definitionAt } from "./gs1-dictionary.js";
import { checkDigitOf } from "./gtin.js";
import { readScanData, writeScanData } from "./scan-data.js";

const gs = "\u001d";
const cset82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const text = (maxLength: number) => fc.string({ unit: fc.constantFrom(...cset82), minLength: 1, maxLength });
const gtin = fc.bigInt({ min: 0n, max: 10n ** 13n - 1n }).map((number) => {
  const body = String(number).padStart(13, "0");
  return `${body}${checkDigitOf(body)}`;
});
const element = fc.oneof(
  fc.record({ ai: fc.constant("01"), value: gtin }),
  fc.record({ ai: fc.constantFrom("10", "21"), value: text(20) }),
  fc.record({ ai: fc.constantFrom("240", "90"), value: text(30) }),
  fc.record({ ai: fc.constant("17"), value: fc.constantFrom("261231", "270200", "280229") }),
  fc.record({ ai: fc.constantFrom("3103", "3202"), value: fc.constantFrom("000001", "123456") }),
  fc.record({ ai: fc.constantFrom("91", "99"), value: text(90) }),
);
const runs = { numRuns: 500 };

describe("element strings", () => {
  it("come apart as they were put together, plain and bracketed", () => {
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 8 }), (elements: Element[]) => {
        expect(readPlain(plainOf(elements, gs), gs)).toEqual({ ok: true, value: elements });
        expect(readBracketed(bracketedOf(elements))).toEqual({ ok: true, value: elements });
      }),
      runs,
    );
  });

  it("survive as a Digital Link and as a scanner's transmission", () => {
    fc.assert(
      fc.property(gtin, text(20), text(20), (number, lot, serial) => {
        const elements = [
          { ai: "01", value: number },
          { ai: "10", value: lot },
          { ai: "21", value: serial },
        ];
        const uri = writeDigitalLink(elements, "https://id.example.org/a");
        expect(uri.ok && readDigitalLink(uri.value)).toEqual({ ok: true, value: elements });
        const symbol = { symbology: "QR", data: `^${plainOf(elements, "^")}` };
        const sent = writeScanData(symbol);
        expect(sent.ok && readScanData(sent.value)).toEqual({ ok: true, value: symbol });
      }),
      runs,
    );
  });

  it("of any identifier are known by their beginning, and no identifier is the beginning of another", () => {
    const all = allDefinitions();
    expect(all.length).toBeGreaterThan(450);
    for (const definition of all) {
      expect(definitionAt(`${definition.ai}99999999`, 0)).toBe(definition);
      expect(all.filter(({ ai }) => ai !== definition.ai && ai.startsWith(definition.ai))).toEqual([]);
    }
  });

  it("say which identifier is at fault", () => {
    expect(readPlain("0104006381333932", gs)).toEqual({
      ok: false,
      error: { error: "incorrect-check-digit", ai: "01" },
    });
    expect(readPlain("9912345\u0000", gs)).toEqual({
      ok: false,
      error: { error: "invalid-cset82-character", ai: "99" },
    });
    expect(readPlain("0512", gs)).toEqual({
      ok: false,
      error: { error: "unknown-identifier", ai: undefined },
    });
    expect(readPlain("10A".padEnd(9_000, "B"), gs)).toEqual({
      ok: false,
      error: { error: "too-long", ai: undefined },
    });
    expect(readBracketed(`(99)A${"(99)A".repeat(64)}`)).toEqual({
      ok: false,
      error: { error: "too-many-elements", ai: undefined },
    });
  });

  it("are read as decoders print them: a bracket that encloses no identifier is data", () => {
    expect(splitPrinted("(8110))2345672(1*813")).toEqual({
      ok: true,
      value: [{ ai: "8110", value: ")2345672(1*813" }],
    });
    expect(readPrinted("(10)A(1(21)(B\\(99)")).toEqual({
      ok: true,
      value: [
        { ai: "10", value: "A(1" },
        { ai: "21", value: "(B(99)" },
      ],
    });
    expect(readBracketed("(10)A(1(21)B").ok).toBe(false);
    for (const text of ["(1A)12345", "()12345", "(12345)1", "12345", "(10)", "(10)A(11)", ""]) {
      expect(readPrinted(text).ok).toBe(false);
    }
  });

  it("with a component's serial number: 0 is one, a zero before another digit is not", () => {
    expect(readPlain("80110", gs).ok).toBe(true);
    expect(readPlain("801101", gs)).toMatchObject({ error: { error: "illegal-zero-prefix" } });
  });

  it("that must or must not stand together", () => {
    const of = (ais: string) => brokenAssociation(ais.split(" ").map((ai) => ({ ai, value: `1${ai}` })));
    expect([of("01 10 17"), of("01 3922 3103"), of("02 37 00")]).toEqual([undefined, undefined, undefined]);
    expect([of("10"), of("01 02 37"), of("01 21 235"), of("01 3922"), of("250 01")]).toEqual([
      ["10"],
      ["01", "37"],
      ["21", "235"],
      ["3922"],
      ["250"],
    ]);
  });
});
