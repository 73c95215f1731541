import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import { closingProblems } from "./closing.js";

const dataFolder = mkdtempSync(join(tmpdir(), "laneway-full-"));
/** The edge's files get a small disk of their own. */
const disk = join(dataFolder, "edge");
let store: RunningStore | undefined;
afterAll(async () => {
  await store?.stop();
  execFileSync("umount", [disk]);
  rmSync(dataFolder, { recursive: true, force: true });
});

it("refuses by name while the disk is full, loses nothing, and sells on when there is space", async () => {
  mkdirSync(disk);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m,mode=700", "tmpfs", disk]);
  const running = await RunningStore.start({ lanes: 1, dataFolder });
  store = running;
  const [description] = (await running.twin()).lanes;
  if (description === undefined) throw new Error("the store has no lane");
  const lane = await LaneClient.open(running, description);
  const shopper = new Shopper(lane);
  const [item] = (await Shelf.of(running)).packed;
  if (item === undefined) throw new Error("the shelf is empty");
  await shopper.scanAndBag(item);
  const ask = async (command: object, commandId: string) => {
    const response = await fetch(`${running.edgeUrl}/api/v1/lanes/${lane.laneId}/commands`, { method: "POST", headers: lane.headers, body: JSON.stringify({ commandId, ...command }) });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  const ballast = join(disk, "ballast");
  fill(ballast);
  const before = await lane.view();
  const commandId = randomUUID();
  const refused = { status: 503, body: { result: "refused", refusal: { reason: "record-unavailable" } } };
  expect(await ask({ kind: "key-code", code: item.code }, commandId)).toEqual(refused);
  expect(await ask({ kind: "key-code", code: item.code }, commandId)).toEqual(refused);
  expect((await lane.view()).basket).toEqual(before.basket);
  expect(await (await fetch(`${running.edgeUrl}/api/v1/health`)).json()).toMatchObject({ ready: false, checks: { record: expect.stringContaining("the disk is full") } });
  expect(running.pids("edge-server/dist/main.mjs")).toHaveLength(1);

  rmSync(ballast);
  expect(await ask({ kind: "key-code", code: item.code }, commandId)).toMatchObject({ status: 200, body: { result: "accepted" } });
  await lane.bench({ kind: "put-in-bagging", label: item.name, grams: item.expectedWeightGrams ?? 0 });
  const { basket } = await lane.until("the second one in the bagging area", (view) => view.basket?.itemCount === 2 && view.nudge === undefined);
  expect(basket?.lines[0]).toEqual(before.basket?.lines[0]);
  await shopper.goToPayment();
  const { step } = await shopper.payByCard();
  if (step.name !== "thank-you") throw new Error("not paid");
  const sale = { laneId: lane.laneId, receiptNumber: step.receipt.receiptNumber, totalMinor: step.receipt.totalMinor };
  expect(await closingProblems(running, [lane], [sale])).toEqual([]);
});

/** Writes until nothing is left. */
function fill(path: string): void {
  const block = Buffer.alloc(1 << 16);
  try {
    while (statfsSync(disk).bavail > 0) appendFileSync(path, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
