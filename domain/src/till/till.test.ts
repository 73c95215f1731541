import { receipt as receiptSchema, tillClosing } from "@laneway/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseKnowledge, type ShelfName, TestLane } from "../lane/test-lane.js";
import { replay } from "../lane/evolve.js";
import { initialLaneState } from "../lane/initial-state.js";
import type { LaneKnowledge } from "../lane/types.js";
import { cashOf } from "./cash-view.js";
import { expectedMinor } from "./till.js";

const knowledge: LaneKnowledge = { ...baseKnowledge, cash: true };
const swiss: LaneKnowledge = { ...knowledge, tenders: { ...knowledge.tenders, cashStepMinor: 5 } };
const openedTill = (more: LaneKnowledge = knowledge) => new TestLane(more).do({ kind: "open-till", floatMinor: 10_000 });
const receiptOf = (lane: TestLane) => {
  const { step } = lane.state;
  if (step.name !== "thank-you") throw new Error(step.name);
  return receiptSchema.parse(step.receipt);
};

describe("cash", () => {
  it("is taken with change out of the till, the drawer opens, and the receipt says so", () => {
    const lane = openedTill().toPayment("milk");
    const due = lane.totalMinor;
    lane.do({ kind: "take-cash", tenderedMinor: due + 381 });
    expect(lane.effect("open-drawer")).toBeDefined();
    expect(receiptOf(lane)).toMatchObject({ totalMinor: due, changeMinor: 381, roundingMinor: 0, tenders: [{ kind: "cash", amountMinor: due + 381 }] });
    expect(lane.state.till).toMatchObject({ salesMinor: due + 381, changeMinor: 381 });
  });

  it("is rounded to coins that exist: on the receipt, in the till", () => {
    const lane = openedTill(swiss).toPayment("milk");
    const due = lane.totalMinor;
    const roundedMinor = Math.round(due / 5) * 5;
    lane.do({ kind: "take-cash", tenderedMinor: 10_000 });
    const { totalMinor, roundingMinor, changeMinor, tenders } = receiptOf(lane);
    expect({ totalMinor, roundingMinor, changeMinor }).toEqual({ totalMinor: roundedMinor, roundingMinor: roundedMinor - due, changeMinor: 10_000 - roundedMinor });
    expect(tenders.reduce((sum, each) => sum + each.amountMinor, 0) - changeMinor).toBe(totalMinor);
  });

  it("may be a part; given back when the basket is given up, and the till cannot be closed while it is owed", () => {
    const lane = openedTill().toPayment("milk").do({ kind: "take-cash", tenderedMinor: 50 });
    expect(lane.state.step.name).toBe("payment");
    lane.do({ kind: "void-transaction", reason: "shopper-changed-mind" });
    expect(lane.state.till).toMatchObject({ salesMinor: 50, refundsMinor: 50 });
    expect(lane.refuse({ kind: "close-till", counts: [] }).reason).toBe("cash-owed");
    lane.do({ kind: "end-intervention", interventionId: lane.intervention("cash-give-back").interventionId, outcome: "resolved" });
    lane.do({ kind: "close-till", counts: [{ denominationMinor: 5_000, count: 2 }] });
    expect(lane.state.till).toBeUndefined();
  });

  it("needs a lane that takes it and a till that is open", () => {
    expect(new TestLane({ ...knowledge, cash: false }).refuse({ kind: "open-till", floatMinor: 1 }).reason).toBe("tender-not-taken");
    expect(openedTill().refuse({ kind: "open-till", floatMinor: 1 }).reason).toBe("till-open");
    const lane = new TestLane(knowledge).toPayment("milk");
    expect(lane.refuse({ kind: "take-cash", tenderedMinor: 1_000 }).reason).toBe("till-not-open");
    expect(lane.refuse({ kind: "take-cash", tenderedMinor: 1_000 }, { cash: false }).reason).toBe("tender-not-taken");
    expect(openedTill().refuse({ kind: "take-cash", tenderedMinor: 1_000 }).reason).toBe("no-open-basket");
  });
});

