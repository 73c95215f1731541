import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyDigits, decimalOf, ExactDecimal, minorOf, writeJson } from "./decimal.js";

describe("amounts on the wire", () => {
  test.each([
    [1_250, 2, "12.50"],
    [5, 2, "0.05"],
    [0, 2, "0.00"],
    [100, 0, "100"],
    [1_234, 3, "1.234"],
    [999_999_999_99, 2, "999999999.99"],
  ])("%i minor units with %i digits are %s", (minor, digits, text) => {
    expect(decimalOf(minor, digits).text).toBe(text);
    expect(writeJson({ amount: decimalOf(minor, digits) })).toBe(`{"amount":${text}}`);
  });

  test("every amount comes back as it was, through JSON", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_99 }), fc.constantFrom(0, 2, 3), (minor, digits) => {
        expect(minorOf(JSON.parse(decimalOf(minor, digits).text) as number, digits)).toBe(minor);
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });

  test("finer than the currency, negative, or no decimal: not an amount", () => {
    for (const wrong of [0.001, 12.345, -1, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY]) expect(minorOf(wrong, 2)).toBeUndefined();
    expect(() => decimalOf(-1, 2)).toThrow("minor units");
    expect(() => decimalOf(1.5, 2)).toThrow("minor units");
    expect(() => new ExactDecimal("1,5")).toThrow("not a decimal");
  });

  test("JSON is written as usual around them", () => {
    const value = { text: 'a "b" ü\n', list: [1, true, "x"], inner: { none: [] } };
    expect(writeJson(value)).toBe(JSON.stringify(value));
  });

  test("a currency without known digits is refused", () => {
    expect(currencyDigits("JPY")).toBe(0);
    expect(() => currencyDigits("ISK")).toThrow("ISK is not in the driver's table");
  });
});
