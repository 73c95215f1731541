import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LaneView } from "@laneway/contracts";
import { eventually } from "../store/eventually.js";
import { AttendantClient, LaneClient } from "../store/lane-client.js";
import { RunningStore } from "../store/running-store.js";
import { Shelf } from "../store/shelf.js";
import { Shopper } from "../store/shopper.js";
import type { AcknowledgedSale } from "./books.js";
import { closingProblems } from "./closing.js";

const patienceMs = 60_000;

let store: RunningStore;
let lane: LaneClient;
let shopper: Shopper;
let shelf: Shelf;
let attendant: AttendantClient;
const acknowledged: AcknowledgedSale[] = [];

beforeAll(async () => {
  store = await RunningStore.start({ lanes: 1 });
  const twin = await store.twin();
  const [first] = twin.lanes;
  const [somebody] = twin.attendants;
  if (first === undefined || somebody === undefined) throw new Error("the store is not complete");
  lane = await LaneClient.open(store, first);
  shopper = new Shopper(lane);
  shelf = await Shelf.of(store);
  attendant = await AttendantClient.signIn(store, somebody);
});
afterAll(() => store?.stop());

const booked = async () => (await lane.benchState()).terminal.booked.length;
const paid = (view: LaneView) => view.step.name === "thank-you";
const paymentState = (view: LaneView) => (view.step.name === "payment" ? view.step.payment?.state : undefined);

/** The sale is finished and shown: it counts from here on. */
async function thanked(): Promise<void> {
  const { step } = await lane.until("the thanks", paid, patienceMs);
  if (step.name !== "thank-you") throw new Error("not paid");
  acknowledged.push({ laneId: lane.laneId, receiptNumber: step.receipt.receiptNumber, totalMinor: step.receipt.totalMinor });
  await shopper.finish();
}

async function untilCardIsAwaited(): Promise<void> {
  await lane.accepted({ kind: "pay", tender: "card" });
  await lane.until("the terminal waiting for a card", (view) => paymentState(view) === "present-card");
}

describe("a payment, whatever dies in the middle of it", () => {
  let before: number;
  beforeEach(async () => {
    await lane.until("a free lane without faults", (view) => view.step.name === "welcome" && view.faults.length === 0, patienceMs);
    before = await booked();
    const [item] = shelf.packed;
    if (item === undefined) throw new Error("the shelf is empty");
    await shopper.scanAndBag(item);
    await shopper.goToPayment();
  });

  it("is charged once when the agent is killed and the card is approved meanwhile", async () => {
    await untilCardIsAwaited();
    await store.kill("device-agents/dist/main.mjs");
    await lane.bench({ kind: "terminal-press", button: "approve" });
    await thanked();
    expect(await booked()).toBe(before + 1);
  });

  it("is charged once when the broker is killed", async () => {
    await untilCardIsAwaited();
    await store.kill("broker/main.mjs");
    await lane.bench({ kind: "terminal-press", button: "approve" });
    await thanked();
    expect(await booked()).toBe(before + 1);
  });

  it("is charged once when edge, agent and broker are killed at once", async () => {
    await untilCardIsAwaited();
    await Promise.all([store.kill("edge-server/dist/main.mjs"), store.kill("device-agents/dist/main.mjs"), store.kill("broker/main.mjs")]);
    await lane.bench({ kind: "terminal-press", button: "approve" });
    await thanked();
    expect(await booked()).toBe(before + 1);
  });

  it("is found out when the terminal's line breaks after it has approved", async () => {
    await lane.bench({ kind: "terminal-next", outcome: "drop-after" });
    await lane.accepted({ kind: "pay", tender: "card" });
    await thanked();
    expect(await booked()).toBe(before + 1);
  });

  it("has not happened when the terminal's line breaks before it has approved", async () => {
    await lane.bench({ kind: "terminal-next", outcome: "drop-before" });
    await lane.accepted({ kind: "pay", tender: "card" });
    const view = await lane.until("the end of the attempt", (each) => paymentState(each) === "aborted", patienceMs);
    expect(view.basket?.paidMinor).toBe(0);
    expect(await booked()).toBe(before);
    await lane.until("the terminal back", (each) => each.faults.length === 0, patienceMs);
    await shopper.payByCard();
    await thanked();
    expect(await booked()).toBe(before + 1);
  });

  it("keeps every other out while the terminal is unplugged, and ends by itself when it is back", async () => {
    await untilCardIsAwaited();
    await lane.bench({ kind: "plug", device: "payment-terminal", plugged: false });
    await lane.until("the loss of the terminal", (view) => view.faults.some((fault) => fault.effect === "no-card-payment"));
    await eventually(async () => (await attendant.view()).queue.some((one) => one.kind === "device-fault"), { what: "a person asked to look" });
    expect(await lane.send({ kind: "pay", tender: "card" })).toMatchObject({ result: "refused" });
    expect(await lane.send({ kind: "back-to-basket" })).toMatchObject({ result: "refused" });
    await lane.bench({ kind: "plug", device: "payment-terminal", plugged: true });
    // Its power was gone before a card came: nothing was booked, and the terminal says so.
    await lane.until("the end of the attempt", (view) => paymentState(view) === "aborted", patienceMs);
    expect(await booked()).toBe(before);
    await lane.until("the terminal back", (each) => each.faults.length === 0, patienceMs);
    await shopper.payByCard();
    await thanked();
    expect(await booked()).toBe(before + 1);
  });

  it("is waited for when the card's bank is slow", async () => {
    await lane.bench({ kind: "terminal-next", outcome: "slow" });
    await lane.accepted({ kind: "pay", tender: "card" });
    await thanked();
    expect(await booked()).toBe(before + 1);
  });

  it("is one attempt however often and from wherever it is asked for", async () => {
    const commandId = randomUUID();
    await lane.bench({ kind: "terminal-next", outcome: "approve" });
    const same = await Promise.all(Array.from({ length: 5 }, () => lane.send({ kind: "pay", tender: "card" }, commandId)));
    expect(same.map((answer) => answer.result)).toEqual(Array.from({ length: 5 }, () => "accepted"));
    const others = await Promise.all(Array.from({ length: 5 }, () => lane.send({ kind: "pay", tender: "card" })));
    expect(others.map((answer) => answer.result)).toEqual(Array.from({ length: 5 }, () => "refused"));
    await thanked();
    expect(await booked()).toBe(before + 1);
  });
});

it("all books agree afterwards", async () => {
  expect(acknowledged.length).toBeGreaterThanOrEqual(8);
  expect(await closingProblems(store, [lane], acknowledged)).toEqual([]);
});
