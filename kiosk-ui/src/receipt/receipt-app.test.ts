import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "../gallery/open-gallery.js";
import "../gallery/staff-window.js";

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.open("gallery-staff.html", { width: 390, height: 844 });
  await page.waitForFunction(() => "showStaff" in window);
}, 60_000);
afterAll(() => gallery.close());

async function paper(state: string): Promise<string> {
  await page.evaluate((shown) => window.showStaff({ page: "receipt", state: shown }), state);
  return (await page.locator("receipt-paper article").innerText()).replace(/[\u00a0\u202f]/g, " ").replace(/\s+/g, " ");
}

describe("the e-receipt", () => {
  test("has all that the law asks of a receipt", async () => {
    const text = await paper("everyday");
    for (const part of [
      "Laneway Market am Domplatz", "Domplatz 8", "50667 Köln", "Tax number DE 305 118 442", // who sold
      "1-000482", "23 Nov 2026", "17:42", "Transaction t-0193f2", "Business date 2026-11-23", // when, in the store's time
      "Bananas", "842 g × €1.65 / kg", "2 × €2.19", "2 for 3.78", "-€0.60", "-€1.49", "price changed", // what
      "Total €13.99", "You saved €0.60", "A 7% €8.29 €0.58 €8.87", "B 19% €4.30 €0.82 €5.12", "Prices include tax.", // how much
      "Mastercard contactless", "**** **** **** 4417", "Authorisation 082913", // how it was paid
    ]) expect(text).toContain(part);
    expect(text).not.toContain("Rounding");
  });

  test("speaks the language and the money of the receipt, whatever the browser's", async () => {
    expect(await paper("german")).toContain("Summe 13,99 €");
    expect(await paper("arabic")).toContain("6.940");
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(["ar", "rtl"]);
  });

  test("shows tax that is added, rounding, several tenders and change", async () => {
    const text = await paper("netPrices");
    for (const part of ["Tax US$0.35", "Rounding US$0.01", "Total US$7.50", "Gift card", "Cash", "Change US$5.00", "8.875%"]) expect(text).toContain(part);
  });

  test("marks training, and says when there is no such receipt", async () => {
    expect(await paper("training")).toContain("Training: not a real purchase");
    await page.evaluate(() => window.showStaff({ page: "receipt", state: "not-found" }));
    await page.getByRole("heading", { name: "This receipt is not here" }).waitFor();
  });

  test("is printed as paper alone, with the code that leads back to it", async () => {
    await paper("everyday");
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
    expect(await page.getByRole("img", { name: "This receipt online" }).isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
  });
});