describe("cash of another currency", () => {
  const exchangeRates = [
    { currency: "CHF", units: 1, storePpm: 1_043_210, asOf: "2026-11-20" },
    { currency: "JPY", units: 100, storePpm: 612_000, asOf: "2026-11-20" },
    { currency: "KWD", units: 1, storePpm: 2_910_000, asOf: "2026-11-20" },
  ];
  const abroad = (cashStepMinor = 1): LaneKnowledge => ({
    ...knowledge,
    tenders: { ...knowledge.tenders, cashStepMinor },
    pricing: { ...knowledge.pricing, policy: { ...knowledge.pricing.policy, exchangeRates } },
  });

  it.each([
    // 10.00 CHF × 1.04321 = 10.4321 EUR, down: 10.43. 2 000 JPY = 12.24 EUR. 5.000 KWD = 14.55 EUR.
    ["CHF", 1_000, 1_043, "CHF 10.00", "1 CHF = 1.04321 EUR, 2026-11-20"],
    ["JPY", 2_000, 1_224, "JPY 2000", "100 JPY = 0.612 EUR, 2026-11-20"],
    ["KWD", 5_000, 1_455, "KWD 5.000", "1 KWD = 2.91 EUR, 2026-11-20"],
  ])("%s is taken at the rate the basket began with; change is the store's money, and the rate stands on the receipt", (currency, given, worth, handed, rate) => {
    const lane = openedTill(abroad()).toPayment("milk");
    const due = lane.totalMinor;
    lane.do({ kind: "take-cash", tenderedMinor: given, currency });
    const { tenders, changeMinor, totalMinor } = receiptOf(lane);
    expect({ changeMinor, totalMinor }).toEqual({ changeMinor: worth - due, totalMinor: due });
    expect(tenders).toMatchObject([{ kind: "cash", amountMinor: worth, details: [handed, rate], foreign: { currency, amountMinor: given, asOf: "2026-11-20", priceBookVersion: 1 } }]);
    expect(lane.state.till).toMatchObject({ salesMinor: 0, changeMinor: worth - due, foreign: { [currency]: given } });
  });

  it("is told to the attendant beforehand, enough and no more than that", () => {
    const lane = openedTill(abroad(5)).toPayment("milk");
    const view = cashOf(lane.state, abroad(5));
    expect(view.due).toEqual({ dueMinor: 120, roundingMinor: 1 });
    expect(view.foreign?.map(({ currency, dueMinor }) => [currency, dueMinor])).toEqual([["CHF", 116], ["JPY", 197], ["KWD", 413]]);
    lane.do({ kind: "take-cash", tenderedMinor: 116, currency: "CHF" });
    // Worth 1.21: in coins of five 1.20.
    expect(receiptOf(lane)).toMatchObject({ totalMinor: 120, roundingMinor: 1, changeMinor: 0 });
  });

  it("goes back as it came, and is counted for itself", () => {
    const lane = openedTill(abroad()).toPayment("milk").do({ kind: "take-cash", tenderedMinor: 100, currency: "CHF" });
    lane.do({ kind: "void-transaction", reason: "shopper-changed-mind" });
    const asked = lane.intervention("cash-give-back");
    expect(asked.evidence).toMatchObject({ amountMinor: 104, foreign: { currency: "CHF", currencyDigits: 2, amountMinor: 100 } });
    expect(lane.state.till).toMatchObject({ salesMinor: 0, refundsMinor: 0, foreign: { CHF: 0 } });
    lane.do({ kind: "end-intervention", interventionId: asked.interventionId, outcome: "resolved" });
    lane.toPayment("milk").do({ kind: "take-cash", tenderedMinor: 2_000, currency: "CHF" }).do({ kind: "finish" });
    expect(cashOf(lane.state, abroad())).toMatchObject({ foreignInTill: [{ currency: "CHF", currencyDigits: 2 }] });
    const change = 2_086 - 119;
    lane.do({ kind: "close-till", counts: [{ denominationMinor: 1, count: 10_000 - change }, { denominationMinor: 1_000, count: 1, currency: "CHF" }] });
    const closed = lane.entries.at(-1);
    if (closed?.kind !== "till-closed") throw new Error("not closed");
    expect(tillClosing.parse(closed.closing)).toMatchObject({ differenceMinor: 0, foreign: [{ currency: "CHF", expectedMinor: 2_000, countedMinor: 1_000, differenceMinor: -1_000 }] });
  });

  it("without a rate, or worth no coin, is not taken", () => {
    const lane = openedTill(abroad(5)).toPayment("milk");
    expect(lane.refuse({ kind: "take-cash", tenderedMinor: 1_000, currency: "USD" })).toMatchObject({ reason: "tender-not-taken", details: { currency: "USD" } });
    expect(lane.refuse({ kind: "take-cash", tenderedMinor: 1, currency: "JPY" }).reason).toBe("amount-out-of-range");
    lane.do({ kind: "take-cash", tenderedMinor: 120, currency: "EUR" });
    expect(receiptOf(lane).tenders[0]).not.toHaveProperty("foreign");
  });
});

