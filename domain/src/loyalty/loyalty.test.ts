import { describe, expect, it } from "vitest";
import { laneView } from "../lane/lane-view.js";
import { outcomes, type TestLane } from "../lane/test-lane.js";
import { laneWith, type ShopSetting } from "../lane/test-shop.js";
import type { LedgerApproval } from "../payment/types.js";
import type { SoldTransaction } from "../returns/types.js";
import { paymentWays } from "../tender/ways.js";

const card = "29912345";
const plus = (points: object) => ({ memberCards: [{ programId: "plus", names: { en: "Plus" }, prefix: "299", length: 8, customerGroups: ["plus"], points }] });
const pay = { pointsPerStep: 10, minorPerStep: 5 };
const earn = { points: 1, perMinor: 100, exceptDepartmentIds: ["home"] };
const asDiscount = { promotionId: "points", customerGroups: ["plus"], effects: [{ kind: "redeem-points", pointsPerStep: 100, minorPerStep: 100, maximumSharePpm: 500_000 }] };
const withPay: ShopSetting = { header: plus({ earn, pay }) };
const withDiscount: ShopSetting = { header: plus({ earn, pay }), promotions: [asDiscount] };

const byPoints = (amountMinor: number): LedgerApproval => ({ result: "approved", amountMinor, currency: "EUR", reference: { ledger: "loyalty", bookingId: "m1" }, details: ["1"] });
const told = (lane: TestLane, points: number) => lane.do({ kind: "points-told", programId: "plus", memberId: card, points });
const shown = (lane: TestLane) =>
  laneView(lane.state, {
    storeId: "demo", storeName: "s", laneName: "l", version: 1, bootId: "b", training: false, selling: "open", locales: ["en"], currency: "EUR", currencyDigits: 2,
    nowMs: 0, online: true, ways: paymentWays([], lane.knowledge, lane.state.transaction), hasProduceScale: false, hasPrinter: true, hasSecurityScale: false, queuePlaces: new Map(),
  });
const toPayment = (lane: TestLane) => lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
const loyaltyOf = (lane: TestLane) => lane.entries.findLast((entry) => entry.kind === "transaction-completed")?.loyalty;

describe("a member's points", () => {
  it("are asked for when the card is scanned, once, and shown when they are told", () => {
    const lane = laneWith(withPay, "bread", `@${card}`);
    expect(lane.effect("inquire")?.request).toEqual({ kind: "points-balance", programId: "plus", memberId: card });
    expect(shown(lane).basket?.member).toEqual({ programName: "Plus", points: {} });
    told(lane, 255);
    expect(shown(lane).basket?.member?.points).toEqual({ balance: 255, payMinor: 125 });
    const before = lane.entries.length;
    told(lane, 9);
    lane.do({ kind: "points-told", programId: "plus", memberId: "29900000", points: 5 });
    expect(lane.entries).toHaveLength(before);
    toPayment(lane);
    expect(lane.effect("inquire")).toBeUndefined();
  });

  it("are asked for again at the payment step when nobody has told them; never offline and never in training", () => {
    const lane = laneWith(withPay, "bread", `@${card}`);
    toPayment(lane);
    expect(lane.effect("inquire")?.request.kind).toBe("points-balance");
    lane.do({ kind: "back-to-basket" }).do({ kind: "go-to-bags" }, { online: false });
    expect(lane.effect("inquire")).toBeUndefined();
  });

  it("of a programme that has none are not spoken of", () => {
    const lane = laneWith({}, "bread", `@${card}`);
    expect(shown(lane).basket?.member).toEqual({ programName: "Plus" });
    expect(lane.effect("inquire")).toBeUndefined();
    toPayment(lane);
    expect(lane.refuse({ kind: "pay", tender: "loyalty" }).reason).toBe("tender-not-taken");
  });
});

