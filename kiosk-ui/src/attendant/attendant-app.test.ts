import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Gallery, openGallery } from "../gallery/open-gallery.js";
import "../gallery/staff-window.js";

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
  page = await gallery.open("gallery-staff.html", { width: 1180, height: 820 });
  await page.waitForFunction(() => "showStaff" in window);
}, 60_000);
afterAll(() => gallery.close());
beforeEach(() => page.evaluate(() => window.showStaff({ page: "attendant", state: "busy" })));

const commands = () => page.evaluate(() => window.asked.commands);
const card = (sentence: string) => page.locator("attendant-queue-card").filter({ hasText: sentence });
/** Presses Tab until the focus is on the control with this name, as somebody without a mouse does. */
async function tabTo(name: string, most = 60): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    if ((await focusedName()) === name) return;
  }
  throw new Error(`Tab never reached "${name}"`);
}
const focusedName = () =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const host = element?.getRootNode();
    const words = host instanceof ShadowRoot ? host.host.textContent : "";
    return (element?.getAttribute("aria-label") ?? (words || element?.textContent) ?? "").trim();
  });

describe("the queue", () => {
  test("offers only the outcomes that the store allows", async () => {
    const outcomes = (sentence: string) => card(sentence).locator("[data-outcome]").evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["outcome"]));
    expect(await outcomes("lighter than expected")).toEqual(["refused", "approved"]);
    expect(await outcomes("is not known")).toEqual(["refused", "resolved"]);
    // Only the terminal can say what became of a payment.
    expect(await outcomes("was paid")).toEqual([]);
    expect(await outcomes("asks for help")).toEqual(["resolved"]);
  });

  test("ends an intervention by keyboard alone, once", async () => {
    await tabTo("All is fine");
    await page.keyboard.press("Enter");
    await card("lighter than expected").getByText("Done").waitFor();
    expect(await commands()).toEqual([
      { laneId: "lane-2", request: { kind: "end-intervention", interventionId: "int-2-weight-mismatch", outcome: "approved" } },
    ]);
  });

  test("says why a rule said no", async () => {
    await page.evaluate(() => {
      window.asked.refusal = { reason: "not-allowed" };
    });
    await card("is for shoppers of 16").getByRole("button", { name: "Old enough" }).click();
    await card("is for shoppers of 16").getByText("Your role may not do this").waitFor();
    // Still to be decided: nothing was done.
    expect(await card("is for shoppers of 16").locator("[data-outcome]").count()).toBe(2);
  });

  test("shows the evidence: item, code, and the weight as a drawing that can be read out", async () => {
    await card("lighter than expected").getByText("Sourdough rye loaf").first().waitFor();
    await card("lighter than expected").getByRole("img", { name: "The scale shows 401 g; expected 762 g, give or take 38 g." }).waitFor();
    await card("lighter than expected").getByRole("button", { name: "What happened before" }).click();
    await card("lighter than expected").getByText("Took off Aubergine").waitFor();
  });

  test("counts what waits in the title", async () => {
    expect(await page.title()).toBe("(5) Attendant");
  });
});

