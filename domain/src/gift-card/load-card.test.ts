import { ok } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { laneView } from "../lane/lane-view.js";
import { baseKnowledge, giftCardCode, outcomes, TestLane } from "../lane/test-lane.js";
import { laneWith } from "../lane/test-shop.js";
import type { LaneKnowledge, LaneRequest } from "../lane/types.js";
import type { SoldTransaction } from "../returns/types.js";
import { paymentWays } from "../tender/ways.js";

const card = { lookup: { kind: "gift-card", code: giftCardCode } } as const;
const scanned = { kind: "scan", text: "the card", aim: undefined } as const;
const prepared = { lastFour: "0097", known: true, balanceMinor: 1_380 };
const scan = (lane: TestLane, more: Partial<LaneKnowledge> = {}): TestLane => lane.do(scanned, { ...card, ...more });
const loadId = (lane: TestLane): string => lane.state.transaction?.cardLoad?.loadId ?? "";
const answer = (lane: TestLane, told: object = { card: prepared }): TestLane => lane.do({ kind: "gift-card-answered", loadId: loadId(lane), card: undefined, ...told });
const load = (amountMinor: number) => ({ kind: "load-gift-card", amountMinor }) as const;
/** A card from the rack in the basket. */
const withCard = (amountMinor = 2_500, lane = new TestLane()): TestLane => answer(scan(lane)).do(load(amountMinor));
const toPayment = (lane: TestLane): TestLane => lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
const completed = (lane: TestLane) => lane.entries.findLast((entry) => entry.kind === "transaction-completed");
const told = (lane: TestLane) => lane.effects.flatMap((effect) => (effect.kind === "inquire" ? [effect] : []));
const shown = (lane: TestLane) =>
  laneView(lane.state, {
    storeId: "demo", storeName: "s", laneName: "l", version: 1, bootId: "b", training: false, selling: "open", locales: ["en"], currency: "EUR", currencyDigits: 2,
    nowMs: 0, online: true, ways: paymentWays([], lane.knowledge, lane.state.transaction), giftCardSales: lane.knowledge.tenders.giftCardSales, hasProduceScale: false, hasPrinter: true, hasSecurityScale: false, queuePlaces: new Map(),
  });

