import { afterAll, beforeAll, expect, it } from "vitest";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";

let store: RunningStore;
let lane: LaneClient;
let shelf: Shelf;

beforeAll(async () => {
  store = await RunningStore.start({ lanes: 1 });
  const [first] = (await store.twin()).lanes;
  if (first === undefined) throw new Error("the store has no lane");
  lane = await LaneClient.open(store, first);
  shelf = await Shelf.of(store);
});
afterAll(async () => {
  await store?.stop();
});

it("sells, charges once and prints", async () => {
  const shopper = new Shopper(lane);
  for (const item of shelf.packed.slice(0, 3)) await shopper.scanAndBag(item);
  await shopper.goToPayment();
  const thanks = await shopper.payByCard();
  if (thanks.step.name !== "thank-you") throw new Error("not paid");
  const { totalMinor } = thanks.step.receipt;
  await lane.accepted({ kind: "print-receipt" });
  await lane.until("the printed receipt", (view) => view.step.name === "thank-you" && view.step.print === "printed");
  const bench = await lane.benchState();
  expect(bench.terminal.booked.map((payment) => payment.amountMinor)).toEqual([totalMinor]);
  expect(bench.printer.paper.some((line) => line.kind === "qr")).toBe(true);
  const idle = await shopper.finish();
  expect(idle.basket).toBeUndefined();
});
