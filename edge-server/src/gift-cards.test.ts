import Database from "better-sqlite3";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FakeAgent } from "./testing/fake-agent.js";
import { FakeHeadquarters } from "./testing/fake-headquarters.js";
import { type Kiosk, SmallStore } from "./testing/small-store.js";
import { until } from "./testing/until.js";

/* A gift card sold at a lane: its number goes to headquarters and is nowhere in the store, over a restart in between too. */

const code = "0123456789012334";
let store: SmallStore;
let agent: FakeAgent;
let headquarters: FakeHeadquarters;
let kiosk: Kiosk;
beforeEach(async () => {
  store = await SmallStore.open({});
  agent = await store.agent();
  headquarters = await FakeHeadquarters.connect(store);
  kiosk = await store.kiosk();
  await until("devices and headquarters to be known", async () => (await kiosk.view()).faults.length === 0 && (await kiosk.view()).online);
});
afterEach(async () => {
  await agent.stop();
  await headquarters.close();
  await store.close();
});

const scan = () => agent.fact({ kind: "scan", device: "scanner", text: code, aim: "]C0" });
const basket = async () => (await kiosk.view()).basket;

/** Everything that the store's database holds, as text. */
function held(): string {
  const database = new Database(join(store.dataFolder, "edge", "edge.db"), { readonly: true });
  const tables = database.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const text = tables.map(({ name }) => JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all())).join("\n");
  database.close();
  return text;
}

test("a scanned card is prepared, filled and paid for; only then is headquarters told to load it", async () => {
  await scan();
  const prepare = await headquarters.asked("prepare-gift-card");
  expect(prepare.request).toEqual({ kind: "prepare-gift-card", code, currency: "EUR" });
  expect(await basket()).toMatchObject({ giftCard: { state: "asking" }, totalMinor: 0 });
  await store.edge.stop();
  await store.startEdge();
  kiosk = await store.kiosk();
  await until("headquarters to be known again", async () => (await kiosk.view()).online);
  expect(await headquarters.answer(prepare, { result: "prepared", lastFour: "2334", known: false })).toBe(200);
  await until("the amount to be asked for", async () => (await basket())?.giftCard?.state === "choose");
  expect(await kiosk.send({ kind: "load-gift-card", amountMinor: 1 })).toMatchObject({ result: "refused", refusal: { reason: "amount-out-of-range" } });
  for (const command of [{ kind: "load-gift-card", amountMinor: 2_500 }, { kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }, { kind: "pay", tender: "card" }]) expect(await kiosk.send(command)).toMatchObject({ result: "accepted" });
  expect(await headquarters.questions()).toEqual([]);
  const { attemptId, amountMinor, currency } = await agent.command("authorise");
  expect(amountMinor).toBe(2_500);
  const reference = { terminalId: "T1", receiptNumber: "7", trace: "7" };
  await agent.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "approved", amountMinor, currency, card: { scheme: "girocard", entry: "chip" }, reference } });
  const load = await headquarters.asked("load-gift-card");
  expect(load).toMatchObject({ inquiryId: `${prepare.inquiryId}.l`, laneId: "lane-1", request: { target: prepare.inquiryId, amountMinor: 2_500, currency: "EUR" } });
  await headquarters.answer(load, { result: "approved", amountMinor, currency, reference: { ledger: "gift-card", bookingId: "1" }, details: [] });
  const { step } = await kiosk.view();
  expect(step).toMatchObject({ receipt: { lines: [{ kind: "gift-card", name: "Gift card **** 2334", loads: "at-once" }] } });
  const text = held();
  expect(text).toContain(prepare.inquiryId);
  expect(text).not.toContain(code);
});

test("without headquarters no card is sold, and the shopper is told so", async () => {
  await headquarters.say("offline");
  await until("headquarters to be away", async () => !(await kiosk.view()).online);
  await scan();
  await until("the shopper to be told", async () => (await kiosk.view()).notices.some(({ reason }) => reason === "gift-card-not-now"));
  expect(await headquarters.questions()).toEqual([]);
});
