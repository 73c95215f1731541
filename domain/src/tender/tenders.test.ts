import { describe, expect, it } from "vitest";
import { baseKnowledge, giftCardCode, outcomes, TestLane } from "../lane/test-lane.js";

const byCard = { kind: "pay", tender: "card" } as const;

/** Milk and bread, 3.68 in all, of which one euro is paid by card. */
function partlyPaid(): TestLane {
  const lane = new TestLane().toPayment("milk", "bread").do({ ...byCard, amountMinor: 100 });
  return lane.outcome(lane.attemptId, outcomes.approved(100));
}

describe("a split payment", () => {
  it("takes parts until nothing is due, and the receipt lists them all", () => {
    const lane = partlyPaid();
    expect(lane.state).toMatchObject({ step: { name: "payment" }, attempt: undefined });
    expect(lane.refuse({ ...byCard, amountMinor: 269 })).toMatchObject({
      reason: "more-than-due",
      details: { dueMinor: 268 },
    });
    lane.outcome(lane.payByGiftCard(200), outcomes.giftCard(200));
    lane.outcome(lane.pay(), outcomes.approved(68, { reference: { terminalId: "T1", receiptNumber: "8", trace: "43" } }));
    expect(lane.state.step).toMatchObject({
      name: "thank-you",
      receipt: {
        totalMinor: 368,
        tenders: [
          { kind: "card", amountMinor: 100 },
          { kind: "gift-card", amountMinor: 200, details: ["**** 0042"] },
          { kind: "card", amountMinor: 68 },
        ],
      },
    });
  });

  it("locks the goods: nothing is added, voided, changed, set aside or taken back to the basket", () => {
    const lane = partlyPaid();
    const { lineId } = lane.line(0);
    for (const request of [
      { kind: "void-line", lineId },
      { kind: "attendant-void-line", lineId, reason: "other" },
      { kind: "change-quantity", lineId, quantity: 2 },
      { kind: "override-price", lineId, unitPriceMinor: 1, reason: "other" },
      { kind: "suspend" },
      { kind: "attendant-suspend" },
      { kind: "back-to-basket" },
    ] as const)
      expect(lane.refuse(request).reason).toBe("basket-locked");
  });

  it("one part is given back, and its amount is due again", () => {
    const lane = partlyPaid();
    const attemptId = lane.state.transaction?.tenders[0];
    const tenderId = attemptId?.kind === "card" ? attemptId.attemptId : "";
    expect(lane.refuse({ kind: "give-back-tender", tenderId: "other" }).reason).toBe("tender-not-found");
    lane.do({ kind: "give-back-tender", tenderId });
    expect(lane.effect("reverse-payment")).toMatchObject({ attemptId: tenderId, amountMinor: 100 });
    expect(lane.state.transaction?.tenders).toEqual([]);
    lane.outcome(tenderId, outcomes.notPerformed).do({ kind: "back-to-basket" });
    expect(lane.state.pastAttempts).toMatchObject([{ state: "reversed" }]);
  });

  it("is not given back while a payment runs", () => {
    const lane = partlyPaid();
    lane.pay();
    expect(lane.refuse({ kind: "give-back-tender", tenderId: "x" }).reason).toBe("payment-already-running");
  });

  it("ends after ten parts", () => {
    const lane = new TestLane().toPayment("bread");
    for (let part = 0; part < 10; part += 1) lane.outcome(lane.payByGiftCard(1), outcomes.giftCard(1));
    expect(lane.refuse(byCard).reason).toBe("too-many-tenders");
  });
});

describe("a partly paid basket that is given up", () => {
  it.each([
    ["by the shopper", { kind: "abandon" }],
    ["by an attendant", { kind: "void-transaction", reason: "abandoned" }],
  ] as const)("%s: each part goes back its own way, until it is done", (_who, request) => {
    const lane = partlyPaid();
    const card = lane.state.pastAttempts[0]?.attemptId ?? "";
    const giftCard = lane.payByGiftCard(50);
    lane.outcome(giftCard, outcomes.giftCard(50)).do(request);
    expect(lane.state).toMatchObject({ step: { name: "welcome" }, transaction: undefined });
    expect(lane.effect("reverse-payment")).toMatchObject({ attemptId: card, amountMinor: 100 });
    expect(lane.effect("inquire")).toEqual({
      kind: "inquire",
      inquiryId: `${giftCard}.r`,
      request: { kind: "take-back", tender: "gift-card", target: giftCard },
    });
    expect(lane.state.pastAttempts.map((past) => past.state)).toEqual(["reversing", "reversing"]);
    // The terminal is asked again until it answers; headquarters' question waits in the store.
    lane.ring("payment-query", card, 150_000);
    expect(lane.effect("reverse-payment")?.attemptId).toBe(card);
    lane.outcome(card, outcomes.notPerformed).outcome(giftCard, outcomes.notPerformed);
    expect(lane.state.pastAttempts.map((past) => past.state)).toEqual(["reversed", "reversed"]);
    expect(lane.state.interventions).toEqual([]);
  });

  it("by walking away: given back, and a person looks after the goods", () => {
    const lane = partlyPaid();
    const { transactionId } = lane.state.transaction ?? { transactionId: "" };
    lane.ring("idle-ask", transactionId, 90_000).ring("idle-end", transactionId, 30_000);
    expect(lane.kinds()).toContain("transaction-voided");
    expect(lane.effect("reverse-payment")?.amountMinor).toBe(100);
    expect(lane.intervention("basket-left").evidence).toMatchObject({ amountMinor: 368 });
  });

  it("a part that the terminal will not give back waits for a person", () => {
    const lane = partlyPaid();
    const attemptId = lane.state.pastAttempts[0]?.attemptId ?? "";
    lane.do({ kind: "abandon" }).outcome(attemptId, { result: "declined", code: "B4" });
    expect(lane.intervention("payment-unclear").evidence).toMatchObject({ attemptId, amountMinor: 100 });
  });
});

