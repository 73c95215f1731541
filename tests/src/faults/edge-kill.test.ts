import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { noteFinding } from "../proof/finding.js";
import { eventually } from "../store/eventually.js";
import { slowness } from "../store/machine-pace.js";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Seeded } from "../store/seeded.js";
import { Shelf, type ShelfItem } from "../store/shelf.js";
import type { AcknowledgedSale } from "./books.js";
import { closingProblems } from "./closing.js";
import { EdgeKiller, purchaseSteps, type Shot } from "./edge-killer.js";
import { FullPurchase } from "./full-purchase.js";

/** Seeds 1 to this many: each is one kill -9 of an edge while a shopper is in the step that the seed is for; an ordinary run is in every step once. */
const kills = Number(process.env.LANEWAY_KILLS ?? 17);
/** Stores beside each other: while one edge comes back, another is killed. */
const storeCount = 2;
/** From the kill until the same basket is answered; on a machine that is not quiet, as many times longer as everything is. */
const longestBackMs = 5_000;
const mostRounds = 20 + kills;

let stores: RunningStore[];

/** Shoppers who are not hurried on: how slow the machine is must not end a purchase. */
const unhurried = { rules: { thankYouSeconds: 120, nudgeSeconds: 120, idleAskSeconds: 600 } };
const folder = mkdtempSync(join(tmpdir(), "laneway-kills-"));

beforeAll(async () => {
  const config = join(folder, "laneway.config.json");
  writeFileSync(config, JSON.stringify(unhurried));
  stores = [];
  for (let started = 0; started < storeCount; started++) stores.push(await RunningStore.start({ lanes: 2, until: "open", environment: { LANEWAY_CONFIG: config } }));
});
afterAll(async () => {
  for (const store of stores ?? []) await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Shopping {
  readonly store: RunningStore;
  readonly lanes: readonly LaneClient[];
  readonly shots: readonly Shot[];
  readonly sales: AcknowledgedSale[];
}

/** A store opens before the last cable has answered: nobody shops until a scan has arrived. */
async function untilScannerReads(lane: LaneClient, item: ShelfItem): Promise<void> {
  await eventually(
    async () => {
      await lane.bench({ kind: "scan", code: item.code, aim: item.aim ?? "]E0" });
      return (await lane.view()).basket !== undefined;
    },
    { what: "a scan in the basket", withinMs: 60_000, everyMs: 500 },
  );
  await lane.accepted({ kind: "abandon" });
  await sleep(1_500);
  if ((await lane.view()).basket !== undefined) await lane.accepted({ kind: "abandon" });
}

/** Two shoppers at a time, who change lanes in the middle, until every seed has had its kill. */
async function shop(store: RunningStore, seeds: readonly number[]): Promise<Shopping> {
  const [one, other] = (await Promise.all((await store.twin()).lanes.map((lane) => LaneClient.open(store, lane)))) as [LaneClient, LaneClient];
  const shelf = await Shelf.of(store);
  const chance = new Seeded(seeds[0] ?? 0);
  const [anything] = shelf.packed as [ShelfItem];
  await Promise.all([one, other].map((lane) => untilScannerReads(lane, anything)));
  const killer = new EdgeKiller(store, seeds);
  const sales: AcknowledgedSale[] = [];
  try {
    for (let round = 0; killer.left > 0; round++) {
      if (round > mostRounds) throw new Error(`${killer.left} seeds did not hit in ${round} rounds`);
      const purchases = [0, 1].map(() => {
        const [twice, voided] = [chance.oneOf(shelf.packed), chance.oneOf(shelf.packed)];
        return new FullPurchase(killer, { twice, voided: voided === twice ? (shelf.packed.find((item) => item !== twice) ?? voided) : voided, produce: shelf.produce, produceGrams: chance.between(150, 2_500) });
      }) as [FullPurchase, FullPurchase];
      await Promise.all([purchases[0].chooseAt(one), purchases[1].chooseAt(other)]);
      sales.push(...(await Promise.all([purchases[0].payAt(other), purchases[1].payAt(one)])));
    }
  } finally {
    killer.close();
  }
  return { store, lanes: [one, other], shots: killer.shots, sales };
}

it(`loses and doubles nothing while edges are killed ${kills} times, in every step of a purchase`, { timeout: 3_000_000 }, async () => {
  const paceBefore = slowness();
  const seeds = Array.from({ length: kills }, (_, index) => index + 1);
  const shoppings = await Promise.all(stores.map((store, index) => shop(store, seeds.filter((seed) => seed % storeCount === index))));
  const shots = shoppings.flatMap((shopping) => shopping.shots);
  expect(shots.map((shot) => shot.seed).sort((a, b) => a - b)).toEqual(seeds);
  const perStep = Object.fromEntries(purchaseSteps.map((step) => [step, shots.filter((shot) => shot.step === step).length]));
  const fewest = Math.floor(kills / storeCount / purchaseSteps.length) * storeCount;
  expect(Object.entries(perStep).filter(([, count]) => count < fewest)).toEqual([]);
  const pace = Math.max(paceBefore, slowness());
  expect(shots.filter((shot) => shot.backMs > longestBackMs * pace)).toEqual([]);
  const problems = [];
  for (const { store, lanes, sales } of shoppings) problems.push(...(await closingProblems(store, lanes, sales)));
  expect(problems).toEqual([]);
  const back = shots.map((shot) => shot.backMs).sort((a, b) => a - b);
  noteFinding({
    name: "edge-kills",
    done: `${storeCount} stores sold at two lanes each, to shoppers who weigh, void, change quantities, set their basket aside, recall it at the other lane and are declined once, while each edge was killed with signal 9 in every step of a purchase.`,
    held: "Each basket came back and held what was bought, each thing once; screens, journals, terminals, paper and headquarters tell of each sale once; every chain verifies.",
    figures: {
      kills: shots.length,
      "kills of an edge that was just starting": shots.filter((shot) => shot.twice).length,
      "kills as the edge wrote to its record": shots.filter((shot) => shot.moment.kind === "write").length,
      "steps of a purchase": purchaseSteps.length,
      "fewest kills in a step": Math.min(...Object.values(perStep)),
      "sales": shoppings.reduce((sum, shopping) => sum + shopping.sales.length, 0),
      "median ms until the basket was back": Math.round(back[Math.floor(back.length / 2)] ?? 0),
      "longest ms until the basket was back": Math.round(back.at(-1) ?? 0),
    },
    seeds: `1 to ${kills}`,
    repeat: `LANEWAY_KILLS=${kills} npx vitest run --project tests faults/edge-kill`,
  });
});
