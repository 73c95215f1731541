import { describe, expect, it } from "vitest";
import { attendant, baseKnowledge, outcomes, shopper, TestLane } from "../lane/test-lane.js";
import { maximumPastAttempts } from "./past-attempts.js";

/** A lane whose payment of 119 is on its way. */
function paying(): TestLane {
  const lane = new TestLane().toPayment("milk");
  lane.pay();
  return lane;
}

const end = (lane: TestLane, outcome: "approved" | "refused" | "resolved") =>
  ({
    kind: "end-intervention",
    interventionId: lane.intervention("payment-unclear").interventionId,
    outcome,
  }) as const;

describe("pay", () => {
  it("saves the intent before the terminal is asked, with what it booked last", () => {
    const lane = paying();
    const attemptId = "lane-1-c4.1";
    expect(lane.entries.at(-1)).toMatchObject({
      kind: "payment-intent-saved",
      attemptId,
      amountMinor: 119,
      currency: "EUR",
      actor: shopper,
    });
    expect(lane.effect("authorise")).toEqual({
      kind: "authorise",
      attemptId,
      amountMinor: 119,
      currency: "EUR",
      previous: undefined,
    });
    lane.outcome(attemptId, outcomes.approved(119));
    lane.toPayment("bread").do({ kind: "pay", tender: "card" });
    expect(lane.effect("authorise")?.previous).toEqual({ terminalId: "T1", receiptNumber: "7", trace: "42" });
  });

  it("there is one attempt at a time", () => {
    const lane = paying();
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("payment-already-running");
    lane.outcome(lane.attemptId, outcomes.unknown);
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("payment-unclear");
  });

  it("needs a terminal, unless there is nothing to pay", () => {
    const known = { ...baseKnowledge, terminalUsable: false };
    expect(new TestLane(known).toPayment("milk").refuse({ kind: "pay", tender: "card" }).reason).toBe(
      "terminal-unavailable",
    );
    const faulty = new TestLane().toPayment("milk").do({
      kind: "device-fault",
      device: "payment-terminal",
      code: "terminal-not-ready",
      raised: true,
      detail: undefined,
    });
    expect(faulty.refuse({ kind: "pay", tender: "card" }).reason).toBe("terminal-unavailable");
    const free = new TestLane(known).toPayment("free").do({ kind: "pay", tender: "card" });
    expect(free.state.step).toMatchObject({ name: "thank-you", receipt: { totalMinor: 0, tenders: [] } });
  });

  it("waits until a person has looked", () => {
    const lane = new TestLane().toPayment("wine");
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("age-check-due");
    const empty = new TestLane().toPayment("milk");
    empty.do({ kind: "void-line", lineId: empty.line(0).lineId });
    expect(empty.refuse({ kind: "pay", tender: "card" }).reason).toBe("basket-empty");
  });

  it("help that was asked for does not hold a payment", () => {
    expect(new TestLane().toPayment("milk").do({ kind: "request-help" }).pay()).toBe("lane-1-c5.1");
  });
});

describe("progress", () => {
  it("is shown", () => {
    const lane = paying();
    const { attemptId } = lane;
    for (const stage of ["sent", "sent", "present-card", "enter-pin"] as const)
      lane.do({ kind: "payment-progress", attemptId, stage });
    expect(lane.state.attempt).toMatchObject({ state: "sent", stage: "enter-pin" });
    expect(lane.kinds().filter((kind) => kind.startsWith("payment-"))).toEqual([
      "payment-step-reached",
      "payment-intent-saved",
      "payment-sent",
      "payment-progressed",
      "payment-progressed",
      "payment-progressed",
    ]);
  });

  it("of a stranger's or a finished attempt changes nothing, and never makes an unclear payment clear", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane.outcome(attemptId, outcomes.unknown);
    const before = lane.entries.length;
    lane
      .do({ kind: "payment-progress", attemptId, stage: "present-card" })
      .do({ kind: "payment-progress", attemptId: "other", stage: "sent" });
    expect(lane.entries).toHaveLength(before);
  });
});