describe("paying with points", () => {
  it("asks headquarters for what is due; the rest is paid otherwise, and earns", () => {
    const lane = laneWith({ header: plus({ earn: { ...earn, perMinor: 10 }, pay }) }, "bread", "soap", "water", `@${card}`);
    told(lane, 255);
    toPayment(lane);
    expect(shown(lane).step).toMatchObject({ ways: [{ tender: "card" }, { tender: "redirect" }, { tender: "loyalty", usable: true }, { tender: "gift-card" }] });
    lane.do({ kind: "pay", tender: "loyalty" });
    const { attemptId } = lane;
    expect(lane.effect("inquire")).toEqual({
      kind: "inquire",
      inquiryId: attemptId,
      request: { kind: "redeem-points", programId: "plus", memberId: card, ...pay, amountMinor: 605, currency: "EUR" },
    });
    lane.outcome(attemptId, byPoints(125));
    expect(shown(lane).basket).toMatchObject({ dueMinor: 480, member: { points: { balance: 5, payMinor: 0 } } });
    expect(lane.refuse({ kind: "pay", tender: "loyalty" }).reason).toBe("points-too-few");
    lane.outcome(lane.pay(), outcomes.approved(480));
    // Bread and water, 3.80 without the deposit and without the soap, less the 1.25 that points have paid.
    expect(loyaltyOf(lane)).toEqual({ programId: "plus", memberId: card, earnedPoints: 25 });
    expect(lane.state.step).toMatchObject({ receipt: { points: { programName: "Plus", earned: 25, used: 250 }, tenders: [{ kind: "loyalty", amountMinor: 125 }, { kind: "card" }] } });
  });

  it("is given back like any other part, and not offered offline or with too few", () => {
    const lane = laneWith(withPay, "bread", `@${card}`);
    told(lane, 9);
    toPayment(lane);
    expect(lane.refuse({ kind: "pay", tender: "loyalty" }).reason).toBe("points-too-few");
    expect(lane.refuse({ kind: "pay", tender: "loyalty" }, { online: false }).reason).toBe("headquarters-unreachable");
    const rich = toPayment(told(laneWith(withPay, "bread", `@${card}`), 1_000));
    rich.do({ kind: "pay", tender: "loyalty", amountMinor: 100 });
    const { attemptId } = rich;
    rich.outcome(attemptId, byPoints(100)).do({ kind: "give-back-tender", tenderId: attemptId });
    expect(rich.effect("inquire")?.request).toEqual({ kind: "take-back", tender: "loyalty", target: attemptId });
    expect(shown(rich).basket?.member?.points?.balance).toBe(1_000);
  });
});