describe("a terminal that approves less than asked for", () => {
  it("gives it back, and the shopper is told", () => {
    const lane = new TestLane().toPayment("bread");
    const attemptId = lane.pay();
    lane.outcome(attemptId, outcomes.approved(200));
    expect(lane.effect("reverse-payment")).toMatchObject({ attemptId, amountMinor: 200 });
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "payment-aborted", reason: "part-approved" });
    lane.outcome(attemptId, outcomes.approved(200)).outcome(attemptId, outcomes.notPerformed);
    lane.outcome(lane.pay(), outcomes.approved(249));
    expect(lane.state.step.name).toBe("thank-you");
  });
});

describe("a gift card", () => {
  it("is asked about at headquarters; its code stands in no entry", () => {
    const lane = new TestLane().toPayment("milk");
    const attemptId = lane.payByGiftCard();
    expect(lane.effect("inquire")).toEqual({
      kind: "inquire",
      inquiryId: attemptId,
      request: { kind: "redeem-gift-card", code: giftCardCode, amountMinor: 119, currency: "EUR" },
    });
    expect(JSON.stringify(lane.entries)).not.toContain(giftCardCode);
    // It holds less than is due: the rest is asked for.
    lane.outcome(attemptId, outcomes.giftCard(19));
    expect(lane.state.transaction?.tenders).toMatchObject([{ kind: "gift-card", amountMinor: 19 }]);
  });

  it("cannot be used where it is not taken, in training, or while headquarters is away", () => {
    const pay = { kind: "pay", tender: "gift-card", code: giftCardCode } as const;
    const lane = new TestLane().toPayment("milk");
    const { tenders } = baseKnowledge;
    expect(lane.refuse(pay, { tenders: { ...tenders, giftCards: false } }).reason).toBe("tender-not-taken");
    expect(lane.refuse(pay, { training: true }).reason).toBe("tender-not-taken");
    expect(lane.refuse(pay, { online: false }).reason).toBe("headquarters-unreachable");
  });

  it("no answer: a question nobody fetched is taken back, and nothing was booked", () => {
    const lane = new TestLane().toPayment("milk");
    const attemptId = lane.payByGiftCard();
    lane.nowMs += 12_000;
    lane.do({ kind: "timer", timer: "payment-query", about: attemptId }, { inquiryUnsent: true });
    expect(lane.effect("withdraw-inquiry")).toEqual({ kind: "withdraw-inquiry", inquiryId: attemptId });
    expect(lane.state.attempt?.state).toBe("not-performed");
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "payment-aborted", reason: "no-answer" });
  });

  it("no answer to a question that was fetched: headquarters undoes it, whatever it did, and the basket goes on", () => {
    const lane = new TestLane().toPayment("milk");
    const attemptId = lane.payByGiftCard();
    lane.ring("payment-query", attemptId, 12_000);
    expect(lane.effect("inquire")?.request).toMatchObject({ kind: "take-back", target: attemptId });
    expect(lane.state).toMatchObject({ attempt: undefined, pastAttempts: [{ state: "reversing" }] });
    // It had paid after all: that is what is being undone.
    const before = lane.entries.length;
    lane.outcome(attemptId, outcomes.giftCard(119)).outcome(attemptId, outcomes.unknown);
    expect(lane.entries).toHaveLength(before);
    lane.outcome(lane.pay(), outcomes.approved(119));
    expect(lane.state.step.name).toBe("thank-you");
    lane.outcome(attemptId, outcomes.notPerformed);
    expect(lane.state.pastAttempts[0]?.state).toBe("reversed");
  });

  it("the shopper need not wait", () => {
    const lane = new TestLane().toPayment("milk");
    const attemptId = lane.payByGiftCard();
    lane.do({ kind: "cancel-payment" });
    expect(lane.effect("inquire")?.request).toMatchObject({ kind: "take-back", target: attemptId });
    expect(lane.state.notices.at(-1)).toMatchObject({ reason: "stopped" });
  });

  it("an answer that fits no question is not believed, and the way out stays open", () => {
    const lane = new TestLane().toPayment("milk");
    const attemptId = lane.payByGiftCard();
    lane.outcome(attemptId, outcomes.approved(119));
    expect(lane.state.attempt).toMatchObject({ state: "unknown", because: "amount-differs" });
    lane.do({ kind: "cancel-payment" });
    expect(lane.state).toMatchObject({ attempt: undefined, interventions: [] });
  });
});
