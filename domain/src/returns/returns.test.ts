import type { PaymentOutcome, Receipt } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseKnowledge, found, outcomes, TestLane } from "../lane/test-lane.js";
import type { LaneKnowledge, Transaction } from "../lane/types.js";
import { daysBetween } from "./may-return.js";
import { freeSpans, takeUnits, unitsLeft } from "./returnable.js";
import { planRefund } from "./plan-refund.js";
import { returnView } from "./return-view.js";
import type { EarlierReturns, SoldTransaction } from "./types.js";

const booking = (number: number) => ({ reference: { terminalId: "T1", receiptNumber: String(number), trace: String(number) } });

/** A store of test lanes that share, as the edge's tables do, what has come back. */
class Shop {
  #bookings = 100;
  earlier: EarlierReturns = { claims: [], refunds: [] };
  readonly lanes: TestLane[];
  constructor(lanes = 1) {
    this.lanes = Array.from({ length: lanes }, (_, index) => new TestLane({ ...baseKnowledge, role: "manager" }, `lane-${index + 1}`));
  }

  sell(fill: (lane: TestLane) => void): SoldTransaction {
    const [lane] = this.lanes as [TestLane];
    fill(lane);
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    const attemptId = lane.pay();
    const before = lane.state.transaction as Transaction;
    lane.outcome(attemptId, outcomes.approved(lane.totalMinor, booking(7)));
    const tender = lane.entries.findLast((entry) => entry.kind === "tender-added");
    if (lane.state.step.name !== "thank-you" || tender?.kind !== "tender-added") throw new Error("not sold");
    return { transaction: { ...before, tenders: [tender.tender] }, receipt: lane.state.step.receipt };
  }

  begin(sale: SoldTransaction, more: Partial<LaneKnowledge> = {}, at = 0, purpose: "return" | "post-void" = "return"): TestLane {
    return this.lane(at).do({ kind: "begin-return", purpose, receipt: "x" }, { sale, earlier: this.earlier, ...more });
  }

  lane(at: number): TestLane {
    return this.lanes[at] as TestLane;
  }

  choose(lines: readonly { lineId: string; count: number }[], at = 0): TestLane {
    return this.lane(at).do({ kind: "choose-return", lines: [...lines], reason: "changed-mind", condition: "unopened" }, { earlier: this.earlier });
  }

  /** As the edge's commit does. */
  confirm(at = 0, more: Partial<LaneKnowledge> = {}): TestLane {
    const lane = this.lane(at);
    const amountMinor = lane.state.returning?.choice?.totalMinor ?? 0;
    const from = lane.entries.length;
    lane.do({ kind: "confirm-return", amountMinor }, { earlier: this.earlier, ...more });
    this.#project(lane, from);
    return lane;
  }

  cancel(at = 0): void {
    const lane = this.lane(at);
    const confirmed = lane.entries.findLast((entry) => entry.kind === "return-confirmed");
    const wasConfirmed = lane.state.returning?.confirmed === true;
    lane.do({ kind: "cancel-return" });
    if (!wasConfirmed || confirmed?.kind !== "return-confirmed") return;
    const spans = confirmed.lines.flatMap(({ lineId, spans: own }) => own.map((span) => `${lineId} ${span.from}`));
    const { refunds, claims } = this.earlier;
    this.earlier = { claims: claims.filter((claim) => !spans.includes(`${claim.lineId} ${claim.from}`)), refunds: refunds.slice(0, refunds.length - confirmed.legs.length) };
  }

