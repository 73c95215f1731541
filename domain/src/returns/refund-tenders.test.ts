import { receipt as receiptSchema, type Receipt } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseKnowledge, outcomes, TestLane } from "../lane/test-lane.js";
import type { LaneKnowledge } from "../lane/types.js";
import { tenderIdOf, type TransactionTender } from "../tender/types.js";
import { expectedMinor } from "../till/till.js";
import { refundsWaitingOf, returnView } from "./return-view.js";
import { type EarlierReturns, nothingReturned, type SoldTransaction } from "./types.js";

const swiss: LaneKnowledge = { ...baseKnowledge, role: "manager", cash: true, tenders: { ...baseKnowledge.tenders, cashStepMinor: 5 } };
const giftCard = (amountMinor: number, id = "g-1"): TransactionTender => ({ kind: "gift-card", amountMinor, details: ["**** 0042"], attemptId: id, reference: { ledger: "gift-card", bookingId: "b1" } });
const phone = (amountMinor: number): TransactionTender => ({ kind: "redirect", amountMinor, details: ["Test wallet", "W1"], attemptId: "w-1", reference: { ledger: "redirect", bookingId: "W1" } });
const cash = (amountMinor: number, roundingMinor = 0): TransactionTender => ({ kind: "cash", amountMinor, details: [], tenderId: "c-1", tenderedMinor: amountMinor + roundingMinor, changeMinor: 0, roundingMinor });

/** Milk and bread (1.19 and 2.49) as they were paid by these tenders, and a lane with an open till. */
function sold(...tenders: readonly TransactionTender[]): { readonly lane: TestLane; readonly sale: SoldTransaction } {
  const lane = new TestLane(swiss).do({ kind: "open-till", floatMinor: 5_000 }).toPayment("milk", "bread");
  const attempt = lane.pay();
  const { transaction } = lane.state;
  lane.outcome(attempt, outcomes.approved(368));
  const { step } = lane.state;
  if (step.name !== "thank-you" || transaction === undefined) throw new Error("not sold");
  return { lane, sale: { transaction: { ...transaction, tenders }, receipt: step.receipt } };
}

/** So many lines come back, as far as the confirmation. */
function returning({ lane, sale }: ReturnType<typeof sold>, lines = 2, more: Partial<LaneKnowledge> = {}, earlier: EarlierReturns = nothingReturned): TestLane {
  const known = { ...more, earlier };
  lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, ...known });
  const chosen = sale.transaction.lines.slice(0, lines).map(({ lineId }) => ({ lineId, count: 1 }));
  lane.do({ kind: "choose-return", lines: chosen, reason: "damaged", condition: "unopened" }, known);
  return lane.do({ kind: "confirm-return", amountMinor: lane.state.returning?.choice?.totalMinor ?? 0 }, known);
}
const attemptId = (lane: TestLane): string => lane.state.returning?.attempts.at(-1)?.attemptId ?? "";
const refundReceipt = (lane: TestLane): Receipt => {
  const done = lane.entries.findLast((entry) => entry.kind === "return-completed");
  if (done?.kind !== "return-completed") throw new Error("no refund receipt");
  return receiptSchema.parse(done.receipt);
};
const inTill = (lane: TestLane): number => (lane.state.till === undefined ? -1 : expectedMinor(lane.state.till));

