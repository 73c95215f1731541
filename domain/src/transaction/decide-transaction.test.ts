import { describe, expect, it } from "vitest";
import { attendant, baseKnowledge, found, outcomes, system, TestLane } from "../lane/test-lane.js";

describe("start", () => {
  it("begins a transaction with the store's versions and arithmetic", () => {
    const lane = new TestLane({ ...baseKnowledge, training: true }).do({ kind: "start", locale: "ar" });
    expect(lane.entries).toMatchObject([
      {
        kind: "transaction-started",
        transactionId: "lane-1-c1.1",
        locale: "ar",
        training: true,
        versions: { priceBook: { bookId: "test", version: 1 } },
      },
    ]);
    expect(lane.state.locale).toBe("ar");
    expect(lane.refuse({ kind: "start", locale: "en" }).reason).toBe("lane-busy");
  });

  it("sets a bagging scale that drifted a little to zero", () => {
    const known = { ...baseKnowledge, hasSecurityScale: true };
    expect(new TestLane(known).weight(12).do({ kind: "start", locale: "en" }).effect("zero-scale")).toEqual({
      kind: "zero-scale",
      device: "security-scale",
      withinGrams: 15,
    });
    expect(
      new TestLane(known).weight(400).do({ kind: "start", locale: "en" }).effect("zero-scale"),
    ).toBeUndefined();
  });
});

describe("towards payment", () => {
  it("bags are asked about once; choosing some adds them as a line", () => {
    const lane = new TestLane().scan("milk").do({ kind: "go-to-bags" });
    expect(lane.state.step.name).toBe("bags");
    lane.do({ kind: "choose-bags", count: 3 });
    expect(lane.line(1)).toMatchObject({ entryMethod: "bag", quantity: 3 });
    expect(lane.totalMinor).toBe(119 + 60);
    lane.do({ kind: "back-to-basket" }).do({ kind: "go-to-bags" });
    expect(lane.state.step.name).toBe("payment");
  });

  it("a store without bags asks about none", () => {
    const { bagItem: _bagItem, ...noBags } = baseKnowledge;
    const lane = new TestLane(noBags).scan("milk").do({ kind: "go-to-bags" });
    expect(lane.state.step.name).toBe("payment");
    const other = new TestLane().scan("milk").do({ kind: "go-to-bags" });
    const { bagItem: _gone, ...withoutBag } = other.knowledge;
    const late = new TestLane(withoutBag);
    late.state = other.state;
    expect(late.refuse({ kind: "choose-bags", count: 1 }).reason).toBe("item-not-found");
  });

  it("goes back from bags and from choosing a tender", () => {
    const lane = new TestLane().scan("milk").do({ kind: "go-to-bags" }).do({ kind: "back-to-basket" });
    expect(lane.state.step.name).toBe("basket");
    expect(lane.refuse({ kind: "back-to-basket" }).reason).toBe("wrong-step");
  });

  it.each([
    ["go-to-bags", "no-open-basket"],
    ["choose-bags", "no-open-basket"],
    ["back-to-basket", "no-open-basket"],
    ["pay", "no-open-basket"],
    ["suspend", "no-open-basket"],
    ["attendant-suspend", "no-open-basket"],
    ["abandon", "no-open-basket"],
    ["void-transaction", "no-open-basket"],
    ["finish", "wrong-step"],
    ["print-receipt", "wrong-step"],
    ["print-slip", "wrong-step"],
  ] as const)("%s with nobody there is refused: %s", (kind, reason) => {
    expect(new TestLane().refuse(requests[kind]).reason).toBe(reason);
  });

  it.each([
    ["go-to-bags", "basket-empty"],
    ["suspend", "basket-empty"],
    ["choose-bags", "wrong-step"],
    ["pay", "wrong-step"],
    ["finish", "wrong-step"],
  ] as const)("%s with an empty basket is refused: %s", (kind, reason) => {
    expect(new TestLane().do({ kind: "start", locale: "en" }).refuse(requests[kind]).reason).toBe(reason);
  });

  it.each([
    "go-to-bags",
    "choose-bags",
    "back-to-basket",
    "suspend",
    "attendant-suspend",
    "abandon",
    "void-transaction",
  ] as const)("%s waits for a running payment", (kind) => {
    const lane = new TestLane().toPayment("milk");
    lane.pay();
    expect(lane.refuse(requests[kind]).reason).toBe("basket-locked");
    lane.outcome(lane.attemptId, outcomes.unknown);
    expect(lane.refuse(requests[kind]).reason).toBe("payment-unclear");
  });
});