describe("a gift card among the goods", () => {
  it("is asked about at headquarters; its number is in no entry, and nothing is sold before the amount is chosen", () => {
    const lane = scan(new TestLane());
    const id = loadId(lane);
    expect(lane.effect("inquire")).toEqual({ kind: "inquire", inquiryId: id, request: { kind: "prepare-gift-card", code: giftCardCode, currency: "EUR" } });
    expect(lane.effect("scanner-signal")?.signal).toBe("good");
    expect(shown(lane).basket?.giftCard).toEqual({ state: "asking" });
    expect(lane.refuse(load(2_500)).reason).toBe("line-not-found");
    expect(lane.refuse({ kind: "go-to-bags" }).reason).toBe("gift-card-amount-due");
    expect(shown(answer(scan(new TestLane()))).basket?.giftCard).toMatchObject({ known: true, balanceMinor: 1_380 });
    answer(lane, { card: { lastFour: "0097", known: true } });
    expect(shown(lane).basket?.giftCard).toEqual({ state: "choose", lastFour: "0097", known: true, amountsMinor: [1_000, 2_500, 5_000], minimumMinor: 500, maximumMinor: 15_000 });
    lane.do(load(2_500));
    expect(told(lane)).toEqual([]);
    expect(JSON.stringify(lane.entries)).not.toContain(giftCardCode);
    expect(lane.line(0)).toMatchObject({ giftCard: { loadId: id, lastFour: "0097" }, code: undefined, unitPriceMinor: 2_500 });
    expect(shown(lane).basket).toMatchObject({ totalMinor: 2_500, taxMinor: 0, lines: [{ name: "Gift card **** 0097", giftCard: true, quantityChangeable: false }] });
    expect(shown(lane).basket?.giftCard).toBeUndefined();
  });

  it("goes by no price but the one chosen, within the store's bounds", () => {
    const lane = answer(scan(new TestLane()));
    for (const amountMinor of [499, 15_001]) expect(lane.refuse(load(amountMinor))).toMatchObject({ reason: "amount-out-of-range", details: { minimumMinor: 500, maximumMinor: 15_000 } });
    lane.do(load(15_000));
    const { lineId } = lane.line(0);
    expect(lane.refuse({ kind: "override-price", lineId, unitPriceMinor: 1, reason: "other" }).reason).toBe("quantity-not-allowed");
    expect(lane.refuse({ kind: "change-quantity", lineId, quantity: 2 }).reason).toBe("quantity-not-allowed");
    expect(lane.do({ kind: "void-line", lineId }).totalMinor).toBe(0);
  });

  it.each([
    ["headquarters is away", { online: false }, "gift-card-not-now"],
    ["the store sells none", { tenders: { ...baseKnowledge.tenders, giftCardSales: { ...baseKnowledge.tenders.giftCardSales, enabled: false } } }, "gift-card-at-payment"],
  ] as const)("is refused by name when %s", (_why, more, reason) => {
    const lane = scan(new TestLane(), more);
    expect(lane.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason });
    expect(lane.state.transaction?.cardLoad).toBeUndefined();
    expect(told(lane)).toEqual([]);
    expect(lane.refuse({ kind: "key-code", code: "x" }, { ...card, ...more }).reason).toBe(reason);
  });

  it("is refused by what headquarters says; an answer that comes too late changes nothing", () => {
    for (const because of ["gift-card-blocked", "gift-card-not-loadable"] as const) {
      const lane = answer(scan(new TestLane()), { because });
      expect(lane.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: because });
      expect(lane.state.transaction?.lines).toEqual([]);
    }
    const lane = scan(new TestLane());
    const id = loadId(lane);
    lane.ring("payment-query", id, 12_000);
    expect(lane.state.notices.at(-1)?.reason).toBe("gift-card-not-now");
    const before = lane.entries.length;
    lane.do({ kind: "gift-card-answered", loadId: id, card: prepared });
    expect(lane.entries).toHaveLength(before);
    const unsent = scan(new TestLane());
    unsent.nowMs += 12_000;
    unsent.do({ kind: "timer", timer: "payment-query", about: loadId(unsent) }, { inquiryUnsent: true });
    expect(unsent.effect("withdraw-inquiry")).toBeDefined();
  });

  it("can be left out; with the basket set aside its question is over, a line stays", () => {
    const lane = answer(scan(new TestLane().scan("milk")));
    expect(lane.send(scanned, card)).toBeUndefined();
    expect(lane.state.notices.at(-1)?.reason).toBe("gift-card-amount-due");
    lane.do({ kind: "drop-gift-card" });
    expect(lane.state.transaction?.cardLoad).toBeUndefined();
    answer(scan(lane)).do(load(1_000));
    scan(lane).do({ kind: "suspend" });
    const aside = lane.entries.findLast((entry) => entry.kind === "transaction-suspended");
    expect(aside?.transaction.cardLoad).toBeUndefined();
    expect(aside?.transaction.lines.map(({ giftCard }) => giftCard?.lastFour)).toEqual([undefined, "0097"]);
  });

  it("weighs nothing", () => {
    const lane = withCard(2_500, new TestLane({ ...baseKnowledge, hasSecurityScale: true }));
    expect(lane.state.bagging.waiting).toEqual([]);
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
    expect(lane.state.bagging.leaving).toEqual([]);
    expect(lane.state.transaction?.risk?.lastLineAtMs).toBeUndefined();
  });
});