describe("money that a ledger paid", () => {
  it("headquarters books back to the gift card and the wallet, the larger part first", () => {
    const lane = returning(sold(giftCard(100), phone(268)));
    expect(returnView(lane.state, { locales: ["en"], tenders: swiss.tenders, storeId: "demo" })?.parts).toMatchObject([
      { tender: "redirect", amountMinor: 268, way: "credit", state: "running" },
      { tender: "gift-card", amountMinor: 100, way: "credit", state: "planned" },
    ]);
    expect(lane.effect("inquire")).toMatchObject({ inquiryId: attemptId(lane), request: { kind: "give-back", tender: "redirect", target: "w-1", amountMinor: 268, currency: "EUR" } });
    lane.outcome(attemptId(lane), outcomes.onPhone(268));
    expect(lane.effect("inquire")?.request).toMatchObject({ tender: "gift-card", target: "g-1", amountMinor: 100 });
    lane.outcome(attemptId(lane), outcomes.giftCard(100));
    expect(refundReceipt(lane).tenders).toMatchObject([{ kind: "redirect", amountMinor: -268 }, { kind: "gift-card", amountMinor: -100, details: ["**** 0042"] }]);
    expect(lane.state.pendingRefunds).toEqual([]);
  });

  it("what points paid goes back to the member's account", () => {
    const points: TransactionTender = { kind: "loyalty", amountMinor: 368, details: ["368"], attemptId: "p-1", reference: { ledger: "loyalty", bookingId: "b2" } };
    const lane = returning(sold(points), 1);
    expect(lane.effect("inquire")?.request).toEqual({ kind: "give-back", tender: "loyalty", target: "p-1", amountMinor: 119, currency: "EUR" });
  });

  it("needs neither terminal nor till", () => {
    const lane = returning(sold(giftCard(368)), 1, { terminalUsable: false, cash: false });
    expect(attemptId(lane)).not.toBe("");
  });

  it("offline is a task that ends by itself: the return is complete, the shopper is told, headquarters books it when it can be asked", () => {
    const lane = returning(sold(giftCard(368)), 2, { online: false });
    const question = lane.effect("inquire")?.inquiryId ?? "";
    expect(lane.state.returning).toBeUndefined();
    const { receiptNumber } = refundReceipt(lane);
    expect(refundsWaitingOf(lane.state)).toMatchObject([{ attemptId: question, receiptNumber, amountMinor: 368, details: ["**** 0042"] }]);
    lane.outcome(question, outcomes.giftCard(368));
    expect(refundsWaitingOf(lane.state)).toEqual([]);
    expect(lane.state.interventions).toEqual([]);
    const before = lane.entries.length;
    lane.outcome(question, outcomes.giftCard(368));
    expect(lane.entries).toHaveLength(before);
  });

  it("that headquarters does not answer about in time is promised, and the next part is given meanwhile", () => {
    const lane = returning(sold(phone(268), cash(100)));
    const question = attemptId(lane);
    lane.ring("payment-query", question, 12_000).do({ kind: "hand-over-cash", handed: true });
    expect(lane.state).toMatchObject({ returning: undefined, pendingRefunds: [{ attemptId: question }] });
    expect(lane.refuse({ kind: "cancel-return" }).reason).toBe("return-not-open");
  });

  it("refused at once waits to be tried again; refused afterwards it is a person's", () => {
    const lane = returning(sold(giftCard(368)));
    lane.outcome(attemptId(lane), { result: "declined", code: "more-than-paid" });
    expect(returnView(lane.state, { locales: ["en"], tenders: swiss.tenders, storeId: "demo" })?.parts).toMatchObject([{ state: "declined" }]);
    const first = attemptId(lane);
    lane.do({ kind: "retry-refund" }).ring("payment-query", attemptId(lane), 12_000);
    expect(first).not.toBe(lane.state.pendingRefunds[0]?.attemptId);
    lane.outcome(lane.state.pendingRefunds[0]?.attemptId ?? "", { result: "declined", code: "more-than-paid" });
    expect(lane.state.pendingRefunds).toEqual([]);
    const { interventionId, evidence } = lane.intervention("refund-refused");
    expect(evidence).toMatchObject({ amountMinor: 368, code: refundReceipt(lane).receiptNumber });
    lane.do({ kind: "end-intervention", interventionId, outcome: "resolved" });
  });

  it("over another amount is not believed", () => {
    const lane = returning(sold(giftCard(368)));
    lane.outcome(attemptId(lane), outcomes.giftCard(367));
    expect(lane.kinds()).toContain("payment-contradicted");
    expect(lane.state.returning).toBeDefined();
  });
});

