import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BasketCheck } from "@laneway/contracts";
import { usualRules } from "@laneway/domain/risk/rules";
import { Chance } from "@laneway/edge-server/risk/population/chance";
import { storeTime } from "@laneway/edge-server/lane/business-time";
import { errandOf, populationSettings } from "@laneway/edge-server/risk/population/basket";
import { cheap } from "@laneway/edge-server/risk/population/shop";
import { judgedBaskets, type Outcome } from "@laneway/edge-server/risk/judged-baskets";
import { readJournal } from "@laneway/edge-server/risk/read-journal";
import { asksPerson, replayBaskets } from "@laneway/edge-server/risk/replay";
import { profilesWith } from "../store/own-scanners.js";
import { RunningStore } from "../store/running-store.js";
import { ScannerPort } from "../store/scanner-port.js";
import { type Call, Colleague, type VisitOrder } from "./colleague.js";
import { hurry } from "./hurried-time.js";
import { RealLane } from "./real-lane.js";
import { shopBook } from "./shop-book.js";
import { type Visit, visitLane } from "./visit.js";

/** One stretch of selling in a running store. */
export interface Plan {
  readonly lanes: number;
  /** On how many of them somebody shops. */
  readonly busy: number;
  /** Who comes, in this order. */
  readonly seeds: readonly number[];
  /** Of a thousand shoppers, how many take something; the store's budget is half of it, as 20 is of the usual 40. */
  readonly thievesPerMille: number;
  readonly order: VisitOrder;
  /** On one more lane goods are scanned at an even pace, for the time each takes. */
  readonly probed?: true;
  /** The stretch ends after so long, whoever still shops; absent: when all have left. */
  readonly seconds?: number;
}

/** A basket's judgement as the store's own journal holds it. */
export interface Judged {
  readonly transactionId: string;
  readonly check: BasketCheck;
  /** What would have followed without the model. */
  readonly byRules: BasketCheck;
  readonly outcome: Outcome;
}

export interface Day {
  readonly plan: Plan;
  readonly visits: readonly Visit[];
  readonly judged: readonly Judged[];
  readonly calls: readonly Call[];
  readonly busyMs: number;
  readonly openMs: number;
  /** Of the lanes where somebody shopped. */
  readonly scansMs: readonly number[];
  /** Of the lane at an even pace. */
  readonly probesMs: readonly number[];
}

