import { randomUUID } from "node:crypto";
import { approvalHeader, type DeviceCommand, type PaymentOutcome, paths, type StoreView } from "@laneway/contracts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { smallPriceBook } from "./testing/price-book.js";
import { type Kiosk, SmallStore } from "./testing/small-store.js";
import { until } from "./testing/until.js";
import type { FakeAgent } from "./testing/fake-agent.js";

/* Card payments without the terminal's host: two lanes, one sum, a sign-off that ends, a loss list; over restarts. */

const milk = "4006381333931";
const milkMinor = 119;

let store: SmallStore;
let agents: FakeAgent[];
let one: Kiosk;
let two: Kiosk;
const open = async (offlineCards: object): Promise<void> => {
  store = await SmallStore.open({ lanes: 2, settings: { tenders: { offlineCards } } });
  const manager = await store.attendantToken("mia", "481607");
  expect((await store.post(paths.priceBookImport, smallPriceBook({ header: { bookId: "test", version: 2, currency: "EUR", pricesIncludeTax: true } }), manager)).body).toMatchObject({ result: "imported" });
  agents = [await store.agent("lane-1"), await store.agent("lane-2")];
  await kiosks();
};
const kiosks = async (): Promise<void> => {
  one = await store.kiosk("lane-1");
  two = await store.kiosk("lane-2");
  await until("devices to be known", async () => (await one.view()).faults.length === 0 && (await two.view()).faults.length === 0);
};
beforeEach(() => open({ enabled: true, eachMinor: 200, sumMinor: 200, minutes: 60 }));
afterEach(async () => {
  for (const agent of agents) await agent.stop();
  await store.close();
});

const agentOf = (kiosk: Kiosk): FakeAgent => agents[kiosk.lane === "lane-1" ? 0 : 1] as FakeAgent;
const toPayment = async (kiosk: Kiosk): Promise<void> => {
  await kiosk.send({ kind: "key-code", code: milk });
  for (const command of [{ kind: "skip-bagging" }, { kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }]) await kiosk.send(command);
};
/** Pays by card; answers what the terminal was asked. */
const pay = async (kiosk: Kiosk): Promise<Extract<DeviceCommand, { kind: "authorise" }>> => {
  const { commands } = agentOf(kiosk);
  const asked = () => commands.filter((each) => each.kind === "authorise");
  const before = asked().length;
  expect((await kiosk.send({ kind: "pay", tender: "card" })).result).toBe("accepted");
  return until("authorise", () => asked()[before]);
};
let booked = 0;
const approved = (more: object = {}): PaymentOutcome => {
  booked += 1;
  return { result: "approved", amountMinor: milkMinor, currency: "EUR", card: { scheme: "VISA", lastFour: "1234", entry: "chip" }, reference: { terminalId: "T1", receiptNumber: String(booked), trace: String(booked) }, ...more };
};
const hostAway: PaymentOutcome = { result: "declined", code: "A3", hostAway: true };
const say = (kiosk: Kiosk, attemptId: string, outcome: PaymentOutcome) => agentOf(kiosk).fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome });
const token = { lead: () => store.attendantToken("ben", "590263"), attendant: () => store.attendantToken(), manager: () => store.attendantToken("mia", "481607") };
const ask = async (command: object, by: string, headers: Record<string, string> = {}, commandId = randomUUID() as string) => {
  const { body } = await store.post(paths.offlineCardsCommands, { commandId, ...command }, by, headers);
  return body.result === "refused" ? body.refusal.reason : body.result;
};
const shown = async () => ((await store.get(paths.attendantView, await token.attendant())).body as unknown as StoreView).offlineCards;
const allow = async (minutes = 30) => expect(await ask({ kind: "allow-offline-cards", minutes }, await token.lead())).toBe("accepted");
const finish = async (kiosk: Kiosk) => kiosk.send({ kind: "finish" });

test("the host is away: told by name, allowed by whoever may, and only up to the sum of all lanes; over a restart too", async () => {
  await toPayment(one);
  await toPayment(two);
  const first = await pay(one);
  expect(first.offline).toBe("forbidden");
  await say(one, first.attemptId, hostAway);
  expect(await shown()).toMatchObject({ eachMinor: 200, sumMinor: 200, outstandingMinor: 0, away: [{ laneId: "lane-1" }], stored: [], losses: [] });
  expect((await one.view()).step).toMatchObject({ payment: { state: "declined", declineCode: "host-away" } });

  const attendant = await token.attendant();
  expect(await ask({ kind: "allow-offline-cards", minutes: 30 }, attendant)).toBe("second-person-needed");
  expect(await ask({ kind: "allow-offline-cards", minutes: 61 }, await token.manager())).toBe("invalid-request");
  const commandId = randomUUID();
  const approval = (await store.post(paths.approvals, { commandId, by: { attendantId: "mia", pin: "481607" } }, attendant)).body as unknown as { approval: string };
  expect(await ask({ kind: "allow-offline-cards", minutes: 30 }, attendant, { [approvalHeader]: approval.approval }, commandId)).toBe("accepted");
  expect((await shown())?.allowance).toMatchObject({ by: { name: "Ana" }, approvedBy: { name: "Mia" }, sumMinor: 200 });

  const [mine, theirs] = [await pay(one), await pay(two)];
  expect([mine.offline, theirs.offline]).toEqual(["allowed", "forbidden"]);
  expect((await shown())?.outstandingMinor).toBe(milkMinor);
  await say(two, theirs.attemptId, hostAway);
  await say(one, mine.attemptId, approved({ offline: true }));
  expect((await one.view()).step).toMatchObject({ name: "thank-you", receipt: { tenders: [{ kind: "card", offline: true }] } });

  await store.edge.stop();
  await store.startEdge();
  await kiosks();
  expect(await shown()).toMatchObject({ outstandingMinor: milkMinor, allowance: { by: { name: "Ana" } }, stored: [{ attemptId: mine.attemptId, amountMinor: milkMinor, allowedBy: "Mia", card: { lastFour: "1234" } }] });
  expect((await pay(two)).offline).toBe("forbidden");
});

