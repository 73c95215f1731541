import { randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { laneView, storeView } from "@laneway/contracts";
import Database from "better-sqlite3";
import mqtt from "mqtt";
import { afterEach, expect, test } from "vitest";
import { judgedBaskets } from "./risk/judged-baskets.js";
import { readJournal } from "./risk/read-journal.js";
import type { FactBody, FakeAgent } from "./testing/fake-agent.js";
import { type Kiosk, SmallStore } from "./testing/small-store.js";
import { until } from "./testing/until.js";

let store: SmallStore | undefined;
const agents: FakeAgent[] = [];

afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.stop();
  await store?.close();
  store = undefined;
});

async function opened(options: { lanes?: number; rules?: object; store?: object; settings?: object } = {}) {
  store = await SmallStore.open(options);
  const agent = await store.agent();
  agents.push(agent);
  const kiosk = await store.kiosk();
  await until("devices to be known", async () => (await kiosk.view()).faults.length === 0);
  return { store, agent, kiosk };
}

const scan = (text: string) => ({ kind: "scan", device: "scanner", text, aim: "]E0" }) as const;
const bagging = (grams: number): FactBody => ({ kind: "weight", device: "security-scale", reading: grams === 0 ? { state: "zero" } : { state: "stable", grams } });

/** Milk scanned and put into the bagging area, bananas weighed. */
async function fillBasket(agent: FakeAgent, kiosk: Kiosk) {
  await agent.fact(bagging(0));
  expect(await kiosk.send({ kind: "start", locale: "de" })).toMatchObject({ result: "accepted" });
  await agent.fact(scan("4006381333931"));
  await agent.fact(bagging(1_030));
  await agent.fact({ kind: "weight", device: "produce-scale", reading: { state: "stable", grams: 500 } });
  expect(await kiosk.send({ kind: "weigh-item", itemId: "bananas" })).toMatchObject({ result: "accepted" });
  await agent.fact(bagging(1_530));
}

async function approve(agent: FakeAgent) {
  const { attemptId, amountMinor, currency } = await agent.command("authorise");
  const reference = { terminalId: "T1", receiptNumber: "7", trace: "8" };
  await agent.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "approved", amountMinor, currency, card: { scheme: "girocard", entry: "chip" }, reference } });
  return { attemptId, amountMinor };
}

/** The journal's entries of a kind, as they were written. */
function readKind(store: SmallStore, kind: string): unknown[] {
  const connection = new Database(join(store.dataFolder, "edge/edge.db"), { readonly: true });
  try {
    return connection.prepare<[string], { entry: string }>("SELECT entry FROM journal WHERE kind = ? ORDER BY sequence").all(kind).map(({ entry }) => JSON.parse(entry) as unknown);
  } finally {
    connection.close();
  }
}

async function pay(kiosk: Kiosk) {
  for (const command of [{ kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }, { kind: "pay", tender: "card" }]) {
    const answer = await kiosk.send(command);
    expect(answer.result === "refused" ? answer.refusal : undefined).toBeUndefined();
  }
}