describe("points as a discount", () => {
  const asking = () => {
    const lane = told(laneWith(withDiscount, "bread", "cheese", `@${card}`), 1_234);
    lane.do({ kind: "use-points" });
    return { lane, holdId: lane.effect("inquire")?.inquiryId ?? "" };
  };
  const held = () => {
    const { lane, holdId } = asking();
    return { lane: lane.do({ kind: "points-hold-answered", holdId, points: 1_234 }), holdId };
  };

  it("are set aside first, and priced only then; the sale says how many it took", () => {
    const { lane, holdId } = asking();
    expect(lane.effect("inquire")?.request).toEqual({ kind: "hold-points", programId: "plus", memberId: card, points: 1_234 });
    expect(lane.totalMinor).toBe(800);
    expect(shown(lane).basket?.member?.points).toMatchObject({ balance: 1_234, discount: "asking" });
    lane.do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: 2 }).do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: 1 });
    expect(lane.totalMinor).toBe(800);
    lane.do({ kind: "points-hold-answered", holdId, points: 1_234 });
    // At most half of the basket: four steps.
    expect(lane.totalMinor).toBe(400);
    expect(shown(lane).basket?.member?.points).toEqual({ balance: 834, payMinor: 0, discount: "used", used: 400 });
    lane.do({ kind: "void-line", lineId: lane.line(1).lineId });
    expect(lane.totalMinor).toBe(200);
    lane.outcome(toPayment(lane).pay(), outcomes.approved(200));
    expect(loyaltyOf(lane)).toEqual({ programId: "plus", memberId: card, earnedPoints: 2, hold: { holdId, usedPoints: 100, discountMinor: 100 } });
    expect(lane.state.step).toMatchObject({ receipt: { points: { earned: 2, used: 100 } } });
  });

  it("come back with the goods they took something off: the return says how much of the discount that was", () => {
    const { lane } = held();
    const attemptId = toPayment(lane).pay();
    const { transaction } = lane.state;
    lane.outcome(attemptId, outcomes.approved(400));
    const tender = lane.entries.findLast((entry) => entry.kind === "tender-added");
    if (transaction === undefined || lane.state.step.name !== "thank-you" || tender?.kind !== "tender-added") throw new Error("not sold");
    const sale: SoldTransaction = { transaction: { ...transaction, tenders: [tender.tender] }, receipt: lane.state.step.receipt };
    lane.do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, role: "manager" });
    lane.do({ kind: "choose-return", lines: [{ lineId: transaction.lines[1]?.lineId ?? "", count: 1 }], reason: "quality", condition: "unopened" }, { role: "manager" });
    lane.do({ kind: "confirm-return", amountMinor: 250 }, { role: "manager" });
    lane.outcome(lane.state.returning?.attempts[0]?.attemptId ?? "", outcomes.approved(250, { reference: { terminalId: "T1", receiptNumber: "9", trace: "9" } }));
    expect(lane.entries.findLast((entry) => entry.kind === "return-completed")).toMatchObject({ pointsDiscountMinor: 250 });
  });

  it.each([
    ["the member keeps them", { kind: "keep-points" }],
    ["it is somebody else's basket", { kind: "forget-member" }],
    ["the basket is set aside", { kind: "suspend" }],
    ["the basket is given up", { kind: "abandon" }],
  ] as const)("go back when %s", (_when, request) => {
    for (const { lane, holdId } of [asking(), held()]) {
      lane.do(request);
      expect(lane.kinds()).toContain("points-released");
      expect(lane.effects.filter((effect) => effect.kind === "inquire")).toEqual([
        { kind: "inquire", inquiryId: `${holdId}.r`, request: { kind: "take-back", tender: "loyalty", target: holdId } },
      ]);
      expect(lane.state.transaction?.pointsHold).toBeUndefined();
      expect(lane.state.transaction?.priced.totalMinor ?? 800).toBe(800);
      const aside = lane.entries.findLast((entry) => entry.kind === "transaction-suspended");
      expect(aside?.transaction.priced.totalMinor ?? 800).toBe(800);
      // An answer that comes now changes nothing: headquarters has been asked to undo it.
      const before = lane.entries.length;
      lane.do({ kind: "points-hold-answered", holdId, points: 1_234 }).outcome(holdId, outcomes.notPerformed);
      expect(lane.entries).toHaveLength(before);
    }
  });

  it("that headquarters has not set aside take nothing off, and the member is told", () => {
    const { lane, holdId } = asking();
    lane.do({ kind: "points-hold-answered", holdId, points: undefined });
    expect(lane.totalMinor).toBe(800);
    expect(lane.state.notices.at(-1)?.kind).toBe("points-not-used");
    expect(lane.effect("inquire")).toBeUndefined();
    expect(shown(lane).basket?.member?.points?.discount).toBe("offered");
  });

  it("an answer while the basket is being paid for is too late; one that never comes holds nothing up", () => {
    const late = asking();
    toPayment(late.lane).pay();
    late.lane.do({ kind: "points-hold-answered", holdId: late.holdId, points: 1_234 });
    expect(late.lane.effect("inquire")?.request).toMatchObject({ kind: "take-back", target: late.holdId });
    expect(late.lane.totalMinor).toBe(800);
    const silent = asking();
    const paid = silent.lane.outcome(toPayment(silent.lane).pay(), outcomes.approved(800));
    expect(paid.state.step.name).toBe("thank-you");
    expect(paid.effect("inquire")?.request).toMatchObject({ kind: "take-back", target: silent.holdId });
    expect(loyaltyOf(paid)).toEqual({ programId: "plus", memberId: card, earnedPoints: 8 });
  });

  it("are refused by name where there is nothing to use", () => {
    expect(told(laneWith(withPay, "bread", `@${card}`), 900).refuse({ kind: "use-points" }).reason).toBe("no-points-here");
    expect(laneWith(withDiscount, "bread", `@${card}`).refuse({ kind: "use-points" }).reason).toBe("no-points-here");
    expect(told(laneWith(withDiscount, "bread", `@${card}`), 99).refuse({ kind: "use-points" }).reason).toBe("points-too-few");
    expect(told(laneWith(withDiscount, "bread", `@${card}`), 100).refuse({ kind: "use-points" }, { online: false }).reason).toBe("headquarters-unreachable");
  });
});
