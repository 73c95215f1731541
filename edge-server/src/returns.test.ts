import type { Receipt } from "@laneway/contracts";
import Database from "better-sqlite3";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { FakeAgent } from "./testing/fake-agent.js";
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

async function sold(settings: object = {}): Promise<{ token: string; agent: FakeAgent; receipt: Receipt }> {
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
  for (const command of [{ kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }, { kind: "pay", tender: "card" }]) await kiosk.send(command);
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
