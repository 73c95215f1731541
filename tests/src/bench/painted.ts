import type { Page } from "playwright-core";

/** Something was painted: how many lines stand on the screen, and by the page's wall clock when they stood in the document and when the frame was done. */
export interface Painted {
  readonly count: number;
  readonly changedMs: number;
  readonly atMs: number;
}

/**
 * Watches the basket of a kiosk's page. A new line is noticed by a MutationObserver in the shadow roots, which calls for
 * an animation frame; a message posted in that frame arrives once the frame is painted.
 */
export async function watchLines(page: Page, painted: (painted: Painted) => void): Promise<void> {
  await page.exposeFunction("benchPainted", painted);
  await page.evaluate(() => {
    const report = (window as unknown as { benchPainted: (painted: { count: number; changedMs: number; atMs: number }) => Promise<void> }).benchPainted;
    const app = document.querySelector("kiosk-app")?.shadowRoot;
    if (app === null || app === undefined) throw new Error("the page is no kiosk");
    let watched: ShadowRoot | undefined;
    let shown = 0;
    const look = () => {
      const basket = app.querySelector("kiosk-basket")?.shadowRoot ?? undefined;
      if (basket !== watched) {
        watched = basket;
        shown = 0;
        if (basket !== undefined) observer.observe(basket, { childList: true, subtree: true });
      }
      const count = basket?.querySelectorAll("kiosk-line").length ?? 0;
      if (count <= shown) return;
      shown = count;
      const changedMs = performance.timeOrigin + performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => void report({ count, changedMs, atMs: performance.timeOrigin + performance.now() });
        channel.port2.postMessage(0);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(app, { childList: true, subtree: true });
    look();
  });
}

/** A call was painted in the attendant's queue: which, and by the page's wall clock when its frame was done. */
export interface PaintedCall {
  readonly interventionId: string;
  readonly laneId: string;
  readonly atMs: number;
}

/** Watches the queue of an attendant's page, as `watchLines` does a basket. */
export async function watchCalls(page: Page, painted: (painted: PaintedCall) => void): Promise<void> {
  await page.exposeFunction("benchCalled", painted);
  await page.evaluate(() => {
    const report = (window as unknown as { benchCalled: (painted: { interventionId: string; laneId: string; atMs: number }) => Promise<void> }).benchCalled;
    const board = document.querySelector("attendant-app")?.shadowRoot?.querySelector("attendant-board")?.shadowRoot;
    if (board === null || board === undefined) throw new Error("nobody is signed in");
    const seen = new Set<string>();
    const look = () => {
      const cards = [...board.querySelectorAll("attendant-queue-card")] as unknown as { readonly queued: { readonly interventionId: string; readonly laneId: string } }[];
      const fresh = cards.map(({ queued }) => queued).filter(({ interventionId }) => !seen.has(interventionId));
      if (fresh.length === 0) return;
      for (const { interventionId } of fresh) seen.add(interventionId);
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const atMs = performance.timeOrigin + performance.now();
          for (const { interventionId, laneId } of fresh) void report({ interventionId, laneId, atMs });
        };
        channel.port2.postMessage(0);
      });
    };
    new MutationObserver(look).observe(board, { childList: true, subtree: true });
    look();
  });
}

/** By how many milliseconds the page's wall clock is ahead of this process's; the tightest of many looks. */
export async function clockAhead(page: Page): Promise<number> {
  let best = { ahead: 0, roundTripMs: Number.POSITIVE_INFINITY };
  for (let looks = 0; looks < 40; looks += 1) {
    const before = performance.timeOrigin + performance.now();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const roundTripMs = performance.timeOrigin + performance.now() - before;
    if (roundTripMs < best.roundTripMs) best = { ahead: there - before - roundTripMs / 2, roundTripMs };
  }
  return best.ahead;
}
