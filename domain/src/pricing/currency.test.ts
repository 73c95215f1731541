import { describe, expect, it } from "vitest";
import { daysBetween, weekdayOf } from "./calendar.js";
import { cashDue, roundToStep } from "./cash-rounding.js";
import { cashRuleOf, currencyDigitsOf } from "./currency.js";
import { foreignDue, worthOf } from "./foreign-amount.js";
import { roundedQuotient, scaled, type RoundingMode } from "./rounding.js";

describe("rounding", () => {
  it("by name; what is given back is the mirror of what is paid, but for ceiling and floor", () => {
    const modes: readonly RoundingMode[] = [
      "half-up",
      "half-even",
      "half-odd",
      "half-down",
      "up",
      "down",
      "ceiling",
      "floor",
    ];
    const of = (units: number) => modes.map((mode) => scaled(units, 1, 10, mode));
    expect(of(25)).toEqual([3, 2, 3, 2, 3, 2, 3, 2]);
    expect(of(-25)).toEqual([-3, -2, -3, -2, -3, -2, -2, -3]);
    expect(of(35)).toEqual([4, 4, 3, 3, 4, 3, 4, 3]);
    expect(of(31)).toEqual([3, 3, 3, 3, 4, 3, 4, 3]);
  });

  it("is the same in plain numbers and beyond them", () => {
    for (const mode of ["half-up", "half-even", "down", "ceiling"] as const) {
      for (let value = -40; value <= 40; value += 1) {
        expect(BigInt(scaled(value, 7, 10, mode))).toBe(roundedQuotient(BigInt(value) * 7n, 10n, mode));
      }
    }
    expect(scaled(9_007_199_254_740_991, 1_000_000, 1_000_000, "half-up")).toBe(9_007_199_254_740_991);
    expect(() => roundedQuotient(1n, 0n, "up")).toThrow(RangeError);
  });
});

describe("cash", () => {
  it.each([
    [22_320, 50, 22_300],
    [1_944, 10, 1_940],
    [1_949, 10, 1_950],
    [-1_572, 5, -1_570],
    [1_573, 5, 1_575],
  ])("%i in steps of %i is %i", (total, step, due) => {
    expect(roundToStep(total, step, "half-up")).toBe(due);
  });

  it("by currency and country", () => {
    expect(
      [
        cashRuleOf("EUR", "DE"),
        cashRuleOf("EUR", "NL"),
        cashRuleOf("CHF", "CH"),
        cashRuleOf("HUF", "HU"),
        cashRuleOf("SEK", "SE"),
      ].map((rule) => rule.stepMinor),
    ).toEqual([1, 5, 5, 500, 100]);
    expect(cashDue(1_003, cashRuleOf("EUR", "NL"))).toEqual({ dueMinor: 1_005, roundingMinor: 2 });
    expect(["JPY", "EUR", "KWD"].map(currencyDigitsOf)).toEqual([0, 2, 3]);
    expect(() => roundToStep(1, 0, "up")).toThrow(RangeError);
  });

  it("in a foreign currency at a recorded rate is worth less rather than more, and enough when asked for", () => {
    const dollars = { currency: "USD", units: 1, storePpm: 923_450, asOf: "2026-11-20" };
    expect([worthOf(1_000, dollars, 2, "down"), foreignDue(923, dollars, 2)]).toEqual([923, 1_000]);
    const yen = { currency: "JPY", units: 100, storePpm: 612_000, asOf: "2026-11-20" };
    expect([worthOf(1_000, yen, 2, "down"), foreignDue(612, yen, 2), foreignDue(613, yen, 2)]).toEqual([
      612, 1_000, 1_002,
    ]);
  });
});

it("the calendar knows weekdays and days between", () => {
  expect([
    weekdayOf("1970-01-01"),
    weekdayOf("2026-11-23"),
    weekdayOf("2000-02-29"),
    weekdayOf("2026-11-29"),
  ]).toEqual([4, 1, 2, 7]);
  expect([
    daysBetween("2024-02-28", "2024-03-01"),
    daysBetween("2026-11-23", "2026-11-23"),
    daysBetween("2026-01-01", "2025-12-31"),
  ]).toEqual([2, 0, -1]);
});
