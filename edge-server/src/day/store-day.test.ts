import { randomUUID } from "node:crypto";
import { type CommandAnswer, type DayReport, type DayView, dayReport, dayView, paths, storeView, type TerminalDayOutcome } from "@laneway/contracts";
import { afterEach, expect, test } from "vitest";
import type { FakeAgent } from "../testing/fake-agent.js";
import { type Kiosk, SmallStore } from "../testing/small-store.js";
import { until } from "../testing/until.js";

let store: SmallStore;
const agents: FakeAgent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.stop();
  await store.close();
});

async function opened(options: Parameters<typeof SmallStore.open>[0] = {}) {
  store = await SmallStore.open(options);
  const agent = await store.agent();
  agents.push(agent);
  const kiosk = await store.kiosk();
  await until("devices to be known", async () => (await kiosk.view()).faults.length === 0);
  return { agent, kiosk, lead: await store.attendantToken("ben", "590263") };
}

const ask = async (token: string, command: object, commandId: string = randomUUID()) => (await store.post(paths.dayCommands, { commandId, ...command }, token)).body as unknown as CommandAnswer;
const view = async (token: string): Promise<DayView> => dayView.parse((await store.get(paths.day, token)).body);
const reports = async (token: string): Promise<DayReport[]> => ((await store.get(paths.dayReports, token)).body as unknown as { reports: DayReport[] }).reports.map((each) => dayReport.parse(each));

/** A carton of milk, paid by card. Answers the amount. */
async function sale(agent: FakeAgent, kiosk: Kiosk, receiptNumber: string): Promise<number> {
  await agent.fact({ kind: "weight", device: "security-scale", reading: { state: "zero" } });
  for (const command of [{ kind: "start", locale: "en" }, { kind: "key-code", code: "4006381333931" }]) expect((await kiosk.send(command)).result).toBe("accepted");
  await agent.fact({ kind: "weight", device: "security-scale", reading: { state: "stable", grams: 1_030 } });
  for (const command of [{ kind: "go-to-bags" }, { kind: "choose-bags", count: 0 }, { kind: "pay", tender: "card" }]) expect((await kiosk.send(command)).result).toBe("accepted");
  const { attemptId, amountMinor, currency } = await agent.command("authorise");
  agent.commands.splice(0);
  await agent.fact({ kind: "payment-outcome", device: "payment-terminal", attemptId, outcome: { result: "approved", amountMinor, currency, card: { scheme: "Visa", entry: "chip" }, reference: { terminalId: "T1", receiptNumber, trace: receiptNumber } } });
  expect((await kiosk.send({ kind: "finish" })).result).toBe("accepted");
  return amountMinor;
}

const totals = (amountMinor: number, last: string): TerminalDayOutcome => ({
  result: "reported",
  report: { kind: "totals", terminalId: "T1", currency: "EUR", totalMinor: amountMinor, receipts: { first: "0001", last }, schemes: [{ scheme: "Visa", count: Number(last), amountMinor }] },
});

test("a day: opened, sold in, kept open by a basket, closed over the terminal's totals, reported", async () => {
  const { agent, kiosk, lead } = await opened();
  expect(await view(lead)).toMatchObject({ phase: "none", required: false, dayNumber: 0 });
  expect(await ask(await store.attendantToken(), { kind: "open-day" })).toMatchObject({ refusal: { reason: "not-allowed" } });
  const id = randomUUID();
  const answer = await ask(lead, { kind: "open-day" }, id);
  expect(answer.result).toBe("accepted");
  expect(await ask(lead, { kind: "open-day" }, id)).toEqual(answer);
  expect(await ask(lead, { kind: "close-day" }, id)).toMatchObject({ refusal: { reason: "command-id-reused" } });
  const soldMinor = (await sale(agent, kiosk, "0001")) + (await sale(agent, kiosk, "0002"));
  await kiosk.send({ kind: "start", locale: "en" });
  expect(await ask(lead, { kind: "close-day" })).toMatchObject({ refusal: { reason: "day-has-open-work", details: { lanes: "1 (basket-open)" } } });
  expect((await view(lead)).blockers).toEqual([{ laneId: "lane-1", laneName: "1", because: "basket-open" }]);
  await kiosk.send({ kind: "abandon" });
  expect(await ask(lead, { kind: "close-day" })).toMatchObject({ result: "accepted" });
  expect(await kiosk.send({ kind: "start", locale: "en" })).toMatchObject({ refusal: { reason: "business-day-closing" } });
  expect((await kiosk.view()).mode).toBe("closed");
  expect(storeView.parse((await store.get(paths.attendantView, lead)).body).day).toMatchObject({ phase: "closing", terminals: [{ state: "asked" }] });
  const { requestId, attempts } = await agent.command("end-of-day");
  expect(attempts.map(({ amountMinor }) => amountMinor)).toEqual([soldMinor / 2, soldMinor / 2]);
  await agent.fact({ kind: "terminal-day", device: "payment-terminal", requestId, outcome: totals(soldMinor, "0002") });
  await until("the day to be closed", async () => (await view(lead)).phase === "none");
  const [report] = await reports(lead);
  expect(report).toMatchObject({ dayNumber: 1, closedBy: { attendantId: "ben" }, totals: { receipts: 2, totalMinor: soldMinor, tenders: [{ kind: "card", count: 2, amountMinor: soldMinor }], basketVoids: { count: 1 } }, terminals: [{ state: "agrees", differences: [] }] });
  expect((await store.get(`${paths.dayReports}/1`, lead)).body).toEqual(report);
  expect((await store.get(`${paths.dayReports}/2`, lead)).status).toBe(404);
  expect((await kiosk.send({ kind: "start", locale: "en" })).result).toBe("accepted");
});

