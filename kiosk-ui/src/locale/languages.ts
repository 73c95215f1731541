import { texts as englishTexts } from "./en.js";
import type { TextKey } from "./keys.js";
import { type LanguageFacts, type Texts, Words } from "./words.js";

export type KioskWords = Words<TextKey>;
interface Language {
  readonly facts: LanguageFacts;
  /** Brings the kiosk's texts from the store, once. */
  readonly load: () => Promise<{ readonly texts: Texts<TextKey> }>;
}

const englishFacts: LanguageFacts = { name: "English", dir: "ltr", figures: "en-GB" };

/** Every language of the screens: a file of texts, and one entry here. English is always at hand. */
export const languages: Readonly<Record<string, Language>> = {
  en: { facts: englishFacts, load: () => Promise.resolve({ texts: englishTexts }) },
  de: { facts: { name: "Deutsch", dir: "ltr", figures: "de-DE" }, load: () => import("./de.js") },
  // Figures 0-9: the numbers on shelf labels, stickers and the printed receipt are, and they must match by eye.
  ar: { facts: { name: "العربية", dir: "rtl", figures: "ar-u-nu-latn" }, load: () => import("./ar.js") },
};
export const english: KioskWords = new Words<TextKey>("en", englishFacts, englishTexts);
const ready = new Map<string, KioskWords>([["en", english]]);

/** The language itself, its base (`de-AT` → `de`), else English. */
function known(locale: string): string {
  const base = locale.split("-")[0] ?? "en";
  return [locale, base].find((tag) => Object.hasOwn(languages, tag)) ?? "en";
}

/** The words for a tag when they are at hand; undefined before `fetchWords` has brought them. */
export function wordsFor(locale: string): KioskWords | undefined {
  return ready.get(known(locale));
}

/** Brings a language from the store. A failed try may be repeated; English answers meanwhile. */
export async function fetchWords(locale: string): Promise<KioskWords> {
  const tag = known(locale);
  const language = languages[tag];
  const had = ready.get(tag);
  if (had !== undefined || language === undefined) return had ?? english;
  try {
    const { texts } = await language.load();
    const words = new Words<TextKey>(tag, language.facts, texts);
    ready.set(tag, words);
    return words;
  } catch {
    return english;
  }
}

/** Turns the document to a language: its tag for speech and fonts, its direction for everything. */
export function speak(words: { readonly locale: string; readonly dir: "ltr" | "rtl" }, root: HTMLElement = document.documentElement): void {
  root.lang = words.locale;
  root.dir = words.dir;
}
