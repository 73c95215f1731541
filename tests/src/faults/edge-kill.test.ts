import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Seeded } from "../store/seeded.js";
import { Shelf, type ShelfItem } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { AcknowledgedSale } from "./books.js";
import { closingProblems } from "./closing.js";

/** Each round has a seed of its own and one kill -9 of the edge, aimed at a step of one lane; all lanes buy meanwhile and share it. */
const purchases = Number(process.env.LANEWAY_KILL_PURCHASES ?? 200);
const laneCount = 8;

let store: RunningStore;
let lanes: LaneClient[];
let shelf: Shelf;

beforeAll(async () => {
  store = await RunningStore.start({ lanes: laneCount });
  lanes = await Promise.all((await store.twin()).lanes.map((lane) => LaneClient.open(store, lane)));
  shelf = await Shelf.of(store);
});
afterAll(async () => {
  await store?.stop();
});

/** One purchase; `arriving` is called as each step begins, so that a kill can be aimed at it. */
async function purchase(lane: LaneClient, items: readonly ShelfItem[], arriving: (step: number) => void): Promise<AcknowledgedSale> {
  const shopper = new Shopper(lane);
  let step = 0;
  for (const item of items) {
    arriving(step++);
    await shopper.scanAndBag(item);
  }
  arriving(step++);
  await shopper.goToPayment();
  arriving(step++);
  const thanks = await shopper.payByCard();
  if (thanks.step.name !== "thank-you") throw new Error("not paid");
  const sale = { laneId: lane.laneId, receiptNumber: thanks.step.receipt.receiptNumber, totalMinor: thanks.step.receipt.totalMinor };
  arriving(step++);
  await shopper.finish();
  return sale;
}

it(`loses and doubles nothing in ${purchases} purchases while the edge is killed ${Math.ceil(purchases / laneCount)} times`, { timeout: 1_200_000 }, async () => {
  const acknowledged: AcknowledgedSale[] = [];
  for (let round = 0; round * laneCount < purchases; round++) {
    const chance = new Seeded(round + 1);
    const items = Array.from({ length: chance.between(1, 2) }, () => chance.oneOf(shelf.packed));
    // The kill falls a little after one lane begins one of its steps: before, in or after that step's commits.
    const target = { lane: chance.between(0, laneCount - 1), step: chance.between(0, items.length + 2), afterMs: chance.between(0, 80) };
    let killed: Promise<void> | undefined;
    const sales = await Promise.all(
      lanes.map((lane, index) =>
        purchase(lane, items, (step) => {
          if (index === target.lane && step === target.step) killed ??= sleep(target.afterMs).then(() => store.kill("edge-server/dist/main.js"));
        }),
      ),
    ).catch((error: Error) => {
      throw new Error(`seed ${round + 1} (${JSON.stringify(target)}): ${error.message}`, { cause: error });
    });
    expect(killed, `seed ${round + 1} must have killed the edge`).toBeDefined();
    await killed;
    acknowledged.push(...sales);
  }
  expect(acknowledged).toHaveLength(Math.ceil(purchases / laneCount) * laneCount);
  expect(await closingProblems(store, lanes, acknowledged)).toEqual([]);
});