const requests = {
  "go-to-bags": { kind: "go-to-bags" },
  "choose-bags": { kind: "choose-bags", count: 1 },
  "back-to-basket": { kind: "back-to-basket" },
  pay: { kind: "pay", tender: "card" },
  suspend: { kind: "suspend" },
  "attendant-suspend": { kind: "attendant-suspend" },
  abandon: { kind: "abandon" },
  "void-transaction": { kind: "void-transaction", reason: "abandoned" },
  finish: { kind: "finish" },
  "print-receipt": { kind: "print-receipt" },
  "print-slip": { kind: "print-slip" },
} as const;

describe("giving a basket up", () => {
  it("by the shopper, or by an attendant with a reason", () => {
    const lane = new TestLane()
      .do({ kind: "set-locale", locale: "de" })
      .scan("wine")
      .do({ kind: "request-help" })
      .do({ kind: "abandon" });
    expect(lane.entries.at(-1)).toMatchObject({
      kind: "transaction-voided",
      because: "shopper",
      totalMinor: 599,
      homeLocale: "en",
    });
    expect(lane.state).toMatchObject({ step: { name: "welcome" }, locale: "en", interventions: [] });
    lane.scan("milk").do({ kind: "void-transaction", reason: "suspected-theft" });
    expect(lane.entries.at(-1)).toMatchObject({
      kind: "transaction-voided",
      because: "suspected-theft",
      actor: attendant,
    });
  });
});

describe("suspend and recall", () => {
  const other = () => new TestLane(baseKnowledge, "lane-2");

  function suspended(lane: TestLane) {
    const entry = lane.entries.at(-1);
    if (entry?.kind !== "transaction-suspended") throw new Error(entry?.kind);
    const { token, because, transaction, laneId, atMs } = entry;
    return { token, because, transaction, fromLaneId: laneId, suspendedAtMs: atMs };
  }

  it("a basket goes on at another lane, line by line, price by price", () => {
    const lane = new TestLane()
      .do({ kind: "start", locale: "de" })
      .scan("milk")
      .scan("bananas", { weightGrams: 500 });
    const before = lane.state.transaction;
    lane.do({ kind: "suspend" });
    expect(lane.state).toMatchObject({
      step: { name: "suspended", token: suspended(lane).token },
      transaction: undefined,
    });
    const there = other().do(
      { kind: "recall", token: suspended(lane).token },
      { suspended: suspended(lane) },
    );
    expect({ ...there.state.transaction, risk: undefined }).toEqual({ ...before, risk: undefined });
    expect(there.state.transaction?.risk).toMatchObject({ recalls: 1, voids: before?.risk?.voids });
    expect(there.state.locale).toBe("de");
    expect(there.state.notices).toMatchObject([{ kind: "recalled" }]);
    there.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    const amountMinor = there.totalMinor;
    there.outcome(there.pay(), outcomes.approved(amountMinor));
    expect(there.state.step.name).toBe("thank-you");
  });

  it("its token can be scanned, also on the screen of the one before", () => {
    const lane = new TestLane().scan("milk").do({ kind: "attendant-suspend" });
    const basket = suspended(lane);
    expect(basket.because).toBe("attendant");
    lane.do(
      { kind: "scan", text: basket.token, aim: undefined },
      { lookup: { kind: "suspended-token", token: basket.token }, suspended: basket },
    );
    expect(lane.state.step.name).toBe("basket");
    expect(lane.kinds().slice(-4)).toEqual([
      "transaction-suspended",
      "shopper-left",
      "transaction-recalled",
      "notice-shown",
    ]);
  });

  it("an age check is made again: it may be another person", () => {
    const lane = new TestLane().scan("wine");
    lane.do({
      kind: "end-intervention",
      interventionId: lane.intervention("age-restriction").interventionId,
      outcome: "approved",
    });
    lane.do({ kind: "suspend" });
    const there = other().do({ kind: "attendant-recall", token: "x" }, { suspended: suspended(lane) });
    expect(there.state.transaction?.ageApprovedUpTo).toBe(0);
    expect(there.intervention("age-restriction").evidence.minimumAge).toBe(16);
  });

  it("is refused when there is no such basket, when it was taken, and on a lane that is busy or closed", () => {
    const lane = new TestLane().scan("milk").do({ kind: "suspend" });
    const recall = { kind: "recall", token: suspended(lane).token } as const;
    const known = { suspended: suspended(lane) };
    expect(other().refuse(recall).reason).toBe("suspended-basket-not-found");
    expect(other().refuse(recall, { suspendedUsed: true }).reason).toBe("suspended-basket-used");
    expect(other().scan("milk").refuse(recall, known).reason).toBe("lane-busy");
    expect(other().do({ kind: "close-lane" }).refuse(recall, known).reason).toBe("lane-not-open");
  });

  it("the token is shown for a while, or until the shopper is done", () => {
    const lane = new TestLane().scan("milk").do({ kind: "suspend" });
    const { token } = suspended(lane);
    expect(lane.effects).toContainEqual({
      kind: "set-timer",
      timer: "suspended-shown",
      about: token,
      dueAtMs: lane.nowMs + 20_000,
      afterMs: 20_000,
    });
    lane.ring("suspended-shown", token, 20_000);
    expect(lane.state.step.name).toBe("welcome");
    lane.scan("milk").do({ kind: "suspend" }).do({ kind: "finish" });
    expect(lane.state.step.name).toBe("welcome");
  });
});