test("a basket is judged in the commit that leads to paying; a person looks, says how it was, and it is paid for", async () => {
  const rulesFile = join(mkdtempSync(join(tmpdir(), "laneway-rules-")), "rules.json");
  const rule = { ruleId: "every-basket", state: "active", when: [{ feature: "lines", atLeast: 1 }], priorityPpm: 900_000, check: "all", reason: "unusual" };
  writeFileSync(rulesFile, JSON.stringify({ version: "test-1", rules: [rule] }));
  const { store, agent, kiosk } = await opened({ settings: { risk: { rulesFile } } });
  await fillBasket(agent, kiosk);
  await kiosk.send({ kind: "go-to-bags" });
  await kiosk.send({ kind: "choose-bags", count: 0 });
  expect(await kiosk.send({ kind: "pay", tender: "card" })).toMatchObject({ refusal: { reason: "intervention-open", details: { kind: "basket-check" } } });
  const token = await store.attendantToken();
  const queue = storeView.parse((await store.get("/api/v1/attendant/view", token)).body).queue;
  expect(queue).toMatchObject([{ kind: "basket-check", evidence: { check: { extent: "all", reasons: [{ key: "unusual" }] } } }]);
  const answer = { commandId: randomUUID(), kind: "end-intervention", interventionId: queue[0]?.interventionId, outcome: "approved" };
  expect((await store.post("/api/v1/attendant/lanes/lane-1/commands", answer, token)).body.result).toBe("accepted");
  expect(await kiosk.send({ kind: "pay", tender: "card" })).toMatchObject({ result: "accepted" });
  await approve(agent);
  await until("the receipt", async () => (await kiosk.view()).step.name === "thank-you");
  const judged = readKind(store, "risk-assessed");
  expect(judged).toMatchObject([{ assessment: { rulesVersion: "test-1", rulesHit: ["every-basket"], check: "all", figures: { lines: 2, weighedLines: 1 } } }]);
  expect((judged[0] as { assessment: { scorePpm?: number } }).assessment.scorePpm).toBeGreaterThan(0);
  expect((await store.get("/api/v1/health")).body).toMatchObject({ checks: { risk: "ok" } });
  const replayable = [...judgedBaskets(readJournal(store.dataFolder))];
  expect(replayable).toMatchObject([{ laneId: "lane-1", assessment: { check: "all" }, outcome: "in-order" }]);
});

test("a receipt on its way to paper is sent again after a stop of the edge, and to an agent that begins anew", async () => {
  const { store, agent, kiosk } = await opened();
  await fillBasket(agent, kiosk);
  await pay(kiosk);
  await approve(agent);
  await kiosk.send({ kind: "print-receipt" });
  const { jobId } = await agent.command("print-receipt");
  const told = () => agent.commands.filter((command) => command.kind === "print-receipt" && command.jobId === jobId).length;
  await store.edge.stop();
  await store.startEdge();
  await until("the receipt to be sent again", () => told() === 2);
  await agent.stop();
  const next = await store.agent();
  agents.push(next);
  expect((await next.command("print-receipt")).jobId).toBe(jobId);
  await next.fact({ kind: "print-result", device: "receipt-printer", jobId, result: "printed" });
  await next.stop();
  const last = await store.agent();
  agents.push(last);
  await until("the devices to be known", async () => (await (await store.kiosk()).view()).faults.length === 0);
  expect(last.commands.filter((command) => command.kind === "print-receipt")).toEqual([]);
});

test("a saved basket's slip bears the store's name and clock, and is sent again after a stop of the edge", async () => {
  const { store, agent, kiosk } = await opened();
  await fillBasket(agent, kiosk);
  expect(await kiosk.send({ kind: "suspend" })).toMatchObject({ result: "accepted" });
  expect(await kiosk.send({ kind: "print-slip" })).toMatchObject({ result: "accepted" });
  const { jobId, slip } = await agent.command("print-slip");
  const { step, storeName } = await kiosk.view();
  expect(step).toMatchObject({ name: "suspended", token: slip.token, print: "printing" });
  expect(slip).toMatchObject({ storeName, timeZone: "Europe/Berlin", locale: "de", training: false });
  await store.edge.stop();
  await store.startEdge();
  await until("the slip to be sent again", () => agent.commands.filter((command) => command.kind === "print-slip" && command.jobId === jobId).length === 2);
});

test("where the law wants it, a receipt is printed and served with its signed fiscal code", async () => {
  const { store, agent, kiosk } = await opened({ store: { fiscal: "AT-RKSV" } });
  await fillBasket(agent, kiosk);
  await pay(kiosk);
  await approve(agent);
  const { step } = await kiosk.view();
  if (step.name !== "thank-you") throw new Error(step.name);
  expect(step.receipt.signature).toMatchObject({ keyId: expect.stringMatching(/^[0-9a-f]{16}$/) });
  await kiosk.send({ kind: "print-receipt" });
  const { receipt } = await agent.command("print-receipt");
  expect(receipt.fiscal).toMatchObject({ scheme: "AT-RKSV", signed: true, code: expect.stringContaining(`_R1-AT0_demo_${receipt.receiptNumber}_`) });
  const token = step.receipt.eReceiptUrl?.split("/r/")[1] ?? "";
  expect((await store.get(`/api/v1/receipts/${token}`)).body.receipt).toEqual({ ...step.receipt, fiscal: receipt.fiscal });
});

