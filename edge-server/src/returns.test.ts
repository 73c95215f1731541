import type { InquiryOutcome, Receipt } from "@laneway/contracts";
import { baseKnowledge, outcomes, TestLane } from "@laneway/domain/lane/test-lane";
import Database from "better-sqlite3";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { FakeAgent } from "./testing/fake-agent.js";
import { FakeHeadquarters } from "./testing/fake-headquarters.js";
import { SmallStore } from "./testing/small-store.js";
import { until } from "./testing/until.js";

let store: SmallStore;
const agents: FakeAgent[] = [];
let commands = 0;

afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.stop();
  await store.close();
});

const ask = async (token: string, lane: string, body: object) => {
  commands += 1;
  return (await store.post(`/api/v1/attendant/lanes/${lane}/commands`, { commandId: `return-command-${commands}`, ...body }, token)).body;
};
const tileOf = async (token: string, lane: string) => {
  const view = (await store.get("/api/v1/attendant/view", token)).body as unknown as { lanes: { laneId: string; returning?: { totalMinor: number; lines: { lineId: string; left: number; unit: string }[]; parts: { state: string }[] } }[] };
  return view.lanes.find(({ laneId }) => laneId === lane)?.returning;
};

/** Two pieces of milk, as far as the payment. */
async function scanned(settings: object): Promise<{ token: string; agent: FakeAgent; kiosk: Awaited<ReturnType<SmallStore["kiosk"]>> }> {
  store = await SmallStore.open({ lanes: 2, store: settings });
  const agent = await store.agent();
  agents.push(agent, await store.agent("lane-2"));
  const kiosk = await store.kiosk();
  await until("devices to be known", async () => (await kiosk.view()).faults.length === 0);
  const token = await store.attendantToken("mia", "481607");
  await kiosk.send({ kind: "start", locale: "en" });
  for (let count = 0; count < 2; count += 1) {
    await agent.fact({ kind: "scan", device: "scanner", text: "4006381333931", aim: "]E0" });
    await agent.fact({ kind: "weight", device: "security-scale", reading: { state: "stable", grams: 1_030 * (count + 1) } });
  }
  for (const command of [{ kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }]) await kiosk.send(command);
  return { token, agent, kiosk };
}

async function sold(settings: object = {}): Promise<{ token: string; agent: FakeAgent; receipt: Receipt }> {
  const { token, agent, kiosk } = await scanned(settings);
  await kiosk.send({ kind: "pay", tender: "card" });
  await booked(agent, "authorise", "7");
  await until("the sale to be finished", async () => (await kiosk.view()).step.name === "thank-you");
  const [receipt] = (await store.get("/api/v1/attendant/receipts", token)).body.receipts;
  if (receipt === undefined) throw new Error("no receipt");
  return { token, agent, receipt };
}

async function booked(agent: FakeAgent, kind: "authorise" | "refund-payment" | "resolve-payment", receiptNumber: string) {
  const { attemptId, amountMinor, currency } = await agent.command(kind);
  const reference = { terminalId: "T1", receiptNumber, trace: receiptNumber };
  await agent.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "approved", amountMinor, currency, card: { scheme: "girocard", entry: "chip" }, reference } });
  return { attemptId, amountMinor };
}

test("a sale is found by its number, its e-receipt and its transaction, and comes back once, from whichever lane", async () => {
  const { token, agent, receipt } = await sold();
  for (const name of [receipt.receiptNumber, receipt.eReceiptUrl ?? "", receipt.transactionId]) {
    expect(await ask(token, "lane-1", { kind: "begin-return", purpose: "return", receipt: name })).toMatchObject({ result: "accepted" });
    expect((await tileOf(token, "lane-1"))?.lines.length).toBeGreaterThan(0);
    await ask(token, "lane-1", { kind: "cancel-return" });
  }
  expect((await ask(token, "lane-1", { kind: "begin-return", purpose: "return", receipt: "lane-1-000099" })).refusal.reason).toBe("receipt-not-found");
  for (const lane of ["lane-1", "lane-2"]) {
    await ask(token, lane, { kind: "begin-return", purpose: "return", receipt: receipt.receiptNumber });
    const lines = (await tileOf(token, lane))?.lines.map(({ lineId, left }) => ({ lineId, count: left })) ?? [];
    await ask(token, lane, { kind: "choose-return", lines, reason: "damaged", condition: "unopened" });
  }
  const amountMinor = receipt.totalMinor;
  expect(await ask(token, "lane-1", { kind: "confirm-return", amountMinor })).toMatchObject({ result: "accepted" });
  expect((await ask(token, "lane-2", { kind: "confirm-return", amountMinor })).refusal.reason).toBe("already-returned");
  await booked(agent, "refund-payment", "8");
  await until("the return to be over", async () => (await tileOf(token, "lane-1")) === undefined);
  const [refund] = (await store.get("/api/v1/attendant/receipts", token)).body.receipts;
  expect(refund).toMatchObject({ receiptNumber: "lane-1-R000001", totalMinor: -amountMinor, refundOf: { receiptNumber: receipt.receiptNumber } });
  expect((await ask(token, "lane-1", { kind: "begin-return", purpose: "return", receipt: receipt.receiptNumber })).refusal.reason).toBe("already-returned");
  expect((await ask(token, "lane-1", { kind: "begin-return", purpose: "return", receipt: "lane-1-R000001" })).refusal.reason).toBe("receipt-not-found");
  const claims = new Database(join(store.dataFolder, "edge", "edge.db"));
  const again = claims.prepare("INSERT INTO return_claim SELECT transaction_id, line_id, unit_from + 0, unit_to, 'another' FROM return_claim");
  expect(() => again.run()).toThrow("come back already");
  claims.close();
});

