import { expect } from "vitest";
import type { BenchState } from "@laneway/contracts";
import { type AcknowledgedSale, bookProblems, chainProblems, headquartersProblems, readJournal } from "../faults/books.js";
import { eventually } from "../store/eventually.js";
import { HeadquartersClient } from "../store/headquarters-client.js";
import { LaneClient } from "../store/lane-client.js";
import type { RunningStore } from "../store/running-store.js";
import { Seeded } from "../store/seeded.js";
import { Shelf, type ShelfItem } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";

/**
 * An unclear payment ends by itself, not at once: a terminal that has taken a command may be silent for three minutes (T4), and the
 * pauses between two questions grow to one.
 */
const unclearEndsWithinMs = 300_000;
/** For one whole test in such weather. */
export const stormTimeoutMs = 600_000;

export interface Shopping {
  readonly sales: readonly AcknowledgedSale[];
  readonly lanes: readonly LaneClient[];
}

/** At each lane `perLane` shoppers after each other, with goods drawn from the seed. Fails when one cannot finish. */
export async function shop(store: RunningStore, perLane: number, seed: number): Promise<Shopping> {
  const shelf = await Shelf.of(store);
  const lanes = await Promise.all((await store.twin()).lanes.map((lane) => LaneClient.open(store, lane)));
  const sales = await Promise.all(lanes.map((lane, index) => shopAt(lane, shelf, perLane, new Seeded(seed * 100 + index))));
  return { sales: sales.flat(), lanes };
}

async function shopAt(lane: LaneClient, shelf: Shelf, count: number, chance: Seeded): Promise<AcknowledgedSale[]> {
  const sales: AcknowledgedSale[] = [];
  while (sales.length < count) {
    const shopper = new Shopper(lane);
    await lane.until("an open lane", (view) => view.mode === "open" && view.step.name === "welcome", 30_000);
    for (let goods = chance.between(1, 2); goods > 0; goods -= 1) await scanAndBag(lane, chance.oneOf(shelf.packed));
    await lane.until("a terminal in reach", (view) => !view.faults.some(({ effect }) => effect === "no-card-payment"), 30_000);
    await shopper.goToPayment();
    const { step } = await shopper.payByCard(unclearEndsWithinMs);
    if (step.name !== "thank-you") throw new Error(`${lane.laneId}: paying did not end in thanks but in ${JSON.stringify(step)}`);
    sales.push({ laneId: lane.laneId, receiptNumber: step.receipt.receiptNumber, totalMinor: step.receipt.totalMinor });
    await shopper.finish();
  }
  return sales;
}

/** An agent gives a scan up after 15 s without the edge; whoever sees nothing then scans again. */
const scanIsGivenUpMs = 16_000;

async function scanAndBag(lane: LaneClient, item: ShelfItem): Promise<void> {
  const before = (await lane.view()).basket?.lines.length ?? 0;
  const scan = async (): Promise<void> => {
    await lane.bench({ kind: "scan", code: item.code, aim: item.aim ?? "]E0" });
    await lane.until(`${item.name} on the screen`, (view) => (view.basket?.lines.length ?? 0) > before, scanIsGivenUpMs);
  };
  await scan().catch(scan);
  await lane.bench({ kind: "put-in-bagging", label: item.name, grams: item.expectedWeightGrams ?? 100 });
  await lane.until(`${item.name} in the bagging area`, (view) => view.nudge === undefined, 30_000);
}

/** Halts the store and expects screens, journal, terminals and headquarters to tell the same: nothing lost, nothing twice. */
export async function expectEqualBooks(store: RunningStore, { sales, lanes }: Shopping): Promise<void> {
  const terminals = new Map<string, BenchState>();
  for (const lane of lanes) terminals.set(lane.laneId, await lane.benchState());
  const headquarters = new HeadquartersClient(store);
  const held = await eventually(
    async () => {
      const completed = await headquarters.completed();
      return completed.length >= sales.length ? completed : undefined;
    },
    { what: "every sale at headquarters", withinMs: 60_000, everyMs: 200 },
  );
  const identity = await store.journalIdentity();
  await store.halt();
  const journal = readJournal(store.dataFolder, identity);
  expect(chainProblems(journal.records)).toEqual([]);
  expect(bookProblems(sales, journal, terminals)).toEqual([]);
  expect(headquartersProblems(held, journal)).toEqual([]);
  expect(journal.sales).toHaveLength(sales.length);
}