test("a whole purchase: scan, weigh, pay, receipt, e-receipt", async () => {
  const { store, agent, kiosk } = await opened();
  await fillBasket(agent, kiosk);
  const { basket } = await kiosk.view();
  expect(basket?.lines.map((line) => [line.name, line.totalMinor])).toEqual([["Vollmilch 1 l", 119], ["Bananen", 100]]);
  await pay(kiosk);
  const { amountMinor } = await approve(agent);
  expect(amountMinor).toBe(219);
  const { step } = await kiosk.view();
  expect(step.name).toBe("thank-you");
  if (step.name !== "thank-you") return;
  expect(step.receipt.totalMinor).toBe(219);
  expect(await kiosk.send({ kind: "print-receipt" })).toMatchObject({ result: "accepted" });
  const print = await agent.command("print-receipt");
  await agent.fact({ kind: "print-result", device: "receipt-printer", jobId: print.jobId, result: "printed" });
  const token = step.receipt.eReceiptUrl?.split("/r/")[1] ?? "";
  expect(token.length).toBeGreaterThanOrEqual(22);
  expect((await store.get(`/api/v1/receipts/${token}`)).body.receipt.totalMinor).toBe(219);
  const anotherToken = `${token.slice(0, -1)}${token.endsWith("x") ? "y" : "x"}`;
  expect((await store.get(`/api/v1/receipts/${anotherToken}`)).status).toBe(404);
  expect(await kiosk.send({ kind: "finish" })).toMatchObject({ result: "accepted" });
  expect((await kiosk.view()).basket).toBeUndefined();
  const receipts = (await store.get("/api/v1/attendant/receipts", await store.attendantToken())).body.receipts;
  expect(receipts).toHaveLength(1);
});

test("the edge is stopped in the middle of everything and goes on", async () => {
  const { store, agent, kiosk } = await opened();
  const again = async () => {
    await store.edge.stop();
    await store.startEdge();
    await until("devices to be known again", async () => (await kiosk.view()).faults.length === 0);
  };
  await fillBasket(agent, kiosk);
  const before = (await kiosk.view()).basket;
  await again();
  expect((await kiosk.view()).basket).toEqual(before);
  await pay(kiosk);
  await agent.command("authorise");
  await again();
  const asked = await agent.command("resolve-payment");
  expect(asked.attemptId).toBe((await agent.command("authorise")).attemptId);
  await approve(agent);
  const { step } = await kiosk.view();
  expect(step.name).toBe("thank-you");
  await again();
  expect((await kiosk.view()).step).toMatchObject({ name: "thank-you", receipt: step.name === "thank-you" ? step.receipt : {} });
});

test("the same command, fact and outcome again do a thing once", async () => {
  const { store, agent, kiosk } = await opened();
  const id = randomUUID();
  const first = await kiosk.send({ kind: "start", locale: "en" }, id);
  expect(await kiosk.send({ kind: "start", locale: "en" }, id)).toEqual(first);
  expect(await kiosk.send({ kind: "start", locale: "de" }, id)).toMatchObject({ refusal: { reason: "command-id-reused" } });
  const factId = randomUUID();
  for (let time = 0; time < 3; time += 1) await agent.say(scan("4006381333931"), factId);
  await until("three acknowledgements", () => agent.commands.filter((each) => each.kind === "acknowledge" && each.factId === factId).length === 3);
  await store.edge.stop();
  await store.startEdge();
  await until("acknowledged once more", async () => {
    await agent.say(scan("4006381333931"), factId);
    return agent.commands.filter((each) => each.kind === "acknowledge" && each.factId === factId).length > 3;
  });
  expect((await kiosk.view()).basket?.lines).toHaveLength(1);
});

