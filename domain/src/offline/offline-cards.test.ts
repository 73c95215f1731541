import type { OfflineAllowance, StoredPayment } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { isPursued } from "../payment/past-attempts.js";
import { attendant, outcomes, TestLane } from "../lane/test-lane.js";
import { reachableStates } from "../lane/transition-table.js";
import { decideOffline, evolveOffline, nobodyAllows } from "./decide-offline.js";
import { isInForce, offlineWay } from "./offline-way.js";
import { maySuffer, storedPaymentTable } from "./stored-table.js";
import type { OfflineFacts, OfflineKnowledge, OfflineRequest } from "./types.js";

const allowance: OfflineAllowance = { allowanceId: "c1.1", by: { attendantId: "lea", name: "Lea" }, fromMs: 1_000, untilMs: 61_000, eachMinor: 5_000, sumMinor: 12_000 };
const allowed = (outstandingMinor = 0): OfflineKnowledge => ({ allowance: { ...allowance, untilMs: Number.MAX_SAFE_INTEGER }, outstandingMinor });
const limits = { enabled: true, eachMinor: 5_000, sumMinor: 12_000, minutes: 60, atRiskHours: 20 };

describe("what a payment may do without the host", () => {
  it("is decided by the sign-off, the limit for one, and the sum of all", () => {
    const at = (outstandingMinor: number, amountMinor: number, atMs = 2_000) => offlineWay({ allowance, outstandingMinor }, amountMinor, atMs);
    expect(at(0, 5_000)).toEqual({ way: "allowed", allowanceId: "c1.1", by: "Lea", untilMs: 61_000, sumMinor: 12_000 });
    expect(at(0, 5_001)).toEqual({ way: "forbidden", because: "over-each" });
    expect(at(7_000, 5_000)).toMatchObject({ way: "allowed" });
    expect(at(7_001, 5_000)).toEqual({ way: "forbidden", because: "over-sum" });
    expect(offlineWay({ allowance: undefined, outstandingMinor: 0 }, 1, 2_000)).toEqual({ way: "forbidden", because: "not-allowed" });
    expect(offlineWay(undefined, 1, 2_000)).toBeUndefined();
  });

  it("ends with the sign-off, to the millisecond", () => {
    expect([999, 1_000, 60_999, 61_000].map((atMs) => isInForce(allowance, atMs))).toEqual([false, true, true, false]);
    expect(offlineWay({ allowance, outstandingMinor: 0 }, 1, 61_000)).toEqual({ way: "forbidden", because: "not-allowed" });
  });
});

describe("a lane", () => {
  const pay = { kind: "pay", tender: "card" } as const;
  const away = { result: "declined", code: "A3", hostAway: true } as const;

  it("fails by name while the host is away, and knows that it is; a host that says no is there", () => {
    const lane = new TestLane().toPayment("milk").do(pay, { offlineCards: { allowance: undefined, outstandingMinor: 0 } });
    expect(lane.effect("authorise")).toMatchObject({ offline: "forbidden" });
    lane.outcome(lane.attemptId, away);
    expect(lane.state.attempt).toMatchObject({ state: "declined", code: "A3", hostAway: true });
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "payment-declined", reason: "host-away" });
    const since = lane.state.hostAwaySinceMs;
    expect(since).toBe(lane.nowMs);
    lane.nowMs += 5_000;
    lane.do(pay).outcome(lane.attemptId, away);
    expect(lane.state.hostAwaySinceMs).toBe(since);
    lane.do(pay).outcome(lane.attemptId, outcomes.declined);
    expect(lane.state.hostAwaySinceMs).toBeUndefined();
  });

  it("writes down who allowed it before the terminal is told, and the tender and receipt say so", () => {
    const lane = new TestLane().toPayment("milk").do(pay, { offlineCards: allowed() });
    expect(lane.entries.find((entry) => entry.kind === "payment-intent-saved")).toMatchObject({ offline: { way: "allowed", by: "Lea", sumMinor: 12_000 } });
    expect(lane.effect("authorise")).toMatchObject({ offline: "allowed" });
    lane.outcome(lane.attemptId, outcomes.approved(119, { offline: true }));
    expect(lane.state.step).toMatchObject({ name: "thank-you", receipt: { tenders: [{ kind: "card", amountMinor: 119, offline: true }] } });
    expect(lane.entries.find((entry) => entry.kind === "payment-approved")).toMatchObject({ allowedBy: "Lea", outcome: { offline: true } });
  });

  it("is online again with the first payment that is", () => {
    const lane = new TestLane().toPayment("milk").do(pay);
    lane.outcome(lane.attemptId, away).do(pay, { offlineCards: allowed() });
    lane.outcome(lane.attemptId, outcomes.approved(119));
    expect(lane.state.hostAwaySinceMs).toBeUndefined();
    expect(lane.state.step).toMatchObject({ receipt: { tenders: [{ kind: "card" }] } });
    expect(JSON.stringify(lane.state.step)).not.toContain("offline");
  });

  it("takes back what a terminal approved without anybody's word, and nothing is sold", () => {
    const lane = new TestLane().toPayment("milk").do(pay, { offlineCards: { allowance: undefined, outstandingMinor: 0 } });
    const { attemptId } = lane;
    lane.outcome(attemptId, outcomes.approved(119, { offline: true }));
    expect(lane.effect("reverse-payment")).toMatchObject({ attemptId, amountMinor: 119 });
    expect(lane.state.step.name).toBe("payment");
    expect(lane.state.pastAttempts.filter(isPursued)).toMatchObject([{ attemptId, state: "reversing" }]);
    expect(lane.state.notices.at(-1)).toMatchObject({ reason: "host-away" });
  });

  it("leaves a terminal as it is set up where the store has no say in it", () => {
    const lane = new TestLane().toPayment("milk").do(pay);
    expect(lane.effect("authorise")).not.toHaveProperty("offline");
    lane.outcome(lane.attemptId, outcomes.approved(119, { offline: true }));
    expect(lane.state.step).toMatchObject({ name: "thank-you", receipt: { tenders: [{ offline: true }] } });
  });
});

