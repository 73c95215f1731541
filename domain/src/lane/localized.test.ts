import { expect, it } from "vitest";
import { localized } from "./localized.js";

const locales = ["en", "de"];

it.each([
  [{ en: "milk", de: "Milch", "de-AT": "Müch" }, "de-AT", "Müch"],
  [{ en: "milk", de: "Milch" }, "de-AT", "Milch"],
  [{ en: "milk", de: "Milch" }, "ar", "milk"],
  [{ de: "Milch", fr: "lait" }, "ar", "Milch"],
  [{ tr: "süt", fr: "lait" }, "ar", "lait"],
])("%j in %s is %s", (names, locale, text) => {
  expect(localized(names, locale, locales)).toBe(text);
});

it("a text in no language is a defect", () => {
  expect(() => localized({}, "en", locales)).toThrow("at least one language");
});
