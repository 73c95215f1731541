import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigitOf, expandUpcE, hasCheckDigit } from "./gtin.js";
import { inStoreSchemesOf } from "./in-store-schemes.js";
import { itemCodeKey, readCode } from "./read-code.js";

const german = inStoreSchemesOf("DE");
const gs = "\u001d";
const read = (text: string, aim?: string) => readCode(text, aim, german);

describe("a code", () => {
  it.each([
    ["4006381333931", "]E0", "04006381333931"],
    ["]E04006381333931", undefined, "04006381333931"],
    ["4006381333931\r\n", undefined, "04006381333931"],
    ["036000291452", undefined, "00036000291452"],
    ["96385074", "]E4", "00000096385074"],
    ["01234565", undefined, "00012345000065"],
    ["14006381333938", "]I1", "14006381333938"],
    [`0104006381333931${gs}`, "]C1", "04006381333931"],
    ["https://id.example.org/01/04006381333931", undefined, "04006381333931"],
    ["https://id.example.org/01/4006381333931", undefined, "04006381333931"],
    ["4006381333931|]e010LOT", "]E0", "04006381333931"],
  ])("%j with %j is the item %s", (text, aim, gtin14) => {
    expect(readCode(text, aim, german)).toMatchObject({ kind: "gtin", gtin14 });
  });

  it("carries lot, dates, serial, weight, count and price to the line", () => {
    expect(read(`010400638133393117261231152612003103001234${gs}10LOT7${gs}21S1`, "]e0")).toMatchObject({
      lot: "LOT7",
      serial: "S1",
      expiryDate: "2026-12-31",
      bestBeforeDate: "2026-12-31",
      weightGrams: 1_234,
    });
    expect(read("(01)04006381333931(3201)000100")).toMatchObject({ weightGrams: 4_536 });
    expect(read("(01)04006381333931(30)6")).toMatchObject({ count: 6 });
    expect(read("(01)04006381333931(3103)000500(3922)1299")).toMatchObject({
      priceMinor: 1_299,
      weightGrams: 500,
    });
    expect(read("(01)04006381333931(3103)000500(3933)9781234")).toMatchObject({
      priceMinor: undefined,
      priceCurrency: "978",
    });
    expect(
      readCode("(01)04006381333931(17)990101", undefined, [], { year: 2_026, currencyDigits: 2 }),
    ).toMatchObject({ expiryDate: "1999-01-01" });
    expect(
      readCode("(01)04006381333931(17)010101", undefined, [], { year: 2_098, currencyDigits: 2 }),
    ).toMatchObject({ expiryDate: "2101-01-01" });
  });

  it("of a store or country is looked up whole first, then with its measure zeroed", () => {
    expect(read("2330714002396")).toEqual({
      kind: "in-store",
      exactCode: "02330714002396",
      lookupCode: "02330710000006",
      weightGrams: undefined,
      priceMinor: 239,
      count: undefined,
    });
    expect(readCode("2311111112345", undefined, inStoreSchemesOf("EE"))).toMatchObject({
      lookupCode: expect.stringMatching(/^02311111100/),
      weightGrams: 1_234,
    });
    expect(
      readCode(`211111111234${checkDigitOf("211111111234")}`, undefined, inStoreSchemesOf("SE")),
    ).toMatchObject({ priceMinor: 12_340 });
    expect(readCode("2630719000121", undefined, german)).toMatchObject({ count: 12 });
    expect(readCode("2135040039753", undefined, [])).toMatchObject({
      kind: "in-store",
      lookupCode: undefined,
      priceMinor: undefined,
    });
    expect(read("2511118000120")).toEqual({ kind: "unreadable", because: "measure-check-digit" });
  });

  it("of produce may be organic", () => {
    expect(read("4011")).toEqual({ kind: "plu", plu: "4011", organic: false, conventional: "4011" });
    expect(read("94011")).toEqual({ kind: "plu", plu: "94011", organic: true, conventional: "4011" });
  });

  it("may be a coupon, with its fields", () => {
    expect(read("811010614141011111275110111", "]e0")).toMatchObject({
      kind: "coupon",
      ai: "8110",
      fields: { offerCode: "011111", saveValue: "75" },
    });
    expect(read("8112001234561234560123456", "]e0")).toMatchObject({
      kind: "coupon",
      ai: "8112",
      fields: { serial: "123456" },
    });
  });

  it.each([
    ["", "empty"],
    ["\r\n", "empty"],
    ["4006381333930", "check-digit"],
    ["036000291453", "check-digit"],
    ["a\u0007b", "control-characters"],
    ["x".repeat(2_049), "too-long"],
    ["https://example.org/pay?to=me", "web-address"],
    ["HtTps://id.example.org/01/04006381333931", "web-address"],
    ["(01)04006381333932", "element-string"],
    ["(01)04006381333931(17)261301", "element-string"],
    ["(10)LOT", "element-association"],
    ["(01)04006381333931(02)04006381333931(37)1", "element-association"],
    ["(00)376104250021234569", "no-item-in-it"],
  ])("%j cannot be read: %s", (text, because) => {
    expect(read(text)).toEqual({ kind: "unreadable", because });
  });

  it("that looks like a payment card is named so and not repeated", () => {
    expect(
      ["4111111111111111", "378282246310005", "5555555555554444", "30569309025904"].map((text) => read(text)),
    ).toEqual(Array(4).fill({ kind: "card-number" }));
    expect(read("4222222222222", "]E0").kind).toBe("unreadable");
  });

  it("has one key, however it is written in a price book", () => {
    expect(
      ["4006381333931", "04006381333931", "036000291452", "0036000291452", "96385074", "ABC-1"].map(
        itemCodeKey,
      ),
    ).toEqual([
      "04006381333931",
      "04006381333931",
      "00036000291452",
      "00036000291452",
      "00000096385074",
      "ABC-1",
    ]);
  });
});

describe("any text", () => {
  const digits = (length: number) =>
    fc
      .bigInt({ min: 0n, max: 10n ** BigInt(length) - 1n })
      .map((number) => String(number).padStart(length, "0"));
  const text = fc.oneof(
    fc.string({ maxLength: 60, unit: "binary" }),
    fc.string({ maxLength: 60 }),
    fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
    fc.stringMatching(/^\]([A-Za-z])[0-9][0-9,]{0,40}$/).map((matched) => matched.replaceAll(",", gs)),
    fc.stringMatching(/^(\([0-9]{2,4}\)[0-9A-Z]{1,20}){1,4}$/),
    fc.stringMatching(/^https:\/\/a\.b\/0[01]\/[0-9]{14,18}\?[0-9]{2,4}=[0-9A-Z%]{1,9}$/),
  );

  it("is read without an exception, and a number read as an item has a right check digit", () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(undefined, "]E0", "]E4", "]C1", "]e0", "]d2", "]Q3", "]X0"),
        (input, aim) => {
          const reading = readCode(input, aim, german);
          if (reading.kind === "gtin") expect(hasCheckDigit(reading.gtin14)).toBe(true);
          if (reading.kind === "in-store") expect(hasCheckDigit(reading.exactCode)).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("with one digit of a GTIN changed is never that kind of number again", () => {
    fc.assert(
      fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const code = `${body}${checkDigitOf(body)}`;
        const digit = (Number(code[at]) + by) % 10;
        expect(hasCheckDigit(`${code.slice(0, at)}${digit}${code.slice(at + 1)}`)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("of UPC-E stands for exactly one UPC-A", () => {
    fc.assert(
      fc.property(digits(8), (code) => {
        const upcA = expandUpcE(code);
        if (upcA !== undefined) expect(hasCheckDigit(upcA)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