test("an edge that restarts during a refund asks the terminal, gives nothing twice, and ends it with its answer", async () => {
  const { token, agent, receipt } = await sold();
  await ask(token, "lane-1", { kind: "begin-return", purpose: "post-void", receipt: receipt.receiptNumber });
  await ask(token, "lane-1", { kind: "confirm-return", amountMinor: receipt.totalMinor });
  const { attemptId } = await agent.command("refund-payment");
  await store.edge.stop();
  await store.startEdge();
  const asked = await booked(agent, "resolve-payment", "8");
  expect(asked).toEqual({ attemptId, amountMinor: receipt.totalMinor });
  await until("the return to be over", async () => (await tileOf(token, "lane-1")) === undefined);
  const [refund] = (await store.get("/api/v1/attendant/receipts", token)).body.receipts;
  expect(refund).toMatchObject({ totalMinor: -receipt.totalMinor, refundOf: { purpose: "post-void" } });
});

test("where the law wants it, money given back has a signed fiscal document of its own kind", async () => {
  const { token, agent, receipt } = await sold({ fiscal: "AT-RKSV" });
  await ask(token, "lane-1", { kind: "begin-return", purpose: "post-void", receipt: receipt.receiptNumber });
  await ask(token, "lane-1", { kind: "confirm-return", amountMinor: receipt.totalMinor });
  await booked(agent, "refund-payment", "8");
  await until("the return to be over", async () => (await tileOf(token, "lane-1")) === undefined);
  const [refund] = (await store.get("/api/v1/attendant/receipts", token)).body.receipts;
  expect(refund).toMatchObject({ totalMinor: -receipt.totalMinor, signature: { keyId: receipt.signature?.keyId } });
  const served = async () => (await store.get(`/api/v1/receipts/${refund?.eReceiptUrl?.split("/r/")[1]}`)).body.receipt;
  await until("its fiscal document", async () => (await served()).fiscal !== undefined);
  const counter = Buffer.from("STO").toString("base64");
  expect((await served()).fiscal).toMatchObject({ scheme: "AT-RKSV", signed: true, code: expect.stringMatching(new RegExp(`_${refund?.receiptNumber}_.*_-.*_${counter}_`)) });
});

const giftCard = "0123456789012334";
const byGiftCard = (amountMinor: number, bookingId: string): InquiryOutcome => ({ result: "approved", amountMinor, currency: "EUR", reference: { ledger: "gift-card", bookingId }, details: ["**** 2334"] });

test("what a gift card paid is booked back by headquarters; away, the return is complete and the store keeps the question over a restart", async () => {
  const { token, kiosk } = await scanned({});
  const headquarters = await FakeHeadquarters.connect(store);
  await until("headquarters to be known", async () => (await kiosk.view()).online);
  await kiosk.send({ kind: "pay", tender: "gift-card", code: giftCard });
  const paid = await headquarters.asked("redeem-gift-card");
  await headquarters.answer(paid, byGiftCard(paid.request.amountMinor, "1"));
  await until("the sale to be finished", async () => (await kiosk.view()).step.name === "thank-you");
  const [receipt] = (await store.get("/api/v1/attendant/receipts", token)).body.receipts;
  const totalMinor = receipt?.totalMinor ?? 0;

  await headquarters.say("offline");
  await until("headquarters to be away", async () => !(await kiosk.view()).online);
  await ask(token, "lane-2", { kind: "begin-return", purpose: "post-void", receipt: receipt?.receiptNumber });
  expect((await tileOf(token, "lane-2"))?.parts).toMatchObject([{ tender: "gift-card", way: "credit", amountMinor: totalMinor, state: "planned" }]);
  expect(await ask(token, "lane-2", { kind: "confirm-return", amountMinor: totalMinor })).toMatchObject({ result: "accepted" });
  const listed = (await store.get("/api/v1/attendant/receipts", token)).body as unknown as { receipts: Receipt[]; undone: string[] };
  expect(listed.receipts[0]).toMatchObject({ receiptNumber: "lane-2-R000001", totalMinor: -totalMinor, tenders: [{ kind: "gift-card", amountMinor: -totalMinor }] });
  expect(listed.undone).toEqual([receipt?.transactionId]);
  expect((await ask(token, "lane-1", { kind: "begin-return", purpose: "return", receipt: receipt?.receiptNumber })).refusal.reason).toBe("sale-undone");

  await store.edge.stop();
  await store.startEdge();
  const waiting = async () => ((await store.get("/api/v1/attendant/view", token)).body as unknown as { lanes: { laneId: string; refundsWaiting?: object[] }[] }).lanes.find(({ laneId }) => laneId === "lane-2")?.refundsWaiting;
  expect(await waiting()).toMatchObject([{ amountMinor: totalMinor, receiptNumber: "lane-2-R000001" }]);
  const back = await headquarters.asked("give-back");
  expect(back.request).toMatchObject({ tender: "gift-card", target: paid.inquiryId, amountMinor: totalMinor });
  expect(await headquarters.answer(back, byGiftCard(totalMinor, "2"))).toBe(200);
  expect(await waiting()).toBeUndefined();
  expect(await headquarters.answer(back, byGiftCard(totalMinor, "2"))).toBe(200);
  await headquarters.close();
});

