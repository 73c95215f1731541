import { languages } from "./languages.js";
import { type Texts, Words } from "./words.js";

/** The languages that a page with texts of its own is written in, in the order they are offered. */
export const languageTags = Object.keys(languages);

/** A language's name for itself. */
export function languageName(tag: string): string {
  return languages[tag]?.facts.name ?? tag;
}

/** The first of `tags` (BCP 47, most wanted first) that there is a language for; English when there is none. */
export function languageFor(tags: readonly string[]): string {
  for (const tag of tags) {
    const known = languageTags.find((each) => each === tag || each === tag.split("-")[0]);
    if (known !== undefined) return known;
  }
  return "en";
}

/** The words of a page with a table of texts per language, in the one that fits `locale` best. */
export function pageWords<Key extends string>(locale: string, tables: Readonly<Record<string, Texts<Key>>>): Words<Key> {
  const tag = languageFor([locale]);
  const language = languages[tag];
  const texts = tables[tag];
  if (language === undefined || texts === undefined) throw new Error(`no texts in the language "${tag}"`);
  return new Words<Key>(tag, language.facts, texts);
}