describe("refused payments", () => {
  it.each([
    [outcomes.declined, "declined", "payment-declined", "05"],
    [outcomes.aborted, "aborted", "payment-aborted", "6C"],
    [outcomes.notPerformed, "not-performed", "payment-aborted", "not-performed"],
  ] as const)("%j leads back to choosing, told why", (outcome, state, kind, reason) => {
    const lane = paying();
    lane.outcome(lane.attemptId, outcome);
    expect(lane.state).toMatchObject({ step: { name: "payment" }, attempt: { state } });
    expect(lane.state.notices.at(-1)).toMatchObject({ kind, reason });
    const second = lane.pay();
    expect(lane.state.pastAttempts).toMatchObject([{ state }]);
    lane.outcome(second, outcomes.approved(119));
    expect(lane.state.step.name).toBe("thank-you");
  });

  it("told again, or told differently, they stay refused", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane.outcome(attemptId, outcomes.declined);
    const before = lane.entries.length;
    for (const again of [outcomes.declined, outcomes.aborted, outcomes.notPerformed, outcomes.unknown])
      lane.outcome(attemptId, again);
    expect(lane.entries).toHaveLength(before);
  });
});

describe("cancel-payment", () => {
  it("is a request: the outcome decides", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane.do({ kind: "payment-progress", attemptId, stage: "present-card" }).do({ kind: "cancel-payment" });
    expect(lane.effect("abort-payment")).toEqual({ kind: "abort-payment", attemptId });
    expect(lane.state.attempt).toMatchObject({ state: "sent", abortRequested: true });
    lane.do({ kind: "cancel-payment" }).do({ kind: "payment-progress", attemptId, stage: "processing" });
    expect(lane.state.attempt).toMatchObject({ abortRequested: true });
    expect(lane.kinds().filter((kind) => kind === "payment-abort-requested")).toHaveLength(1);
    lane.outcome(attemptId, outcomes.approved(119));
    expect(lane.state.step.name).toBe("thank-you");
  });

  it("without one running, or with one unclear, is refused", () => {
    const lane = new TestLane().toPayment("milk");
    expect(lane.refuse({ kind: "cancel-payment" }).reason).toBe("no-payment-running");
    lane.pay();
    lane.do({ kind: "cancel-payment" }).outcome(lane.attemptId, outcomes.unknown);
    expect(lane.refuse({ kind: "cancel-payment" }).reason).toBe("payment-unclear");
  });
});