test("what is reserved and not used is free again: the next lane has it", async () => {
  await allow();
  await toPayment(one);
  await toPayment(two);
  const mine = await pay(one);
  await say(one, mine.attemptId, approved());
  expect(await shown()).toMatchObject({ outstandingMinor: 0, stored: [] });
  const theirs = await pay(two);
  expect(theirs.offline).toBe("allowed");
  await say(two, theirs.attemptId, { result: "declined", code: "05" });
  expect((await shown())?.outstandingMinor).toBe(0);
  expect(await ask({ kind: "end-offline-cards" }, await token.attendant())).toBe("accepted");
  expect((await pay(two)).offline).toBe("forbidden");
});

test("the terminal tells what became of it: forwarded is counted off, declined is a loss until a person notes it, and such a sale gives nothing back", async () => {
  await allow();
  await toPayment(one);
  const kept = await pay(one);
  await say(one, kept.attemptId, approved({ offline: true }));
  const receipt = (await one.view()).step;
  await finish(one);
  expect(await ask({ kind: "ask-stored-payments" }, await token.attendant())).toBe("accepted");
  const forward = await agentOf(one).command("forward-stored");
  expect(forward.payments).toMatchObject([{ attemptId: kept.attemptId, reference: { terminalId: "T1" } }]);
  const fate = (result: "forwarded" | "declined", attemptId = kept.attemptId) =>
    agentOf(one).fact({ kind: "stored-payment", device: "payment-terminal", attemptId, fate: result === "declined" ? { result, code: "05" } : { result } });
  await fate("declined");
  expect(await shown()).toMatchObject({ outstandingMinor: 0, stored: [], losses: [{ attemptId: kept.attemptId, laneId: "lane-1", allowedBy: "Ben", code: "05", amountMinor: milkMinor }] });
  // Told again, and contradicted: the first word stands.
  await fate("declined");
  await fate("forwarded");
  await fate("forwarded", "nobody");
  expect((await shown())?.losses).toHaveLength(1);

  const receiptNumber = receipt.name === "thank-you" ? receipt.receipt.receiptNumber : "";
  const manager = await token.manager();
  const undo = await store.post(paths.attendantCommands("lane-1"), { commandId: randomUUID(), kind: "begin-return", purpose: "post-void", receipt: receiptNumber }, manager);
  expect(undo.body.refusal.reason).toBe("offline-payment-lost");

  expect(await ask({ kind: "note-stored-payment", attemptId: kept.attemptId, outcome: "collected" }, await token.attendant())).toBe("second-person-needed");
  expect(await ask({ kind: "note-stored-payment", attemptId: kept.attemptId, outcome: "collected", note: "the bank took it a day later" }, manager)).toBe("accepted");
  expect(await ask({ kind: "note-stored-payment", attemptId: kept.attemptId, outcome: "collected" }, manager)).toBe("offline-payment-not-found");
  expect((await shown())?.losses).toEqual([]);
  const again = await store.post(paths.attendantCommands("lane-1"), { commandId: randomUUID(), kind: "begin-return", purpose: "post-void", receipt: receiptNumber }, manager);
  expect(again.body.result).toBe("accepted");
});

test("a sale is undone while the terminal keeps its payment: it is reversed there, and counts no more", async () => {
  await allow();
  await toPayment(one);
  const kept = await pay(one);
  await say(one, kept.attemptId, approved({ offline: true }));
  const { step } = await one.view();
  await finish(one);
  const manager = await token.manager();
  const lane = (command: object) => store.post(paths.attendantCommands("lane-1"), { commandId: randomUUID(), ...command }, manager);
  await lane({ kind: "begin-return", purpose: "post-void", receipt: step.name === "thank-you" ? step.receipt.receiptNumber : "" });
  await lane({ kind: "confirm-return", amountMinor: milkMinor });
  const refund = await agentOf(one).command("refund-payment");
  expect(refund.refund).toMatchObject({ way: "reversal" });
  await say(one, refund.attemptId, approved());
  expect(await shown()).toMatchObject({ outstandingMinor: 0, stored: [] });
  await agentOf(one).fact({ kind: "stored-payment", device: "payment-terminal", attemptId: kept.attemptId, fate: { result: "declined", code: "05" } });
  expect((await shown())?.losses).toEqual([]);
});
