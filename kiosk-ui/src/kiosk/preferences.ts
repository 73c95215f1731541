import type { Theme } from "../design/tokens.js";

/** How this shopper likes the screen. Kept in memory alone and forgotten with the shopper. */
export interface Preferences {
  readonly theme: Theme;
  readonly textSize: "normal" | "large" | "largest";
  /** Everything in the lower half. */
  readonly reach: boolean;
  /** No movement. */
  readonly still: boolean;
  readonly sound: "off" | "soft" | "loud";
  readonly voice: boolean;
}

export const standardPreferences: Preferences = {
  theme: "light",
  textSize: "normal",
  reach: false,
  still: false,
  sound: "soft",
  voice: false,
};

const textScale = { normal: "1", large: "1.15", largest: "1.3" } as const;

export function applyPreferences(preferences: Preferences, root: HTMLElement = document.documentElement): void {
  root.dataset.screen = "kiosk";
  root.dataset.theme = preferences.theme;
  root.dataset.motion = preferences.still ? "still" : "";
  root.style.setProperty("--text-scale", textScale[preferences.textSize]);
}
