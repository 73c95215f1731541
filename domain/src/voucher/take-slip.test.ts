import { err, ok, receipt as receiptSchema } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseKnowledge, outcomes, TestLane } from "../lane/test-lane.js";
import type { ItemLookup, Slip, SlipProblem } from "../lane/types.js";
import { dateAfter } from "../pricing/calendar.js";
import { planRefund } from "../returns/plan-refund.js";
import { nothingReturned } from "../returns/types.js";
import { readSlip, slipKeyOf, slipToSign } from "./read-slip.js";

const slip = (amountMinor: number, more: Partial<Slip> = {}): Slip => ({ kind: "deposit-slip", slipKey: "m1.42", number: "42", amountMinor, currency: "EUR", lastDay: "2027-11-30", ...more });
const voucher = (amountMinor: number): ItemLookup => shown(slip(amountMinor, { kind: "voucher", slipKey: "LWV1.store.lane-2-V000007", number: "lane-2-V000007" }));
const shown = (value: Slip | SlipProblem, used = false): ItemLookup => ({ kind: "slip", slip: typeof value === "string" ? err(value) : ok(value), used });
const scan = (lane: TestLane, lookup: ItemLookup, more = {}) => lane.do({ kind: "scan", text: "slip", aim: undefined }, { lookup, ...more });
const refusal = (lane: TestLane, lookup: ItemLookup, more = {}) => lane.refuse({ kind: "key-code", code: "slip" }, { lookup, ...more }).reason;

describe("a deposit slip", () => {
  it("pays a part, and the rest is paid otherwise; the receipt names both", () => {
    const lane = scan(new TestLane().toPayment("milk", "bread"), shown(slip(225)));
    expect(lane.state.transaction?.tenders).toEqual([{ kind: "deposit-slip", tenderId: expect.any(String) as string, amountMinor: 225, details: ["42"], slipKey: "m1.42" }]);
    lane.outcome(lane.pay(), outcomes.approved(143));
    expect(lane.state.step).toMatchObject({ name: "thank-you", receipt: { totalMinor: 368, tenders: [{ kind: "deposit-slip", amountMinor: 225, details: ["42"] }, { kind: "card", amountMinor: 143 }] } });
  });

  it("may pay all of it, and then the sale is complete", () => {
    expect(scan(new TestLane().toPayment("milk"), shown(slip(119))).state.step.name).toBe("thank-you");
  });

  it("is given back with the basket: nothing is asked of anybody, the paper is good again", () => {
    const lane = scan(new TestLane().toPayment("milk"), shown(slip(100)));
    const [tender] = lane.state.transaction?.tenders ?? [];
    lane.do({ kind: "abandon" });
    expect(lane.entries.find((entry) => entry.kind === "tender-given-back")).toMatchObject({ tenderId: tender?.kind === "deposit-slip" ? tender.tenderId : "" });
    expect(lane.effects.filter(({ kind }) => kind === "inquire" || kind === "reverse-payment")).toEqual([]);
    expect(lane.state.interventions).toEqual([]);
  });

  it("is refused by name, and nothing happens", () => {
    const lane = new TestLane().toPayment("milk");
    for (const problem of ["voucher-forged", "voucher-expired", "voucher-elsewhere", "voucher-too-large"] as const) expect(refusal(lane, shown(problem))).toBe(problem);
    expect(refusal(lane, shown(slip(1), true))).toBe("voucher-used");
    expect(refusal(lane, shown(slip(1, { currency: "CHF" })))).toBe("voucher-elsewhere");
    expect(refusal(lane, shown(slip(120)))).toBe("voucher-too-large");
    expect(refusal(lane, shown(slip(1)), { training: true })).toBe("tender-not-taken");
    expect(refusal(new TestLane().scan("milk"), shown(slip(1)))).toBe("voucher-at-payment");
    lane.pay();
    expect(refusal(lane, shown(slip(1)))).toBe("payment-already-running");
    // A scan has no button to answer to: it is told on the screen.
    const told = scan(new TestLane().toPayment("milk"), shown(slip(1), true));
    expect(told.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "voucher-used" });
  });

  it("is read from its code, and only from one laid out like it", () => {
    const facts = { kind: "deposit-slip" as const, issuer: "m1", number: "42", amountMinor: 225, currency: "EUR", lastDay: "2027-11-30", storeId: "demo" };
    const signed = slipToSign(facts);
    expect(readSlip(`${signed}.${"A".repeat(86)}`)).toEqual({ ...facts, signed, signature: "A".repeat(86) });
    for (const text of [signed, `${signed}.short`, `${signed.replace(".225.", ".0.")}.${"A".repeat(86)}`, "LWD1.."]) expect(readSlip(text)).toBe("unreadable");
    expect(readSlip("4006381333931")).toBeUndefined();
    const credit = { ...facts, kind: "voucher" as const, number: "lane-1-V000042" };
    expect(slipToSign(credit)).toBe("LWV1.m1.lane-1-V000042.225.EUR.20271130.demo");
    expect(readSlip(`${slipToSign(credit)}.${"A".repeat(86)}`)).toMatchObject(credit);
    // A machine and the store may have a number in common: each of the two papers pays once.
    expect(slipKeyOf(credit)).not.toBe(slipKeyOf({ ...credit, kind: "deposit-slip" }));
  });
});

