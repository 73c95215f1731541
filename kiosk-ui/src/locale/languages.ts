import * as ar from "./ar.js";
import * as de from "./de.js";
import * as en from "./en.js";
import type { TextKey } from "./keys.js";
import { type LanguageFacts, type Texts, Words } from "./words.js";

/** Every language of the screens: a file, and one line here. */
export const languages: Readonly<Record<string, { readonly facts: LanguageFacts; readonly texts: Texts<TextKey> }>> = { en, de, ar };
export type KioskWords = Words<TextKey>;

const made = new Map<string, KioskWords>();

/** The kiosk's words for a tag: the language itself, its base (`de-AT` → `de`), else English. */
export function wordsFor(locale: string): KioskWords {
  let words = made.get(locale);
  if (words === undefined) {
    const tag = Object.hasOwn(languages, locale) ? locale : (locale.split("-")[0] ?? "en");
    const language = languages[tag] ?? en;
    words = new Words<TextKey>(Object.hasOwn(languages, tag) ? tag : "en", language.facts, language.texts);
    made.set(locale, words);
  }
  return words;
}

/** Turns the document to a language: its tag for speech and fonts, its direction for everything. */
export function speak(words: { readonly locale: string; readonly dir: "ltr" | "rtl" }, root: HTMLElement = document.documentElement): void {
  root.lang = words.locale;
  root.dir = words.dir;
}
