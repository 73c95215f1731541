import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, preview } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const configFile = join(root, "vite.config.ts");
const chromiumPath = process.env.LANEWAY_CHROMIUM ?? "/usr/bin/chromium";

export interface Gallery {
  readonly browser: Browser;
  /** Opens a gallery page in a screen of this size; errors of the page are thrown by `close`. */
  open(page: string, size: { readonly width: number; readonly height: number }): Promise<Page>;
  /** A staff or receipt page in a canned state (`page`, `state`, `theme`, `language`). */
  show(scene: Readonly<Record<string, string>>, size?: { readonly width: number; readonly height: number }): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the gallery pages into a folder of their own and opens a browser on them: one for each test file. */
export async function openGallery(): Promise<Gallery> {
  const outDir = await mkdtemp(join(tmpdir(), "laneway-gallery-"));
  await build({ root, configFile, mode: "gallery", logLevel: "error", build: { outDir, reportCompressedSize: false } });
  const server = await preview({ root, configFile, mode: "gallery", logLevel: "error", build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
  const origin = server.resolvedUrls?.local[0];
  if (origin === undefined) throw new Error("the gallery has no address");
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const problems: Error[] = [];
  const open: Gallery["open"] = async (name, viewport) => {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error));
    await page.goto(new URL(name, origin).href);
    return page;
  };
  return {
    browser,
    open,
    async show(scene, size = { width: 1280, height: 900 }) {
      const page = await open(`gallery-staff.html?${new URLSearchParams(scene).toString()}`, size);
      await page.waitForFunction(() => document.body.firstElementChild?.shadowRoot?.firstElementChild !== null);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
      if (problems[0] !== undefined) throw problems[0];
    },
  };
}