describe("a sale with a gift card", () => {
  it("puts the amount on the card when it is complete, told beside the record, and not before", () => {
    const lane = toPayment(withCard(2_500, new TestLane().scan("milk")));
    const attemptId = lane.pay();
    lane.outcome(attemptId, outcomes.declined);
    expect(told(lane)).toEqual([]);
    lane.outcome(lane.pay(), outcomes.approved(2_619));
    const [sold] = completed(lane)?.loads ?? [];
    expect(completed(lane)?.loads).toEqual([{ loadId: sold?.loadId, lastFour: "0097", amountMinor: 2_500 }]);
    expect(told(lane)).toEqual([{ kind: "inquire", inquiryId: `${sold?.loadId}.l`, request: { kind: "load-gift-card", target: sold?.loadId, amountMinor: 2_500, currency: "EUR" } }]);
    const receipt = completed(lane)?.receipt;
    expect(receipt?.lines).toMatchObject([{ kind: "item" }, { kind: "gift-card", name: "Gift card **** 0097", totalMinor: 2_500, taxMark: "N", loads: "at-once" }]);
    expect(receipt?.taxes).toMatchObject([{ mark: "B", grossMinor: 119 }, { mark: "N", ratePpm: 0, netMinor: 2_500, taxMinor: 0, grossMinor: 2_500 }]);
  });

  it("that was given up, or lost its card again, loads nothing", () => {
    const lane = withCard(2_500, new TestLane().scan("milk")).do({ kind: "abandon" });
    expect(told(lane)).toEqual([]);
    const without = withCard(2_500, new TestLane().scan("milk"));
    without.do({ kind: "void-line", lineId: without.line(1).lineId });
    toPayment(without).outcome(without.pay(), outcomes.approved(119));
    expect(completed(without)?.loads).toBeUndefined();
    expect(told(without)).toEqual([]);
  });

  it("is sold when headquarters went away after it was prepared: the receipt says that the money comes later", () => {
    const lane = toPayment(withCard());
    const attemptId = lane.pay();
    lane.do({ kind: "payment-outcome", attemptId, outcome: outcomes.approved(2_500) }, { online: false });
    expect(completed(lane)?.receipt.lines).toMatchObject([{ kind: "gift-card", loads: "later" }]);
    expect(told(lane)).toHaveLength(1);
  });

  it("on a lane that practises touches nothing real, from scan to receipt", () => {
    const lane = new TestLane({ ...baseKnowledge, training: true, online: false });
    scan(lane);
    expect(told(lane)).toEqual([]);
    expect(lane.state.transaction?.cardLoad).toMatchObject({ state: "prepared", lastFour: "0097" });
    toPayment(lane.do(load(1_000)));
    lane.outcome(lane.pay(), outcomes.approved(1_000));
    expect(completed(lane)?.loads).toBeUndefined();
    expect(told(lane)).toEqual([]);
    expect(completed(lane)?.receipt.lines[0]?.loads).toBeUndefined();
    // A real basket is not practised on.
    const switched = scan(new TestLane().scan("milk"), { training: true });
    expect(switched.state.notices.at(-1)?.reason).toBe("gift-card-not-now");
  });

  it("is paid with money: a gift card pays for the goods beside it at most, in whichever order", () => {
    const only = toPayment(withCard());
    const byCard = { kind: "pay", tender: "gift-card", code: giftCardCode } as const;
    expect(only.refuse(byCard).reason).toBe("gift-card-needs-money");
    expect(shown(only).step).toMatchObject({ ways: [{ tender: "card", usable: true }, { tender: "redirect", usable: true }, { tender: "gift-card", usable: false, because: "gift-card-needs-money" }] });
    const mixed = toPayment(withCard(2_500, new TestLane().scan("milk")));
    expect(mixed.refuse({ ...byCard, amountMinor: 120 })).toMatchObject({ reason: "gift-card-needs-money", details: { maximumMinor: 119 } });
    mixed.do({ kind: "pay", tender: "card", amountMinor: 2_600 });
    mixed.outcome(mixed.attemptId, outcomes.approved(2_600));
    mixed.do(byCard);
    expect(mixed.state.attempt?.amountMinor).toBe(19);
    const before = toPayment(withCard(2_500, new TestLane().scan("milk")));
    before.outcome(before.payByGiftCard(), outcomes.giftCard(119));
    expect(before.refuse(byCard).reason).toBe("gift-card-needs-money");
    // Nor does a voucher that is worth more than all of it: it would be split, and its rest paid out as another.
    for (const [kind, amountMinor] of [["deposit-slip", 25], ["voucher", 25], ["voucher", 9_000]] as const) {
      const slip = ok({ kind, slipKey: "m.1", number: "1", amountMinor, currency: "EUR", lastDay: "2099-01-01" });
      expect(before.refuse({ kind: "key-code", code: "slip" }, { lookup: { kind: "slip", slip, used: false } }).reason).toBe("gift-card-needs-money");
    }
    before.outcome(before.pay(), outcomes.approved(2_500));
    expect(completed(before)?.loads).toHaveLength(1);
  });
});

