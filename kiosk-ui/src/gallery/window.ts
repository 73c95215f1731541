import type { CannedLink } from "./canned-link.js";

declare global {
  interface Window {
    /** Draws a state of the kiosk; resolves when it stands. For scripts that look. */
    showScene(name: string, locale: string, theme?: "light" | "dark" | "contrast"): Promise<void>;
    sceneNames: readonly string[];
    cannedLink: CannedLink;
  }
}
