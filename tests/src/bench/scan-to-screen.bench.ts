import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { topic } from "@laneway/contracts";
import mqtt, { type MqttClient } from "mqtt";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../store/browser.js";
import { eventually } from "../store/eventually.js";
import { KioskPage } from "../store/kiosk-page.js";
import { kioskSession, LaneClient } from "../store/lane-client.js";
import { profilesWith } from "../store/own-scanners.js";
import { RunningStore, type TwinDescription } from "../store/running-store.js";
import { ScannerPort } from "../store/scanner-port.js";
import { Shelf, type ShelfItem } from "../store/shelf.js";
import { type Bench, type Figure, quantileOf } from "./figures.js";
import { MessageFloor } from "./message-floor.js";
import { clockAhead, type Painted, watchLines } from "./painted.js";

/** How many screens are drawn at once; the views of the others go to WebSocket clients that draw nothing. */
const mostPages = 4;
const basketLines = 12;
const paintLimitMs = 10_000;

interface Plan {
  readonly lanes: number;
  readonly seconds: number;
  /** From one scan of a lane to its next. */
  readonly everyMs: number;
}

interface Samples {
  readonly scansMs: number[];
  /** Of these: until the line stood in the page's document. */
  readonly changedMs: number[];
  readonly floorMs: number[];
  unseen: number;
}

const nothingYet = (): Samples => ({ scansMs: [], changedMs: [], floorMs: [], unseen: 0 });

/** A lane whose shopper scans and bags; with a page, each line is timed. */
class BusyLane {
  private waiting: { readonly count: number; readonly resolve: (painted: Painted) => void } | undefined;
  private lines = 0;

  constructor(
    private readonly client: LaneClient,
    private readonly scanner: ScannerPort,
    private readonly goods: readonly ShelfItem[],
    private readonly ahead: number | undefined,
    /** How many items the first basket holds: shoppers of a store do not all begin at the same moment. */
    private full: number,
  ) {}

  painted(painted: Painted): void {
    if (painted.count >= (this.waiting?.count ?? Number.POSITIVE_INFINITY)) this.waiting?.resolve(painted);
  }

  /** One item: scanned, seen, bagged; a full basket is given up before. */
  async scanNext(samples: Samples): Promise<void> {
    if (this.lines === this.full) {
      await this.startAnew();
      this.full = basketLines;
    }
    const item = this.goods[this.lines % this.goods.length];
    if (item === undefined) throw new Error("the shelf is empty");
    this.lines += 1;
    if (this.ahead === undefined) this.scanner.scan(item.code);
    else await this.timedScan(item, this.ahead, samples);
    await this.client.bench({ kind: "put-in-bagging", label: item.name, grams: item.expectedWeightGrams ?? 100 });
  }

  private async timedScan(item: ShelfItem, ahead: number, samples: Samples): Promise<void> {
    const abort = new AbortController();
    const seen = new Promise<Painted>((resolve) => {
      this.waiting = { count: this.lines, resolve };
    });
    const sentMs = this.scanner.scan(item.code);
    const painted = await Promise.race([seen, sleep(paintLimitMs, undefined, { signal: abort.signal }).catch(() => undefined)]);
    abort.abort();
    this.waiting = undefined;
    if (painted === undefined) samples.unseen += 1;
    else {
      samples.scansMs.push(painted.atMs - ahead - sentMs);
      samples.changedMs.push(painted.changedMs - ahead - sentMs);
    }
  }

  async startAnew(): Promise<void> {
    const { step } = await this.client.view();
    if (step.name !== "welcome") await this.client.accepted({ kind: "abandon" });
    await this.client.bench({ kind: "take-from-bagging" });
    await eventually(async () => !(await this.client.benchState()).baggingArea.moving, { what: "an empty bagging area at rest", everyMs: 200 });
    await this.client.until("the welcome screen", (view) => view.step.name === "welcome");
    await sleep(500);
    await this.client.accepted({ kind: "start", locale: "en" });
    await this.client.until("an open basket", (view) => view.step.name === "basket");
    await sleep(200);
    this.lines = 0;
  }
}

/** Takes a lane's views as its screen would, and draws nothing. */
async function screenWithoutPage(store: RunningStore, lane: TwinDescription["lanes"][number]): Promise<MqttClient> {
  const session = await kioskSession(store, lane);
  const { url, username, password } = session.mqtt;
  const client = await mqtt.connectAsync(url, { username, password, protocolVersion: 4, clean: true });
  client.on("message", (_topic, payload) => JSON.parse(payload.toString()));
  await client.subscribeAsync([topic("laneView", { store: session.storeId, lane: lane.laneId }), topic("weightView", { store: session.storeId, lane: lane.laneId })], { qos: 1 });
  return client;
}

/** Opens a lane: with a page when it is to be watched. */
async function openLane(store: RunningStore, browser: Browser | undefined, lane: TwinDescription["lanes"][number], scanner: ScannerPort, goods: readonly ShelfItem[], full: number): Promise<{ busy: BusyLane; close: () => Promise<unknown> }> {
  const client = await LaneClient.open(store, lane);
  await client.until("working devices", (view) => view.faults.length === 0, 60_000);
  if (browser === undefined) {
    const screen = await screenWithoutPage(store, lane);
    return { busy: new BusyLane(client, scanner, goods, undefined, full), close: () => screen.endAsync(true) };
  }
  const kiosk = await KioskPage.open(browser, store, lane);
  const busy = new BusyLane(client, scanner, goods, await clockAhead(kiosk.page), full);
  await watchLines(kiosk.page, (painted) => busy.painted(painted));
  return { busy, close: () => kiosk.close() };
}