describe("what was put on a gift card", () => {
  const sold = (): { readonly lane: TestLane; readonly sale: SoldTransaction } => {
    const lane = toPayment(withCard(2_500, new TestLane({ ...baseKnowledge, role: "lead" }).scan("milk")));
    const attemptId = lane.pay();
    const { transaction } = lane.state;
    lane.outcome(attemptId, outcomes.approved(2_619));
    const tender = lane.entries.findLast((entry) => entry.kind === "tender-added");
    if (transaction === undefined || lane.state.step.name !== "thank-you" || tender?.kind !== "tender-added") throw new Error("not sold");
    return { lane, sale: { transaction: { ...transaction, tenders: [tender.tender] }, receipt: lane.state.step.receipt } };
  };
  const undo = { kind: "begin-return", purpose: "post-void", receipt: "x" } as const;

  it("comes off it before a post void gives any money, and not at all when it was spent", () => {
    const { lane, sale } = sold();
    lane.do(undo, { sale });
    expect(lane.refuse({ kind: "confirm-return", amountMinor: 2_619 }, { online: false }).reason).toBe("headquarters-unreachable");
    lane.do({ kind: "confirm-return", amountMinor: 2_619 });
    const [load] = completed(lane)?.loads ?? [];
    expect(lane.effect("inquire")?.request).toMatchObject({ kind: "hold-return", purpose: "post-void", cardLoads: [{ loadId: load?.loadId, amountMinor: 2_500 }] });
    expect(lane.effect("refund-payment")).toBeUndefined();
    const holdId = lane.state.returning?.hold?.holdId ?? "";
    lane.do({ kind: "return-held", holdId, because: "gift-card-spent" });
    expect(lane.state.returning?.hold?.refused).toBe("gift-card-spent");
    expect(lane.kinds()).not.toContain("return-confirmed");
    lane.do({ kind: "confirm-return", amountMinor: 2_619 });
    lane.do({ kind: "return-held", holdId: lane.state.returning?.hold?.holdId ?? "", because: undefined });
    expect(lane.effect("refund-payment")).toMatchObject({ amountMinor: 2_619 });
  });

  it("is no matter of goods: the goods beside it come back without asking, the card's money by a lead alone", () => {
    const { lane, sale } = sold();
    const [milk = "", gift = ""] = sale.transaction.lines.map(({ lineId }) => lineId);
    const choose = (lineId: string): LaneRequest => ({ kind: "choose-return", lines: [{ lineId, count: 1 }], reason: "changed-mind", condition: "unopened" });
    lane.do({ ...undo, purpose: "return" }, { sale });
    expect(lane.refuse(choose(gift), { role: "attendant" }).reason).toBe("return-needs-manager");
    lane.do(choose(gift)).do({ kind: "confirm-return", amountMinor: 2_500 });
    expect(lane.effect("inquire")?.request).toMatchObject({ kind: "hold-return", refunds: [{ amountMinor: 2_500 }], cardLoads: [{ amountMinor: 2_500 }] });
    const goods = sold();
    goods.lane.do({ ...undo, purpose: "return" }, { sale: goods.sale }).do(choose(milk)).do({ kind: "confirm-return", amountMinor: 119 });
    expect(goods.lane.effect("inquire")).toBeUndefined();
    expect(goods.lane.effect("refund-payment")).toMatchObject({ amountMinor: 119 });
  });
});

describe("money for a gift card", () => {
  const plus = { memberCards: [{ programId: "plus", names: { en: "Plus" }, prefix: "299", length: 8, customerGroups: ["plus"], points: { earn: { points: 1, perMinor: 100 } } }] };
  const half = { effects: [{ kind: "percent-off", percentPpm: 500_000 }] };
  const whenDear = { effects: [{ kind: "amount-off", amountMinor: 100, per: "basket" }], conditions: [{ kind: "spend", minimumMinor: 1_000 }] };

  it("takes no promotion, counts for none, and earns no points", () => {
    const lane = withCard(5_000, laneWith({ header: plus, promotions: [half, whenDear] }, "bread", "@29912345"));
    expect(lane.state.transaction?.priced.lines.map(({ totalMinor }) => totalMinor)).toEqual([150, 5_000]);
    toPayment(lane).outcome(lane.pay(), outcomes.approved(5_150));
    expect(completed(lane)?.loyalty?.earnedPoints).toBe(1);
  });

  it("is not taxed, where prices exclude the tax too", () => {
    const lane = withCard(5_000, laneWith({ header: { pricesIncludeTax: false } }, "bread"));
    expect(lane.state.transaction?.priced).toMatchObject({ subtotalMinor: 5_300, taxMinor: 21, totalMinor: 5_321 });
  });
});
