import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt from "mqtt";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dataFiles, mqttUser, type StoreSecrets, topic, topicTable } from "@laneway/contracts";
import { noteFinding } from "../proof/finding.js";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import { searchBytes, searchFolder } from "./card-search.js";
import { Feeds } from "./feed.js";
import { TestNumbers } from "./test-numbers.js";

let store: RunningStore;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "laneway-card-scan-"));
  store = await RunningStore.start({ lanes: 1, environment: { LANEWAY_LOG: "debug" } });
});
afterAll(async () => {
  await store?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Types a number where a shopper can type, on the kiosk's own page, in a browser that keeps its profile. */
async function typeOnKiosk(kioskUrl: string, number: string): Promise<void> {
  const browser = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: process.env.LANEWAY_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(kioskUrl);
    await page.getByRole("button", { name: "Start" }).first().click();
    await page.getByRole("button", { name: /^Find an item/ }).first().click();
    await page.getByLabel("Name or number").first().fill(number);
    await page.getByLabel("Name or number").first().press("Enter");
    await page.waitForTimeout(1_000);
  } finally {
    await browser.close();
  }
}

/** Every retained message, read by users who may read it. */
async function retainedMessages(laneId: string): Promise<Buffer> {
  const secrets = JSON.parse(readFileSync(join(store.dataFolder, dataFiles.secrets), "utf8")) as StoreSecrets;
  const messages: Buffer[] = [];
  for (const { name, subscribers, retained } of topicTable) {
    const [role] = subscribers;
    if (!retained) continue;
    const ofLane = role === "kiosk" || role === "agent";
    const username = mqttUser(role, ofLane ? laneId : undefined);
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${store.mqttPort}`, { username, password: secrets.mqtt[username] ?? "", protocolVersion: 4, reconnectPeriod: 0 });
    client.on("message", (at, payload) => messages.push(Buffer.from(at), payload));
    await client.subscribeAsync(topic(name, ofLane ? { store: "demo", lane: laneId } : { store: "demo" }), { qos: 1 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.endAsync(true);
  }
  return Buffer.concat(messages);
}

it("finds a number that is there, in each way of writing it", () => {
  const numbers = new TestNumbers();
  const [plain, spaced] = [numbers.next("a"), numbers.next("b", "spaced")];
  expect(searchBytes("", Buffer.from(`x${plain}1226y`), numbers.all)).toHaveLength(1);
  expect(searchBytes("", Buffer.from(`"${spaced}"`), numbers.all)).toHaveLength(1);
  expect(searchBytes("", Buffer.from(`\0${plain}`, "utf16le"), numbers.all)).toHaveLength(1);
  expect(searchBytes("", Buffer.from('pan="5555555555554444"'), numbers.all)).toHaveLength(1);
  expect(searchBytes("", Buffer.from("4006381333931 1763927040000"), numbers.all)).toEqual([]);
});

it("no card number that is put into any door stays anywhere", { timeout: 240_000 }, async () => {
  const twin = await store.twin();
  const [place] = twin.lanes;
  const manager = twin.attendants.find(({ role }) => role === "manager");
  if (place === undefined || manager === undefined) throw new Error("the store is not complete");
  const lane = await LaneClient.open(store, place);
  const numbers = new TestNumbers();
  await typeOnKiosk(new URL(place.kioskPath, store.edgeUrl).href, numbers.next("search field of the kiosk"));
  const feeds = await Feeds.of(store, lane, manager);
  const answers = await feeds.all(numbers);
  // The store was alive and took what it should: a purchase after all that.
  const shopper = new Shopper(lane);
  const [item] = (await Shelf.of(store)).packed;
  if (item === undefined) throw new Error("nothing to buy");
  await lane.accepted({ kind: "abandon" }).catch(() => undefined);
  await lane.until("an open lane", (view) => view.step.name === "welcome" || view.step.name === "basket");
  await shopper.scanAndBag(item);
  const retained = await retainedMessages(lane.laneId);
  const printed = Buffer.from(store.log);
  await store.halt();
  const inData = searchFolder(store.dataFolder, numbers.all);
  const inProfile = searchFolder(join(folder, "profile"), numbers.all);
  const found = [...inData.found, ...inProfile.found, ...searchBytes("retained MQTT messages", retained, numbers.all), ...searchBytes("output of the store", printed, numbers.all)];
  expect(found, JSON.stringify(Object.fromEntries(answers), null, 1)).toEqual([]);
  expect(retained.length).toBeGreaterThan(1_000);
  expect(inData.bytes).toBeGreaterThan(1_000_000);
  noteFinding({
    name: "card-scan",
    done: "Card numbers of no bank, each another one, were put into every door of a running store (scanner, screens, commands, searches, names, notes, paths, tokens, price books, headquarters), in one run of digits and in groups; then every byte of the data folder (databases with their logs and free pages, headquarters' database, device notes), the retained MQTT messages, the store's output and the browser's profile were searched for them and for any other card number.",
    held: "None was found.",
    figures: { "numbers put in": numbers.all.size, "files searched": inData.files + inProfile.files, "bytes searched": inData.bytes + inProfile.bytes + retained.length, "numbers found": found.length },
    seeds: "none (fixed numbers)",
    repeat: "npx vitest run --project tests card-scan",
  });
});
