import { contrast } from "./contrast.js";

export const themes = ["light", "dark", "contrast"] as const;
export type Theme = (typeof themes)[number];

/** Smallest contrast of text, and of the accent against the surface it lies on. */
export const minimumContrast = { text: 4.5, accentOnSurface: 3 } as const;

export function setTheme(theme: Theme, root: HTMLElement = document.documentElement): void {
  root.dataset.theme = theme;
}

export type AccentCheck =
  | { readonly ok: true; readonly onAccent: string }
  | { readonly ok: false; readonly because: "unreadable-on-surface"; readonly contrast: number };

/**
 * May this colour `#rrggbb` be the accent on this surface? Answers the text colour to put on it,
 * or that it cannot be told from the surface. Throws on a colour that is not `#rrggbb`.
 */
export function checkAccent(accent: string, surface: string): AccentCheck {
  const onSurface = contrast(accent, surface);
  if (onSurface < minimumContrast.accentOnSurface) {
    return { ok: false, because: "unreadable-on-surface", contrast: onSurface };
  }
  // Black or white: one of them always reaches 4.5 against any colour.
  return { ok: true, onAccent: contrast(accent, "#ffffff") >= minimumContrast.text ? "#ffffff" : "#000000" };
}

/** Sets the retailer's accent when it can be read on the theme's card; otherwise leaves the theme's own and says why. */
export function setAccent(accent: string, root: HTMLElement = document.documentElement): AccentCheck {
  const surface = getComputedStyle(root).getPropertyValue("--card").trim();
  const check = checkAccent(accent, surface);
  if (check.ok) {
    root.style.setProperty("--accent", accent);
    root.style.setProperty("--on-accent", check.onAccent);
  }
  return check;
}