describe("cash that was paid", () => {
  it("is counted out of the lane's till: the till falls when a person says so, the receipt names the rounding", () => {
    const lane = returning(sold(cash(368, 2)), 1);
    expect(lane.effect("open-drawer")).toBeDefined();
    expect(returnView(lane.state, { locales: ["en"], tenders: swiss.tenders, storeId: "demo" })?.parts).toMatchObject([{ tender: "cash", amountMinor: 119, handedMinor: 120, way: "cash", state: "running" }]);
    expect(inTill(lane)).toBe(5_000);
    expect(lane.refuse({ kind: "close-till", counts: [] }).reason).toBe("lane-busy");
    expect(lane.refuse({ kind: "cancel-return" }).reason).toBe("refund-running");
    lane.do({ kind: "hand-over-cash", handed: true });
    expect(inTill(lane)).toBe(4_880);
    expect(refundReceipt(lane)).toMatchObject({ totalMinor: -120, roundingMinor: -1, tenders: [{ kind: "cash", amountMinor: -120 }] });
    expect(lane.refuse({ kind: "hand-over-cash", handed: true }).reason).toBe("return-not-open");
    expect(inTill(lane)).toBe(4_880);
  });

  it("as a whole goes back as it was handed over, whatever the rule for coins is now", () => {
    const lane = returning(sold(cash(368, 2)), 2, { tenders: { ...swiss.tenders, cashStepMinor: 1 } });
    lane.do({ kind: "hand-over-cash", handed: true });
    expect(refundReceipt(lane)).toMatchObject({ totalMinor: -370, roundingMinor: -2, taxMinor: expect.any(Number) });
  });

  it("not handed over waits: to be tried again, or the return is ended and nothing was given", () => {
    const lane = returning(sold(cash(368, 2)));
    lane.do({ kind: "hand-over-cash", handed: false }).do({ kind: "retry-refund" });
    expect(lane.effect("open-drawer")).toBeDefined();
    lane.do({ kind: "hand-over-cash", handed: false }).do({ kind: "cancel-return" });
    expect(inTill(lane)).toBe(5_000);
  });

  it("needs a lane that takes cash, an open till, and enough in it", () => {
    const confirm = (more: Partial<LaneKnowledge>, empty = false) => {
      const { lane, sale } = sold(cash(368, 2));
      if (empty) lane.do({ kind: "pick-up-cash", amountMinor: 4_900 });
      lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, ...more });
      lane.do({ kind: "choose-return", lines: sale.transaction.lines.map(({ lineId }) => ({ lineId, count: 1 })), reason: "damaged", condition: "unopened" });
      return lane.refuse({ kind: "confirm-return", amountMinor: 368 }, more);
    };
    expect(confirm({ cash: false }).reason).toBe("refund-needs-till");
    expect(confirm({}, true)).toMatchObject({ reason: "till-short", details: { amountMinor: 370 } });
  });
});

const card = (amountMinor: number): TransactionTender => ({ kind: "card", amountMinor, details: ["VISA"], attemptId: "k-1", reference: undefined });
const voucher = (amountMinor: number): TransactionTender => ({ kind: "voucher", amountMinor, details: ["lane-1-V000009"], tenderId: "v-1", slipKey: "LWV1.store.lane-1-V000009" });

it("what has no way back is refused by its amount", () => {
  const { lane, sale } = sold(card(268), cash(100));
  lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale });
  lane.do({ kind: "choose-return", lines: sale.transaction.lines.map(({ lineId }) => ({ lineId, count: 1 })), reason: "damaged", condition: "unopened" });
  expect(lane.refuse({ kind: "confirm-return", amountMinor: 368 })).toMatchObject({ reason: "refund-way-missing", details: { amountMinor: 268 } });
});

