import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, screenSizes } from "../store/browser.js";
import { projectRoot } from "../store/running-store.js";
import { Album } from "./album.js";
import { type GalleryWindow, serveGallery, type Theme } from "./gallery.js";
import { takeReadmePicture } from "./readme-picture.js";
import { takeHeadquarters } from "./store-day.js";

declare const window: GalleryWindow;

const languages = ["en", "de", "ar"] as const;
/** Light is taken in every language and size; the others once a state. */
const themes: readonly Theme[] = ["light", "contrast", "dark"];
const tabletAcross = { width: 1180, height: 820 };
const phone = { width: 390, height: 844 };

interface Looked {
  readonly language: string;
  readonly theme: Theme;
}
const looks: readonly Looked[] = [...languages.map((language) => ({ language, theme: "light" as const })), ...themes.slice(1).map((theme) => ({ language: "en", theme }))];

const staffPages = [
  { page: "attendant", states: ["busy", "check", "flood", "answered", "calm", "cash", "cash-count", "assist", "assist-other", "second", "notes", "notes-unread", "message", "passkeys", "exempt", "why", "offline", "sign-in", "lost", "day-open", "day-blocked", "day-closing", "day-none", "day-report", "offline-away", "offline-board", "offline-allowed", "offline-losses", "return-find", "return-choosing", "return-running", "return-declined", "return-unclear", "return-undo", "return-voucher", "voucher-given", "voucher-list"], sizes: { across: tabletAcross, upright: screenSizes.tablet, phone } },
  { page: "bench", states: ["idle", "shopping", "paying", "unplugged"], sizes: { desktop: { width: 1440, height: 900 }, upright: screenSizes.tablet } },
  { page: "start", states: ["twin", "alone", "waiting"], sizes: { desktop: { width: 1440, height: 900 }, phone } },
  { page: "receipt", states: ["everyday", "onTop", "german", "arabic", "training", "netPrices", "not-found", "away"], sizes: { phone } },
] as const;

async function takeKiosk(browser: Browser, origin: string, album: Album): Promise<void> {
  for (const [sizeName, viewport] of Object.entries(screenSizes)) {
    const page = await open(browser, `${origin}gallery.html`, viewport);
    await page.waitForFunction(() => "showScene" in window);
    for (const scene of await page.evaluate(() => window.sceneNames)) {
      for (const { language, theme } of looks) {
        if (theme !== "light" && sizeName !== "portrait") continue;
        const picture = { section: `kiosk-${sizeName}-${language}-${theme}`, name: scene };
        if (!album.wants(picture)) continue;
        await page.evaluate(([name, locale, colours]) => window.showScene(name, locale, colours), [scene, language, theme] as const);
        await album.take(page, picture);
      }
    }
    await page.context().close();
  }
}

async function takeStaff(browser: Browser, origin: string, album: Album): Promise<void> {
  for (const { page: pageName, states, sizes } of staffPages) {
    for (const [sizeName, viewport] of Object.entries(sizes)) {
      const page = await open(browser, `${origin}gallery-staff.html`, viewport);
      await page.waitForFunction(() => "showStaff" in window);
      for (const state of states) {
        for (const { language, theme } of looks) {
          const picture = { section: pageName, name: `${state}-${sizeName}-${language}-${theme}` };
          if (!album.wants(picture)) continue;
          await page.evaluate((scene) => window.showStaff(scene), { page: pageName, state, language, theme });
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          await album.take(page, picture);
        }
      }
      await page.context().close();
    }
  }
}

async function open(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("pageerror", (error) => process.stderr.write(`laneway: ${error.message}\n`));
  await page.goto(url);
  return page;
}

/** Of the README: only when it is asked for by its name, since it is kept. */
async function takeReadme(browser: Browser, origin: string): Promise<void> {
  const kiosk = await open(browser, `${origin}gallery.html?state=basket`, screenSizes.portrait);
  const attendant = await open(browser, `${origin}gallery-staff.html?page=attendant&state=busy`, tabletAcross);
  await kiosk.getByText("Pay").first().waitFor();
  await attendant.evaluate(() => document.fonts.ready.then(() => undefined));
  await takeReadmePicture(browser, { kiosk, attendant }, join(projectRoot, "docs/images/laneway.png"));
}

const album = new Album(join(projectRoot, "screenshots"), process.argv[2] ?? "");
const gallery = await serveGallery();
const browser = await launchBrowser();
try {
  if (process.argv[2] === "readme") await takeReadme(browser, gallery.origin);
  await takeKiosk(browser, gallery.origin, album);
  await takeStaff(browser, gallery.origin, album);
  await takeHeadquarters(browser, album);
} finally {
  await browser.close();
  await gallery.close();
}
album.finish();
process.stdout.write(`laneway: ${album.count} pictures in ${album.folder}\n`);
