import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Browser, Page } from "playwright-core";

export interface Screens {
  readonly kiosk: Page;
  readonly attendant: Page;
}

/** The picture at the top of the README: a kiosk with a basket, and the attendant's tablet beside it, as they are. */
export async function takeReadmePicture(browser: Browser, { kiosk, attendant }: Screens, path: string): Promise<void> {
  const shot = async (page: Page) => `data:image/png;base64,${(await page.screenshot()).toString("base64")}`;
  const page = await browser.newPage({ viewport: { width: 1480, height: 880 } });
  const frame = (source: string, style: string) => `<img alt="" src="${source}" style="${style};border:12px solid #22262a;border-radius:22px;box-shadow:0 18px 40px #0003">`;
  await page.setContent(`<body style="margin:0;height:100vh;background:#e4ebe7;display:flex;gap:44px;align-items:center;justify-content:center">
    ${frame(await shot(kiosk), "height:776px")}
    ${frame(await shot(attendant), "width:850px")}
  </body>`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  await page.close();
}
