import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsOn } from "../gallery/axe.js";
import { type Gallery, openGallery } from "../gallery/open-gallery.js";
import "../gallery/window.js";
import { overflowing } from "../gallery/overflow.js";
import { kioskScenes } from "./states.js";

const scenes = Object.keys(kioskScenes("en"));
const portrait = { width: 1080, height: 1920 };
const wholeRunMs = 240_000;
/** States that between them show every use of a colour: enough to look at in the other themes. */
const colourful = ["welcome", "basket", "basket-long-names", "line-removing", "find-keyboard", "weigh-stable", "nudge-place", "help-coming", "settings", "tender-blocked", "thank-you-paper", "suspended", "offline"];

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.open("gallery.html", portrait);
});
afterAll(() => gallery.close());

const show = (name: string, locale: string, theme: "light" | "dark" | "contrast" = "light") =>
  page.evaluate(([scene, language, colours]) => window.showScene(scene, language, colours), [name, locale, theme] as const);

interface Finding {
  readonly state: string;
  readonly rule: string;
  readonly where: string;
}

async function findings(theme: "light" | "dark" | "contrast", states: readonly string[], rules?: string[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const state of states) {
    await show(state, "en", theme);
    for (const violation of await violationsOn(page, rules)) {
      found.push({ state, rule: violation.id, where: violation.nodes.map((node) => node.html.slice(0, 120)).join(" | ") });
    }
  }
  return found;
}

describe("every state of the kiosk", () => {
  test("is accessible in light colours", async () => {
    expect(await findings("light", scenes)).toEqual([]);
  }, wholeRunMs);

  test.each(["dark", "contrast"] as const)("has enough contrast in %s colours", async (theme) => {
    expect(await findings(theme, colourful, ["color-contrast"])).toEqual([]);
  }, wholeRunMs);

  test.each([
    ["en", portrait],
    ["de", { width: 820, height: 1180 }],
    ["ar", portrait],
    ["de", { width: 1920, height: 1080 }],
    ["ar", { width: 390, height: 844 }],
  ] as const)("fits in %s on %o", async (locale, size) => {
    await page.setViewportSize(size);
    const found: string[] = [];
    for (const state of scenes) {
      await show(state, locale);
      found.push(...(await page.evaluate(overflowing)).map((where) => `${state}: ${where}`));
    }
    await page.setViewportSize(portrait);
    expect(found).toEqual([]);
  }, wholeRunMs);
});
