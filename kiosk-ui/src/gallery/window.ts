import type { CannedLink } from "./canned-link.js";

declare global {
  interface Window {
    /** Draws a state of the kiosk; resolves when it stands. For scripts that look. */
    showScene(name: string, locale: string, theme?: "light" | "dark" | "contrast"): Promise<void>;
    /** Goes on to another state in the same screen, as the lane would. */
    changeScene(name: string, locale: string): void;
    sceneNames: readonly string[];
    cannedLink: CannedLink;
  }
}
