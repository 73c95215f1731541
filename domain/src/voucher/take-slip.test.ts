import { ok, err } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { outcomes, TestLane } from "../lane/test-lane.js";
import type { DepositSlip, ItemLookup, SlipProblem } from "../lane/types.js";
import { planRefund } from "../returns/plan-refund.js";
import { nothingReturned } from "../returns/types.js";
import { readSlip, slipToSign } from "./read-slip.js";

const slip = (amountMinor: number, more: Partial<DepositSlip> = {}): DepositSlip => ({ slipKey: "m1.42", number: "42", amountMinor, currency: "EUR", ...more });
const shown = (value: DepositSlip | SlipProblem, used = false): ItemLookup => ({ kind: "deposit-slip", slip: typeof value === "string" ? err(value) : ok(value), used });
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
    const facts = { issuer: "m1", number: "42", amountMinor: 225, currency: "EUR", lastDay: "2027-11-30", storeId: "demo" };
    const signed = slipToSign(facts);
    expect(readSlip(`${signed}.${"A".repeat(86)}`)).toEqual({ ...facts, signed, signature: "A".repeat(86) });
    for (const text of [signed, `${signed}.short`, `${signed.replace(".225.", ".0.")}.${"A".repeat(86)}`, "LWD1.."]) expect(readSlip(text)).toBe("unreadable");
    expect(readSlip("4006381333931")).toBeUndefined();
  });
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
