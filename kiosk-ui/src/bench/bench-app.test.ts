import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "../gallery/open-gallery.js";
import "../gallery/staff-window.js";

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.open("gallery-staff.html", { width: 1440, height: 900 });
  await page.waitForFunction(() => "showStaff" in window);
}, 60_000);
afterAll(() => gallery.close());

const show = (state: string) => page.evaluate((shown) => window.showStaff({ page: "bench", state: shown }), state);
const actions = async () => (await page.evaluate(() => window.asked.commands)).map((each) => each.request);

describe("the shelf and the hand", () => {
  test("a tap scans with the symbology a scanner would send; then the thing goes into the bag", async () => {
    await show("idle");
    await page.getByRole("button", { name: "Butter croissant: take and scan" }).click();
    await page.getByRole("button", { name: "Put in the bag" }).click();
    await page.getByText("Tap something on the shelf").waitFor();
    expect(await actions()).toEqual([
      { kind: "scan", code: "3017620422003", aim: "]E0" },
      { kind: "put-in-bagging", label: "Butter croissant", grams: 68 },
    ]);
  });

  test("what is sold by weight is not scanned: it goes on the scale, as heavy as the hand says", async () => {
    await show("idle");
    await page.getByRole("button", { name: "Bananas: take, sold by weight" }).click();
    await page.getByLabel("Weighs").fill("842");
    await page.getByRole("button", { name: "Put on the scale" }).click();
    await page.getByText("Tap something on the shelf").waitFor();
    expect(await actions()).toEqual([{ kind: "put-on-produce-scale", label: "Bananas", grams: 842 }]);
  });

  test("bags what is scanned when asked to", async () => {
    await show("idle");
    await page.getByLabel("Bag what I scan").check();
    await page.getByRole("button", { name: "Free-range eggs, ten: take and scan" }).press("Enter");
    await page.getByText("Tap something on the shelf").waitFor();
    expect((await actions()).map((action) => action["kind"])).toEqual(["scan", "put-in-bagging"]);
  });

  test("says so when the hardware was not reached, and keeps the thing in the hand", async () => {
    await show("idle");
    await page.evaluate(() => {
      window.asked.refusal = { reason: "invalid-request" };
    });
    await page.getByRole("button", { name: "Butter croissant: take and scan" }).click();
    await page.getByRole("button", { name: "Put in the bag" }).click();
    await page.getByText("That did not reach the hardware").waitFor();
    await page.getByRole("button", { name: "Scan again" }).waitFor();
  });
});

describe("the devices", () => {
  test("any code may be typed; a bar stands for the separator of a GS1 code", async () => {
    await show("idle");
    await page.getByLabel("Type or paste any code").fill("0104006381333931|10AB");
    await page.getByLabel("Symbology (AIM)").selectOption("]C1");
    await page.getByRole("button", { name: "Scan", exact: true }).click();
    expect(await actions()).toEqual([{ kind: "scan", code: "0104006381333931\u001d10AB", aim: "]C1" }]);
  });

  test("things are taken off one by one; something unscanned may be put in", async () => {
    await show("shopping");
    await page.getByRole("button", { name: "Take off Something unscanned" }).click();
    await page.getByRole("button", { name: "Put in something unscanned" }).click();
    expect(await actions()).toEqual([
      { kind: "take-from-bagging", thingId: "b4" },
      { kind: "put-in-bagging", label: "Something unscanned", grams: 330 },
    ]);
  });

  test("the terminal's buttons work while it waits for a card, and only then", async () => {
    await show("idle");
    expect(await page.getByRole("button", { name: "Approve", exact: true }).isDisabled()).toBe(true);
    await show("paying");
    await page.getByRole("button", { name: "Decline", exact: true }).click();
    await page.getByText("Or goes wrong").click();
    await page.getByRole("button", { name: "loses the line after booking" }).click();
    expect(await actions()).toEqual([
      { kind: "terminal-press", button: "decline" },
      { kind: "terminal-next", outcome: "drop-after" },
    ]);
    await page.getByText("The terminal’s own book").click();
    await page.getByRole("row", { name: "0031 / 000317 €23.90 booked" }).waitFor();
  });

  test("an unplugged device rests, and can be plugged in", async () => {
    await show("unplugged");
    await page.getByRole("button", { name: "Plug in: Card terminal" }).click();
    await page.getByRole("button", { name: "Unplug: Scanner" }).click();
    expect(await actions()).toEqual([
      { kind: "plug", device: "payment-terminal", plugged: true },
      { kind: "plug", device: "scanner", plugged: false },
    ]);
    expect(await page.locator('bench-device[device="payment-terminal"] .device').evaluate((device) => device.hasAttribute("inert"))).toBe(true);
  });
});

describe("the paper", () => {
  test("is drawn character by character: wide and high lines, inverted ground, one cut slip, a QR code", async () => {
    await show("paying");
    const paper = page.locator("bench-paper");
    const line = (text: string) => paper.locator("svg.line", { hasText: text });
    const box = async (text: string) => (await line(text).locator("text").boundingBox()) ?? { width: 0, height: 0, x: 0, y: 0 };
    const roll = (await line("Bananas").boundingBox()) ?? { width: 0, x: 0 };
    // 48 plain characters fill the line, and so do 24 of double width.
    expect((await box("Bananas")).width / roll.width).toBeCloseTo(1, 1);
    expect((await box("TOTAL EUR")).width / roll.width).toBeCloseTo(1, 1);
    expect((await box("TOTAL EUR")).height / (await box("Bananas")).height).toBeCloseTo(2, 0);
    // Centred: as much free to the left as to the right.
    const address = await box("Domplatz 8");
    expect(address.x - roll.x).toBeCloseTo(roll.x + roll.width - address.x - address.width, -1);
    expect(await line("TRAINING").locator("rect").count()).toBe(1);
    expect(await line("TOTAL EUR").locator("text").getAttribute("font-weight")).toBe("700");
    expect(await paper.locator(".slip.cut").count()).toBe(1);
    await paper.getByRole("img", { name: "QR code: http://127.0.0.1:7300/r/k3J9v0yQm2" }).waitFor();
  });

  test("is torn off, and the printer's roll and cover can be changed", async () => {
    await show("paying");
    await page.getByRole("button", { name: "Tear off" }).click();
    await page.getByRole("button", { name: "Out", exact: true }).click();
    await page.getByRole("button", { name: "Open the cover" }).click();
    expect(await actions()).toEqual([
      { kind: "tear-off-paper" },
      { kind: "printer", paper: "out" },
      { kind: "printer", coverOpen: true },
    ]);
  });
});