describe("the store", () => {
  const facts = (more: Partial<OfflineFacts> = {}): OfflineFacts => ({ limits, payment: undefined, waiting: [], ...more });
  const order = (request: OfflineRequest, atMs = 1_000, actor = attendant) => ({ commandId: "c1", actor, atMs, request });
  const payment: StoredPayment = {
    attemptId: "a-1", laneId: "lane-1", amountMinor: 119, currency: "EUR", card: { scheme: "VISA", lastFour: "1234", entry: "chip" },
    reference: { terminalId: "T1", receiptNumber: "7", trace: "42" }, atMs: 0, allowedBy: "Lea", state: "stored", atRisk: false, changedAtMs: 0,
  };
  const told = (fate: "forwarded" | "declined") => ({ kind: "stored-payment-told", attemptId: "a-1", fate: fate === "declined" ? { result: fate, code: "05" } : { result: fate } }) as const;

  it("is allowed by name, with limits and an end, and can be ended early", () => {
    const decided = decideOffline(nobodyAllows, order({ kind: "allow-offline-cards", minutes: 30 }), facts());
    const entry = decided.ok ? decided.value[0] : undefined;
    expect(entry).toMatchObject({ kind: "offline-cards-allowed", allowance: { by: { name: "Ada" }, fromMs: 1_000, untilMs: 1_801_000, eachMinor: 5_000, sumMinor: 12_000 } });
    const state = entry === undefined ? nobodyAllows : evolveOffline(nobodyAllows, entry);
    expect(decideOffline(state, order({ kind: "end-offline-cards" }, 2_000), facts())).toMatchObject({ ok: true, value: [{ kind: "offline-cards-ended" }] });
    expect(decideOffline(state, order({ kind: "end-offline-cards" }, 1_801_000), facts())).toMatchObject({ ok: false, error: { reason: "offline-cards-not-allowed" } });
  });

  it("refuses where it is off, and longer than the store allows", () => {
    const ask = (minutes: number, more: Partial<OfflineFacts["limits"]>) => decideOffline(nobodyAllows, order({ kind: "allow-offline-cards", minutes }), facts({ limits: { ...limits, ...more } }));
    expect(ask(30, { enabled: false })).toMatchObject({ error: { reason: "offline-cards-off" } });
    expect(ask(61, {})).toMatchObject({ error: { reason: "invalid-request", fields: [{ path: "minutes" }] } });
    expect(ask(60, {})).toMatchObject({ ok: true });
  });

  it("hears what became of a payment once; a decline is a loss until a person says what came of it", () => {
    const decline = decideOffline(nobodyAllows, order(told("declined")), facts({ payment }));
    const lost = decline.ok && decline.value[0]?.kind === "stored-payment-declined" ? decline.value[0].payment : undefined;
    expect(lost).toMatchObject({ state: "declined", code: "05", changedAtMs: 1_000 });
    expect(decideOffline(nobodyAllows, order(told("declined")), facts({ payment: lost }))).toMatchObject({ value: [] });
    expect(decideOffline(nobodyAllows, order(told("forwarded")), facts({ payment: undefined }))).toMatchObject({ value: [] });
    const note = { kind: "note-stored-payment", attemptId: "a-1", outcome: "written-off", note: "shopper unknown" } as const;
    expect(decideOffline(nobodyAllows, order(note, 9_000), facts({ payment: lost }))).toMatchObject({ value: [{ payment: { state: "noted", noted: { outcome: "written-off", by: { name: "Ada" }, atMs: 9_000 } } }] });
    expect(decideOffline(nobodyAllows, order(note), facts({ payment }))).toMatchObject({ error: { reason: "offline-payment-not-found" } });
  });

  it("a payment kept for too long is at risk, once; then a person may note it", () => {
    const look = (atMs: number, waiting: StoredPayment) => decideOffline(nobodyAllows, order({ kind: "look-for-risk" }, atMs), facts({ waiting: [waiting] }));
    expect(look(20 * 3_600_000 - 1, payment)).toMatchObject({ value: [] });
    expect(look(20 * 3_600_000, payment)).toMatchObject({ value: [{ kind: "stored-payment-at-risk", payment: { atRisk: true, state: "stored" } }] });
    expect(look(90 * 3_600_000, { ...payment, atRisk: true })).toMatchObject({ value: [] });
    expect(decideOffline(nobodyAllows, order({ kind: "note-stored-payment", attemptId: "a-1", outcome: "collected" }), facts({ payment: { ...payment, atRisk: true } }))).toMatchObject({ ok: true });
  });

  it("walks along its table only, and every state can be reached", () => {
    expect([...reachableStates(storedPaymentTable)].sort()).toEqual([...storedPaymentTable.states].sort());
    expect(maySuffer("reversed", "stored-payment-forwarded")).toBe(false);
    expect(maySuffer("forwarded", "stored-payment-declined")).toBe(false);
    expect(maySuffer("noted", "stored-payment-declined")).toBe(true);
  });
});
