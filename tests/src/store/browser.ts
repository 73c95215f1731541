import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** Debian's Chromium, as a kiosk runs it but without a screen; nothing of it may call outside. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(browserOptions());

export function browserOptions() {
  return {
    executablePath: process.env.LANEWAY_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--autoplay-policy=no-user-gesture-required",
    ],
  };
}

export const screenSizes = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  tablet: { width: 820, height: 1180 },
} as const;

/** A page in a profile of its own that fails the test when a script throws or something outside loopback is asked for. */
export async function openPage(browser: Browser, url: string, size: keyof typeof screenSizes): Promise<{ page: Page; context: BrowserContext; problems: string[] }> {
  const context = await browser.newContext({ viewport: screenSizes[size], reducedMotion: "reduce" });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1" && hostname !== "localhost") problems.push(`asked for ${request.url()}`);
  });
  await page.goto(url);
  return { page, context, problems };
}
