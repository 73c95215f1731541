import { type QuoteAnswer, receipt as receiptSchema, type Receipt, type TenderRules } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOfDay } from "../business-day/account.js";
import { laneView } from "../lane/lane-view.js";
import { baseKnowledge, outcomes, pricing, TestLane } from "../lane/test-lane.js";
import type { LaneKnowledge } from "../lane/types.js";
import { quoteBasket } from "../pricing/quote.js";
import { surchargeBack, surchargeOf } from "../pricing/surcharge.js";
import { returnView } from "../returns/return-view.js";
import type { SoldTransaction } from "../returns/types.js";
import { paymentWays } from "./ways.js";

const tips: TenderRules["tips"] = { enabled: true, percents: [5, 10, 15], maximumMinor: 500 };
const asksTip: LaneKnowledge = { ...baseKnowledge, role: "manager", tips };
const fee = { tender: "card", names: { en: "Card fee" }, ratePpm: 20_000, maximumMinor: 30, taxGroup: "full" } as const;
const taxRates = [...pricing.taxRates, { taxGroup: "full", mark: "A", names: { en: "VAT 19 %" }, ratePpm: 190_000 }];
const charges: LaneKnowledge = { ...baseKnowledge, role: "manager", pricing: { ...pricing, taxRates, policy: { ...pricing.policy, surcharges: [fee] } } };
const pay = (lane: TestLane, more: object = {}) => lane.do({ kind: "pay", tender: "card", ...more });
const approve = (lane: TestLane, amountMinor: number): TestLane => lane.outcome(lane.attemptId, outcomes.approved(amountMinor));
const receiptOf = (lane: TestLane): Receipt => {
  const { step } = lane.state;
  return step.name === "thank-you" ? receiptSchema.parse(step.receipt) : expect.fail("not sold");
};
const view = (lane: TestLane) =>
  laneView(lane.state, {
    storeId: "demo", storeName: "s", laneName: "l", version: 1, bootId: "b", training: false, selling: "open", locales: ["en"], currency: "EUR", currencyDigits: 2, nowMs: 0, online: true,
    ways: paymentWays([], lane.knowledge, lane.state.transaction), hasProduceScale: false, hasPrinter: true, hasSecurityScale: false, queuePlaces: new Map(), tips: lane.knowledge.tips, pricing: () => lane.knowledge.pricing,
  }).step;

/** The sale as the store finds it again. */
function sold(lane: TestLane, amountMinor: number, more: object = {}): SoldTransaction {
  pay(lane, more);
  const { transaction } = lane.state;
  approve(lane, amountMinor);
  const tender = lane.entries.findLast((entry) => entry.kind === "tender-added");
  if (transaction === undefined || tender?.kind !== "tender-added") throw new Error("not sold");
  return { transaction: { ...transaction, tenders: [tender.tender] }, receipt: receiptOf(lane) };
}
function returning(lane: TestLane, sale: SoldTransaction, purpose: "return" | "post-void", lines = 9): TestLane {
  lane.do({ kind: "begin-return", purpose, receipt: "x" }, { sale });
  if (purpose === "return")
    lane.do({ kind: "choose-return", lines: sale.transaction.lines.slice(0, lines).map(({ lineId }) => ({ lineId, count: 1 })), reason: "damaged", condition: "unopened" });
  return lane.do({ kind: "confirm-return", amountMinor: lane.state.returning?.choice?.totalMinor ?? 0 });
}
const refunded = (lane: TestLane): Receipt => {
  const done = lane.entries.findLast((entry) => entry.kind === "return-completed");
  return done?.kind === "return-completed" ? receiptSchema.parse(done.receipt) : expect.fail("not refunded");
};
const records = (lane: TestLane) =>
  lane.entries.map(({ kind, shape, atMs, actor, ...entry }, index) => ({
    storeId: "demo", journalId: "j", sequence: index + 1, laneId: lane.laneId, commandId: `c${index}`, index: 0, atMs, businessDate: "2026-11-29", actor, kind, shape, entry: { ...entry }, previousHash: "0", hash: "0",
  }));

