import type { JournalRecord, Receipt } from "@laneway/contracts";
import { dayTotals } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LaneEntry } from "../lane/entries.js";
import { baseKnowledge, giftCardCode, outcomes, type ShelfName, shelf, TestLane } from "../lane/test-lane.js";
import type { SoldTransaction } from "../returns/types.js";
import { accountOfDay } from "./account.js";

const names = Object.keys(shelf).filter((name) => name !== "wine" && name !== "bananas") as ShelfName[];

/** The entries as the journal would hold them. */
function recordsOf(lanes: readonly TestLane[]): JournalRecord[] {
  const all = lanes.flatMap((lane) => lane.entries.map((entry): [string, LaneEntry] => [lane.laneId, entry]));
  return all.map(([laneId, { kind, shape, atMs, actor, ...entry }], index) => ({
    storeId: "demo", journalId: "journal-1", sequence: index + 1, laneId, commandId: `c-${index}`, index: 0, atMs, businessDate: "2026-11-29", actor, kind, shape, entry: { ...entry },
    previousHash: "0".repeat(64), hash: "0".repeat(64),
  }));
}
const receiptsOf = (lanes: readonly TestLane[]): Receipt[] => lanes.flatMap(({ entries }) => entries.flatMap((entry) => (entry.kind === "transaction-completed" ? [entry.receipt] : [])));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Sold by card, as the store finds it again. */
function sell(lane: TestLane, name: ShelfName): SoldTransaction {
  lane.toPayment(name);
  const attemptId = lane.pay();
  const before = lane.state.transaction;
  lane.outcome(attemptId, outcomes.approved(lane.totalMinor));
  const tender = lane.entries.findLast((entry) => entry.kind === "tender-added");
  if (before === undefined || lane.state.step.name !== "thank-you" || tender?.kind !== "tender-added") throw new Error("not sold");
  const { receipt } = lane.state.step;
  lane.do({ kind: "finish" });
  return { transaction: { ...before, tenders: [tender.tender] }, receipt };
}

/** One shopper: some goods, some of them taken out again, then paid, declined first, given up, or set aside. */
function shop(lane: TestLane, goods: readonly number[], ending: number): void {
  for (const pick of goods) lane.scan(names[pick % names.length] ?? "milk");
  for (const intervention of lane.state.interventions) if (intervention.blocking) lane.send({ kind: "end-intervention", interventionId: intervention.interventionId, outcome: "approved" });
  const [first, last] = [lane.state.transaction?.lines.at(0), lane.state.transaction?.lines.at(-1)];
  if (ending % 5 === 1 && first !== undefined) lane.send({ kind: "attendant-void-line", lineId: first.lineId, reason: "damaged" });
  if (ending % 7 === 2 && last !== undefined) lane.send({ kind: "override-price", lineId: last.lineId, unitPriceMinor: ending, reason: "price-match" });
  if (ending % 11 === 3) {
    lane.do({ kind: "void-transaction", reason: "abandoned" });
    return;
  }
  const toPayment = lane.send({ kind: "go-to-bags" }) ?? lane.send({ kind: "choose-bags", count: ending % 3 });
  if (toPayment !== undefined || lane.totalMinor <= 0) {
    lane.do({ kind: "void-transaction", reason: "other" });
    return;
  }
  if (ending % 3 === 0) lane.outcome(lane.pay(), outcomes.declined);
  const attemptId = lane.pay();
  lane.outcome(attemptId, outcomes.approved(lane.totalMinor, { card: { scheme: ending % 2 === 0 ? "Visa" : "Mastercard", entry: "chip" }, reference: { terminalId: "T1", receiptNumber: String(ending % 10_000), trace: attemptId.slice(-8) } }));
  lane.do({ kind: "finish" });
}

const shoppers = (count: number) => fc.array(fc.tuple(fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), fc.nat(9_999)), { minLength: count, maxLength: count });

