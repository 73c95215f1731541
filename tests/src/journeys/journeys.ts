import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ItemSearchAnswer, PriceBookSnapshot } from "@laneway/contracts";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, openPage } from "../store/browser.js";
import { eventually } from "../store/eventually.js";
import { HeadquartersClient } from "../store/headquarters-client.js";
import { KioskPage } from "../store/kiosk-page.js";
import { AttendantClient, LaneClient } from "../store/lane-client.js";
import { projectRoot, RunningStore, type StoreOptions } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";

/** What may stand around a store: other brokers, other databases. Called before the store starts. */
export interface Surroundings {
  readonly options: Pick<StoreOptions, "environment" | "dataFolder">;
  /** The broker loses its power with the store's parts, and gets it back. */
  readonly cutBroker: (store: RunningStore) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The main jobs of people in a shop, each done in a real browser against a whole running store. */
export function describeJourneys(title: string, surround: () => Promise<Surroundings>): void {
  describe(title, () => {
    let surroundings: Surroundings;
    let store: RunningStore;
    let browser: Browser;
    let lanes: [LaneClient, LaneClient];
    let kiosks: [KioskPage, KioskPage];
    let shelf: Shelf;
    let attendant: AttendantClient;

    beforeAll(async () => {
      surroundings = await surround();
      store = await RunningStore.start({ lanes: 2, ...surroundings.options });
      const twin = await store.twin();
      const [one, two] = twin.lanes;
      const [first] = twin.attendants;
      if (one === undefined || two === undefined || first === undefined) throw new Error("the store is not complete");
      browser = await launchBrowser();
      lanes = [await LaneClient.open(store, one), await LaneClient.open(store, two)];
      kiosks = [await KioskPage.open(browser, store, one), await KioskPage.open(browser, store, two, "landscape")];
      shelf = await Shelf.of(store);
      attendant = await AttendantClient.signIn(store, first);
    });
    afterAll(async () => {
      await browser?.close();
      await store?.stop();
      await surroundings?.close();
    });
    beforeEach(async () => {
      // What a failed journey left behind is not the next one's trouble.
      for (const lane of lanes) if ((await lane.view()).basket !== undefined) await attendant.send(lane.laneId, { kind: "void-transaction", reason: "training" });
      await Promise.all(lanes.map((lane) => lane.until("a free lane", (view) => view.step.name === "welcome", 30_000)));
    });

    const scan = (lane: LaneClient, code: string) => lane.bench({ kind: "scan", code, aim: "]E0" });
    const bag = async (lane: LaneClient, label: string, grams: number) => {
      await lane.bench({ kind: "put-in-bagging", label, grams });
      await lane.until(`${label} in the bagging area`, (view) => view.nudge === undefined);
    };
    const scanAndBag = async (lane: LaneClient, kiosk: KioskPage, index: number) => {
      const item = shelf.packed[index];
      if (item === undefined) throw new Error("the shelf is too short");
      await scan(lane, item.code);
      await kiosk.shows(item.name);
      await bag(lane, item.name, item.expectedWeightGrams ?? 0);
      return item;
    };
    const toTenders = async (kiosk: KioskPage) => {
      await kiosk.touch("Pay");
      await kiosk.touch("No bag, thanks");
      await kiosk.shows("How would you like to pay?");
    };
    const approve = async (lane: LaneClient, kiosk: KioskPage) => {
      await kiosk.touch(/^Card or phone/);
      await kiosk.shows("Hold or insert your card");
      await lane.bench({ kind: "terminal-press", button: "approve" });
      await kiosk.shows("Thank you!", 20_000);
    };
    const leave = async (lane: LaneClient, kiosk: KioskPage) => {
      await kiosk.touch("Done");
      await kiosk.shows("Good to see you");
      await lane.bench({ kind: "take-from-bagging" });
      await eventually(async () => !(await lane.benchState()).baggingArea.moving, { what: "an empty bagging area" });
      await sleep(400);
    };

    it("buys packed goods and weighed produce, pays, prints and leaves nothing behind", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      await kiosk.touch("Start");
      // A scan from before the basket began would be somebody else's.
      await kiosk.shows("Ready when you are");
      const packed = await scanAndBag(lane, kiosk, 0);
      await kiosk.touch(/^Find an item/);
      await kiosk.type("Name or number", "banan");
      await kiosk.touch(/^Bananas/);
      await lane.bench({ kind: "put-on-produce-scale", label: "Bananas", grams: 842 });
      await kiosk.touch("Add to basket");
      await kiosk.shows(/842\s*g/);
      await lane.bench({ kind: "take-off-produce-scale" });
      await bag(lane, "Bananas", 842);
      await toTenders(kiosk);
      const { basket } = await lane.view();
      await approve(lane, kiosk);
      const thanks = await lane.view();
      if (thanks.step.name !== "thank-you") throw new Error("not paid");
      const { receipt } = thanks.step;
      expect(receipt.totalMinor).toBe(basket?.totalMinor);
      await kiosk.touch("Print receipt");
      await kiosk.shows("Your receipt is printed below");
      const bench = await lane.benchState();
      const paper = bench.printer.paper.map((line) => (line.kind === "text" ? line.text : line.kind === "qr" ? line.data : "")).join("\n");
      expect(paper).toContain(receipt.receiptNumber);
      expect(paper).toContain("0.842 kg");
      expect(bench.terminal.booked.at(-1)).toMatchObject({ amountMinor: receipt.totalMinor, state: "booked" });
      const { page, context, problems } = await openPage(browser, receipt.eReceiptUrl ?? "", "tablet");
      await page.getByText(packed.name).first().waitFor();
      expect(problems).toEqual([]);
      await context.close();
      await leave(lane, kiosk);
      const remains = await kiosk.everything();
      for (const trace of [packed.name, receipt.receiptNumber, receipt.transactionId, receipt.eReceiptUrl ?? "?"]) expect(remains).not.toContain(trace);
      expect(kiosk.complaints).toEqual([]);
    });

    it("is declined kindly and pays at the second try, charged once", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      const before = (await lane.benchState()).terminal.booked.length;
      await scanAndBag(lane, kiosk, 1);
      await toTenders(kiosk);
      await kiosk.touch(/^Card or phone/);
      await kiosk.shows("Hold or insert your card");
      await lane.bench({ kind: "terminal-press", button: "decline" });
      await kiosk.shows("That payment did not go through");
      await approve(lane, kiosk);
      expect((await lane.benchState()).terminal.booked.length - before).toBe(1);
      await leave(lane, kiosk);
    });

    it("is paid on the shopper's own phone, and headquarters has the sale once", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      const headquarters = new HeadquartersClient(store);
      await scanAndBag(lane, kiosk, 3);
      await toTenders(kiosk);
      await kiosk.touch(/^Wallet app/);
      await kiosk.shows("Scan the code with your phone");
      const { step } = await lane.view();
      const onPhone = step.name === "payment" ? step.payment?.onPhone : undefined;
      const phone = await openPage(browser, onPhone?.payUrl ?? "about:blank", "tablet");
      await phone.page.getByRole("button", { name: "Pay", exact: true }).click();
      await kiosk.shows("Thank you!");
      const thanks = await lane.view();
      if (thanks.step.name !== "thank-you") throw new Error("not paid");
      const { receipt } = thanks.step;
      expect(receipt.tenders).toMatchObject([{ kind: "redirect", amountMinor: receipt.totalMinor }]);
      expect(phone.problems).toEqual([]);
      await phone.context.close();
      await leave(lane, kiosk);
      const ofThisSale = async () => (await headquarters.completed()).filter((each) => each.receiptNumber === receipt.receiptNumber);
      await eventually(async () => (await ofThisSale()).length > 0, { what: "the sale at headquarters", withinMs: 40_000, everyMs: 250 });
      expect(await ofThisSale()).toMatchObject([{ totalMinor: receipt.totalMinor }]);
    });