describe("a voucher", () => {
  it("worth more than is due pays all of it, and the rest is a new voucher in the same commit: as good as long, printed after it", () => {
    const lane = scan(new TestLane().toPayment("milk"), voucher(500));
    const kinds = lane.kinds().slice(lane.kinds().lastIndexOf("voucher-issued"));
    expect(kinds).toEqual(["voucher-issued", "voucher-print-started", "tender-added", "transaction-completed"]);
    const rest = { number: "lane-1-V000001", amountMinor: 381, currency: "EUR", lastDay: "2027-11-30", locale: "en" };
    expect(lane.effect("print-voucher")).toMatchObject({ voucher: rest, copy: 0 });
    expect(lane.state).toMatchObject({ lastVoucher: rest, lastVoucherNumber: 1, printJobs: [{ voucher: rest }] });
    const told = { kind: "voucher", amountMinor: 119, details: ["lane-2-V000007"], rest: { number: rest.number, amountMinor: 381 } };
    expect(lane.state.step).toMatchObject({ name: "thank-you", receipt: { totalMinor: 119, tenders: [told] } });
    expect(receiptSchema.safeParse(lane.state.step.name === "thank-you" ? lane.state.step.receipt : {}).success).toBe(true);
    expect(lane.state.step).toMatchObject({ untilMs: lane.nowMs + 3 * baseKnowledge.rules.thankYouSeconds * 1_000 });
    // The next shopper sees nothing of it.
    lane.do({ kind: "print-result", jobId: lane.state.printJobs[0]?.jobId ?? "", result: "printed" }).do({ kind: "finish" });
    expect(lane.state).toMatchObject({ lastVoucher: undefined, printJobs: [], lastVoucherNumber: 1 });
  });

  it("worth more than is due is refused where the store gives no rest, and while something is due otherwise it stays whole", () => {
    const noRest = { tenders: { ...baseKnowledge.tenders, vouchers: { ...baseKnowledge.tenders.vouchers, rest: "refuse" as const } } };
    expect(refusal(new TestLane().toPayment("milk"), voucher(120), noRest)).toBe("voucher-too-large");
    const lane = scan(new TestLane().toPayment("milk", "bread"), voucher(119));
    expect(lane.state).toMatchObject({ step: { name: "payment" }, lastVoucher: undefined });
    lane.do({ kind: "abandon" });
    expect(lane.kinds()).not.toContain("voucher-issued");
  });

  it("is neither taken nor given where it is only practised", () => {
    expect(refusal(new TestLane({ ...baseKnowledge, training: true }).toPayment("milk"), voucher(119))).toBe("tender-not-taken");
  });

  it("without a printer is a code on the screen only", () => {
    const lane = scan(new TestLane({ ...baseKnowledge, hasPrinter: false }).toPayment("milk"), voucher(500));
    expect(lane.state).toMatchObject({ lastVoucher: { amountMinor: 381 }, printJobs: [] });
    expect(lane.effect("print-voucher")).toBeUndefined();
  });

  it("lost is printed again under its number, marked as a copy; used, expired, blocked or unknown it is not", () => {
    const known = { number: "lane-2-V000007", amountMinor: 500, currency: "EUR", lastDay: "2027-11-30", locale: "de", state: "open", prints: 2 } as const;
    const lane = new TestLane().do({ kind: "reprint-voucher", number: known.number }, { voucher: known });
    expect(lane.effect("print-voucher")).toMatchObject({ voucher: { number: known.number, amountMinor: 500, locale: "de" }, copy: 2 });
    expect(lane.state.lastVoucherNumber).toBe(0);
    for (const state of ["used", "expired", "blocked"] as const) expect(lane.refuse({ kind: "reprint-voucher", number: "x" }, { voucher: { ...known, state } }).reason).toBe(`voucher-${state}`);
    expect(lane.refuse({ kind: "reprint-voucher", number: "x" }).reason).toBe("voucher-unknown");
  });
});

it("a date so many days after another is the calendar's, over leap years and ages", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 36_500 }), (first, days) => {
      const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(dateAfter(dateOf(first), days)).toBe(dateOf(first + days));
    }),
    { seed: 20_261_129, numRuns: 300 },
  );
});

it("what a slip has paid comes back in cash, rounded as cash is", () => {
  const lane = scan(new TestLane().toPayment("milk"), shown(slip(119)));
  const { step } = lane.state;
  const sold = lane.entries.findLast((entry) => entry.kind === "tender-added");
  if (step.name !== "thank-you" || sold === undefined) throw new Error("not sold");
  const transaction = { tenders: [sold.tender] };
  const original = { transaction, receipt: step.receipt } as unknown as Parameters<typeof planRefund>[0];
  const place = { businessDate: "2026-11-23", terminalId: undefined, cash: { stepMinor: 5, mode: "half-up" } } as const;
  expect(planRefund(original, nothingReturned, 119, place)).toMatchObject({ ok: true, value: [{ amountMinor: 119, refund: { way: "cash", handedMinor: 120, roundingMinor: 1 } }] });
});