describe("an unclear payment", () => {
  const unclear = () => {
    const lane = paying();
    return lane.outcome(lane.attemptId, outcomes.unknown);
  };

  it("asks for a person and is asked about with growing pauses", () => {
    const lane = unclear();
    const { attemptId } = lane;
    expect(lane.intervention("payment-unclear")).toMatchObject({
      blocking: true,
      evidence: { amountMinor: 119 },
    });
    for (const pause of [5, 10, 20, 40, 60, 60]) {
      expect(lane.effects).toContainEqual({
        kind: "set-timer",
        timer: "payment-query",
        about: attemptId,
        dueAtMs: lane.nowMs + pause * 1_000,
        afterMs: pause * 1_000,
      });
      lane.ring("payment-query", attemptId, pause * 1_000);
      expect(lane.effect("resolve-payment")).toEqual({
        kind: "resolve-payment",
        attemptId,
        amountMinor: 119,
        currency: "EUR",
        previous: undefined,
      });
    }
    expect(lane.kinds().filter((kind) => kind === "payment-unknown")).toHaveLength(1);
  });

  it("is released only by the terminal's word", () => {
    const lane = unclear();
    for (const outcome of ["approved", "refused", "resolved"] as const)
      expect(lane.refuse(end(lane, outcome)).reason).toBe("payment-unclear");
    expect(lane.refuse({ kind: "finish" }).reason).toBe("wrong-step");
    lane.outcome(lane.attemptId, outcomes.approved(119));
    expect(lane.state).toMatchObject({ step: { name: "thank-you" }, interventions: [] });
    expect(lane.entries.find((entry) => entry.kind === "payment-approved")).toMatchObject({ late: true });
  });

  it.each([outcomes.declined, outcomes.aborted, outcomes.notPerformed])(
    "proven not booked (%j), the shopper chooses again",
    (outcome) => {
      const lane = unclear();
      lane.outcome(lane.attemptId, outcome);
      expect(lane.state).toMatchObject({ step: { name: "payment" }, interventions: [] });
      expect(lane.pay()).not.toBe("");
    },
  );

  it("still unknown, it stays as it is", () => {
    const lane = unclear();
    lane.outcome(lane.attemptId, outcomes.unknown);
    expect(lane.state.attempt?.state).toBe("unknown");
    expect(lane.intervention("payment-unclear")).toBeDefined();
  });

  it("an attendant asks the terminal again, whenever", () => {
    const lane = unclear().do({ kind: "query-payment" });
    expect(lane.effect("resolve-payment")?.attemptId).toBe(lane.attemptId);
    expect(lane.entries.at(-1)).toMatchObject({ kind: "payment-queried", queries: 1, actor: attendant });
    expect(new TestLane().refuse({ kind: "query-payment" }).reason).toBe("no-payment-running");
  });

  it("after a hundred unanswered questions only a person asks again", () => {
    const lane = unclear();
    const { attemptId } = lane;
    for (let count = 0; count < 100; count += 1) lane.ring("payment-query", attemptId, 60_000);
    expect(lane.effects).toContainEqual({ kind: "cancel-timer", timer: "payment-query" });
    expect(lane.refuse({ kind: "timer", timer: "payment-query", about: attemptId }).reason).toBe(
      "wrong-step",
    );
    lane.do({ kind: "query-payment" });
    expect(lane.state.attempt?.state).toBe("unknown");
  });

  it("silence makes a payment unclear, and the terminal is asked", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane.ring("payment-query", attemptId, 20_000);
    expect(lane.state.attempt).toMatchObject({ state: "unknown", because: "no-answer", queries: 1 });
    expect(lane.effect("resolve-payment")?.attemptId).toBe(attemptId);
    const slow = paying().do({ kind: "payment-progress", attemptId, stage: "present-card" });
    slow.nowMs += 149_999;
    expect(slow.refuse({ kind: "timer", timer: "payment-query", about: attemptId }).reason).toBe(
      "wrong-step",
    );
    expect(slow.ring("payment-query", attemptId, 1).state.attempt?.state).toBe("unknown");
  });

  it("a basket given up with it keeps its goods here; a late approval is given back", () => {
    const lane = unclear();
    const { attemptId } = lane;
    expect(lane.refuse({ kind: "void-transaction", reason: "abandoned" }).reason).toBe("payment-unclear");
    for (let count = 0; count < 3; count += 1) lane.do({ kind: "query-payment" });
    expect(lane.refuse({ kind: "abandon" }).reason).toBe("payment-unclear");
    lane.do({ kind: "void-transaction", reason: "abandoned" });
    expect(lane.state).toMatchObject({
      step: { name: "welcome" },
      attempt: undefined,
      pastAttempts: [{ attemptId, state: "given-up" }],
    });
    lane.nowMs += 60_000;
    lane.do({ kind: "timer", timer: "payment-query", about: attemptId });
    expect(lane.effect("resolve-payment")?.attemptId).toBe(attemptId);
    lane.outcome(attemptId, outcomes.unknown).outcome(attemptId, outcomes.approved(119));
    expect(lane.effect("reverse-payment")).toMatchObject({
      attemptId,
      amountMinor: 119,
      reference: { trace: "42" },
    });
    lane.outcome(attemptId, outcomes.notPerformed);
    expect(lane.state).toMatchObject({ pastAttempts: [{ state: "reversed" }], interventions: [] });
  });

  it.each([outcomes.notPerformed, outcomes.declined, outcomes.aborted])(
    "given up and then proven not booked (%j), nothing is owed",
    (outcome) => {
      const lane = unclear();
      const { attemptId } = lane;
      for (let count = 0; count < 3; count += 1) lane.do({ kind: "query-payment" });
      lane.do({ kind: "void-transaction", reason: "other" }).outcome(attemptId, outcome);
      expect(lane.state).toMatchObject({ pastAttempts: [{ state: "not-performed" }], interventions: [] });
      expect(lane.effects).toContainEqual({ kind: "cancel-timer", timer: "payment-query" });
    },
  );
});

