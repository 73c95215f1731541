import { describe, expect, it } from "vitest";
import { replay } from "./evolve.js";
import { initialLaneState } from "./initial-state.js";
import { baseKnowledge, outcomes, TestLane } from "./test-lane.js";
import { timersOf } from "./timers.js";

/** A shopper who leaves traces everywhere a shopper can. */
function busyShopper(): TestLane {
  const lane = new TestLane({ ...baseKnowledge, hasSecurityScale: true }).do({ kind: "start", locale: "ar" });
  lane
    .do({ kind: "use-own-bag" })
    .weight(200)
    .scan("milk")
    .weight(1_200)
    .scan("bread")
    .do({ kind: "skip-bagging" })
    .scan("wine")
    .scan("recalled");
  lane.do(
    { kind: "scan", text: "secret-code", aim: undefined },
    { lookup: { kind: "not-found", code: "secret-code" } },
  );
  return lane.do({ kind: "request-help" });
}

const endings: Readonly<Record<string, (lane: TestLane) => TestLane>> = {
  abandoned: (lane) => lane.do({ kind: "abandon" }),
  "voided by an attendant": (lane) => lane.do({ kind: "void-transaction", reason: "abandoned" }),
  suspended: (lane) => lane.do({ kind: "suspend" }).do({ kind: "finish" }),
  "suspended, the token's time over": (lane) => {
    lane.do({ kind: "suspend" });
    const { step } = lane.state;
    return lane.ring("suspended-shown", step.name === "suspended" ? step.token : "", 20_000);
  },
  paid: (lane) => {
    lane.do({
      kind: "end-intervention",
      interventionId: lane.intervention("age-restriction").interventionId,
      outcome: "refused",
    });
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 1 });
    lane.outcome(lane.pay(), outcomes.declined);
    lane.outcome(lane.pay(), outcomes.approved(119 + 249 + 20));
    return lane.ring("thank-you", "lane-1-000001", 20_000);
  },
};

describe.each(Object.entries(endings))("after a basket was %s", (_name, end) => {
  it("nothing of the shopper is left but the receipts an attendant may copy", () => {
    const lane = end(busyShopper());
    const { recentReceipts: _receipts, bagging, pastAttempts, ...left } = lane.state;
    expect(left).toMatchObject({
      step: { name: "welcome" },
      locale: "en",
      transaction: undefined,
      attempt: undefined,
      interventions: [],
      notices: [],
      idle: undefined,
      printJobs: [],
      lastEvents: [],
    });
    const empty = initialLaneState("lane-1", "en").bagging;
    expect(bagging).toEqual({ ...empty, settledGrams: 1_200, measuredGrams: 1_200, foreignGrams: 1_200 });
    const text = JSON.stringify([left, bagging, pastAttempts]);
    for (const trace of ["milk", "bread", "wine", "recalled", "secret-code", "1234", "VISA"])
      expect(text).not.toContain(trace);
  });
});

it("a notice shown where nobody began goes away by itself, and with the next shopper", () => {
  const notice = {
    noticeId: "n",
    kind: "item-refused",
    itemId: undefined,
    names: undefined,
    reason: "code-unreadable",
  } as const;
  const shown = replay(initialLaneState("lane-1", "en"), [
    { kind: "notice-shown", notice, shape: 1, atMs: 5_000, actor: { kind: "device", device: "scanner" } },
  ]);
  expect(timersOf(shown, baseKnowledge)).toEqual([{ timer: "idle-end", about: "welcome", dueAtMs: 95_000 }]);
  const left = new TestLane();
  left.state = shown;
  left.nowMs = 95_000;
  expect(left.do({ kind: "timer", timer: "idle-end", about: "welcome" }).state.notices).toEqual([]);
  const begun = new TestLane();
  begun.state = shown;
  expect(begun.do({ kind: "start", locale: "en" }).state.notices).toEqual([]);
});