    it("sells beer only after an attendant has looked", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      const beer = shelf.restricted;
      await scan(lane, beer.code);
      await kiosk.shows("Waiting for an age check");
      if (beer.expectedWeightGrams !== undefined) await bag(lane, beer.name, beer.expectedWeightGrams);
      const asked = await eventually(async () => (await attendant.view()).queue.find((one) => one.kind === "age-restriction"), { what: "an age check in the queue" });
      expect(asked.evidence.minimumAge).toBe(beer.minimumAge);
      expect((await lane.send({ kind: "pay", tender: "card" })).result).toBe("refused");
      expect(await attendant.send(lane.laneId, { kind: "end-intervention", interventionId: asked.interventionId, outcome: "approved" })).toMatchObject({ result: "accepted" });
      await kiosk.showsNot("Waiting for an age check");
      await toTenders(kiosk);
      await approve(lane, kiosk);
      await leave(lane, kiosk);
    });

    it("gives a person a passkey, and lets them in by it", async () => {
      const { attendants, attendantPath } = await store.twin();
      const [person, manager] = [attendants.find(({ role }) => role === "attendant"), attendants.find(({ role }) => role === "manager")];
      if (person === undefined || manager === undefined) throw new Error("the store has no manager, or nobody else");
      const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      const device = await context.newCDPSession(page);
      await device.send("WebAuthn.enable");
      await device.send("WebAuthn.addVirtualAuthenticator", {
        options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      });
      // Passkeys are bound to a name: the same store, by this machine's.
      await page.goto(new URL(attendantPath, store.edgeUrl.replace("127.0.0.1", "localhost")).href);
      await page.getByLabel("Name or number").fill(manager.attendantId);
      await page.getByLabel("PIN", { exact: true }).fill(manager.pin);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByRole("button", { name: "Appearance" }).click();
      await page.getByLabel("Whose: name or number").fill(person.attendantId);
      await page.getByRole("button", { name: "Add a passkey on this device" }).click();
      await page.getByText("Done. It can be used from now on.").waitFor();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.locator("attendant-notes").getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await page.getByText(person.name, { exact: true }).first().waitFor();
      await context.close();
    });

    it("tells of an unknown item and takes the attendant's answer", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      await scan(lane, "4099999999996");
      const asked = await eventually(async () => (await attendant.view()).queue.find((one) => one.kind === "unknown-item"), { what: "an unknown item in the queue" });
      expect(asked.evidence.code).toContain("4099999999996");
      const known = shelf.packed[2];
      if (known === undefined) throw new Error("the shelf is too short");
      expect(await attendant.send(lane.laneId, { kind: "identify-item", interventionId: asked.interventionId, itemId: known.itemId, quantity: 1 })).toMatchObject({ result: "accepted" });
      await kiosk.shows(known.name);
      expect(await attendant.send(lane.laneId, { kind: "void-transaction", reason: "training" })).toMatchObject({ result: "accepted" });
      await kiosk.shows("Good to see you");
    });

    it("suspends at one lane and goes on at another", async () => {
      const [first, second] = lanes;
      const [firstKiosk, secondKiosk] = kiosks;
      const item = await scanAndBag(first, firstKiosk, 3);
      await firstKiosk.touch("Save for later");
      await firstKiosk.touch("Save my basket");
      await firstKiosk.shows("Your basket is saved");
      const saved = await first.view();
      if (saved.step.name !== "suspended") throw new Error("not suspended");
      const { token } = saved.step;
      await firstKiosk.touch("Print the number");
      await firstKiosk.shows("Your number is printed below");
      const { printer } = await first.benchState();
      expect(printer.paper.filter((line) => line.kind === "qr").at(-1)).toMatchObject({ data: token });
      await leave(first, firstKiosk);
      await second.accepted({ kind: "recall", token });
      await secondKiosk.shows(item.name);
      expect(await first.send({ kind: "recall", token })).toMatchObject({ result: "refused" });
      await second.bench({ kind: "put-in-bagging", label: item.name, grams: item.expectedWeightGrams ?? 0 });
      await second.until("the recalled item in the bagging area", (view) => view.nudge === undefined);
      await toTenders(secondKiosk);
      await approve(second, secondKiosk);
      await leave(second, secondKiosk);
    });

    it("has the same basket back after losing power", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      await scanAndBag(lane, kiosk, 4);
      const before = await lane.view();
      await Promise.all([store.kill("edge-server/dist/main.mjs"), store.kill("device-agents/dist/main.mjs"), surroundings.cutBroker(store), kiosk.page.context().close()]);
      const after = await lane.view();
      const [description] = (await store.twin()).lanes;
      if (description === undefined) throw new Error("the store has no lane");
      const { page, problems } = await openPage(browser, new URL(description.kioskPath, store.edgeUrl).href, "portrait");
      kiosks[0] = KioskPage.over(page, problems);
      await kiosks[0].shows(shelf.packed[4]?.name ?? "?", 30_000);
      expect(after.basket).toEqual(before.basket);
      expect(problems).toEqual([]);
      await lane.until("every device back", (view) => view.faults.length === 0, 20_000);
      await toTenders(kiosks[0]);
      await approve(lane, kiosks[0]);
      await leave(lane, kiosks[0]);
    });

    it("takes new prices from headquarters between baskets, never under a shopper", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      const [kept, changed] = [shelf.packed[6], shelf.packed[7]];
      if (kept === undefined || changed === undefined) throw new Error("the shelf is too short");
      const book = JSON.parse(readFileSync(join(projectRoot, "deploy/demo/price-book.json"), "utf8")) as PriceBookSnapshot;
      const newPrice = 77_77;
      const items = book.items.map((item) => (item.itemId === changed.itemId ? { ...item, prices: [{ amountMinor: newPrice, kind: "regular" as const }] } : item));
      const priceOf = async (itemId: string) => (await lane.view()).basket?.lines.find((line) => line.itemId === itemId)?.unitPriceMinor;
      const scanIt = async () => {
        await scan(lane, changed.code);
        await eventually(() => priceOf(changed.itemId), { what: `a line for ${changed.name}` });
        return priceOf(changed.itemId);
      };

      await scan(lane, kept.code);
      await kiosk.shows(kept.name);
      await new HeadquartersClient(store).publish({ ...book, header: { ...book.header, version: book.header.version + 1 }, items });
      // The other lane has no basket: it is shown what a new one would pay.
      const offered = async () =>
        ((await (await fetch(`${store.edgeUrl}/api/v1/items?query=${encodeURIComponent(changed.name)}&limit=50`, { headers: lanes[1].headers })).json()) as ItemSearchAnswer).items;
      await eventually(async () => (await offered()).some((item) => item.itemId === changed.itemId && item.unitPriceMinor === newPrice), { what: "the new price in the store", withinMs: 60_000, everyMs: 250 });
      expect(await scanIt()).not.toBe(newPrice);
      await lane.accepted({ kind: "abandon" });
      await kiosk.shows("Good to see you");
      expect(await scanIt()).toBe(newPrice);
      await lane.accepted({ kind: "abandon" });
    });

    it("sells while headquarters is away and tells it afterwards, once", async () => {
      const [lane] = lanes;
      const [kiosk] = kiosks;
      const headquarters = new HeadquartersClient(store);
      const [cloud] = store.pids("cloud-relay/dist/cloud/main.mjs");
      if (cloud === undefined) throw new Error("headquarters does not run");
      process.kill(cloud, "SIGSTOP");
      let receiptNumber: string;
      try {
        await scanAndBag(lane, kiosk, 5);
        await toTenders(kiosk);
        await approve(lane, kiosk);
        const thanks = await lane.view();
        if (thanks.step.name !== "thank-you") throw new Error("not paid");
        receiptNumber = thanks.step.receipt.receiptNumber;
        await kiosk.shows("Offline. Shopping goes on", 40_000);
      } finally {
        process.kill(cloud, "SIGCONT");
      }
      const ofThisSale = async () => (await headquarters.completed()).filter((each) => each.laneId === lane.laneId && each.receiptNumber === receiptNumber);
      await eventually(async () => (await ofThisSale()).length > 0, { what: "the sale at headquarters", withinMs: 40_000, everyMs: 250 });
      await lane.until("headquarters back", (view) => view.online, 40_000);
      expect(await ofThisSale()).toHaveLength(1);
    });
  });
}
