import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { AcknowledgedSale } from "./books.js";
import { closingProblems } from "./closing.js";

const dataFolder = mkdtempSync(join(tmpdir(), "laneway-restart-"));
let store: RunningStore | undefined;
afterAll(async () => {
  await store?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function open(): Promise<{ store: RunningStore; lanes: LaneClient[] }> {
  store = await RunningStore.start({ lanes: 2, dataFolder });
  const lanes = await Promise.all((await store.twin()).lanes.map((lane) => LaneClient.open(store as RunningStore, lane)));
  return { store, lanes };
}

it("keeps everything over a restart, and lets nobody else have its data meanwhile", async () => {
  const acknowledged: AcknowledgedSale[] = [];
  const first = await open();
  const [buying, choosing] = first.lanes;
  if (buying === undefined || choosing === undefined) throw new Error("the store has no two lanes");
  const { packed } = await Shelf.of(first.store);
  const [item, other] = packed;
  if (item === undefined || other === undefined) throw new Error("the shelf is too short");

  const shopper = new Shopper(buying);
  await shopper.scanAndBag(item);
  await shopper.goToPayment();
  const { step } = await shopper.payByCard();
  if (step.name !== "thank-you") throw new Error("not paid");
  const { receipt } = step;
  acknowledged.push({ laneId: buying.laneId, receiptNumber: receipt.receiptNumber, totalMinor: receipt.totalMinor });
  await shopper.finish();
  await new Shopper(choosing).scanAndBag(other);
  const basket = (await choosing.view()).basket;

  await expect(RunningStore.start({ lanes: 2, dataFolder })).rejects.toThrow(/ended with status 3:\nlaneway: .*; fix: /);
  expect((await choosing.view()).basket).toEqual(basket);
  // Ctrl-C: `halt` fails when any process outlives the starter.
  await first.store.halt();

  const second = await open();
  const [buyingAgain, choosingAgain] = second.lanes;
  if (buyingAgain === undefined || choosingAgain === undefined) throw new Error("the store has lost a lane");
  expect((await choosingAgain.view()).basket).toEqual(basket);
  const kept = await fetch(`${second.store.edgeUrl}/api/v1/receipts/${new URL(receipt.eReceiptUrl ?? "").pathname.split("/").at(-1)}`);
  expect(await kept.json()).toMatchObject({ receipt: { receiptNumber: receipt.receiptNumber, totalMinor: receipt.totalMinor } });
  const later = new Shopper(choosingAgain);
  // What lay in the virtual bagging area went with its process. A lane that saw its scale go begins anew with what lies there now; one that
  // did not asks for the goods.
  if ((await choosingAgain.view()).nudge !== undefined) {
    await choosingAgain.bench({ kind: "put-in-bagging", label: other.name, grams: other.expectedWeightGrams ?? 0 });
    await choosingAgain.until("the goods back", (view) => view.nudge === undefined);
  }
  await later.goToPayment();
  const thanks = await later.payByCard();
  if (thanks.step.name !== "thank-you") throw new Error("not paid");
  acknowledged.push({ laneId: choosingAgain.laneId, receiptNumber: thanks.step.receipt.receiptNumber, totalMinor: thanks.step.receipt.totalMinor });
  expect(await closingProblems(second.store, second.lanes, acknowledged)).toEqual([]);
});

it.each([
  ["a port that is a word", { LANEWAY_EDGE_PORT: "seven" }, 2, /^laneway: configuration: ports\.edge \(from LANEWAY_EDGE_PORT\) .*; fix: .*$/],
  ["a configuration file that is not there", { LANEWAY_CONFIG: "nowhere.json" }, 2, /^laneway: configuration: LANEWAY_CONFIG .*; fix: .*$/],
  ["a broker without an address for the screens", { LANEWAY_MQTT_URL: "mqtt://127.0.0.1:1" }, 2, /^laneway: configuration: mqttWebSocketUrl .*; fix: .*$/],
  ["a data folder that cannot be", { LANEWAY_DATA: "/dev/null/laneway" }, 3, /^laneway: data folder \/dev\/null\/laneway cannot be written .*; fix: .*$/],
] as const)("tells %s in one line and starts nothing", async (_what, environment, status, line) => {
  const refused = await RunningStore.start({ environment }).then(
    () => "it started",
    (error: Error) => error.message,
  );
  const [head, ...told] = refused.trim().split("\n");
  expect(head).toBe(`the store ended with status ${status}:`);
  expect(told).toEqual([expect.stringMatching(line)]);
});
