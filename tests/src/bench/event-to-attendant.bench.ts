import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../store/browser.js";
import { AttendantClient, kioskSession, LaneClient } from "../store/lane-client.js";
import { profilesWith } from "../store/own-scanners.js";
import { RunningStore } from "../store/running-store.js";
import { ScannerPort } from "../store/scanner-port.js";
import { Shelf } from "../store/shelf.js";
import { type Bench, type Figure, quantileOf } from "./figures.js";
import { MessageFloor } from "./message-floor.js";
import { clockAhead, type PaintedCall, watchCalls } from "./painted.js";

const laneCount = 4;
/** Of the form of a code, and in no price book. */
const unknownCode = "4099999999996";
const paintLimitMs = 10_000;
const callsABasket = 12;
/** The edge tells the store's view, then nothing moves: the next call meets a station at rest, as in a shop. */
const pauseMs = 150;

interface Samples {
  readonly ageMs: number[];
  readonly unknownMs: number[];
  readonly floorMs: number[];
  unseen: number;
}

/** The attendant's page as it stands at the lanes: signed in by PIN, drawn by Chromium. */
async function openStation(browser: Browser, store: RunningStore): Promise<Page> {
  const { attendants, attendantPath } = await store.twin();
  const [who] = attendants;
  if (who === undefined) throw new Error("the store has no attendant");
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 } });
  const page = await context.newPage();
  await page.goto(new URL(attendantPath, store.edgeUrl).href);
  await page.getByLabel("Name or number").fill(who.attendantId);
  await page.getByLabel("PIN", { exact: true }).fill(who.pin);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.locator("attendant-board").waitFor();
  return page;
}

/** Lanes that call one after another; each call is timed, answered, and gone before the next. */
class Calls {
  readonly samples: Samples = { ageMs: [], unknownMs: [], floorMs: [], unseen: 0 };
  private readonly waiting = new Map<string, (painted: PaintedCall) => void>();
  private readonly made = new Map<string, number>();

  constructor(
    private readonly attendant: AttendantClient,
    private readonly ageCode: string,
    private readonly ahead: number,
  ) {}

  painted(painted: PaintedCall): void {
    this.waiting.get(painted.laneId)?.(painted);
  }

  async call(lane: LaneClient, scanner: ScannerPort, kind: "age" | "unknown"): Promise<void> {
    const { laneId } = lane;
    const calls = this.made.get(laneId) ?? 0;
    if (calls > 0 && calls % callsABasket === 0) await this.startAnew(lane);
    this.made.set(laneId, calls + 1);
    const abort = new AbortController();
    const seen = new Promise<PaintedCall>((resolve) => this.waiting.set(laneId, resolve));
    const sentMs = scanner.scan(kind === "age" ? this.ageCode : unknownCode);
    const painted = await Promise.race([seen, sleep(paintLimitMs, undefined, { signal: abort.signal }).catch(() => undefined)]);
    abort.abort();
    this.waiting.delete(laneId);
    if (painted === undefined) {
      this.samples.unseen += 1;
      return this.startAnew(lane);
    }
    (kind === "age" ? this.samples.ageMs : this.samples.unknownMs).push(painted.atMs - this.ahead - sentMs);
    const answer = await this.attendant.send(laneId, { kind: "end-intervention", interventionId: painted.interventionId, outcome: "refused" });
    if (answer.result !== "accepted") throw new Error(`the call of ${laneId} could not be answered: ${JSON.stringify(answer.refusal)}`);
  }

  private async startAnew(lane: LaneClient): Promise<void> {
    await lane.send({ kind: "abandon" });
    await lane.until("the welcome screen", ({ step }) => step.name === "welcome");
  }
}

async function measure(seconds: number, say: (line: string) => void): Promise<Samples> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-bench-"));
  const scanners = await Promise.all(Array.from({ length: laneCount }, () => ScannerPort.open()));
  const closing: (() => Promise<unknown> | unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), ...scanners.map((scanner) => () => scanner.close())];
  try {
    mkdirSync(join(folder, "data"));
    const store = await RunningStore.start({ dataFolder: join(folder, "data"), environment: await profilesWith(scanners, folder) });
    closing.push(() => store.halt());
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    const page = await openStation(browser, store);
    const twin = await store.twin();
    const [firstLane] = twin.lanes;
    const [who] = twin.attendants;
    if (firstLane === undefined || who === undefined) throw new Error("the store is not complete");
    const attendant = await AttendantClient.signIn(store, who);
    const lanes = await Promise.all(twin.lanes.map((lane) => LaneClient.open(store, lane)));
    await Promise.all(lanes.map((lane) => lane.until("working devices", ({ faults }) => faults.length === 0, 60_000)));
    const calls = new Calls(attendant, (await Shelf.of(store)).restricted.code, await clockAhead(page));
    await watchCalls(page, (painted) => calls.painted(painted));
    const session = await kioskSession(store, firstLane);
    const floor = await MessageFloor.open(store, browser, session.mqtt.url, JSON.stringify(await attendant.view()));
    closing.push(() => floor.close());
    say(`${lanes.length} lanes are open, the station is signed in`);
    const run = async (untilMs: number) => {
      for (let number = 1; performance.now() < untilMs; number += 1) {
        const index = number % laneCount;
        const [lane, scanner] = [lanes[index], scanners[index]];
        if (lane === undefined || scanner === undefined) throw new Error("a lane without a scanner");
        await calls.call(lane, scanner, number % 2 === 0 ? "age" : "unknown");
        await sleep(pauseMs + ((number * 37) % 100));
        calls.samples.floorMs.push(await floor.sample(number));
        await sleep(pauseMs);
      }
    };
    await run(performance.now() + Math.min(seconds, 6) * 1_000);
    for (const list of [calls.samples.ageMs, calls.samples.unknownMs, calls.samples.floorMs]) list.length = 0;
    await run(performance.now() + seconds * 1_000);
    return calls.samples;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** From the first byte a scanner sends of what needs a person until the call is painted on the attendant's screen, beside the floor. */
export const eventToAttendantBench: Bench = {
  name: "event-to-attendant",
  title: "Event to the attendant's screen: from a scanner's bytes to the painted call",
  run: async (quick, say): Promise<readonly Figure[]> => {
    const { ageMs, unknownMs, floorMs, unseen } = await measure(quick ? 10 : 90, say);
    const all = [...ageMs, ...unknownMs];
    return [
      { what: "calls timed, one after another from four lanes", value: all.length, unit: "samples" },
      { what: `calls not painted within ${paintLimitMs / 1_000} s`, value: unseen, unit: "samples", goal: { below: 1 } },
      { what: "scan to the attendant's screen, p50", value: quantileOf(all, 0.5), unit: "ms" },
      { what: "scan to the attendant's screen, p99", value: quantileOf(all, 0.99), unit: "ms", goal: { below: 300 } },
      { what: "of these, goods with an age limit, p50", value: quantileOf(ageMs, 0.5), unit: "ms" },
      { what: "of these, an unknown item, p50", value: quantileOf(unknownMs, 0.5), unit: "ms" },
      { what: "floor of the same minutes, p50", value: quantileOf(floorMs, 0.5), unit: "ms" },
      { what: "floor of the same minutes, p99", value: quantileOf(floorMs, 0.99), unit: "ms" },
    ];
  },
};