/** All lanes scan at their pace, each beginning at another moment; between them the floor is measured. */
async function sell(lanes: readonly BusyLane[], floor: MessageFloor, plan: Plan): Promise<Samples> {
  const samples: Samples = nothingYet();
  const endMs = performance.now() + plan.seconds * 1_000;
  const pace = async (lane: BusyLane, firstMs: number) => {
    let next = performance.now() + firstMs;
    while (next < endMs) {
      await sleep(Math.max(0, next - performance.now()));
      await lane.scanNext(samples);
      next = Math.max(next + plan.everyMs, performance.now());
    }
  };
  const measureFloor = async () => {
    for (let number = 1; performance.now() < endMs; number += 1) {
      await sleep(600 + ((number * 37) % 100));
      samples.floorMs.push(await floor.sample(number));
    }
  };
  await Promise.all([...lanes.map((lane, index) => pace(lane, (index * plan.everyMs) / lanes.length)), measureFloor()]);
  return samples;
}

async function measure(plan: Plan, say: (line: string) => void): Promise<{ samples: Samples; pages: number }> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-bench-"));
  const scanners = await Promise.all(Array.from({ length: plan.lanes }, () => ScannerPort.open()));
  const closing: (() => Promise<unknown> | unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), ...scanners.map((scanner) => () => scanner.close())];
  try {
    mkdirSync(join(folder, "data"));
    const store = await RunningStore.start({ dataFolder: join(folder, "data"), environment: await profilesWith(scanners, folder) });
    closing.push(() => store.halt());
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    const twin = await store.twin();
    const goods = (await Shelf.of(store)).packed.slice(0, basketLines);
    const lanes: BusyLane[] = [];
    for (const [index, lane] of twin.lanes.entries()) {
      const scanner = scanners[index];
      if (scanner === undefined) throw new Error("a lane without a scanner");
      const { busy, close } = await openLane(store, index < mostPages ? browser : undefined, lane, scanner, goods, basketLines - (index % basketLines));
      closing.push(close);
      lanes.push(busy);
    }
    await Promise.all(lanes.map((lane) => lane.startAnew()));
    say(`${lanes.length} lanes are open`);
    const [first, firstLane] = [twin.lanes[0], lanes[0]];
    if (first === undefined || firstLane === undefined) throw new Error("the store has no lane");
    // The floor carries the view of half a basket.
    for (let times = 0; times < basketLines / 2; times += 1) await firstLane.scanNext(nothingYet());
    const session = await kioskSession(store, first);
    const floor = await MessageFloor.open(store, browser, session.mqtt.url, JSON.stringify(session.view));
    closing.push(() => floor.close());
    await sell(lanes, floor, { ...plan, seconds: Math.min(plan.seconds, 6) });
    return { samples: await sell(lanes, floor, plan), pages: Math.min(mostPages, lanes.length) };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** From the first byte a scanner sends until the line is painted in Chromium, beside the floor of the same minutes. */
export const scanToScreenBench = (lanes: 1 | 16): Bench => ({
  name: `scan-to-screen-${lanes}`,
  title: `Scan to screen: from the scanner's bytes to the painted line, ${lanes === 1 ? "one lane" : `${lanes} lanes`}`,
  run: async (quick, say): Promise<readonly Figure[]> => {
    const plan: Plan = { lanes, seconds: quick ? 10 : lanes === 1 ? 75 : 150, everyMs: lanes === 1 ? 600 : 3_000 };
    const { samples, pages } = await measure(plan, say);
    const { scansMs, changedMs, floorMs, unseen } = samples;
    return [
      { what: `scans timed on ${pages === 1 ? "one page" : `${pages} pages`}, one a lane every ${plan.everyMs / 1_000} s`, value: scansMs.length, unit: "samples" },
      { what: `scans not painted within ${paintLimitMs / 1_000} s`, value: unseen, unit: "samples", goal: { below: 1 } },
      { what: "scan to screen, p50", value: quantileOf(scansMs, 0.5), unit: "ms" },
      { what: "scan to screen, p99", value: quantileOf(scansMs, 0.99), unit: "ms", goal: { below: 50 } },
      { what: "of this until the line stands in the document, p50", value: quantileOf(changedMs, 0.5), unit: "ms" },
      { what: "of this until the line stands in the document, p99", value: quantileOf(changedMs, 0.99), unit: "ms" },
      { what: "floor of the same minutes, p50", value: quantileOf(floorMs, 0.5), unit: "ms" },
      { what: "floor of the same minutes, p99", value: quantileOf(floorMs, 0.99), unit: "ms" },
      { what: "scan to screen over its floor, p50", value: quantileOf(scansMs, 0.5) / quantileOf(floorMs, 0.5), unit: "times" },
      { what: "scan to screen over its floor, p99", value: quantileOf(scansMs, 0.99) / quantileOf(floorMs, 0.99), unit: "times" },
    ];
  },
});