test("a scan that waited too long, or was made for the basket before, lands in nobody's basket; one made while the basket was being opened lands in it", async () => {
  const { store, agent, kiosk } = await opened();
  await agent.fact(scan("4006381333931"), Date.now() - 21_000);
  expect((await kiosk.view()).step.name).toBe("welcome");
  await kiosk.send({ kind: "start", locale: "en" });
  const forTheFirst = Date.now() - 1;
  await kiosk.send({ kind: "abandon" });
  await store.edge.stop();
  await store.startEdge();
  const touched = Date.now();
  await kiosk.send({ kind: "start", locale: "en" });
  await agent.fact(scan("4006381333931"), forTheFirst);
  expect((await kiosk.view()).basket?.lines).toEqual([]);
  await agent.fact(scan("4006381333931"), touched);
  expect((await kiosk.view()).basket?.lines).toHaveLength(1);
});

test("of a card's number that was scanned nothing is kept, not even a hash that could be guessed back", async () => {
  const { store, agent, kiosk } = await opened();
  await kiosk.send({ kind: "start", locale: "de" });
  for (const card of ["4111111111111111", "5500005555555559"]) await agent.fact(scan(card));
  await until("the shopper to be told", async () => (await kiosk.view()).notices.length > 0);
  const connection = new Database(join(store.dataFolder, "edge/edge.db"), { readonly: true });
  const kept = connection
    .prepare<[], { commands: number; hashes: number }>("SELECT count(DISTINCT command_id) AS commands, count(DISTINCT request_hash) AS hashes FROM command JOIN journal USING (command_id) WHERE actor LIKE '%scanner%'")
    .get();
  connection.close();
  expect(kept).toEqual({ commands: 2, hashes: 1 });
});

test("scans that waited together begin a basket together", async () => {
  const { agent, kiosk } = await opened();
  const first = Date.now() - 5_000;
  await agent.fact(scan("4006381333931"), first);
  await agent.fact(scan("4006381333931"), first + 900);
  expect((await kiosk.view()).basket?.lines).toHaveLength(2);
});

test("views come retained over MQTT, fit their schemas and agree with HTTP", async () => {
  const { store, agent, kiosk } = await opened();
  const client = await mqtt.connectAsync(`ws://127.0.0.1:${store.broker.webSocketPort}`, { username: "attendant", password: store.secrets.mqtt.attendant ?? "", protocolVersion: 4 });
  const heard = new Map<string, unknown>();
  client.on("message", (topic, payload) => heard.set(topic, JSON.parse(payload.toString())));
  await client.subscribeAsync(["laneway/1/demo/lane/+/view", "laneway/1/demo/attendant/view", "laneway/1/demo/edge/presence"], { qos: 1 });
  await kiosk.send({ kind: "start", locale: "ar" });
  await agent.fact(scan("4006381333931"));
  const view = await until("the line on the retained view", () => {
    const parsed = laneView.safeParse(heard.get("laneway/1/demo/lane/lane-1/view")).data;
    return parsed?.basket?.lines.length === 1 ? parsed : undefined;
  });
  expect(view.basket?.lines[0]?.name).toBe("حليب كامل الدسم");
  expect(view.version).toBe((await kiosk.view()).version);
  await kiosk.send({ kind: "request-help" });
  const whole = await until("the queue", () => {
    const parsed = storeView.parse(heard.get("laneway/1/demo/attendant/view"));
    return parsed.queue.length === 1 ? parsed : undefined;
  }, 1_000);
  expect(whole.queue[0]).toMatchObject({ kind: "help", laneId: "lane-1", outcomes: ["resolved"] });
  expect(heard.get("laneway/1/demo/edge/presence")).toMatchObject({ state: "online" });
  await client.endAsync(true);
});

