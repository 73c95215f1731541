import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "../gallery/open-gallery.js";
import "../gallery/window.js";

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.open("gallery.html", { width: 1080, height: 1920 });
}, 120_000);
afterAll(() => gallery.close());

const show = (name: string) => page.evaluate((scene) => window.showScene(scene, "en"), name);
const sent = () => page.evaluate(() => window.cannedLink.sent);
/** The lane goes on; answers once the screen has moved the focus to its head. */
async function goOn(name: string): Promise<void> {
  await page.evaluate((scene) => window.changeScene(scene, "en"), name);
  await page.waitForTimeout(100);
}

/** The element that has the focus, through every shadow tree: its name and where it stands. */
function focused() {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === null) throw new Error("nothing has the focus");
    const host = element.getRootNode();
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    const own = element.getAttribute("aria-label") ?? label ?? element.textContent?.trim() ?? "";
    const name = own !== "" || !(host instanceof ShadowRoot) ? own : (host.host.textContent ?? "").trim();
    const { left, top, height } = element.getBoundingClientRect();
    const ringed = getComputedStyle(element).outlineStyle !== "none";
    return { name: name.replace(/\s+/g, " "), left, top, height, ringed, tag: element.tagName };
  });
}

const farthest = 60;
/** Goes forward by Tab until `name` has the focus, and presses it. */
async function press(name: string): Promise<void> {
  for (let step = 0; step < farthest; step += 1) {
    const at = await focused();
    if (at.tag !== "BODY" && at.name.startsWith(name)) {
      expect(at.ringed, `${name} shows that it has the focus`).toBe(true);
      await page.keyboard.press("Enter");
      await page.waitForTimeout(50);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to "${name}"`);
}

describe("the whole flow by keyboard", () => {
  test("from start to finish, nothing needs a pointer", async () => {
    await show("welcome");
    await press("Start");
    await goOn("basket-first");
    await press("Find an item");
    await press("Bananas");
    await page.evaluate(() => window.cannedLink.show({ weight: { reading: { state: "stable", grams: 842 }, atMs: 0 } }));
    await page.waitForTimeout(100);
    await press("Add to basket");
    await goOn("basket");
    await press("Change Whole milk");
    await press("One more");
    await press("Type a number");
    await press("Number");
    await page.keyboard.type("4011");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(50);
    await press("Pay");
    await goOn("bags");
    await press("No bag");
    await goOn("tender");
    await press("Card or phone");
    await goOn("pay-present-card");
    await goOn("thank-you");
    await press("Print receipt");
    await press("Done");
    expect(await sent()).toEqual([
      { kind: "start", locale: "en" },
      { kind: "weigh-item", itemId: "banana" },
      { kind: "change-quantity", lineId: "line-3", quantity: 3 },
      { kind: "key-code", code: "4011" },
      { kind: "go-to-bags" },
      { kind: "choose-bags", count: 0 },
      { kind: "pay", tender: "card" },
      { kind: "print-receipt" },
      { kind: "finish" },
    ]);
  });

  test("a lane without a printer offers no paper", async () => {
    const offers = () => page.getByRole("button", { name: "Print receipt" }).count();
    await show("thank-you");
    expect(await offers()).toBe(1);
    await show("thank-you-no-printer");
    expect(await offers()).toBe(0);
    const asked: number[] = [];
    for (const state of ["suspended", "suspended-no-printer", "suspended-paper-out"]) {
      await show(state);
      asked.push(await page.getByRole("button", { name: "Print the number" }).count(), await page.locator("kiosk-suspended").getByText("on your phone").count());
    }
    expect(asked).toEqual([1, 0, 0, 0, 0, 0]);
  });

  test("focus goes in the order of reading", async () => {
    await show("basket");
    const stops: { readonly name: string; readonly left: number; readonly top: number; readonly height: number }[] = [];
    for (let step = 0; step < farthest; step += 1) {
      await page.keyboard.press("Tab");
      const stop = await focused();
      if (stop.tag === "BODY" || stop.name === stops[0]?.name) break;
      stops.push(stop);
    }
    expect(stops.length).toBeGreaterThan(10);
    for (const [index, stop] of stops.entries()) {
      const before = stops[index - 1];
      if (before === undefined || before.height > 600) continue;
      const below = stop.top >= before.top + before.height / 2 || stop.top + stop.height / 2 >= before.top + before.height;
      const beside = stop.left > before.left;
      expect(below || beside, `${stop.name} comes after ${before.name}`).toBe(true);
    }
  });

  test("Escape leaves a question, and the focus is back on the page", async () => {
    await show("save");
    await page.keyboard.press("Escape");
    await page.waitForTimeout(50);
    expect(await sent()).toEqual([]);
    await press("Save for later");
    await press("Save my basket");
    expect(await sent()).toEqual([{ kind: "suspend" }]);
  });
});

describe("what a shopper leaves behind", () => {
  test("nothing of the basket, the settings or the search stays after the end", async () => {
    await show("basket");
    await press("View and sound");
    await press("High contrast");
    await page.keyboard.press("Escape");
    await goOn("thank-you");
    await goOn("welcome");
    const left = await page.evaluate(() => {
      const words: string[] = [];
      const read = (root: ParentNode) => {
        for (const element of root.querySelectorAll("*")) {
          words.push(element.textContent ?? "");
          if (element.shadowRoot !== null) read(element.shadowRoot);
        }
      };
      read(document);
      return {
        text: words.join(" "),
        theme: document.documentElement.dataset.theme,
        stored: localStorage.length + sessionStorage.length + document.cookie.length,
      };
    });
    expect(left.text).not.toMatch(/Rye|Banana|17\.56|receipts\.example/);
    expect(left.theme).toBe("light");
    expect(left.stored).toBe(0);
  });

  test("a notice and a refusal are announced to a screen reader", async () => {
    const spoken = () => page.evaluate(() => document.querySelector("kiosk-app")?.shadowRoot?.querySelector("[aria-live]")?.textContent ?? "");
    await show("basket");
    await goOn("not-found");
    expect(await spoken()).toContain("We don’t know this code yet.");
    await page.evaluate(() => {
      window.cannedLink.answer = { result: "refused", commandId: "canned-1", refusal: { reason: "basket-full" } };
    });
    await press("Help");
    expect(await spoken()).toContain("This basket is full.");
  });

  test("payment cannot start while the store is away, and the screen says why", async () => {
    await show("tender");
    await page.evaluate(() => window.cannedLink.show({ connection: "away", waiting: 1 }));
    await page.waitForTimeout(50);
    expect(await page.locator("button.tender").count()).toBe(3);
    expect(await page.locator("button.tender:enabled").count()).toBe(0);
    expect(await page.locator("kiosk-messages").textContent()).not.toBeNull();
    expect(await page.getByText("We are reconnecting. Your basket is safe and nothing is lost.").isVisible()).toBe(true);
    expect(await page.getByText("1 touch is waiting and will be done.").isVisible()).toBe(true);
  });
});