test("what the terminal has and we have not stands in the report", async () => {
  const { agent, kiosk, lead } = await opened();
  await ask(lead, { kind: "open-day" });
  const soldMinor = await sale(agent, kiosk, "0001");
  await ask(lead, { kind: "close-day" });
  const { requestId } = await agent.command("end-of-day");
  await agent.fact({ kind: "terminal-day", device: "payment-terminal", requestId, outcome: totals(soldMinor + 500, "0002") });
  await until("the day to be closed", async () => (await view(lead)).phase === "none");
  expect((await reports(lead))[0]?.terminals).toMatchObject([{ state: "differs", differences: [{ kind: "there-not-here", differenceMinor: 500, terminalReceipts: ["0002"] }] }]);
  expect((await view(lead)).last?.differences).toBe(1);
});

test("a terminal that is away: asked again, checked, then done without by name", async () => {
  const { agent, lead } = await opened();
  await ask(lead, { kind: "open-day" });
  await ask(lead, { kind: "close-day" });
  const { requestId } = await agent.command("end-of-day");
  await agent.fact({ kind: "terminal-day", device: "payment-terminal", requestId, outcome: { result: "not-performed", because: "the terminal cannot be reached" } });
  expect((await view(lead)).terminals).toMatchObject([{ state: "not-performed" }]);
  await ask(lead, { kind: "diagnose-terminal", laneId: "lane-1" });
  const asked = await agent.command("diagnose-terminal");
  await agent.fact({ kind: "terminal-diagnosis", device: "payment-terminal", requestId: asked.requestId, diagnosis: { result: "unreachable" } });
  expect((await view(lead)).terminals).toMatchObject([{ diagnosis: { result: "unreachable" } }]);
  expect(await ask(lead, { kind: "close-without-terminal", laneId: "lane-1" })).toMatchObject({ result: "accepted" });
  expect(await view(lead)).toMatchObject({ phase: "none", last: { differences: 1 } });
});

test("the edge ends while the day closes: the terminal is asked again under the same id, and the day closes once", async () => {
  const { agent, kiosk, lead } = await opened();
  await ask(lead, { kind: "open-day" });
  const soldMinor = await sale(agent, kiosk, "0001");
  await ask(lead, { kind: "close-day" });
  const { requestId } = await agent.command("end-of-day");
  await store.edge.stop();
  agent.commands.splice(0);
  await store.startEdge();
  const again = await store.attendantToken("ben", "590263");
  expect(await view(again)).toMatchObject({ phase: "closing", terminals: [{ state: "asked" }] });
  expect((await agent.command("end-of-day")).requestId).toBe(requestId);
  await agent.fact({ kind: "terminal-day", device: "payment-terminal", requestId, outcome: totals(soldMinor, "0001") });
  await until("the day to be closed", async () => (await view(again)).phase === "none");
  await store.edge.stop();
  await store.startEdge();
  expect((await reports(await store.attendantToken("ben", "590263"))).map(({ dayNumber, totals: sums }) => [dayNumber, sums.totalMinor])).toEqual([[1, soldMinor]]);
});

test("a store that must open its day sells nothing before", async () => {
  const { agent, kiosk, lead } = await opened({ settings: { businessDay: { required: true } } });
  expect((await kiosk.view()).mode).toBe("closed");
  await agent.fact({ kind: "scan", device: "scanner", text: "4006381333931", aim: "]E0" });
  expect(await kiosk.send({ kind: "start", locale: "en" })).toMatchObject({ refusal: { reason: "business-day-not-open" } });
  await ask(lead, { kind: "open-day" });
  expect((await kiosk.view()).mode).toBe("open");
  expect((await kiosk.send({ kind: "start", locale: "en" })).result).toBe("accepted");
});