describe("an idle lane", () => {
  const idleAsked = (...names: readonly ("milk" | "bread")[]) => {
    const lane = new TestLane().do({ kind: "start", locale: "en" });
    for (const name of names) lane.scan(name);
    const { transactionId } = lane.state.transaction ?? { transactionId: "" };
    return lane.ring("idle-ask", transactionId, 90_000);
  };

  it("asks first, and goes on when somebody does anything", () => {
    const lane = idleAsked("milk");
    expect(lane.state.idle).toEqual({ askedAtMs: lane.nowMs, endsAtMs: lane.nowMs + 30_000 });
    lane.do({ kind: "still-here" });
    expect(lane.state.idle).toBeUndefined();
    expect(idleAsked("milk").scan("bread").state.idle).toBeUndefined();
    expect(idleAsked("milk").do({ kind: "set-locale", locale: "de" }).state.idle).toBeUndefined();
  });

  it("sets the basket aside and tells a person where", () => {
    const lane = idleAsked("milk");
    lane.ring("idle-end", lane.state.transaction?.transactionId ?? "", 30_000);
    expect(lane.state.step).toMatchObject({ name: "suspended" });
    expect(lane.entries.at(-2)).toMatchObject({
      kind: "transaction-suspended",
      because: "idle",
      actor: system,
    });
    const { evidence, blocking, interventionId } = lane.intervention("basket-left");
    expect(evidence).toEqual({
      token: lane.state.step.name === "suspended" ? lane.state.step.token : "",
      amountMinor: 119,
    });
    expect(blocking).toBe(false);
    lane.do({ kind: "end-intervention", interventionId, outcome: "resolved" });
    expect(lane.state.interventions).toEqual([]);
  });

  it("brought back on the same lane, the question about it is over", () => {
    const lane = idleAsked("milk");
    lane.ring("idle-end", lane.state.transaction?.transactionId ?? "", 30_000);
    const entry = lane.entries.at(-2);
    if (entry?.kind !== "transaction-suspended") throw new Error(entry?.kind);
    const { token, because, transaction, laneId, atMs } = entry;
    lane.do(
      { kind: "recall", token },
      { suspended: { token, because, transaction, fromLaneId: laneId, suspendedAtMs: atMs } },
    );
    expect(lane.state.interventions).toEqual([]);
  });

  it("an empty basket just ends", () => {
    const lane = idleAsked();
    lane.ring("idle-end", lane.state.transaction?.transactionId ?? "", 30_000);
    expect(lane.entries.at(-1)).toMatchObject({ kind: "transaction-voided", because: "idle" });
    expect(lane.state.step.name).toBe("welcome");
  });

  it("a language chosen by somebody who went away does not stay", () => {
    const lane = new TestLane().do({ kind: "set-locale", locale: "ar" });
    expect(lane.effects).toEqual([
      { kind: "set-timer", timer: "idle-end", about: "welcome", dueAtMs: lane.nowMs + 90_000, afterMs: 90_000 },
    ]);
    lane.ring("idle-end", "welcome", 90_000);
    expect(lane.state).toMatchObject({ locale: "en", step: { name: "welcome" } });
    expect(
      lane.do({ kind: "set-locale", locale: "de" }).do({ kind: "set-locale", locale: "en" }).effects,
    ).toEqual([{ kind: "cancel-timer", timer: "idle-end" }]);
  });

  it("nobody is idle who pays or waits for a person", () => {
    const paying = new TestLane().toPayment("milk");
    paying.pay();
    expect(paying.effects).toContainEqual({ kind: "cancel-timer", timer: "idle-ask" });
    const waiting = new TestLane().scan("milk").do({ kind: "request-help" });
    expect(waiting.effects).toContainEqual({ kind: "cancel-timer", timer: "idle-ask" });
  });
});

it("an item found after a refused payment: the new lines are priced on top", () => {
  const lane = new TestLane().toPayment("milk");
  lane.outcome(lane.pay(), outcomes.declined);
  lane.do({ kind: "pick-item", itemId: "cap", quantity: 1 }, { lookup: found("cap") });
  expect(lane.state.step.name).toBe("basket");
  expect(lane.totalMinor).toBe(1_619);
});