describe("the sums of a day", () => {
  it("are those of its receipts, over a thousand random baskets on three lanes", { timeout: 120_000 }, () => {
    const [baskets] = fc.sample(shoppers(1_000), { numRuns: 1, seed: 20_261_129 });
    const lanes = ["lane-1", "lane-2", "lane-3"].map((laneId) => new TestLane({ ...new TestLane().knowledge, role: "manager" }, laneId));
    for (const [index, [goods, ending]] of (baskets ?? []).entries()) shop(lanes[index % 3] as TestLane, goods, ending);
    const receipts = receiptsOf(lanes);
    const { totals, bookings } = accountOfDay(recordsOf(lanes));
    dayTotals.parse(totals);
    expect(receipts.length).toBeGreaterThan(800);
    expect(totals.receipts).toBe(receipts.length);
    expect(totals.totalMinor).toBe(sum(receipts.map(({ totalMinor }) => totalMinor)));
    expect(totals.savingsMinor).toBe(sum(receipts.map(({ savingsMinor }) => savingsMinor)));
    expect(totals.taxMinor).toBe(sum(receipts.map(({ taxMinor }) => taxMinor)));
    expect(sum(totals.tenders.map(({ amountMinor }) => amountMinor)) - totals.changeMinor).toBe(totals.totalMinor);
    expect(sum(totals.taxes.map(({ grossMinor }) => grossMinor))).toBe(sum(receipts.flatMap(({ taxes }) => taxes.map(({ grossMinor }) => grossMinor))));
    expect(sum(totals.lanes.map(({ totalMinor }) => totalMinor))).toBe(totals.totalMinor);
    const booked = bookings.flatMap((lane) => lane.bookings.filter(({ state }) => state === "booked"));
    expect(sum(booked.map(({ amountMinor }) => amountMinor))).toBe(totals.totalMinor);
    expect(bookings.flatMap((lane) => lane.bookings).filter(({ state }) => state === "declined").length).toBeGreaterThan(100);
    expect(totals.attendants).toHaveLength(1);
    expect(totals.attendants[0]).toMatchObject({ basketVoids: totals.basketVoids.count, basketVoidsMinor: totals.basketVoids.amountMinor });
    expect(totals.attendants[0]?.priceOverrides).toBeGreaterThan(50);
  });

  it("leave training out, and count it", () => {
    const training = new TestLane({ ...new TestLane().knowledge, training: true });
    training.toPayment("milk");
    training.outcome(training.pay(), outcomes.approved(training.totalMinor)).do({ kind: "finish" });
    training.scan("milk").do({ kind: "void-transaction", reason: "training" });
    const { totals } = accountOfDay(recordsOf([training]));
    expect(totals).toMatchObject({ receipts: 0, totalMinor: 0, trainingReceipts: 1, basketVoids: { count: 0, amountMinor: 0 }, tenders: [], attendants: [] });
  });

  it("know what was taken and given back", () => {
    const lane = new TestLane();
    lane.toPayment("milk");
    const first = lane.pay();
    lane.outcome(first, outcomes.declined);
    lane.outcome(lane.pay(), outcomes.declined);
    lane.outcome(first, outcomes.approved(lane.totalMinor));
    const statesOf = () => accountOfDay(recordsOf([lane])).bookings[0]?.bookings.map(({ attemptId, state }) => [attemptId === first, state]);
    expect(statesOf()).toContainEqual([true, "booked"]);
    lane.outcome(first, outcomes.notPerformed);
    expect(statesOf()).toContainEqual([true, "reversed"]);
  });

  it("are less what was given back: undone, the payment does not stand; refunded, it is a booking of its own", () => {
    const lane = new TestLane({ ...baseKnowledge, role: "manager" });
    const sales = [sell(lane, "milk"), sell(lane, "bread")];
    const [reference] = sales.map(({ transaction }) => (transaction.tenders[0]?.kind === "card" ? transaction.tenders[0].reference : undefined));
    const giveBack = (sale: SoldTransaction, businessDate: string) => {
      lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, businessDate });
      const lines = sale.transaction.lines.map(({ lineId }) => ({ lineId, count: 1 }));
      lane.do({ kind: "choose-return", lines, reason: "damaged", condition: "unopened" });
      lane.do({ kind: "confirm-return", amountMinor: lane.state.returning?.choice?.totalMinor ?? 0 }, { businessDate });
      const attemptId = lane.state.returning?.attempts.at(-1)?.attemptId ?? "";
      lane.outcome(attemptId, outcomes.approved(sale.receipt.totalMinor));
    };
    giveBack(sales[0] as SoldTransaction, sales[0]?.receipt.businessDate ?? "");
    giveBack(sales[1] as SoldTransaction, "2026-12-01");
    const { totals, bookings } = accountOfDay(recordsOf([lane]));
    dayTotals.parse(totals);
    const goneMinor = sum(sales.map(({ receipt }) => receipt.totalMinor));
    expect(totals).toMatchObject({ receipts: 2, totalMinor: 0, taxMinor: 0, refunds: { count: 2, amountMinor: goneMinor }, tenders: [{ kind: "card", count: 2, amountMinor: 0 }], lanes: [{ receipts: 2, totalMinor: 0, lastReceipt: "lane-1-000002" }] });
    expect(sum(totals.taxes.map(({ grossMinor }) => grossMinor))).toBe(0);
    expect(bookings[0]?.bookings.map(({ state }) => state)).toEqual(["reversed", "booked", "given-back"]);
    expect(bookings[0]?.bookings[0]?.terminalReceipt).toBe(reference?.receiptNumber);
  });

  it("are of the lanes alone: the store's own records add nothing", () => {
    const [record] = recordsOf([new TestLane().scan("milk")]);
    if (record === undefined) throw new Error("a record");
    expect(accountOfDay([{ ...record, laneId: null, kind: "business-day-opened" }])).toEqual(accountOfDay([]));
  });
});