describe("a tip", () => {
  it("is asked for before the card is, with its amounts worked out, where the lane asks at all", () => {
    const lane = new TestLane(asksTip).toPayment("milk", "bread");
    expect(view(lane)).toMatchObject({
      tip: { payMinor: 368, maximumMinor: 500, choices: [{ percent: 5, tipMinor: 18, payMinor: 386 }, { percent: 10, tipMinor: 37, payMinor: 405 }, { percent: 15, tipMinor: 55, payMinor: 423 }] },
    });
    const usual = new TestLane().toPayment("milk");
    expect(view(usual)).not.toHaveProperty("tip");
    expect(usual.refuse({ kind: "pay", tender: "card", tipMinor: 1 }).reason).toBe("tip-not-taken");
    expect(lane.refuse({ kind: "pay", tender: "card", tipMinor: 501 }).reason).toBe("amount-out-of-range");
  });

  it("is authorised with what is due, and stands apart from goods and tax on tender, receipt and in the day", () => {
    const lane = new TestLane(asksTip).toPayment("milk");
    pay(lane, { tipMinor: 31 });
    expect(lane.effect("authorise")).toMatchObject({ amountMinor: 150 });
    expect(lane.entries.findLast((entry) => entry.kind === "payment-intent-saved")).toMatchObject({ amountMinor: 150, onTop: { tipMinor: 31 } });
    expect(view(lane)).toMatchObject({ payment: { amountMinor: 150, tipMinor: 31 } });
    approve(lane, 150);
    expect(receiptOf(lane)).toMatchObject({ totalMinor: 119, taxMinor: 8, tenders: [{ kind: "card", amountMinor: 119, tipMinor: 31, chargedMinor: 150 }] });
    const { totals, bookings } = accountOfDay(records(lane));
    expect(totals).toMatchObject({ totalMinor: 119, taxMinor: 8, tips: { count: 1, amountMinor: 31 }, tenders: [{ kind: "card", amountMinor: 119 }] });
    // The terminal's books have all of it.
    expect(bookings[0]?.bookings).toMatchObject([{ state: "booked", amountMinor: 150 }]);
  });

  it("approved without it, or with more, is not believed; given up, all of it goes back", () => {
    const short = pay(new TestLane(asksTip).toPayment("milk"), { tipMinor: 31 });
    approve(short, 119);
    expect(short.effect("reverse-payment")).toMatchObject({ amountMinor: 119 });
    expect(short.state).toMatchObject({ step: { name: "payment" }, transaction: { tenders: [] } });
    const more = pay(new TestLane(asksTip).toPayment("milk"), { tipMinor: 31 });
    approve(more, 151);
    expect(more.state.attempt?.state).toBe("unknown");
    const part = pay(new TestLane(asksTip).toPayment("milk", "bread"), { tipMinor: 31, amountMinor: 100 });
    approve(part, 131);
    expect(part.state.transaction?.tenders).toMatchObject([{ amountMinor: 100, onTop: { tipMinor: 31 } }]);
    part.do({ kind: "abandon" });
    expect(part.effect("reverse-payment")).toMatchObject({ amountMinor: 131 });
  });

  it("of an attempt that was refused is forgotten with it, and kept while it is unclear", () => {
    const lane = pay(new TestLane(asksTip).toPayment("milk"), { tipMinor: 31 });
    const first = lane.attemptId;
    lane.outcome(first, outcomes.unknown);
    lane.outcome(first, outcomes.approved(150));
    expect(receiptOf(lane).tenders).toMatchObject([{ amountMinor: 119, tipMinor: 31 }]);
    const again = pay(new TestLane(asksTip).toPayment("milk"), { tipMinor: 31 });
    again.outcome(again.attemptId, outcomes.declined);
    approve(pay(again), 119);
    expect(receiptOf(again).tenders[0]).not.toHaveProperty("tipMinor");
  });

  it("stays with the people when goods come back, and the booking is not undone; undoing the sale gives it back", () => {
    const back = new TestLane(asksTip).toPayment("milk");
    const sale = sold(back, 150, { tipMinor: 31 });
    returning(back, sale, "return");
    expect(back.effect("refund-payment")).toMatchObject({ amountMinor: 119, refund: { way: "refund" } });
    back.outcome(back.state.returning?.attempts[0]?.attemptId ?? "", outcomes.approved(119, { reference: { terminalId: "T1", receiptNumber: "9", trace: "9" } }));
    expect(refunded(back)).toMatchObject({ totalMinor: -119, tenders: [{ amountMinor: -119 }] });
    const undone = new TestLane(asksTip).toPayment("milk");
    returning(undone, sold(undone, 150, { tipMinor: 31 }), "post-void");
    expect(undone.effect("refund-payment")).toMatchObject({ amountMinor: 150, refund: { way: "reversal" } });
    undone.outcome(undone.state.returning?.attempts[0]?.attemptId ?? "", outcomes.approved(150, { reference: { terminalId: "T1", receiptNumber: "9", trace: "9" } }));
    expect(refunded(undone)).toMatchObject({ totalMinor: -119, tenders: [{ amountMinor: -119, tipMinor: -31, chargedMinor: -150 }] });
    expect(accountOfDay(records(undone)).totals).not.toHaveProperty("tips");
  });
});

