import type { LocalizedText } from "@laneway/contracts";
import { invariant } from "../invariant.js";

/**
 * A text in the wanted language, else in its base language (`de` for `de-AT`), else in the store's languages in their
 * order, else in the first language by tag: the same on every machine.
 */
export function localized(names: LocalizedText, locale: string, locales: readonly string[]): string {
  const base = locale.split("-")[0] ?? locale;
  for (const tag of [locale, base, ...locales]) {
    const text = names[tag];
    if (text !== undefined) return text;
  }
  const first = Object.keys(names).sort()[0];
  const text = first === undefined ? undefined : names[first];
  invariant(text !== undefined, "a localized text holds at least one language");
  return text;
}
