import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { type Bench, type Figure, quantileOf } from "./figures.js";

interface Start {
  readonly openMs: number;
  readonly soldMs: number;
}

/** From the starter's start until the lanes sell, and until the first scanned item stands in a basket. */
async function timedStart(dataFolder: string): Promise<Start> {
  const began = performance.now();
  const since = () => performance.now() - began;
  const store = await RunningStore.start({ lanes: 2, dataFolder, until: "open" });
  const openMs = since();
  try {
    const [lane] = (await store.twin()).lanes;
    const [item] = (await Shelf.of(store)).packed;
    if (lane === undefined || item === undefined) throw new Error("the store is not complete");
    const client = await LaneClient.open(store, lane);
    await client.bench({ kind: "scan", code: item.code, aim: "]E0" });
    await client.until("the first item", (view) => view.basket?.lines.length === 1);
    const soldMs = since();
    await client.accepted({ kind: "abandon" });
    return { openMs, soldMs };
  } finally {
    await store.halt();
  }
}

/** From the starter's start until headquarters and the relay run too. */
async function timedWhole(dataFolder: string): Promise<number> {
  const began = performance.now();
  const store = await RunningStore.start({ lanes: 2, dataFolder });
  const everythingMs = performance.now() - began;
  await store.halt();
  return everythingMs;
}

const seconds = (samples: readonly number[]): number => quantileOf(samples, 0.5) / 1_000;

export const startBench: Bench = {
  name: "start",
  title: "From the starter's start to a first sale: two simulated lanes, built already",
  run: async (quick, say): Promise<readonly Figure[]> => {
    const [first, again, whole]: [Start[], Start[], number[]] = [[], [], []];
    for (let times = 0; times < (quick ? 1 : 5); times += 1) {
      say(`start ${times + 1}`);
      const folder = mkdtempSync(join(tmpdir(), "laneway-bench-"));
      try {
        first.push(await timedStart(folder));
        again.push(await timedStart(folder));
        whole.push(await timedWhole(folder));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return [
      { what: "first start ever (secrets, demo price book), lanes open", value: seconds(first.map((each) => each.openMs)), unit: "s", goal: { below: 3 } },
      { what: "first start ever, first item in a basket", value: seconds(first.map((each) => each.soldMs)), unit: "s" },
      { what: "start on kept data, lanes open", value: seconds(again.map((each) => each.openMs)), unit: "s", goal: { below: 3 } },
      { what: "start on kept data, first item in a basket", value: seconds(again.map((each) => each.soldMs)), unit: "s" },
      { what: "start on kept data, headquarters and relay too", value: seconds(whole), unit: "s" },
    ];
  },
};