describe("a surcharge", () => {
  it("is said before it is chosen, authorised with what is due, and is a line with its own tax", () => {
    const lane = new TestLane(charges).toPayment("milk", "bread");
    expect(view(lane)).toMatchObject({ ways: [{ tender: "card", surcharge: { name: "Card fee", amountMinor: 7, payMinor: 375 } }, { tender: "redirect" }, {}] });
    pay(lane);
    expect(lane.effect("authorise")).toMatchObject({ amountMinor: 375 });
    approve(lane, 375);
    const receipt = receiptOf(lane);
    expect(receipt).toMatchObject({ totalMinor: 375, tenders: [{ kind: "card", amountMinor: 375 }], lines: [{}, {}, { kind: "surcharge", name: "Card fee", totalMinor: 7, taxMark: "A" }] });
    expect(receipt.taxes).toMatchObject([{ mark: "B", grossMinor: 368 }, { mark: "A", netMinor: 6, taxMinor: 1, grossMinor: 7 }]);
    expect(receipt.taxes.reduce((sum, row) => sum + row.taxMinor, 0)).toBe(receipt.taxMinor);
    expect(accountOfDay(records(lane)).totals).toMatchObject({ totalMinor: 375, items: 2, tenders: [{ amountMinor: 375 }] });
  });

  it("is capped, goes by the way of paying, and is none where none is configured", () => {
    expect(surchargeOf("card", 100_000, charges.pricing)?.amountMinor).toBe(30);
    expect(surchargeOf("gift-card", 100_000, charges.pricing)).toBeUndefined();
    expect(surchargeOf("card", 100_000, pricing)).toBeUndefined();
    expect(surchargeOf("card", 20, charges.pricing)).toBeUndefined();
    expect(surchargeOf("card", 1_000, { ...charges.pricing, taxExempt: true })).toMatchObject({ amountMinor: 17, tax: { netMinor: 17, taxMinor: 0, grossMinor: 17 } });
    const added = { ...charges.pricing, policy: { ...charges.pricing.policy, pricesIncludeTax: false } };
    expect(surchargeOf("card", 1_000, added)).toMatchObject({ amountMinor: 20, tax: { netMinor: 20, taxMinor: 4, grossMinor: 24 } });
  });

  it("is the same by a quote", () => {
    const item = (itemId: string, amountMinor: number) => ({ itemId, names: { en: itemId }, departmentId: "d", soldBy: "each", prices: [{ amountMinor }], taxGroup: "food" });
    const priceBook = {
      kind: "snapshot", header: { bookId: "b", version: 1, currency: "EUR", pricesIncludeTax: true, surcharges: [fee] }, taxGroups: taxRates, departments: [{ departmentId: "d", names: { en: "d" } }], items: [item("milk", 119), item("bread", 249)],
    };
    const quote = (payBy?: string): QuoteAnswer =>
      quoteBasket({ priceBook, lines: [{ itemId: "milk" }, { itemId: "bread" }], ...(payBy === undefined ? {} : { payBy }) }, { book: undefined, storeId: "demo", country: "DE", region: undefined, localTime: "2026-11-23T10:00" });
    expect(quote("card")).toMatchObject({ quote: { totalMinor: 368, surcharge: { amountMinor: 7, taxMinor: 1, grossMinor: 7, payMinor: 375 } } });
    expect(JSON.stringify([quote(), quote("redirect")])).not.toContain('surcharge"');
  });

  it("goes back in proportion, and all of it with all of the goods, with its tax", () => {
    const lane = new TestLane(charges).toPayment("milk", "bread");
    const sale = sold(lane, 375);
    returning(lane, sale, "return", 1);
    expect(lane.effect("refund-payment")).toMatchObject({ amountMinor: 121 });
    const shown = returnView(lane.state, { locales: ["en"], tenders: baseKnowledge.tenders, storeId: "demo" });
    expect(shown).toMatchObject({ totalMinor: 119, givesMinor: 121, parts: [{ amountMinor: 121, surchargeMinor: 2 }] });
    lane.outcome(lane.state.returning?.attempts[0]?.attemptId ?? "", outcomes.approved(121, { reference: { terminalId: "T1", receiptNumber: "9", trace: "9" } }));
    expect(refunded(lane)).toMatchObject({ totalMinor: -121, tenders: [{ amountMinor: -121 }], lines: [{}, { kind: "surcharge", quantity: -1, totalMinor: -2 }], taxes: [{ mark: "B", grossMinor: -119 }, { mark: "A", grossMinor: -2 }] });
    const whole = new TestLane(charges).toPayment("milk", "bread");
    returning(whole, sold(whole, 375), "return");
    expect(whole.effect("refund-payment")).toMatchObject({ amountMinor: 375, refund: { way: "reversal" } });
  });

  it("goes back as store credit too", () => {
    const lane = new TestLane(charges).toPayment("milk");
    const sale = sold(lane, 121);
    lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale });
    lane.do({ kind: "choose-return", lines: sale.transaction.lines.map(({ lineId }) => ({ lineId, count: 1 })), reason: "damaged", condition: "unopened", asVoucher: true });
    lane.do({ kind: "confirm-return", amountMinor: 119 });
    expect(lane.state.lastVoucher).toMatchObject({ amountMinor: 121 });
    expect(refunded(lane)).toMatchObject({ totalMinor: -121, tenders: [{ kind: "voucher", amountMinor: -121 }] });
  });

  it("however often parts come back, never gives more than was charged, and in the end all of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 5_000 }), fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 6 }), (paid, gross, cuts) => {
        const taxMinor = Math.floor(gross / 6);
        const surcharge = { tender: "card" as const, names: { en: "x" }, amountMinor: gross, tax: { taxGroup: "full", mark: "A", names: { en: "x" }, ratePpm: 1, netMinor: gross - taxMinor, taxMinor, grossMinor: gross } };
        let given = 0;
        const sum = { gross: 0, tax: 0 };
        for (const cut of [...cuts, paid]) {
          const part = Math.min(cut, paid - given);
          if (part === 0) continue;
          const back = surchargeBack(surcharge, paid, given, part);
          expect(back.grossMinor).toBeGreaterThanOrEqual(0);
          given += part;
          sum.gross += back.grossMinor;
          sum.tax += back.taxMinor;
        }
        expect(sum).toEqual({ gross, tax: taxMinor });
      }),
      { seed: 20_261_129, numRuns: 200 },
    );
  });
});
