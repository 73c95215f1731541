import { type Theme, themes } from "../design/tokens.js";
import { languageFor } from "../locale/page-words.js";

/** How this device's user likes the staff's pages; kept on the device. */
export interface Preferences {
  readonly language: string;
  readonly theme: Theme;
  readonly sound: boolean;
}

const storageKey = "laneway.preferences";

/** What was kept, made whole by what the browser says of its user. */
export function readPreferences(storage: Pick<Storage, "getItem"> = localStorage): Preferences {
  let kept: Partial<Preferences> = {};
  try {
    kept = JSON.parse(storage.getItem(storageKey) ?? "{}") as Partial<Preferences>;
  } catch {
    // Written by another version: the defaults do.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const contrast = matchMedia("(prefers-contrast: more)").matches;
  return {
    language: languageFor([...(kept.language === undefined ? [] : [kept.language]), ...navigator.languages]),
    theme: themes.find((theme) => theme === kept.theme) ?? (contrast ? "contrast" : dark ? "dark" : "light"),
    sound: kept.sound ?? true,
  };
}

export function keepPreferences(preferences: Preferences, storage: Pick<Storage, "setItem"> = localStorage): void {
  storage.setItem(storageKey, JSON.stringify(preferences));
}