describe("goods that come back", () => {
  test("are found by the receipt, counted, and given back for the amount that the store said", async () => {
    await page.evaluate(() => window.showStaff({ page: "attendant", state: "return-find" }));
    await page.getByRole("button", { name: "Choose the goods" }).click();
    await expect.poll(async () => (await commands()).at(-1)?.request).toEqual({ kind: "begin-return", purpose: "return", receipt: "lane-4-004211" });
    await page.evaluate(() => window.showStaff({ page: "attendant", state: "return-choosing" }));
    await page.getByRole("button", { name: "Damaged" }).click();
    await page.getByRole("button", { name: "One more: Oat drink barista 1 l" }).click();
    const lines = [{ lineId: "l1", count: 2 }, { lineId: "l4", count: 2 }];
    await expect.poll(async () => (await commands()).at(-1)?.request).toEqual({ kind: "choose-return", lines, reason: "damaged", condition: "unopened" });
    // The store has not yet said what this is worth.
    expect(await page.getByRole("button", { name: "Give €8.17 back" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "One less: Oat drink barista 1 l" }).click();
    await page.getByRole("button", { name: "Give €8.17 back" }).click();
    await expect.poll(async () => (await commands()).at(-1)?.request).toEqual({ kind: "confirm-return", amountMinor: 817 });
  });

  test("when a part was refused it is tried again; what is unclear cannot be ended", async () => {
    await page.evaluate(() => window.showStaff({ page: "attendant", state: "return-declined" }));
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(async () => (await commands()).at(-1)?.request).toEqual({ kind: "retry-refund" });
    await page.evaluate(() => window.showStaff({ page: "attendant", state: "return-unclear" }));
    await page.getByRole("button", { name: "Ask the terminal" }).waitFor();
    expect(await page.getByRole("button", { name: "End without giving back" }).count()).toBe(0);
  });
});

describe("the lane's sheet", () => {
  async function openLane(): Promise<void> {
    await page.locator('[data-lane="lane-1"]').focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Lane 1" }).waitFor();
  }

  test("voids a line with a reason, by keyboard alone", async () => {
    await openLane();
    await tabTo("Take off: Bananas");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Take Bananas off?" }).waitFor();
    expect(await page.getByRole("button", { name: "Take it off" }).isDisabled()).toBe(true);
    await tabTo("Scanned twice");
    await page.keyboard.press("Enter");
    await tabTo("Take it off");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Lane 1" }).waitFor();
    expect(await commands()).toEqual([{ laneId: "lane-1", request: { kind: "attendant-void-line", lineId: "l1", reason: "scanned-twice" } }]);
  });

  test("changes a price: digits are minor units, a reason is needed", async () => {
    await openLane();
    await page.getByRole("button", { name: "Change price: Dark chocolate 70 %" }).press("Enter");
    await page.getByLabel("New price").focus();
    await page.keyboard.type("1x290");
    await page.keyboard.press("Backspace");
    expect(await page.getByLabel("New price").inputValue()).toBe("€1.29");
    expect(await page.getByRole("button", { name: "Change the price", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Price match" }).press("Enter");
    await page.getByRole("button", { name: "Change the price", exact: true }).press("Enter");
    await page.getByRole("heading", { name: "Lane 1" }).waitFor();
    expect(await commands()).toEqual([
      { laneId: "lane-1", request: { kind: "override-price", lineId: "l4", unitPriceMinor: 129, reason: "price-match" } },
    ]);
  });

  test("keeps a refused act on its page, with the reason in words", async () => {
    await openLane();
    await page.getByRole("button", { name: "Void basket" }).click();
    await page.evaluate(() => {
      window.asked.refusal = { reason: "basket-locked" };
    });
    await page.getByRole("button", { name: "Left behind" }).click();
    await page.getByRole("button", { name: "Void the basket", exact: true }).click();
    await page.getByText("A payment is running.").waitFor();
    await page.getByRole("heading", { name: "Void the whole basket?" }).waitFor();
  });

  test("Escape goes one step back, then closes", async () => {
    await openLane();
    await page.getByRole("button", { name: "Void basket" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Lane 1" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("finds an unknown item by name and adds it with its quantity", async () => {
    await card("is not known").getByRole("button", { name: "Find the item" }).click();
    await page.getByLabel("Name, PLU or code").fill("bread");
    await page.getByRole("button", { name: "One more" }).click();
    await page.getByRole("button", { name: "Add Banana bread with walnuts" }).click();
    await page.getByRole("heading", { name: "Lane 6" }).waitFor();
    expect(await commands()).toEqual([
      { laneId: "lane-6", request: { kind: "identify-item", interventionId: "int-6-unknown-item", itemId: "i1", quantity: 2 } },
    ]);
  });

  test("brings a basket back on a free lane and prints a copy of a receipt", async () => {
    await page.locator('[data-lane="lane-4"]').click();
    await page.getByRole("button", { name: "Bring back a basket" }).click();
    await page.getByRole("button", { name: "Bring back here" }).first().click();
    await page.getByRole("heading", { name: "Lane 4" }).waitFor();
    await page.getByRole("button", { name: "Receipts" }).click();
    await page.getByRole("button", { name: "Print a copy: 1-000482" }).click();
    await page.getByRole("heading", { name: "Lane 4" }).waitFor();
    expect((await commands()).map((each) => each.request)).toEqual([
      { kind: "attendant-recall", token: "S-7Q2K" },
      { kind: "reprint-receipt", receiptNumber: "1-000482" },
    ]);
  });
});

describe("signing in", () => {
  beforeEach(() => page.evaluate(() => window.showStaff({ page: "attendant", state: "sign-in" })));

  test("works by the keys on the screen, which type into the field that has the focus", async () => {
    await page.getByLabel("Name or number").focus();
    for (const digit of ["1", "0", "1"]) await page.getByRole("button", { name: digit, exact: true }).click();
    expect(await page.getByLabel("Name or number").inputValue()).toBe("101");
    await page.getByLabel("PIN").focus();
    for (const digit of ["4", "7", "1", "1"]) await page.getByRole("button", { name: digit, exact: true }).click();
    expect(await page.getByLabel("PIN").inputValue()).toBe("4711");
  });

  test("says how long one is locked out, and keeps the number", async () => {
    await page.evaluate(() => {
      window.asked.refusal = { reason: "locked-out", details: { seconds: 95 } };
    });
    await page.getByLabel("Name or number").fill("101");
    await page.getByLabel("PIN").fill("0000");
    await page.keyboard.press("Enter");
    await page.getByText("You can try again in 1:35.").waitFor();
    expect(await page.getByLabel("Name or number").inputValue()).toBe("101");
    expect(await page.getByLabel("PIN").inputValue()).toBe("");
  });
});

describe("passkeys", () => {
  test("are a manager's to give and to take away; what came of it is said", async () => {
    await page.evaluate(() => window.showStaff({ page: "attendant", state: "passkeys" }));
    await page.getByText("2 passkeys were taken away.").waitFor();
    await page.getByRole("button", { name: "Add a passkey on this device" }).click();
    await page.getByText("Done. It can be used from now on.").waitFor();
    await page.evaluate(() => {
      window.asked.refusal = { reason: "passkeys-not-here" };
    });
    await page.getByRole("button", { name: "Take this person’s passkeys away" }).click();
    await page.getByText("no address that browsers make passkeys for").waitFor();
    expect(await page.getByText("Done. It can be used").count()).toBe(0);
    await page.evaluate(() => window.showStaff({ page: "attendant", state: "busy" }));
    await page.getByRole("button", { name: "Appearance" }).click();
    expect(await page.getByRole("button", { name: "Add a passkey on this device" }).count()).toBe(0);
  });
});
