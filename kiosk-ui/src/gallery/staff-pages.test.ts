import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsOn } from "./axe.js";
import type { StaffScene } from "./gallery-staff.js";
import { type Gallery, openGallery } from "./open-gallery.js";
import { overflowing } from "./overflow.js";
import "./staff-window.js";

const wholeRunMs = 240_000;
const tablet = { width: 1180, height: 820 };

const scenes: readonly StaffScene[] = [
  { page: "attendant", state: "busy" },
  { page: "attendant", state: "flood" },
  { page: "attendant", state: "check" },
  { page: "attendant", state: "answered" },
  { page: "attendant", state: "calm" },
  { page: "attendant", state: "cash" },
  { page: "attendant", state: "cash-count" },
  { page: "attendant", state: "assist" },
  { page: "attendant", state: "second" },
  { page: "attendant", state: "notes" },
  { page: "attendant", state: "notes-unread" },
  { page: "attendant", state: "message" },
  { page: "attendant", state: "passkeys" },
  { page: "attendant", state: "exempt" },
  { page: "attendant", state: "why" },
  { page: "attendant", state: "offline" },
  { page: "attendant", state: "sign-in" },
  { page: "attendant", state: "lost" },
  { page: "attendant", state: "day-blocked" },
  { page: "attendant", state: "day-closing" },
  { page: "attendant", state: "day-report" },
  { page: "attendant", state: "return-find" },
  { page: "attendant", state: "return-choosing" },
  { page: "attendant", state: "return-declined" },
  { page: "attendant", state: "return-split" },
  { page: "attendant", state: "return-cash" },
  { page: "attendant", state: "return-taken" },
  { page: "attendant", state: "return-waiting" },
  { page: "attendant", state: "return-unclear" },
  { page: "attendant", state: "voucher-given" },
  { page: "attendant", state: "voucher-list" },
  { page: "bench", state: "idle" },
  { page: "bench", state: "paying" },
  { page: "bench", state: "unplugged" },
  { page: "start", state: "twin" },
  { page: "start", state: "waiting" },
  { page: "receipt", state: "everyday" },
  { page: "receipt", state: "onTop" },
  { page: "receipt", state: "arabic" },
  { page: "receipt", state: "netPrices" },
  { page: "receipt", state: "not-found" },
];

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.open("gallery-staff.html", tablet);
  await page.waitForFunction(() => "showStaff" in window);
}, 60_000);
afterAll(() => gallery.close());

async function findings(more: StaffScene, rules?: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const scene of scenes) {
    await page.evaluate((shown) => window.showStaff(shown), { ...scene, ...more });
    for (const { id, nodes } of await violationsOn(page, rules)) {
      found.push(`${scene.page} ${scene.state} ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
    }
  }
  return found;
}

describe("every state of the staff's and the receipt's pages", () => {
  test("is accessible", async () => expect(await findings({ theme: "light" })).toEqual([]), wholeRunMs);

  test.each(["dark", "contrast"])("has enough contrast in %s colours", async (theme) => {
    expect(await findings({ theme, language: "de" }, ["color-contrast"])).toEqual([]);
  }, wholeRunMs);

  test.each([
    ["ar", { width: 390, height: 844 }],
    ["ar", tablet],
    ["ar", { width: 820, height: 1180 }],
    ["de", { width: 390, height: 844 }],
    ["de", { width: 1440, height: 900 }],
  ])("fits in %s on %o", async (language, size) => {
    await page.setViewportSize(size);
    const found: string[] = [];
    for (const scene of scenes) {
      await page.evaluate((shown) => window.showStaff(shown), { ...scene, language });
      found.push(...(await page.evaluate(overflowing)).map((where) => `${scene.page} ${scene.state}: ${where}`));
    }
    await page.setViewportSize(tablet);
    expect(found).toEqual([]);
  }, wholeRunMs);
});
