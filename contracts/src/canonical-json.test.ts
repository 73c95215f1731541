import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { canonicalJson, type Json } from "./canonical-json.js";

describe("canonical JSON", () => {
  it("has one spelling for equal values", () => {
    expect(canonicalJson({ b: 1, a: { d: [true, null], c: "é" }, e: undefined })).toBe('{"a":{"c":"é","d":[true,null]},"b":1}');
    expect(canonicalJson(-0)).toBe("0");
  });

  it.each([1.5, Number.NaN, 2 ** 53])("refuses %s: nothing in a record is fractional", (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });

  it("means the same to JSON.parse, whatever the order of keys", () => {
    const whole = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(fc.string(), fc.boolean(), fc.maxSafeInteger(), fc.constant(null), fc.array(tie("value"), { maxLength: 4 }), fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true })),
    })).value;
    fc.assert(
      fc.property(whole, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value, (_key, each: unknown) => (Object.is(each, -0) ? 0 : each))));
      }),
    );
  });
});
