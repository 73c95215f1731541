import { readFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataFiles, type DeviceFault, type LaneProfile, type LaneView, type PaperLine } from "@laneway/contracts";
import { eventually } from "../store/eventually.js";
import { LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf, type ShelfItem } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { AcknowledgedSale } from "./books.js";
import { closingProblems } from "./closing.js";

let store: RunningStore;
let lane: LaneClient;
let shopper: Shopper;
let item: ShelfItem;
const acknowledged: AcknowledgedSale[] = [];

beforeAll(async () => {
  store = await RunningStore.start({ lanes: 1 });
  const [first] = (await store.twin()).lanes;
  if (first === undefined) throw new Error("the store has no lane");
  lane = await LaneClient.open(store, first);
  shopper = new Shopper(lane);
  [item] = (await Shelf.of(store)).packed as [ShelfItem];
});
afterAll(() => store?.stop());

const hasFault = (code: DeviceFault["code"]) => (view: LaneView) => view.faults.some((fault) => fault.code === code);
const textOf = (paper: readonly PaperLine[]) => paper.map((line) => (line.kind === "text" ? line.text : "")).join("\n");
const times = (text: string, part: string) => text.split(part).length - 1;

/** Buys one thing and answers its receipt number; the lane then says thank you. */
async function buy(): Promise<string> {
  await shopper.scanAndBag(item);
  await shopper.goToPayment();
  const { step } = await shopper.payByCard();
  if (step.name !== "thank-you") throw new Error("not paid");
  acknowledged.push({ laneId: lane.laneId, receiptNumber: step.receipt.receiptNumber, totalMinor: step.receipt.totalMinor });
  return step.receipt.receiptNumber;
}

const printState = (view: LaneView) => (view.step.name === "thank-you" ? view.step.print : undefined);

describe("a receipt is printed once", () => {
  it.each([
    ["the paper is out and refilled", { kind: "printer", paper: "out" }, { kind: "printer", paper: "ok" }, "paper-out"],
    ["the cover is opened and closed", { kind: "printer", coverOpen: true }, { kind: "printer", coverOpen: false }, "cover-open"],
    ["the printer is unplugged and plugged in", { kind: "plug", device: "receipt-printer", plugged: false }, { kind: "plug", device: "receipt-printer", plugged: true }, "unreachable"],
  ] as const)("when %s before it", async (_what, breaks, mends, fault) => {
    const number = await buy();
    await lane.bench({ kind: "tear-off-paper" });
    await lane.bench(breaks);
    await lane.until(`the fault ${fault}`, hasFault(fault));
    const asked = await lane.send({ kind: "print-receipt" });
    await lane.bench(mends);
    await lane.until("no fault", (view) => view.faults.length === 0, 20_000);
    if (asked.result === "refused") await lane.accepted({ kind: "print-receipt" });
    await lane.until("the printed receipt", (view) => printState(view) === "printed", 20_000);
    expect(times(textOf((await lane.benchState()).printer.paper), number)).toBe(1);
    await shopper.finish();
  });

  it("when the paper ends in the middle of it", async () => {
    const number = await buy();
    await lane.bench({ kind: "tear-off-paper" });
    await Promise.all([lane.accepted({ kind: "print-receipt" }), eventually(async () => (await lane.benchState()).printer.paper.length > 0, { what: "the first printed line", everyMs: 1 }).then(() => lane.bench({ kind: "printer", paper: "out" }))]);
    const stuck = await lane.until("the fault", hasFault("paper-out"), 20_000);
    expect(printState(stuck)).not.toBe("printed");
    await lane.bench({ kind: "printer", paper: "ok" });
    await lane.until("the printed receipt", (view) => printState(view) === "printed", 20_000);
    const { paper } = (await lane.benchState()).printer;
    expect(times(textOf(paper), number)).toBeGreaterThanOrEqual(1);
    expect(paper.filter((line) => line.kind === "cut")).toHaveLength(1);
    await shopper.finish();
  });
});

describe("a bad device does not take its lane down", () => {
  it.each(["scanner", "produce-scale", "security-scale", "receipt-printer"] as const)("the %s unplugged is named, the rest goes on, and it comes back", async (device) => {
    await lane.bench({ kind: "plug", device, plugged: false });
    await lane.until(`the loss of the ${device}`, (view) => view.faults.some((fault) => fault.device === device && fault.code === "unreachable"), 20_000);
    await lane.accepted({ kind: "key-code", code: item.code });
    await lane.until("the item", (view) => view.basket?.lines.length === 1);
    await lane.accepted({ kind: "abandon" });
    await lane.bench({ kind: "plug", device, plugged: true });
    await lane.until(`the ${device} back`, (view) => view.step.name === "welcome" && view.faults.length === 0, 20_000);
  });

  it("a scale that talks rubbish is named, the rest sells on, and the scale comes back", async () => {
    const profile = JSON.parse(readFileSync(join(store.dataFolder, dataFiles.laneProfile(lane.laneId)), "utf8")) as LaneProfile;
    const transport = profile.devices["produce-scale"]?.transport;
    if (transport?.kind !== "tcp") throw new Error("the scale of a simulated lane listens on TCP");
    await lane.bench({ kind: "plug", device: "produce-scale", plugged: false });
    await lane.until("the loss of the scale", hasFault("unreachable"), 20_000);
    const open = new Set<Socket>();
    const rubbish = createServer((socket) => {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("data", () => socket.write(Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 37) % 256))));
    });
    await new Promise<void>((resolve, reject) => {
      rubbish.once("error", reject);
      rubbish.listen(transport.port, transport.host, resolve);
    });
    try {
      await lane.until("the rubbish named", hasFault("protocol"), 20_000);
      await buy();
      await shopper.finish();
      expect(store.pids("device-agents/dist/main.mjs")).toHaveLength(1);
    } finally {
      const closed = new Promise((resolve) => rubbish.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    }
    await lane.bench({ kind: "plug", device: "produce-scale", plugged: true });
    await lane.until("the scale back", (view) => view.faults.length === 0, 30_000);
  });
});

it("all books agree afterwards", async () => {
  expect(acknowledged.length).toBeGreaterThanOrEqual(5);
  expect(await closingProblems(store, [lane], acknowledged)).toEqual([]);
});