describe("late approvals", () => {
  it("are adopted when the same basket still waits for exactly that", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane.outcome(attemptId, outcomes.aborted).outcome(attemptId, outcomes.approved(119));
    expect(lane.state.step.name).toBe("thank-you");
    expect(lane.kinds()).not.toContain("payment-reversal-started");
  });

  it.each([
    "another amount is due",
    "another attempt runs",
    "the basket is being filled",
    "the basket is gone",
  ] as const)("are given back when %s", (what) => {
    const lane = paying();
    const first = lane.attemptId;
    lane.outcome(first, outcomes.declined);
    if (what === "another amount is due")
      lane.do({
        kind: "override-price",
        lineId: lane.line(0).lineId,
        unitPriceMinor: 100,
        reason: "damaged",
      });
    if (what === "another attempt runs") lane.pay();
    if (what === "the basket is being filled") lane.do({ kind: "back-to-basket" });
    if (what === "the basket is gone") lane.do({ kind: "abandon" });
    lane.outcome(first, outcomes.approved(119));
    expect(lane.effect("reverse-payment")).toMatchObject({
      attemptId: first,
      amountMinor: 119,
      currency: "EUR",
    });
    expect(lane.state.pastAttempts).toMatchObject([{ attemptId: first, state: "reversing" }]);
    if (what === "another attempt runs") expect(lane.state.attempt?.state).toBe("intent-saved");
    expect(lane.state.step.name).not.toBe("thank-you");
    lane.outcome(first, outcomes.notPerformed);
    expect(lane.state.pastAttempts).toMatchObject([{ state: "reversed" }]);
  });

  it("a reversal that could not be sent is tried again; one that is refused is a person's", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane
      .outcome(attemptId, outcomes.declined)
      .do({ kind: "abandon" })
      .outcome(attemptId, outcomes.approved(119));
    lane.outcome(attemptId, { result: "declined", code: "not-sent" });
    expect(lane.effects).toContainEqual({
      kind: "set-timer",
      timer: "payment-query",
      about: attemptId,
      dueAtMs: lane.nowMs + 5_000,
      afterMs: 5_000,
    });
    lane.ring("payment-query", attemptId, 5_000);
    expect(lane.effect("reverse-payment")?.attemptId).toBe(attemptId);
    lane.outcome(attemptId, outcomes.unknown).outcome(attemptId, { result: "declined", code: "B4" });
    expect(lane.intervention("payment-unclear").evidence.amountMinor).toBe(119);
    expect(lane.effects).toContainEqual({ kind: "cancel-timer", timer: "payment-query" });
    lane.do({ kind: "query-payment" });
    expect(lane.effect("reverse-payment")?.attemptId).toBe(attemptId);
    lane.do(end(lane, "resolved"));
    expect(lane.state).toMatchObject({ interventions: [], pastAttempts: [{ state: "reversing" }] });
  });
});

describe("what is never believed", () => {
  it("an approval of another amount or currency", () => {
    for (const wrong of [outcomes.approved(120), outcomes.approved(0), outcomes.approved(119, { currency: "USD" })]) {
      const lane = paying();
      lane.outcome(lane.attemptId, wrong);
      expect(lane.state).toMatchObject({
        step: { name: "payment" },
        attempt: { state: "unknown", because: "amount-differs" },
      });
      expect(lane.intervention("payment-unclear")).toBeDefined();
      expect(lane.kinds()).toContain("payment-contradicted");
    }
  });

  it("a refused payment approved over another amount: it stays refused, a person looks before another begins", () => {
    const lane = paying();
    lane.outcome(lane.attemptId, outcomes.declined);
    const { attemptId } = lane;
    lane.outcome(attemptId, outcomes.approved(120));
    expect(lane.state.attempt).toMatchObject({ state: "declined" });
    expect(lane.intervention("payment-unclear").evidence.amountMinor).toBe(120);
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("payment-unclear");
    lane.do(end(lane, "resolved"));
    expect(lane.pay()).not.toBe(attemptId);
  });

  it("an approval of an attempt that was never ours", () => {
    const lane = paying();
    lane.outcome("stranger", outcomes.approved(119));
    expect(lane.state.attempt?.state).toBe("intent-saved");
    expect(lane.entries.at(-2)).toMatchObject({ kind: "payment-contradicted", because: "not-our-attempt" });
    lane.outcome("stranger", outcomes.declined).outcome(lane.attemptId, outcomes.approved(119));
    expect(lane.state.step.name).toBe("thank-you");
    // The stranger's booking is still to be looked at by a person.
    lane.do(end(lane, "resolved"));
  });

  it("what paid one attempt pays no other; it is not given back for it either", () => {
    const lane = paying();
    const reference = { terminalId: "T1", receiptNumber: "9", trace: "9", localTime: "1129060000" };
    lane.outcome(lane.attemptId, outcomes.approved(119, { reference })).do({ kind: "finish" });
    lane.toPayment("milk");
    const second = lane.pay();
    lane.outcome(second, outcomes.approved(119, { reference }));
    expect(lane.state.attempt).toMatchObject({ attemptId: second, state: "unknown", because: "anothers-booking" });
    expect(lane.intervention("payment-unclear").evidence.amountMinor).toBe(119);
    for (let count = 0; count < 3; count += 1) lane.do({ kind: "query-payment" });
    lane.do({ kind: "void-transaction", reason: "abandoned" });
    lane.outcome(second, outcomes.approved(119, { reference }));
    expect(lane.state.pastAttempts.at(-1)).toMatchObject({ attemptId: second, state: "given-up" });
    // The same numbers at another time are another booking: the terminal began to count anew.
    lane.outcome(second, outcomes.approved(119, { reference: { ...reference, localTime: "1129070000" } }));
    expect(lane.effect("reverse-payment")?.attemptId).toBe(second);
  });

  it("a second booking for what is paid; the same told again is nothing new", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane.outcome(attemptId, outcomes.approved(119));
    const before = lane.entries.length;
    lane
      .outcome(attemptId, outcomes.approved(119))
      .outcome(attemptId, outcomes.unknown);
    expect(lane.entries).toHaveLength(before);
    lane.outcome(
      attemptId,
      outcomes.approved(119, { reference: { terminalId: "T1", receiptNumber: "8", trace: "43" } }),
    );
    expect(lane.entries.at(-2)).toMatchObject({ kind: "payment-contradicted", because: "booked-twice" });
    lane.outcome(attemptId, outcomes.approved(100));
    expect(lane.entries.at(-1)).toMatchObject({ kind: "payment-contradicted", because: "amount-differs" });
  });
});

