import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FiscalBlock, Receipt } from "@laneway/contracts";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { storeTime } from "../lane/business-time.js";
import { RecordStore } from "../store/record.js";
import { until } from "../testing/until.js";
import { checkFiscal } from "./check-fiscal.js";
import { FiscalDesk } from "./fiscal-desk.js";
import { openSoftwareUnit, type SigningUnit, type SoftwareUnit } from "./signing-unit.js";

let folder: string;
let record: RecordStore;
let software: SoftwareUnit;
let nowMs: number;
let timers: { dueMs: number; call: () => void }[];
let desk: FiscalDesk;
let settled: { receiptNumber: string; block: FiscalBlock }[];

const file = () => join(folder, "edge.db");
const clock = {
  nowMs: () => nowMs,
  monotonicMs: () => nowMs,
  after: (delayMs: number, call: () => void) => {
    const timer = { dueMs: nowMs + delayMs, call };
    timers.push(timer);
    return () => {
      timers = timers.filter((each) => each !== timer);
    };
  },
};
function pass(milliseconds: number): void {
  nowMs += milliseconds;
  const due = timers.filter((each) => each.dueMs <= nowMs);
  timers = timers.filter((each) => each.dueMs > nowMs);
  for (const { call } of due) call();
}

function openDesk(unit: SigningUnit = software.unit): void {
  desk = new FiscalDesk({
    record, unit, clock,
    register: software.register,
    storeTime: storeTime("Europe/Vienna"),
    log: pino({ level: "silent" }),
    settled: ({ receiptNumber }, block) => settled.push({ receiptNumber, block }),
    changed: () => undefined,
  });
  desk.start();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "laneway-fiscal-"));
  record = new RecordStore({ file: file(), storeId: "demo", journalId: "journal-1" });
  software = openSoftwareUnit(join(folder, "unit.json"), "demo");
  nowMs = Date.UTC(2026, 10, 23, 9, 0, 7);
  timers = [];
  settled = [];
});
afterEach(() => {
  desk.stop();
  record.close();
  rmSync(folder, { recursive: true, force: true });
});

let sales = 0;
/** A completed sale of 20 % and 10 % goods; answers its receipt number. */
function sell(normalMinor: number, reducedMinor: number, training = false): string {
  sales += 1;
  const receiptNumber = `lane-1-${sales}`;
  const tax = (ratePpm: number, grossMinor: number) => ({ mark: "A", name: "USt", ratePpm, netMinor: 0, taxMinor: 0, grossMinor });
  const receipt = { laneId: "lane-1", receiptNumber, training, totalMinor: normalMinor + reducedMinor, roundingMinor: 0, taxes: [tax(200_000, normalMinor), tax(100_000, reducedMinor)] } as unknown as Receipt;
  record.commit({
    laneId: "lane-1", commandId: receiptNumber, requestHash: "hash", atMs: nowMs, businessDate: "2026-11-23", actor: { kind: "shopper" },
    entries: [{ kind: "line-added", shape: 1, entry: {} }, { kind: "transaction-completed", shape: 1, entry: { receipt: receipt as never, training } }],
    answer: {}, projections: [], snapshot: undefined,
  });
  return receiptNumber;
}
const documents = () => [...record.journal.all()].filter((each) => each.kind.startsWith("fiscal-"));
const finding = () => checkFiscal(record.journal.all(), software.register, software.publicKey);
const allSettled = () => until("every receipt to have its document", () => finding().waiting === 0);

it("each receipt gets one signed document, in the journal's order, and an auditor's check agrees", async () => {
  const first = sell(750, 700);
  openDesk();
  const second = sell(1_000, 0);
  const training = sell(500, 0, true);
  desk.wake();
  await allSettled();
  expect(settled.map((each) => each.receiptNumber)).toEqual([first, second, training]);
  expect(documents().map((each) => each.entry.documentKind)).toEqual(["start", "sale", "sale", "training"]);
  expect(finding()).toEqual({ documents: 4, unsigned: 0, turnoverMinor: 2_450, waiting: 0, problems: [] });
  expect(settled[0]?.block).toMatchObject({ scheme: "AT-RKSV", signed: true, code: expect.stringContaining(`_R1-AT0_demo_${first}_2026-11-23T10:00:07_7,50_7,00_0,00_0,00_0,00_`) });
  expect(record.fiscalBlock("lane-1", first)).toEqual(settled[0]?.block);
});

it("a stop in the middle is gone on from, and no receipt has two", async () => {
  openDesk();
  sell(100, 0);
  desk.wake();
  await allSettled();
  desk.stop();
  sell(200, 0);
  record.close();
  record = new RecordStore({ file: file(), storeId: "demo", journalId: "journal-1" });
  openDesk(openSoftwareUnit(join(folder, "unit.json"), "demo").unit);
  await allSettled();
  desk.wake();
  expect(finding()).toMatchObject({ documents: 3, turnoverMinor: 300, problems: [] });
});

