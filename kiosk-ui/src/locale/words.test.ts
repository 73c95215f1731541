import { describe, expect, test } from "vitest";
import { Words } from "./words.js";

const texts = { pieces: { one: "{count} piece of {name}", other: "{count} pieces of {name}" }, plain: "Hello {name}" } as const;
const english = new Words("en", { name: "English", dir: "ltr", figures: "en-GB" }, texts);
const german = new Words("de", { name: "Deutsch", dir: "ltr", figures: "de-DE" }, texts);
const arabic = new Words("ar", { name: "العربية", dir: "rtl", figures: "ar-u-nu-latn" }, texts);
/** Without marks of direction and with plain spaces, so that a text reads as it looks. */
const seen = (text: string) => text.replace(/[\u200e\u200f]/g, "").replace(/\u00a0/g, " ");

describe("words", () => {
  test("choose the plural and fill in names and figures", () => {
    expect(english.text("pieces", { count: 1, name: "cake" })).toBe("1 piece of cake");
    expect(english.text("pieces", { count: 1200, name: "cake" })).toBe("1,200 pieces of cake");
    expect(english.textOr("unknown", "plain", { name: "you" })).toBe("Hello you");
  });

  test("write money exactly, in each locale, for any number of digits", () => {
    expect(english.money(1756, "EUR", 2)).toBe("€17.56");
    expect(seen(german.money(-38, "EUR", 2))).toBe("-0,38 €");
    expect(seen(arabic.money(1756, "EUR", 2))).toBe("17.56 €");
    expect(english.money(500, "JPY", 0)).toBe("JP¥500");
    expect(seen(english.money(1005, "KWD", 3))).toBe("KWD 1.005");
    expect(english.money(Number.MAX_SAFE_INTEGER, "EUR", 2)).toBe("€90,071,992,547,409.91");
    expect(() => english.money(1.5, "EUR", 2)).toThrow(TypeError);
  });

  test("write weights in grams below a kilogram and in kilograms from there", () => {
    expect(seen(english.weight(842))).toBe("842 g");
    expect(seen(german.weight(1_242))).toBe("1,242 kg");
  });

  test("write rates and times", () => {
    expect(english.rate(88_750)).toBe("8.875%");
    expect(english.duration(65_000)).toBe("1:05");
  });
});
