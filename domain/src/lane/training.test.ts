import type { JournalRecord } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { placementsIn } from "../bagging/placements.js";
import { accountOfDay } from "../business-day/account.js";
import { cashOf } from "../till/cash-view.js";
import { interventionQueue } from "./attendant-view.js";
import { initialLaneState } from "./initial-state.js";
import { baseKnowledge, found, outcomes, TestLane } from "./test-lane.js";
import type { SuspendedTransaction } from "./types.js";

/* A lane in training tries to reach what is real, in every way there is. */

const practise = { ...baseKnowledge, training: true, cash: true, hasSecurityScale: true };
const training = () => new TestLane(practise);
const recordsOf = (lane: TestLane): JournalRecord[] =>
  lane.entries.map(({ kind, shape, atMs, actor, ...entry }, index) => ({
    storeId: "demo", journalId: "journal-1", sequence: index + 1, laneId: lane.laneId, commandId: `c${index}`, index: 0, atMs, businessDate: "2026-11-23", actor, kind, shape, entry,
    previousHash: "0".repeat(64), hash: "0".repeat(64),
  }));
const atPayment = () => training().scan("milk").weight(1_000).do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });

/** The basket that a lane has set aside, as the store keeps it. */
function suspendedOf(lane: TestLane): SuspendedTransaction {
  const entry = lane.entries.findLast((each) => each.kind === "transaction-suspended");
  if (entry?.kind !== "transaction-suspended") throw new Error("nothing was set aside");
  const { token, because, transaction, laneId, atMs } = entry;
  return { token, because, transaction, fromLaneId: laneId, suspendedAtMs: atMs };
}

describe("money", () => {
  it("no real terminal, gift card, wallet or points are asked", () => {
    const lane = atPayment();
    // The store says that a training lane's terminal is usable only when it is a simulated one.
    expect(lane.refuse({ kind: "pay", tender: "card" }, { terminalUsable: false }).reason).toBe("terminal-unavailable");
    expect(lane.refuse({ kind: "pay", tender: "redirect" }).reason).toBe("tender-not-taken");
    expect(lane.refuse({ kind: "pay", tender: "loyalty" }).reason).toBe("tender-not-taken");
    expect(lane.refuse({ kind: "pay", tender: "gift-card", code: "0000000000000097" }).reason).toBe("tender-not-taken");
  });

  it("cash is practised without a till, a drawer, or anything to count", () => {
    const lane = atPayment();
    expect(lane.refuse({ kind: "open-till", floatMinor: 10_000 }).reason).toBe("tender-not-taken");
    expect(cashOf(lane.state, practise).due).toEqual({ dueMinor: 119, roundingMinor: 0 });
    lane.send({ kind: "take-cash", tenderedMinor: 200 }, {}, { kind: "attendant", attendantId: "a1", name: "Ada" });
    expect(lane.state.step).toMatchObject({ name: "thank-you", receipt: { training: true, changeMinor: 81 } });
    expect([lane.effect("open-drawer"), lane.state.till]).toEqual([undefined, undefined]);
  });

  it("a till that was open when the lane was switched to training is not touched", () => {
    const lane = new TestLane({ ...practise, training: false });
    lane.send({ kind: "open-till", floatMinor: 10_000 }, {}, { kind: "attendant", attendantId: "a1", name: "Ada" });
    const { till } = lane.state;
    const now = { training: true, hasSecurityScale: false };
    lane.do({ kind: "scan", text: "milk", aim: undefined }, { ...now, lookup: found("milk") }).do({ kind: "go-to-bags" }, now).do({ kind: "choose-bags", count: 0 }, now);
    lane.send({ kind: "take-cash", tenderedMinor: 200 }, now, { kind: "attendant", attendantId: "a1", name: "Ada" });
    expect([lane.state.step.name, lane.state.till]).toEqual(["thank-you", till]);
  });
});

describe("baskets", () => {
  it("a real one is not brought to a training lane to be paid with play money, nor a practised one to a real lane", () => {
    const real = new TestLane({ ...practise, training: false }).scan("milk").do({ kind: "suspend" });
    const practised = training().scan("milk").do({ kind: "suspend" });
    const recall = (lane: TestLane, suspended: SuspendedTransaction) => lane.send({ kind: "recall", token: suspended.token }, { suspended })?.reason;
    expect(recall(training(), suspendedOf(real))).toBe("suspended-basket-not-found");
    expect(recall(new TestLane({ ...practise, training: false }), suspendedOf(practised))).toBe("suspended-basket-not-found");
    expect(recall(training(), suspendedOf(practised))).toBeUndefined();
  });

  it.each([true, false])("one that was open when the lane was switched (from training: %s) is not paid, but can be set aside", (before) => {
    const lane = new TestLane({ ...baseKnowledge, training: before, cash: true }).toPayment("milk");
    const now = { training: !before };
    expect(lane.refuse({ kind: "pay", tender: "card" }, now).reason).toBe("tender-not-taken");
    expect(lane.send({ kind: "take-cash", tenderedMinor: 200 }, now, { kind: "attendant", attendantId: "a1", name: "Ada" })?.reason).toBe("tender-not-taken");
    lane.do({ kind: "suspend" }, now);
    expect(suspendedOf(lane).transaction.training).toBe(before);
  });
});

it("numbers, figures, weights and limits stay what they were", () => {
  const lane = atPayment();
  lane.outcome(lane.pay(), outcomes.approved(119));
  expect(lane.state).toMatchObject({ lastReceiptNumber: 0, lastTrainingReceiptNumber: 1, step: { receipt: { training: true, receiptNumber: "lane-1-T000001" } } });
  expect(lane.entries.find((entry) => entry.kind === "transaction-completed")).not.toHaveProperty("uses");
  expect(lane.kinds()).not.toContain("risk-assessed");
  expect(placementsIn(initialLaneState("lane-1", "en"), lane.entries)).toEqual([]);
  lane.do({ kind: "finish" }).scan("bread").do({ kind: "attendant-void-line", lineId: lane.line(0).lineId, reason: "training" }).do({ kind: "abandon" });
  const { totals } = accountOfDay(recordsOf(lane));
  expect(totals).toMatchObject({ receipts: 0, items: 0, totalMinor: 0, tenders: [], taxes: [], lanes: [], attendants: [], trainingReceipts: 1, lineVoids: { count: 0 }, basketVoids: { count: 0 } });
});

it("what a training lane asks a person for says that it is training", () => {
  const around = { laneNames: new Map(), locales: ["en"], nowMs: 0, rules: { visitsAtOnce: 6 } };
  const [asked] = interventionQueue([training().scan("wine").state], around);
  expect(asked?.training).toBe(true);
  expect(interventionQueue([new TestLane().scan("wine").state], around)[0]?.training).toBeUndefined();
});