describe("a sale whose payment the terminal no longer holds", () => {
  it.each([outcomes.notPerformed, outcomes.declined, outcomes.aborted])("stands, and a person is told once: %j", (outcome) => {
    const lane = paying();
    const { attemptId } = lane;
    lane.outcome(attemptId, outcomes.approved(119)).outcome(attemptId, outcome);
    expect(lane.entries.at(-2)).toMatchObject({ kind: "payment-contradicted", because: "not-booked", attemptId });
    expect(lane.intervention("payment-unclear").evidence).toMatchObject({ attemptId, amountMinor: 119 });
    expect(lane.state.step.name).toBe("thank-you");
    lane.outcome(attemptId, outcome);
    expect(lane.intervention("payment-unclear")).toBeDefined();
    lane.do(end(lane, "resolved"));
  });
});

describe("after a stop of the edge", () => {
  it("an open attempt is asked about and is not taken as unclear: the shopper may be typing the PIN", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane.do({ kind: "recover" });
    expect(lane.effect("resolve-payment")).toEqual({
      kind: "resolve-payment",
      attemptId,
      amountMinor: 119,
      currency: "EUR",
      previous: undefined,
    });
    expect(lane.state.attempt).toMatchObject({ state: "intent-saved", askAtMs: lane.nowMs + 20_000 });
    lane.nowMs += 1_000;
    lane.do({ kind: "payment-progress", attemptId, stage: "present-card" });
    lane.do({ kind: "payment-progress", attemptId, stage: "sent" });
    expect(lane.state.attempt).toMatchObject({ state: "sent", stage: "present-card", askAtMs: lane.nowMs + 150_000 });
    lane.outcome(attemptId, outcomes.approved(119));
    expect(lane.state.step.name).toBe("thank-you");
  });

  it("what is owed is asked about too", () => {
    const lane = paying();
    const { attemptId } = lane;
    lane
      .outcome(attemptId, outcomes.declined)
      .do({ kind: "abandon" })
      .outcome(attemptId, outcomes.approved(119))
      .do({ kind: "recover" });
    expect(lane.effect("reverse-payment")?.attemptId).toBe(attemptId);
  });
});

it("an attempt still pursued outlives newer ones that are not", () => {
  const lane = new TestLane().toPayment("milk");
  const pursued = lane.pay();
  lane.outcome(pursued, outcomes.declined).do({ kind: "abandon" }).outcome(pursued, outcomes.approved(119));
  for (let count = 0; count < maximumPastAttempts + 3; count += 1) {
    lane.toPayment("milk");
    lane.outcome(lane.pay(), outcomes.declined).do({ kind: "abandon" });
  }
  expect(lane.state.pastAttempts.find(({ attemptId }) => attemptId === pursued)?.state).toBe("reversing");
});

it("while a payment is on its way the basket stays as it is", () => {
  const lane = paying();
  const { lineId } = lane.line(0);
  for (const request of [{ kind: "void-line", lineId }, { kind: "change-quantity", lineId, quantity: 2 }, { kind: "back-to-basket" }] as const)
    expect(lane.refuse(request).reason).toBe("basket-locked");
});

it("what a lane remembers of payments is limited; what is still pursued is never forgotten, and holds new ones in the end", () => {
  const lane = new TestLane();
  for (let count = 0; count < maximumPastAttempts + 5; count += 1) {
    lane.toPayment("milk");
    lane.outcome(lane.pay(), outcomes.declined).do({ kind: "abandon" });
  }
  expect(lane.state.pastAttempts).toHaveLength(maximumPastAttempts);
  for (const past of lane.state.pastAttempts) lane.outcome(past.attemptId, outcomes.approved(119));
  expect(lane.state.pastAttempts.every((past) => past.state === "reversing")).toBe(true);
  expect(lane.toPayment("milk").refuse({ kind: "pay", tender: "card" }).reason).toBe("payment-unclear");
});