describe("the till", () => {
  it("is counted against what must lie there", () => {
    const lane = openedTill().do({ kind: "pay-in-cash", amountMinor: 2_000, note: "change" }).do({ kind: "pick-up-cash", amountMinor: 5_000 });
    expect(lane.refuse({ kind: "pick-up-cash", amountMinor: 7_001 }).reason).toBe("amount-out-of-range");
    lane.do({ kind: "count-till", counts: [{ denominationMinor: 1_000, count: 7 }] });
    lane.do({ kind: "close-till", counts: [{ denominationMinor: 1_000, count: 6 }, { denominationMinor: 200, count: 4 }] });
    const closed = lane.entries.at(-1);
    if (closed?.kind !== "till-closed") throw new Error("not closed");
    expect(tillClosing.parse(closed.closing)).toMatchObject({ floatMinor: 10_000, payInsMinor: 2_000, pickupsMinor: 5_000, expectedMinor: 7_000, countedMinor: 6_800, differenceMinor: -200 });
    expect(lane.refuse({ kind: "close-till", counts: [] }).reason).toBe("till-not-open");
  });

  it("stays open while a basket is", () => {
    expect(openedTill().scan("milk").refuse({ kind: "close-till", counts: [] }).reason).toBe("lane-busy");
  });
});

type Act = readonly ["sell" | "part" | "pick-up" | "pay-in" | "count", number];
const act = fc.tuple(fc.constantFrom("sell", "sell", "part", "pick-up", "pay-in", "count"), fc.integer({ min: 1, max: 9_000 })) as fc.Arbitrary<Act>;

it("after any sequence the till holds float + sales − change − refunds + pay-ins − pickups, also when it is read again from the record", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), fc.integer({ min: 0, max: 50_000 }), fc.constantFrom(1, 5, 10), (acts, floatMinor, cashStepMinor) => {
      const lane = new TestLane({ ...knowledge, tenders: { ...knowledge.tenders, cashStepMinor } }).do({ kind: "open-till", floatMinor });
      let drawer = floatMinor;
      for (const [what, amountMinor] of acts) {
        if (what === "pick-up" && lane.send({ kind: "pick-up-cash", amountMinor }) === undefined) drawer -= amountMinor;
        if (what === "pay-in" && lane.send({ kind: "pay-in-cash", amountMinor }) === undefined) drawer += amountMinor;
        if (what === "count") lane.do({ kind: "count-till", counts: [{ denominationMinor: 1, count: drawer }] });
        if (what !== "sell" && what !== "part") continue;
        const goods: readonly ShelfName[] = amountMinor % 2 === 0 ? ["milk"] : ["milk", "milk"];
        lane.toPayment(...goods);
        const paidMinor = what === "part" ? 1 + (amountMinor % lane.totalMinor) : lane.totalMinor + amountMinor;
        lane.do({ kind: "take-cash", tenderedMinor: paidMinor });
        const { step } = lane.state;
        if (step.name === "thank-you") {
          drawer += paidMinor - step.receipt.changeMinor;
          expect(step.receipt.totalMinor).toBe(paidMinor - step.receipt.changeMinor);
          expect(step.receipt.roundingMinor === 0 || step.receipt.totalMinor % cashStepMinor === 0).toBe(true);
          lane.do({ kind: "finish" });
        } else {
          lane.do({ kind: "void-transaction", reason: "other" });
          lane.do({ kind: "end-intervention", interventionId: lane.intervention("cash-give-back").interventionId, outcome: "resolved" });
        }
      }
      const { till } = lane.state;
      if (till === undefined) throw new Error("no till");
      expect(expectedMinor(till)).toBe(drawer);
      expect(replay(initialLaneState("lane-1", "en"), lane.entries).till).toEqual(till);
      lane.do({ kind: "close-till", counts: [{ denominationMinor: 1, count: drawer }] });
      expect(lane.entries.at(-1)).toMatchObject({ kind: "till-closed", closing: { differenceMinor: 0, expectedMinor: drawer } });
    }),
    { numRuns: 500, seed: 20_261_129 },
  );
});