  #project(lane: TestLane, from: number): void {
    for (const entry of lane.entries.slice(from)) {
      if (entry.kind !== "return-confirmed") continue;
      const claims = entry.lines.flatMap(({ lineId, spans }) => spans.map((span) => ({ lineId, ...span })));
      const refunds = entry.legs.map(({ paymentAttemptId, amountMinor }) => ({ attemptId: paymentAttemptId, amountMinor }));
      this.earlier = { claims: [...this.earlier.claims, ...claims], refunds: [...this.earlier.refunds, ...refunds] };
    }
  }

  approved(amountMinor: number): PaymentOutcome {
    this.#bookings += 1;
    return outcomes.approved(amountMinor, booking(this.#bookings));
  }
}

const open = (lane: TestLane) => {
  const attempt = lane.state.returning?.attempts.at(-1);
  if (attempt === undefined) throw new Error("no refund attempt");
  return attempt;
};
const receiptOf = (lane: TestLane): Receipt => {
  const done = lane.entries.findLast((entry) => entry.kind === "return-completed");
  if (done?.kind !== "return-completed") throw new Error("no refund receipt");
  return done.receipt;
};
const milkAndBread = (lane: TestLane) => lane.scan("milk").scan("milk").scan("bread");

describe("a return", () => {
  it("gives back to the card that paid, and prints a receipt with a number of its own", () => {
    const shop = new Shop();
    const sale = shop.sell(milkAndBread);
    const [milk] = sale.transaction.lines;
    const lane = shop.begin(sale);
    expect(lane.state.step.name).toBe("welcome");
    shop.choose([{ lineId: milk?.lineId ?? "", count: 1 }]);
    expect(returnView(lane.state, { locales: ["en"], tenders: baseKnowledge.tenders, storeId: "demo" })).toMatchObject({ totalMinor: 119, parts: [{ amountMinor: 119, way: "refund", state: "planned" }] });
    shop.confirm();
    expect(lane.effect("refund-payment")).toMatchObject({ amountMinor: 119, refund: { way: "refund", original: { receiptNumber: "7" } } });
    const { attemptId } = open(lane);
    lane.do({ kind: "payment-progress", attemptId, stage: "sent" }).outcome(attemptId, shop.approved(119));
    const receipt = receiptOf(lane);
    expect(receipt).toMatchObject({ receiptNumber: "lane-1-R000001", totalMinor: -119, refundOf: { receiptNumber: sale.receipt.receiptNumber, purpose: "return" }, tenders: [{ kind: "card", amountMinor: -119 }] });
    expect(lane.effect("print-receipt")?.receipt.receiptNumber).toBe("lane-1-R000001");
    expect(lane.state).toMatchObject({ returning: undefined, lastRefundNumber: 1, lastReceiptNumber: 1 });
    // Told again it is nothing new; another booking under its name is alarmed.
    const before = lane.entries.length;
    lane.outcome(attemptId, outcomes.approved(119, { reference: lane.state.lastTerminalReference as never }));
    expect(lane.entries).toHaveLength(before);
    lane.outcome(attemptId, shop.approved(119));
    expect(lane.kinds()).toContain("payment-contradicted");
  });

  it("keeps shoppers off the lane until it is over", () => {
    const shop = new Shop();
    const lane = shop.begin(shop.sell(milkAndBread));
    expect(lane.refuse({ kind: "start", locale: "en" }).reason).toBe("lane-busy");
    expect(lane.refuse({ kind: "scan", text: "x", aim: undefined }, { lookup: found("milk") }).reason).toBe("lane-busy");
    lane.do({ kind: "cancel-return" }).scan("milk");
  });

  it("of the same pieces on two lanes: the second is refused, whichever confirms first", () => {
    const shop = new Shop(2);
    const sale = shop.sell(milkAndBread);
    const lineId = sale.transaction.lines[0]?.lineId ?? "";
    for (const at of [0, 1]) {
      shop.begin(sale, {}, at);
      shop.choose([{ lineId, count: 1 }], at);
    }
    shop.confirm(1);
    const lane = shop.lane(0);
    expect(lane.refuse({ kind: "confirm-return", amountMinor: 119 }, { earlier: shop.earlier }).reason).toBe("already-returned");
    expect(lane.refuse({ kind: "choose-return", lines: [{ lineId, count: 1 }], reason: "other", condition: "unopened" }, { earlier: shop.earlier }).reason).toBe("already-returned");
  });

  it("needs a role for its amount, for opened and for restricted goods, and has a last day", () => {
    const shop = new Shop();
    const sale = shop.sell(milkAndBread);
    expect(shop.lane(0).refuse({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, businessDate: "2026-12-24" }).reason).toBe("return-too-late");
    expect(shop.lane(0).refuse({ kind: "begin-return", purpose: "return", receipt: "x" }).reason).toBe("receipt-not-found");
    const lane = shop.begin(sale, { businessDate: "2026-12-23" });
    const lineId = sale.transaction.lines[0]?.lineId ?? "";
    const opened = { kind: "choose-return" as const, lines: [{ lineId, count: 1 }], reason: "quality" as const, condition: "opened" as const };
    expect(lane.refuse(opened, { role: "lead" }).reason).toBe("return-needs-manager");
    expect(lane.refuse(opened, { rules: { ...baseKnowledge.rules, returnOpened: "refuse" } }).reason).toBe("item-not-returnable");
    lane.do(opened);
    const rules = { ...baseKnowledge.rules, returnAttendantMaximumMinor: 118 };
    expect(lane.refuse({ kind: "confirm-return", amountMinor: 119 }, { role: "attendant", rules }).reason).toBe("return-needs-manager");
    expect(lane.refuse({ kind: "confirm-return", amountMinor: 118 }).reason).toBe("amount-out-of-range");
  });
});

describe("a refund attempt", () => {
  const refunding = () => {
    const shop = new Shop();
    const sale = shop.sell(milkAndBread);
    const lane = shop.begin(sale);
    shop.choose(sale.transaction.lines.map(({ lineId }) => ({ lineId, count: 1 })));
    shop.confirm();
    return { shop, lane, attemptId: open(lane).attemptId, amountMinor: open(lane).amountMinor };
  };

  it("of a whole payment on the same day and terminal undoes the booking; refused, it is refunded to the card", () => {
    const { lane, attemptId } = refunding();
    expect(lane.effect("refund-payment")?.refund.way).toBe("reversal");
    lane.outcome(attemptId, { result: "declined", code: "B5" }).do({ kind: "retry-refund" });
    expect(lane.effect("refund-payment")?.refund.way).toBe("refund");
  });

  it("unknown: pursued, asked about, never doubled, never ended by force", () => {
    const { lane, attemptId, shop, amountMinor } = refunding();
    lane.ring("payment-query", attemptId, 20_000);
    expect(open(lane).state).toBe("unknown");
    expect(lane.effect("resolve-payment")).toMatchObject({ attemptId, refund: { way: "reversal" } });
    expect(lane.refuse({ kind: "retry-refund" }).reason).toBe("refund-running");
    expect(lane.refuse({ kind: "cancel-return" }).reason).toBe("refund-running");
    expect(lane.intervention("payment-unclear").evidence.attemptId).toBe(attemptId);
    lane.do({ kind: "query-payment" }).outcome(attemptId, outcomes.unknown).do({ kind: "recover" });
    expect(lane.effect("resolve-payment")?.attemptId).toBe(attemptId);
    lane.outcome(attemptId, shop.approved(amountMinor));
    expect(lane.state).toMatchObject({ returning: undefined, interventions: [] });
  });

  it("declined and then approved after all counts once; with another one running it is a person's", () => {
    const { lane, attemptId, shop, amountMinor } = refunding();
    lane.outcome(attemptId, outcomes.declined).outcome(attemptId, shop.approved(amountMinor));
    expect(lane.state.returning).toBeUndefined();
    const other = refunding();
    other.lane.outcome(other.attemptId, outcomes.declined).do({ kind: "retry-refund" });
    other.lane.outcome(other.attemptId, other.shop.approved(other.amountMinor));
    expect(other.lane.kinds()).toContain("payment-contradicted");
    expect(open(other.lane).state).toBe("intent-saved");
  });

  it("another amount, or a booking that is another attempt's, is not believed", () => {
    const { lane, attemptId, shop, amountMinor } = refunding();
    lane.outcome(attemptId, shop.approved(1));
    expect(open(lane).state).toBe("unknown");
    lane.outcome(attemptId, outcomes.approved(amountMinor, booking(7)));
    expect(lane.entries.filter((entry) => entry.kind === "payment-contradicted").map((entry) => entry.kind === "payment-contradicted" && entry.because)).toEqual(["amount-differs", "booked-twice"]);
    expect(lane.state.returning).toBeDefined();
  });
});

describe("a post void", () => {
  it("undoes the whole sale on its day, and never one of which something came back", () => {
    const shop = new Shop();
    const sale = shop.sell(milkAndBread);
    expect(shop.lane(0).refuse({ kind: "begin-return", purpose: "post-void", receipt: "x" }, { sale, role: "attendant" }).reason).toBe("return-needs-manager");
    expect(shop.lane(0).refuse({ kind: "begin-return", purpose: "post-void", receipt: "x" }, { sale, businessDate: "2026-11-24" }).reason).toBe("return-too-late");
    const lane = shop.begin(sale, {}, 0, "post-void");
    shop.confirm();
    expect(lane.effect("refund-payment")).toMatchObject({ amountMinor: sale.receipt.totalMinor, refund: { way: "reversal" } });
    lane.outcome(open(lane).attemptId, shop.approved(sale.receipt.totalMinor));
    expect(receiptOf(lane)).toMatchObject({ totalMinor: -sale.receipt.totalMinor, refundOf: { purpose: "post-void" } });
    expect(lane.refuse({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, earlier: shop.earlier }).reason).toBe("already-returned");
    expect(lane.refuse({ kind: "begin-return", purpose: "post-void", receipt: "x" }, { sale, earlier: shop.earlier }).reason).toBe("already-returned");
  });
});

const basket = fc.array(fc.constantFrom("milk", "bread", "water", "bananas", "cap"), { minLength: 1, maxLength: 7 });
const fill = (names: readonly string[]) => (lane: TestLane) => {
  for (const [index, name] of names.entries()) {
    if (name === "bananas") lane.scan("bananas", { weightGrams: 137 + index * 211 });
    else lane.do({ kind: "pick-item", itemId: name, quantity: 1 + (index % 3) }, { lookup: found(name as "milk") });
  }
};
const seed = 20_261_129;
const numRuns = 60;

it("any sequence of partial returns ends at zero: every line, every tax to the last minor unit", () => {
  fc.assert(
    fc.property(basket, fc.boolean(), fc.infiniteStream(fc.nat(1_000)), (names, pricesIncludeTax, picks) => {
      const shop = new Shop();
      const policy = { ...baseKnowledge.pricing.policy, pricesIncludeTax };
      shop.lanes[0] = new TestLane({ ...baseKnowledge, role: "manager", pricing: { ...baseKnowledge.pricing, policy } }, "lane-1");
      const sale = shop.sell(fill(names));
      const { lines } = sale.transaction;
      const receipts: Receipt[] = [];
      for (let round = 0; lines.some((line) => unitsLeft(line, shop.earlier) > 0); round += 1) {
        const lane = shop.begin(sale);
        const chosen = lines.flatMap((line) => {
          const left = unitsLeft(line, shop.earlier);
          const count = round > 12 ? left : Math.min(left, (picks.next().value ?? 0) % (left + 1));
          return count === 0 ? [] : [{ lineId: line.lineId, count }];
        });
        if (chosen.length === 0) {
          lane.do({ kind: "cancel-return" });
          continue;
        }
        shop.choose(chosen);
        shop.confirm();
        while (lane.state.returning !== undefined) lane.outcome(open(lane).attemptId, shop.approved(open(lane).amountMinor));
        receipts.push(receiptOf(lane));
      }
      const back = (pick: (receipt: Receipt) => number) => receipts.reduce((sum, receipt) => sum + pick(receipt), 0) + pick(sale.receipt);
      expect(back((receipt) => receipt.totalMinor)).toBe(0);
      expect(back((receipt) => receipt.taxMinor)).toBe(0);
      for (const { mark } of sale.receipt.taxes) {
        const row = (receipt: Receipt) => receipt.taxes.find((tax) => tax.mark === mark);
        expect([back((receipt) => row(receipt)?.taxMinor ?? 0), back((receipt) => row(receipt)?.grossMinor ?? 0), back((receipt) => row(receipt)?.netMinor ?? 0)]).toEqual([0, 0, 0]);
      }
      expect(receipts.map(({ receiptNumber }) => receiptNumber)).toEqual(receipts.map((_, index) => `lane-1-R${String(index + 1).padStart(6, "0")}`));
    }),
    { seed, numRuns },
  );
});

it("whatever the terminal answers, never more is given back than was paid, by tender and by line", () => {
  const answers = fc.array(fc.constantFrom("approve", "decline", "unknown", "lost", "late", "twice", "wrong-amount", "cancel", "retry", "query", "recover"), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(basket, answers, (names, steps) => {
      const shop = new Shop(2);
      const sale = shop.sell(fill(names));
      let at = 0;
      for (const [index, step] of steps.entries()) {
        const lane = shop.lane(at);
        if (lane.state.returning === undefined) {
          if (lane.send({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, earlier: shop.earlier }) !== undefined) break;
          const line = sale.transaction.lines.find((one) => unitsLeft(one, shop.earlier) > 0);
          shop.choose([{ lineId: line?.lineId ?? "", count: 1 }], at);
          shop.confirm(at);
        }
        answer(shop, lane, step, index);
        if (step === "cancel" && lane.state.returning !== undefined && lane.state.returning.attempts.every(({ state }) => state === "declined")) shop.cancel(at);
        at = (at + (index % 2)) % 2;
      }
      const paid = sale.receipt.totalMinor;
      const given = shop.lanes.flatMap(({ entries }) => entries).reduce((sum, entry) => (entry.kind === "refund-given" ? sum + entry.outcome.amountMinor : sum), 0);
      expect(given).toBeLessThanOrEqual(paid);
      expect(shop.earlier.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBeLessThanOrEqual(paid);
      for (const line of sale.transaction.lines) {
        const own = shop.earlier.claims.filter(({ lineId }) => lineId === line.lineId);
        expect(own.some((one, index) => own.some((other, place) => place !== index && one.from < other.to && one.to > other.from))).toBe(false);
      }
    }),
    { seed, numRuns },
  );
});

function answer(shop: Shop, lane: TestLane, step: string, index: number): void {
  const attempt = lane.state.returning?.attempts.at(-1);
  if (attempt === undefined) return;
  const { attemptId, amountMinor } = attempt;
  if (step === "approve" || step === "late") lane.outcome(attemptId, shop.approved(amountMinor));
  else if (step === "decline") lane.outcome(attemptId, index % 2 === 0 ? outcomes.declined : outcomes.notPerformed);
  else if (step === "unknown") lane.outcome(attemptId, outcomes.unknown);
  else if (step === "wrong-amount") lane.outcome(attemptId, shop.approved(amountMinor + 1));
  else if (step === "twice") lane.outcome(attemptId, shop.approved(amountMinor)).outcome(attemptId, shop.approved(amountMinor));
  else if (step === "retry") lane.send({ kind: "retry-refund" });
  else if (step === "query") lane.send({ kind: "query-payment" });
  else if (step === "recover") lane.do({ kind: "recover" });
}

it("who has exactly the amount left gives it, else who has most left, of equals who paid last; none more than it paid, over all returns", () => {
  const shop = new Shop();
  const sale = shop.sell(milkAndBread);
  const [first] = sale.transaction.tenders;
  if (first?.kind !== "card") throw new Error("no card");
  const part = (attemptId: string, amountMinor: number) => ({ ...first, attemptId, amountMinor });
  const split = { ...sale, transaction: { ...sale.transaction, tenders: [part("a", 100), part("b", sale.receipt.totalMinor - 100)] } };
  const place = { businessDate: sale.receipt.businessDate, terminalId: "T1", cash: { stepMinor: 1, mode: "half-up" as const } };
  const legs = (amountMinor: number, refunds: EarlierReturns["refunds"] = []) => {
    const planned = planRefund(split, { claims: [], refunds }, amountMinor, place);
    return planned.ok ? planned.value.map((leg) => [leg.paymentAttemptId, leg.amountMinor, leg.refund.way]) : planned.error.reason;
  };
  const rest = sale.receipt.totalMinor - 100;
  expect(legs(60)).toEqual([["b", 60, "refund"]]);
  expect(legs(100)).toEqual([["a", 100, "reversal"]]);
  expect(legs(rest + 50)).toEqual([["b", rest, "reversal"], ["a", 50, "refund"]]);
  expect(legs(100, [{ attemptId: "b", amountMinor: rest - 100 }])).toEqual([["b", 100, "refund"]]);
  expect(legs(150, [{ attemptId: "a", amountMinor: 60 }, { attemptId: "b", amountMinor: rest - 150 }])).toEqual([["b", 150, "refund"]]);
  expect(legs(sale.receipt.totalMinor, [{ attemptId: "b", amountMinor: 1 }])).toBe("refund-way-missing");
});

describe("units and days", () => {
  it("free units are what no return has, also in the middle", () => {
    expect(freeSpans(10, [{ from: 4, to: 6 }, { from: 0, to: 1 }])).toEqual([{ from: 1, to: 4 }, { from: 6, to: 10 }]);
    expect(takeUnits([{ from: 1, to: 4 }, { from: 6, to: 10 }], 5)).toEqual([{ from: 1, to: 4 }, { from: 6, to: 8 }]);
    expect(takeUnits([{ from: 1, to: 4 }], 4)).toBeUndefined();
    expect(freeSpans(2, [{ from: 0, to: 2 }])).toEqual([]);
  });

  it("days are counted by the calendar", () => {
    expect([daysBetween("2026-11-23", "2026-12-23"), daysBetween("2024-02-28", "2024-03-01"), daysBetween("2026-12-31", "2027-01-01")]).toEqual([30, 2, 1]);
  });
});