it.each([
  ["refuses", () => Promise.reject(new Error("no card in the reader"))],
  ["does not answer", () => new Promise<string>(() => undefined)],
] as const)("a unit that %s stops nothing; receipts say so until it signs again", async (_what, sign) => {
  let isAway = true;
  openDesk({ sign: (text) => (isAway ? sign() : software.unit.sign(text)) });
  sell(100, 0);
  desk.wake();
  await until("the unit to be asked", () => timers.length > 0 || desk.state.phase === "outage");
  pass(3_000);
  await allSettled();
  expect(desk.state).toMatchObject({ phase: "outage", outageSinceMs: expect.any(Number) });
  const during = sell(200, 0);
  desk.wake();
  await allSettled();
  expect(settled.at(-1)).toMatchObject({ receiptNumber: during, block: { signed: false, code: expect.stringMatching(/_U2ljaGVyaGVpdHNlaW5yaWNodHVuZyBhdXNnZWZhbGxlbg==$/) } });
  isAway = false;
  pass(28_000);
  expect(desk.state.phase).toBe("outage");
  await until("the outage to end", () => {
    pass(1_000);
    return desk.state.phase === "signing";
  });
  sell(400, 0);
  desk.wake();
  await allSettled();
  expect(documents().map((each) => [each.entry.documentKind, each.kind === "fiscal-document-signed"])).toEqual([
    ["start", false], ["sale", false], ["sale", false], ["recovery", true], ["sale", true],
  ]);
  expect(finding()).toMatchObject({ unsigned: 3, turnoverMinor: 700, problems: [] });
});

it("a month and a year are ended by documents of their own; a clock set back ends none twice", async () => {
  openDesk();
  for (const [year, month] of [[2026, 10], [2026, 11], [2026, 10], [2026, 11], [2027, 0]] as const) {
    nowMs = Date.UTC(year, month, 15, 9, 0, 0);
    sell(100, 0);
    desk.wake();
    await allSettled();
  }
  expect(documents().map((each) => each.entry.documentKind)).toEqual(["start", "sale", "month", "sale", "sale", "sale", "year", "sale"]);
  expect(finding().problems).toEqual([]);
});

it("a full disk loses no document: it is made when there is space", async () => {
  openDesk();
  sell(100, 0);
  record.connection.pragma(`max_page_count = ${record.connection.pragma("page_count", { simple: true })}`);
  desk.wake();
  await until("the desk to give up for now", () => timers.some((each) => each.dueMs === nowMs + 5_000) || finding().waiting === 0);
  record.connection.pragma("max_page_count = 1000000");
  pass(5_000);
  await allSettled();
  expect(finding()).toMatchObject({ documents: 2, problems: [] });
});

it("the check finds a changed amount, a missing document, a foreign signature", async () => {
  openDesk();
  for (const amount of [100, 200, 300]) sell(amount, 0);
  desk.wake();
  await allSettled();
  const records = [...record.journal.all()];
  const change = (kind: string, edit: (jws: string) => string) =>
    checkFiscal(records.map((each) => (each.entry.documentNumber === kind ? { ...each, entry: { ...each.entry, jws: edit(String(each.entry.jws)) } } : each)), software.register, software.publicKey).problems;
  const number = settled[1]?.receiptNumber ?? "";
  const reword = (from: string, to: string) => (jws: string) => {
    const [head, body = "", signature] = jws.split(".");
    return [head, Buffer.from(Buffer.from(body, "base64url").toString().replace(from, to)).toString("base64url"), signature].join(".");
  };
  expect(change(number, reword("_2,00_", "_0,02_"))).toEqual(expect.arrayContaining([expect.stringMatching(/signature is wrong/), expect.stringMatching(/turnover/), expect.stringMatching(/does not follow/)]));
  expect(checkFiscal(records.filter((each) => each.entry.documentNumber !== number), software.register, software.publicKey)).toMatchObject({ waiting: 1, problems: expect.arrayContaining([expect.stringMatching(/does not follow/)]) });
  const stranger = openSoftwareUnit(join(folder, "other.json"), "demo");
  expect(checkFiscal(records, software.register, stranger.publicKey).problems).toHaveLength(4);
});

it("the unit's file is the owner's alone, and a damaged one is not replaced", () => {
  openDesk();
  const path = join(folder, "unit.json");
  const kept = readFileSync(path, "utf8");
  writeFileSync(path, kept.slice(0, 40));
  expect(() => openSoftwareUnit(path, "demo")).toThrow();
  expect(readFileSync(path, "utf8")).toBe(kept.slice(0, 40));
});