/** Runs a store of its own for a stretch of selling: edge, broker, agents and simulators are processes, whoever shops and helps is in this one. */
export async function runDay(plan: Plan, say: (line: string) => void): Promise<Day> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-shoppers-"));
  const scanners = await Promise.all(Array.from({ length: plan.lanes }, () => ScannerPort.open()));
  const closing: (() => Promise<unknown> | unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), ...scanners.map((scanner) => () => scanner.close())];
  try {
    const dataFolder = join(folder, "data");
    mkdirSync(dataFolder);
    const book = join(folder, "price-book.json");
    writeFileSync(book, JSON.stringify(shopBook));
    // The machine's own time is no shorter for being hurried.
    const risk = { interventionsPer1000: plan.thievesPerMille / 2, deadlineMs: 50 * Number(process.env.LANEWAY_HURRY ?? "1") };
    const environment = await profilesWith(scanners, folder, { risk });
    const store = await RunningStore.start({ lanes: plan.lanes, dataFolder, until: "open", environment: { ...environment, LANEWAY_DEMO_PRICE_BOOK: book } });
    closing.push(() => store.halt());
    const { lanes: addresses } = await store.twin();
    const lanes = await Promise.all(addresses.map((address, index) => RealLane.open(store, address, scanners[index] as ScannerPort)));
    closing.push(() => Promise.all(lanes.map((lane) => lane.close())));
    say(`${lanes.length} lanes are open`);
    await hurry();
    const found = await shop(store, lanes, plan, say).catch((error: Error) => {
      throw new Error(`${error.message}; the store said last:\n${store.log.slice(-2_000)}`, { cause: error });
    });
    await store.halt();
    return { plan, ...found, judged: await judgedIn(dataFolder, plan), scansMs: lanes.slice(0, plan.busy).flatMap((lane) => lane.scansMs), probesMs: lanes.slice(plan.busy).flatMap((lane) => lane.scansMs) };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function shop(store: RunningStore, lanes: readonly RealLane[], plan: Plan, say: (line: string) => void): Promise<Pick<Day, "visits" | "calls" | "busyMs" | "openMs">> {
  const stolen = new Map<string, { readonly stolenMinor: number }>();
  const colleague = await Colleague.begin(store, plan.order, new Chance(plan.seeds[0] ?? 0), (laneId) => (stolen.get(laneId)?.stolenMinor ?? 0) > 0);
  const visits: Visit[] = [];
  const beganMs = performance.now();
  const coming = [...plan.seeds];
  const isOver = () => coming.length === 0 || (plan.seconds !== undefined && performance.now() - beganMs > plan.seconds * 1_000);
  const serve = async (lane: RealLane): Promise<void> => {
    while (!isOver()) {
      const seed = coming.shift() as number;
      visits.push(await visitLane(lane, errandOf(seed, plan.thievesPerMille / 1_000), (shopper) => stolen.set(lane.client.laneId, shopper)));
      if (visits.length % 20 === 0) say(`${visits.length} shoppers have left`);
    }
  };
  const probed = plan.probed === true ? lanes.slice(-1) : [];
  if (probed.some((lane) => lanes.indexOf(lane) < plan.busy)) throw new Error("every lane has shoppers: none is left to be probed");
  const shopping = Promise.all([...lanes.slice(0, plan.busy).map(serve), ...probed.map((lane) => probe(lane, isOver))]);
  if (plan.seconds === undefined) await shopping;
  else {
    // Whoever still shops when the time is over is not waited for, and finds a closed shop.
    await Promise.race([shopping, sleep(plan.seconds * 1_000)]);
    shopping.catch(() => undefined);
  }
  const openMs = performance.now() - beganMs;
  await colleague.stop();
  return { visits, calls: [...colleague.calls.values()], busyMs: colleague.busyMs, openMs };
}

const probePauseMs = 700;
const probeLines = 12;

/** One after another, the same few goods; a full basket is given up. */
async function probe(lane: RealLane, isOver: () => boolean): Promise<void> {
  const goods = cheap.slice(0, probeLines);
  while (!isOver()) {
    await lane.send({ kind: "start", locale: "en" });
    for (const good of goods) {
      if (isOver()) break;
      await lane.scan(good);
      await lane.place(good.grams);
      await sleep(probePauseMs);
    }
    await lane.send({ kind: "abandon" });
    await lane.takeAll();
    await lane.until(({ step }) => step.name === "welcome", 60_000);
    await sleep(probePauseMs);
  }
}

/** How the store judged each basket, and how rules alone would have; of one that was judged again, what a person was asked for. */
async function judgedIn(dataFolder: string, plan: Plan): Promise<Judged[]> {
  const baskets = [...judgedBaskets(readJournal(dataFolder))];
  const budget = { interventionsPerMille: plan.thievesPerMille / 2, nudgesPerMille: 40, leastPpm: 200_000 };
  const place = { storeId: "demo", localTime: storeTime("Europe/Berlin").localTime };
  const byRules = await replayBaskets(baskets, { scorer: undefined, rules: usualRules, budget, settings: populationSettings }, place);
  const found = new Map<string, Judged>();
  for (const { basket, was, now } of byRules) {
    const { transactionId } = basket.transaction;
    const before = found.get(transactionId);
    const stays = before !== undefined && before.check !== "pass";
    found.set(transactionId, { transactionId, check: stays ? before.check : was, outcome: stays ? before.outcome : basket.outcome, byRules: asksPerson(before?.byRules ?? "pass") ? (before?.byRules ?? now) : now });
  }
  return [...found.values()];
}
