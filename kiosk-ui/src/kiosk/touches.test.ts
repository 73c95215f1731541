import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
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
const button = (name: string) => page.getByRole("button", { name, exact: true });

test("a double touch is one touch", async () => {
  await show("welcome");
  await button("Start").dblclick();
  expect(await sent()).toEqual([{ kind: "start", locale: "en" }]);
});

test("a touch meant for the screen before does nothing on the one that has just come", async () => {
  await show("bags");
  const { x, y, width, height } = (await button("No bag, thanks").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(width).toBeGreaterThan(100);
  await show("basket");
  await page.evaluate(() => window.changeScene("bags", "en"));
  await page.waitForTimeout(60);
  await page.mouse.click(x + width / 2, y + height / 2);
  expect(await sent()).toEqual([]);
  await button("No bag, thanks").click();
  expect(await sent()).toEqual([{ kind: "choose-bags", count: 0 }]);
});

test("a basket without goods is left, not saved", async () => {
  await show("basket-empty");
  await button("Leave without buying").click();
  expect(await sent()).toEqual([{ kind: "abandon" }]);
});

test("who has scanned on is not told of the item before any more", async () => {
  await show("not-found");
  const told = page.getByText("We don’t know this code yet");
  await told.first().waitFor();
  await page.evaluate(() => {
    const { view } = window.cannedLink.state;
    if (view === undefined) throw new Error("no view");
    const added = { noticeId: "later", kind: "item-added" as const, text: "Bananas" };
    window.cannedLink.show({ view: { ...view, version: view.version + 1, notices: [...view.notices, added] } });
  });
  await told.first().waitFor({ state: "hidden" });
});

test("what just happened is told before who is on the way, and whoever was asked for twice comes once", async () => {
  await show("help");
  await page.evaluate(() => {
    const { view } = window.cannedLink.state;
    const [help] = view?.interventions ?? [];
    if (view === undefined || help === undefined) throw new Error("nobody was asked for");
    const refused = { noticeId: "now", kind: "item-refused" as const, reason: "coupon-for-colleague" };
    const interventions = [help, { ...help, interventionId: "again" }];
    window.cannedLink.show({ view: { ...view, version: view.version + 1, interventions, notices: [refused] } });
  });
  const cards = page.getByRole("region", { name: "Help" }).locator("lw-notice");
  await cards.filter({ hasText: "takes your coupon off" }).waitFor();
  expect(await cards.count()).toBe(2);
});

test("more than the lane takes of an item cannot be asked for", async () => {
  await show("basket");
  await page.evaluate(() => {
    const { view } = window.cannedLink.state;
    if (view?.basket === undefined) throw new Error("no basket");
    const lines = view.basket.lines.map((line) => ({ ...line, quantity: 999, quantityChangeable: true, state: "sold" as const }));
    window.cannedLink.show({ view: { ...view, version: view.version + 1, basket: { ...view.basket, lines } } });
  });
  await page.getByRole("button", { name: /^Change / }).first().click();
  expect(await button("One more").isDisabled()).toBe(true);
  expect(await button("One less").isDisabled()).toBe(false);
});

test("an attendant who has taken the lane over answers there, and hands it back", async () => {
  await show("assist-lane");
  await button("Old enough").click();
  await button("Hand back to the shopper").click();
  expect(await sent()).toEqual([{ kind: "end-intervention", interventionId: "intervention-age-restriction", outcome: "approved" }, { kind: "end-assist" }]);
});

test("a colleague says who they are by number and PIN, and nothing of it stays on the screen", async () => {
  await show("staff");
  for (const key of "ANA") await button(key).click();
  await button("Go on").click();
  await page.getByLabel("Your PIN").fill("738154");
  await button("Take the lane over").click();
  await page.getByText("Scan your next item").waitFor();
  expect(await page.evaluate(() => window.cannedLink.assists)).toEqual([{ attendantId: "ana", pin: "738154" }]);
});

test("cash is typed as on a till", async () => {
  await show("attended-cash");
  for (const digit of "2000") await page.getByRole("button", { name: digit, exact: true }).click();
  await page.getByText("Given €20.00").waitFor();
  await button("Take the cash").click();
  expect(await sent()).toEqual([{ kind: "take-cash", tenderedMinor: 2_000 }]);
});