it("vouchers are counted at their full worth: given out for returns and as the rest of others, and paid with", () => {
  const lane = new TestLane({ ...baseKnowledge, role: "manager" });
  const sale = sell(lane, "bread");
  const lineId = sale.transaction.lines[0]?.lineId ?? "";
  lane
    .do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale })
    .do({ kind: "choose-return", lines: [{ lineId, count: 1 }], reason: "quality", condition: "unopened", asVoucher: true })
    .do({ kind: "confirm-return", amountMinor: 249 });
  const slip = { kind: "voucher", slipKey: "LWV1.store.lane-1-V000001", number: "lane-1-V000001", amountMinor: 249, currency: "EUR", lastDay: "2029-11-22" } as const;
  lane.toPayment("milk").do({ kind: "key-code", code: "x" }, { lookup: { kind: "slip", slip: { ok: true, value: slip }, used: false } });
  const { totals } = accountOfDay(recordsOf([lane]));
  expect(dayTotals.parse(totals)).toMatchObject({
    totalMinor: 119,
    vouchers: { issued: { count: 2, amountMinor: 249 + 130 }, used: { count: 1, amountMinor: 249 } },
    tenders: [{ kind: "card", count: 1, amountMinor: 249 }, { kind: "voucher", count: 1, amountMinor: 119 - 249 }],
  });
});

it("names payments without the host, and those that were declined in the day, whenever they were made", () => {
  const lane = new TestLane();
  lane.toPayment("milk");
  const attemptId = lane.pay();
  lane.outcome(attemptId, outcomes.approved(lane.totalMinor, { offline: true })).do({ kind: "finish" });
  sell(lane, "bread");
  const records = recordsOf([lane]);
  expect(accountOfDay(records).totals.offline).toEqual({ count: 1, amountMinor: 119, lost: { count: 0, amountMinor: 0 } });
  const told = (id: string, amountMinor: number, state: "declined" | "forwarded", sequence: number): JournalRecord => ({
    ...(records[0] as JournalRecord), laneId: null, sequence, kind: `stored-payment-${state}`, entry: { payment: { attemptId: id, laneId: lane.laneId, amountMinor, state } },
  });
  const whole = accountOfDay([...records, told(attemptId, 119, "declined", 1_000), told("yesterday", 700, "declined", 1_001), told("earlier", 300, "forwarded", 1_002)]);
  expect(whole.totals.offline).toEqual({ count: 1, amountMinor: 119, lost: { count: 2, amountMinor: 819 } });
  expect(whole.bookings[0]?.bookings.find((each) => each.attemptId === attemptId)).toMatchObject({ state: "booked", offline: "declined" });
  expect(dayTotals.parse(whole.totals)).toEqual(whole.totals);
  expect(accountOfDay(recordsOf([new TestLane()])).totals).not.toHaveProperty("offline");
});

it("gift cards sold are told apart among the turnover; practised ones are not", () => {
  const withCard = (lane: TestLane): TestLane => {
    lane.scan("milk").do({ kind: "scan", text: "the card", aim: undefined }, { lookup: { kind: "gift-card", code: giftCardCode } });
    lane.do({ kind: "gift-card-answered", loadId: lane.state.transaction?.cardLoad?.loadId ?? "", card: { lastFour: "0097", known: true, balanceMinor: 1_380 } });
    lane.do({ kind: "load-gift-card", amountMinor: 2_500 }).do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    return lane.outcome(lane.pay(), outcomes.approved(2_619));
  };
  const { totals } = accountOfDay(recordsOf([withCard(new TestLane())]));
  expect(dayTotals.parse(totals)).toMatchObject({ totalMinor: 2_619, items: 1, giftCards: { count: 1, amountMinor: 2_500 } });
  expect(accountOfDay(recordsOf([withCard(new TestLane({ ...baseKnowledge, training: true }))])).totals).not.toHaveProperty("giftCards");
});