/** One milk of another store, as headquarters tells of it. */
function soldElsewhere(): Extract<InquiryOutcome, { result: "sale" }> {
  const north = new TestLane({ ...baseKnowledge, store: { ...baseKnowledge.store, storeId: "north", name: "North" } }, "lane-9").toPayment("milk");
  const attemptId = north.pay();
  const { transaction } = north.state;
  north.outcome(attemptId, outcomes.approved(119));
  const tender = north.entries.findLast((entry) => entry.kind === "tender-added");
  if (transaction === undefined || north.state.step.name !== "thank-you" || tender?.kind !== "tender-added") throw new Error("not sold");
  const sale = JSON.parse(JSON.stringify({ transaction: { ...transaction, tenders: [tender.tender] }, receipt: north.state.step.receipt }));
  return { result: "sale", storeId: "north", storeName: "North", sale, elsewhere: { claims: [], refunds: [], undone: false } };
}

test("a receipt of another store is looked up at headquarters, and held there before the money goes; without headquarters it is refused by name", async () => {
  store = await SmallStore.open({ rules: { returnsAcrossStores: true, returnDays: 3_650 } });
  const agent = await store.agent();
  agents.push(agent);
  const token = await store.attendantToken("mia", "481607");
  const found = soldElsewhere();
  const begin = { kind: "begin-return", purpose: "return", receipt: "http://north/r/token" };
  expect((await ask(token, "lane-1", begin)).refusal.reason).toBe("headquarters-unreachable");
  const headquarters = await FakeHeadquarters.connect(store);
  const kiosk = await store.kiosk();
  await until("headquarters to be known", async () => (await kiosk.view()).online && (await kiosk.view()).faults.length === 0);

  const begun = ask(token, "lane-1", begin);
  const looked = await headquarters.asked("find-sale");
  expect(looked.request.receipt).toBe("http://north/r/token");
  await headquarters.answer(looked, found);
  expect(await begun).toMatchObject({ result: "accepted" });
  expect(await tileOf(token, "lane-1")).toMatchObject({ storeName: "North", lines: [{ left: 1 }] });

  const lines = [{ lineId: found.sale.transaction.lines[0]?.lineId ?? "", count: 1 }];
  await ask(token, "lane-1", { kind: "choose-return", lines, reason: "damaged", condition: "unopened" });
  await ask(token, "lane-1", { kind: "confirm-return", amountMinor: 119 });
  expect(await tileOf(token, "lane-1")).toMatchObject({ hold: "asking", confirmed: false });
  const held = await headquarters.asked("hold-return");
  expect(held.request).toMatchObject({ storeId: "north", units: [{ from: 0, to: 1 }], refunds: [{ amountMinor: 119 }] });
  await headquarters.answer(held, { result: "held" });
  await booked(agent, "refund-payment", "8");
  await until("the return to be over", async () => (await tileOf(token, "lane-1")) === undefined);
  const [refund] = (await store.get("/api/v1/attendant/receipts", token)).body.receipts;
  expect(refund).toMatchObject({ storeId: "demo", totalMinor: -119, refundOf: { storeId: "north" } });

  const again = ask(token, "lane-1", begin);
  await headquarters.answer(await headquarters.asked("find-sale"), found);
  expect((await again).refusal.reason).toBe("already-returned");
  const several = ask(token, "lane-1", { ...begin, receipt: "lane-9-000001" });
  await headquarters.answer(await headquarters.asked("find-sale"), { result: "declined", code: "several" });
  expect((await several).refusal.reason).toBe("receipt-of-several-stores");
  const undo = ask(token, "lane-1", { ...begin, purpose: "post-void" });
  await headquarters.answer(await headquarters.asked("find-sale"), found);
  expect((await undo).refusal.reason).toBe("undo-at-selling-store");
  await headquarters.close();
});
