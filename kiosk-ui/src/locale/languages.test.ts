import { describe, expect, test } from "vitest";
import { english, fetchWords, languages, wordsFor } from "./languages.js";
import type { Text } from "./words.js";

const variants = (text: Text): string[] => (typeof text === "string" ? [text] : Object.values(text));
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
const englishTexts = (await languages.en?.load())?.texts;

describe.each(Object.keys(languages))("the language %s", async (tag) => {
  const texts = (await languages[tag]?.load())?.texts;
  const keys = Object.keys(texts ?? {}) as (keyof NonNullable<typeof texts>)[];

  test("has a text for every key, none empty, none left in English", () => {
    expect(keys.sort()).toEqual(Object.keys(englishTexts ?? {}).sort());
    for (const key of keys) for (const text of variants(texts?.[key] ?? "")) expect(text.trim(), key).not.toBe("");
    const same = keys.filter((key) => JSON.stringify(texts?.[key]) === JSON.stringify(englishTexts?.[key]));
    // A few texts are figures alone, or the same word in both languages.
    if (tag !== "en") expect(same.length).toBeLessThan(6);
  });

  test("fills in what English fills in", () => {
    for (const key of keys) {
      const wanted = placeholders(variants(englishTexts?.[key] ?? "").at(-1) ?? "");
      expect(placeholders(variants(texts?.[key] ?? "").at(-1) ?? ""), key).toEqual(wanted);
    }
  });

  test("has every plural that the language has", () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted();
    for (const key of keys) {
      const text = texts?.[key];
      if (text !== undefined && typeof text !== "string") expect(Object.keys(text).sort(), key).toEqual(categories);
    }
  });
});

test("a tag finds its language, its base, or English", async () => {
  expect((await fetchWords("de-AT")).locale).toBe("de");
  expect(wordsFor("de")?.text("basket.pay")).toBe("Bezahlen");
  expect(await fetchWords("fr")).toBe(english);
});