test("a silent agent is a fault on the lane, its return clears it", async () => {
  const { store, agent, kiosk } = await opened();
  await agent.sayStatus("payment-terminal", [{ code: "terminal-not-ready", sinceMs: Date.now() }]);
  await until("terminal fault", async () => (await kiosk.view()).faults.some((fault) => fault.code === "terminal-not-ready" && fault.effect === "no-card-payment"));
  await agent.sayStatus("payment-terminal");
  await until("fault cleared", async () => (await kiosk.view()).faults.length === 0);
  const view = (await store.get("/api/v1/attendant/view", await store.attendantToken())).body;
  expect(storeView.parse(view).lanes[0]).toMatchObject({ agentOnline: true });
});

test("a basket suspended on one lane is recalled on another, once", async () => {
  const { store, agent, kiosk } = await opened({ lanes: 2 });
  const second = await store.agent("lane-2");
  agents.push(second);
  await kiosk.send({ kind: "start", locale: "en" });
  await agent.fact(scan("4006381333931"));
  await agent.fact(bagging(1_030));
  expect(await kiosk.send({ kind: "suspend" })).toMatchObject({ result: "accepted" });
  const { step } = await kiosk.view();
  if (step.name !== "suspended") throw new Error(step.name);
  const other = await store.kiosk("lane-2");
  expect(await other.send({ kind: "recall", token: step.token.toLowerCase() })).toMatchObject({ result: "accepted" });
  expect((await other.view()).basket?.totalMinor).toBe(119);
  await kiosk.send({ kind: "finish" });
  expect(await kiosk.send({ kind: "recall", token: step.token })).toMatchObject({ result: "refused" });
});

test("a broker that comes back empty knows all views again, and a sale goes on", async () => {
  const { store, agent, kiosk } = await opened();
  await kiosk.send({ kind: "start", locale: "en" });
  await store.restartBroker();
  const retained = async () => {
    const reader = await mqtt.connectAsync(store.mqttUrl, { username: "attendant", password: store.secrets.mqtt.attendant ?? "", protocolVersion: 4 });
    const heard = new Set<string>();
    reader.on("message", (topic, _payload, packet) => {
      if (packet.retain) heard.add(topic.replace("laneway/1/demo/", ""));
    });
    await reader.subscribeAsync(["laneway/1/demo/lane/+/view", "laneway/1/demo/attendant/view", "laneway/1/demo/edge/presence"], { qos: 1 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await reader.endAsync(true);
    return heard;
  };
  await until("all retained views", async () => {
    const heard = await retained();
    return ["lane/lane-1/view", "attendant/view", "edge/presence"].every((each) => heard.has(each));
  });
  await agent.fact(scan("4006381333931"));
  expect((await kiosk.view()).basket?.lines).toHaveLength(1);
});

test("an agent that dies is missed, and its old will says nothing about its successor", async () => {
  const { store, agent, kiosk } = await opened();
  await agent.die();
  await until("every device unreachable", async () => (await kiosk.view()).faults.filter((fault) => fault.code === "unreachable").length === 5);
  expect(await kiosk.send({ kind: "start", locale: "en" })).toMatchObject({ result: "accepted" });
  const successor = await store.agent();
  agents.push(successor);
  await until("all well", async () => (await kiosk.view()).faults.length === 0);
  await agent.sayLost(store.mqttUrl, store.secrets.mqtt["agent@lane-1"] ?? "");
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await kiosk.view()).faults).toEqual([]);
});

test("a snapshot of an older version is left aside: the lane is folded from its first record", async () => {
  const { store, agent, kiosk } = await opened();
  await fillBasket(agent, kiosk);
  expect(await kiosk.send({ kind: "abandon" })).toMatchObject({ result: "accepted" });
  await kiosk.send({ kind: "start", locale: "en" });
  await agent.fact(scan("4006381333931"));
  const before = (await kiosk.view()).basket;
  await store.edge.stop();
  const raw = new Database(join(store.dataFolder, "edge/edge.db"));
  expect(raw.prepare("UPDATE snapshot SET state = json_remove(state, '$.printJobs')").run().changes).toBe(1);
  raw.close();
  await store.startEdge();
  expect((await kiosk.view()).basket).toEqual(before);
});