describe("a voucher", () => {
  const choose = ({ lane, sale }: ReturnType<typeof sold>, more: Partial<LaneKnowledge> = {}) => {
    lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, ...more });
    return lane.do({ kind: "choose-return", lines: sale.transaction.lines.map(({ lineId }) => ({ lineId, count: 1 })), reason: "damaged", condition: "unopened", asVoucher: true }, more);
  };
  const view = (lane: TestLane) => returnView(lane.state, { locales: ["en"], tenders: swiss.tenders, storeId: "demo" });

  it("instead of the way it was paid: one for all parts, in the commit of the refund, printed after it; no terminal, till or headquarters is needed", () => {
    const shop = sold(card(100), giftCard(168), cash(100));
    const alone = { terminalUsable: false, cash: false, online: false };
    const lane = choose(shop, alone);
    expect(view(lane)).toMatchObject({ asVoucher: true, parts: [{ tender: "voucher", way: "voucher", amountMinor: 368, details: [], state: "planned" }] });
    const before = lane.entries.length;
    lane.do({ kind: "confirm-return", amountMinor: 368 }, alone);
    const now = lane.entries.slice(before).map(({ kind }) => kind);
    expect(now).toEqual(["return-confirmed", ...Array(3).fill("refund-intent-saved"), "voucher-issued", "voucher-print-started", "return-completed", "receipt-print-started"]);
    expect(lane.effects.map(({ kind }) => kind).filter((kind) => !kind.endsWith("timer"))).toEqual(["print-voucher", "print-receipt"]);
    expect(lane.state).toMatchObject({ returning: undefined, lastVoucher: { number: "lane-1-V000001", amountMinor: 368, lastDay: "2029-11-22" } });
    expect(refundReceipt(lane).tenders).toEqual([{ kind: "voucher", amountMinor: -368, details: ["lane-1-V000001"] }]);
    const confirmed = lane.entries.find((entry) => entry.kind === "return-confirmed");
    expect(confirmed?.legs.map(({ paymentAttemptId, amountMinor }) => [paymentAttemptId, amountMinor])).toEqual([["g-1", 168], ["c-1", 100], ["k-1", 100]]);
  });

  it("is what a voucher's part comes back as, whatever else paid", () => {
    const lane = returning(sold(voucher(268), cash(100)));
    expect(view(lane)?.parts).toMatchObject([{ way: "voucher", amountMinor: 268, state: "given" }, { way: "cash", amountMinor: 100, state: "running" }]);
    expect(lane.state.lastVoucher).toMatchObject({ amountMinor: 268 });
    expect(lane.refuse({ kind: "cancel-return" }).reason).toBe("refund-running");
    lane.do({ kind: "hand-over-cash", handed: true });
    expect(refundReceipt(lane).tenders).toMatchObject([{ kind: "cash", amountMinor: -100 }, { kind: "voucher", amountMinor: -268, details: ["lane-1-V000001"] }]);
    expect(lane.kinds().filter((kind) => kind === "voucher-issued")).toHaveLength(1);
  });

  it("never buys points out", () => {
    const points: TransactionTender = { kind: "loyalty", amountMinor: 100, details: [], attemptId: "p-1", reference: { ledger: "loyalty", bookingId: "b" } };
    const lane = choose(sold(points, cash(268)));
    expect(view(lane)?.parts).toMatchObject([{ way: "voucher", amountMinor: 268 }, { tender: "loyalty", way: "credit", amountMinor: 100 }]);
  });

  it("is not issued where it is only practised, nor where the store gives none", () => {
    const ask = (shop: ReturnType<typeof sold>, more: Partial<LaneKnowledge>) => {
      shop.lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale: shop.sale, ...more });
      return shop.lane.refuse({ kind: "choose-return", lines: [], reason: "other", condition: "unopened", asVoucher: true }, more).reason;
    };
    const { lane, sale } = sold(cash(368));
    const practised = { lane, sale: { ...sale, receipt: { ...sale.receipt, training: true } } };
    expect(ask(practised, { training: true })).toBe("tender-not-taken");
    expect(ask(sold(cash(368)), { tenders: { ...swiss.tenders, vouchers: { ...swiss.tenders.vouchers, issue: false } } })).toBe("tender-not-taken");
  });
});

it("a sale that was undone neither comes back nor is undone again", () => {
  const { lane, sale } = sold(giftCard(368));
  for (const purpose of ["return", "post-void"] as const)
    expect(lane.refuse({ kind: "begin-return", purpose, receipt: "x" }, { sale, earlier: { ...nothingReturned, undone: true } }).reason).toBe("sale-undone");
});

it("however a sale was split and whatever order its lines come back in, no tender gives more than it paid, and all of it is given", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 366 }), fc.integer({ min: 1, max: 366 }), fc.boolean(), (one, other, milkFirst) => {
      const firstMinor = Math.min(one, 368 - 2);
      const secondMinor = Math.min(other, 368 - firstMinor - 1);
      const tenders = [giftCard(firstMinor), phone(secondMinor), giftCard(368 - firstMinor - secondMinor, "g-2")];
      const shop = sold(...tenders);
      const lines = milkFirst ? shop.sale.transaction.lines : shop.sale.transaction.lines.toReversed();
      const refunds: { attemptId: string; amountMinor: number }[] = [];
      const claims: EarlierReturns["claims"][number][] = [];
      for (const { lineId } of lines) {
        const { lane, sale } = shop;
        const known = { earlier: { claims: [...claims], refunds: [...refunds] } };
        lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, ...known });
        lane.do({ kind: "choose-return", lines: [{ lineId, count: 1 }], reason: "damaged", condition: "unopened" }, known);
        lane.do({ kind: "confirm-return", amountMinor: lane.state.returning?.choice?.totalMinor ?? 0 }, known);
        for (const leg of lane.state.returning?.legs ?? []) refunds.push({ attemptId: leg.paymentAttemptId, amountMinor: leg.amountMinor });
        claims.push({ lineId, from: 0, to: 1 });
        while (lane.state.returning !== undefined) {
          const attempt = lane.state.returning.attempts.at(-1);
          lane.outcome(attemptId(lane), attempt?.refund.way === "credit" && attempt.refund.ledger === "redirect" ? outcomes.onPhone(attempt.amountMinor) : outcomes.giftCard(attempt?.amountMinor ?? 0));
        }
      }
      for (const tender of tenders) {
        const id = tenderIdOf(tender);
        expect(refunds.filter((each) => each.attemptId === id).reduce((sum, each) => sum + each.amountMinor, 0)).toBe(tender.amountMinor);
      }
    }),
    { seed: 20_261_129, numRuns: 60 },
  );
});
