import { describe, expect, it } from "vitest";
import { baseKnowledge, outcomes, payPage, TestLane } from "../lane/test-lane.js";

const atPayment = () => new TestLane().toPayment("milk");
const paying = () => {
  const lane = atPayment();
  return { lane, attemptId: lane.payOnPhone() };
};

describe("a payment on the phone", () => {
  it("saves the intent, asks headquarters to open it, and shows the code", () => {
    const lane = atPayment().do({ kind: "pay", tender: "redirect" });
    const { attemptId } = lane;
    expect(lane.effect("inquire")).toEqual({
      kind: "inquire",
      inquiryId: attemptId,
      request: { kind: "open-redirect", provider: "wallet", amountMinor: 119, currency: "EUR" },
    });
    lane.do({ kind: "redirect-opened", attemptId, ...payPage(lane.nowMs) });
    expect(lane.state.attempt).toMatchObject({ state: "sent", onPhone: { payUrl: "http://wallet/pay/1" } });
    // Told again, it is the same code.
    const before = lane.entries.length;
    lane.do({ kind: "redirect-opened", attemptId, ...payPage(lane.nowMs), payUrl: "http://elsewhere" });
    expect(lane.entries).toHaveLength(before);
  });

  it("approved, the sale is complete, with the wallet on the receipt", () => {
    const { lane, attemptId } = paying();
    lane.outcome(attemptId, outcomes.onPhone(119)).outcome(attemptId, outcomes.onPhone(119));
    expect(lane.state.step).toMatchObject({
      name: "thank-you",
      receipt: { tenders: [{ kind: "redirect", amountMinor: 119, details: ["Test wallet", "W1"] }] },
    });
  });

  it.each([outcomes.declined, { result: "not-performed", because: "expired" } as const])(
    "ended without money (%j), the shopper chooses again",
    (outcome) => {
      const { lane, attemptId } = paying();
      lane.outcome(attemptId, outcome);
      expect(lane.state.step.name).toBe("payment");
      expect(lane.pay()).not.toBe(attemptId);
    },
  );

  it("is not taken where the store has no wallet, nor while headquarters is away, nor while practising", () => {
    const lane = atPayment();
    const { tenders } = baseKnowledge;
    const pay = { kind: "pay", tender: "redirect" } as const;
    expect(lane.refuse(pay, { tenders: { ...tenders, wallet: "none" } }).reason).toBe("tender-not-taken");
    expect(lane.refuse(pay, { training: true }).reason).toBe("tender-not-taken");
    expect(lane.refuse(pay, { online: false }).reason).toBe("headquarters-unreachable");
  });

  it("no other attempt may start meanwhile", () => {
    const { lane } = paying();
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("payment-already-running");
  });
});

describe("stopping it", () => {
  it("is a wish: the provider's word ends it, also when the phone was faster", () => {
    for (const [outcome, step] of [
      [{ result: "not-performed", because: "cancelled" }, "payment"],
      [outcomes.onPhone(119), "thank-you"],
    ] as const) {
      const { lane, attemptId } = paying();
      lane.do({ kind: "cancel-payment" });
      expect(lane.effect("inquire")).toEqual({
        kind: "inquire",
        inquiryId: `${attemptId}.c`,
        request: { kind: "cancel-redirect", target: attemptId },
      });
      expect(lane.state.attempt).toMatchObject({ state: "sent", abortRequested: true });
      // Wished twice, asked once.
      lane.do({ kind: "cancel-payment" });
      expect(lane.effect("inquire")).toBeUndefined();
      expect(lane.outcome(attemptId, outcome).state.step.name).toBe(step);
    }
  });

  it("without any word it is taken back, and the basket is free", () => {
    const { lane, attemptId } = paying();
    lane.do({ kind: "cancel-payment" }).ring("payment-query", attemptId, 12_000);
    expect(lane.effect("inquire")).toMatchObject({
      inquiryId: `${attemptId}.r`,
      request: { kind: "take-back", tender: "redirect", target: attemptId },
    });
    expect(lane.state.step.name).toBe("payment");
    const card = lane.pay();
    // Paid on the phone after all: headquarters gives it back, nothing is counted here.
    lane.outcome(attemptId, outcomes.onPhone(119));
    expect(lane.state.attempt?.attemptId).toBe(card);
    expect(lane.state.transaction?.tenders).toEqual([]);
    lane.outcome(attemptId, { result: "not-performed", because: "taken-back" });
    expect(lane.state.pastAttempts).toMatchObject([{ attemptId, state: "reversed" }]);
  });

  it("what headquarters has not even been asked for needs nobody's word", () => {
    const lane = atPayment().do({ kind: "pay", tender: "redirect" });
    lane.do({ kind: "cancel-payment" }, { inquiryUnsent: true });
    expect(lane.effect("withdraw-inquiry")).toEqual({ kind: "withdraw-inquiry", inquiryId: lane.state.attempt?.attemptId });
    expect(lane.state.attempt?.state).toBe("not-performed");
  });
});

it("its time is over and nobody says anything: taken back after a grace, not before", () => {
  const { lane, attemptId } = paying();
  lane.nowMs += 209_999;
  expect(lane.refuse({ kind: "timer", timer: "payment-query", about: attemptId }).reason).toBe("wrong-step");
  lane.ring("payment-query", attemptId, 1);
  expect(lane.effect("inquire")).toMatchObject({ request: { kind: "take-back" } });
});

it("a basket that is partly paid by phone gives it back by its own way", () => {
  const lane = atPayment();
  const attemptId = lane.payOnPhone(100);
  lane.outcome(attemptId, outcomes.onPhone(100));
  expect(lane.state.transaction?.tenders).toMatchObject([{ kind: "redirect", amountMinor: 100 }]);
  lane.do({ kind: "give-back-tender", tenderId: attemptId });
  expect(lane.effect("inquire")).toMatchObject({ inquiryId: `${attemptId}.r`, request: { kind: "take-back", tender: "redirect" } });
});

it("never believes more than was asked for, nor another ledger", () => {
  for (const wrong of [outcomes.onPhone(120), outcomes.giftCard(119), outcomes.approved(119)]) {
    const { lane, attemptId } = paying();
    lane.outcome(attemptId, wrong);
    expect(lane.state.step.name).toBe("payment");
    expect(lane.kinds()).toContain("payment-contradicted");
  }
});
