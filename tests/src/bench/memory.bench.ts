import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { Bench, Figure } from "./figures.js";
import { residentMegabytes } from "./part-process.js";

const parts = [
  ["starter", "deploy/dist/starter/main.mjs"],
  ["broker (embedded)", "edge-server/dist/broker/main.mjs"],
  ["edge", "edge-server/dist/main.mjs"],
  ["scoring", "edge-server/dist/risk/score-process.js"],
  ["agent of a lane", "device-agents/dist/main.mjs", "lane-1"],
  ["simulator of a lane", "device-agents/dist/simulator/main.mjs", "lane-1"],
  ["relay", "cloud-relay/dist/store/main.mjs"],
  ["headquarters (PGlite)", "cloud-relay/dist/cloud/main.mjs"],
] as const;

const memoryOf = (store: RunningStore): Figure[] =>
  parts.flatMap(([what, ...words]): Figure[] => {
    const [pid] = what === "starter" ? [store.starterPid] : store.pids(...words);
    // It begins with the first basket.
    if (pid === undefined && what === "scoring") return [];
    if (pid === undefined) throw new Error(`${what} does not run`);
    return [{ what, value: residentMegabytes(pid), unit: "MB", ...(what === "edge" ? { goal: { below: 250 } } : {}) }];
  });

/** Resident memory of every process of a two-lane store. */
export const memoryBench: Bench = {
  name: "memory",
  title: "Memory of each process of a two-lane store",
  run: async (quick, say) => {
    const purchases = quick ? 4 : 50;
    const store = await RunningStore.start({ lanes: 2 });
    try {
      const start = memoryOf(store);
      const { packed } = await Shelf.of(store);
      const shoppers = await Promise.all((await store.twin()).lanes.map(async (lane) => new Shopper(await LaneClient.open(store, lane))));
      let left = purchases;
      const shop = async (shopper: Shopper) => {
        while (left > 0) {
          left -= 1;
          for (const item of [packed[left % packed.length], packed[(left + 1) % packed.length]]) if (item !== undefined) await shopper.scanAndBag(item);
          await shopper.goToPayment();
          await shopper.payByCard();
          await shopper.finish();
          if (left % 10 === 0) say(`${left} purchases to go`);
        }
      };
      await Promise.all(shoppers.map(shop));
      const after = memoryOf(store);
      return [
        ...start.map(({ goal: _after, ...figure }) => ({ ...figure, what: `${figure.what}, just started` })),
        ...after.map((figure) => ({ ...figure, what: `${figure.what}, after ${purchases} purchases` })),
      ];
    } finally {
      await store.stop();
    }
  },
};
