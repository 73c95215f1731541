import { describe, expect, it } from "vitest";
import { laneTile } from "@laneway/contracts";
import { lastOutcomeView } from "../lane/attendant-view.js";
import { replay } from "../lane/evolve.js";
import { initialLaneState } from "../lane/initial-state.js";
import { baseKnowledge, outcomes, shopper, TestLane } from "../lane/test-lane.js";
import { undoForMs } from "./decide-intervention.js";

type Outcome = "approved" | "refused" | "resolved";
function answer(lane: TestLane, kind: Parameters<TestLane["intervention"]>[0], outcome: Outcome): string {
  const { interventionId } = lane.intervention(kind);
  lane.do({ kind: "end-intervention", interventionId, outcome });
  return interventionId;
}
const undo = (interventionId: string) => ({ kind: "undo-outcome", interventionId }) as const;
const mismatch = () => {
  const lane = new TestLane({ ...baseKnowledge, hasSecurityScale: true }).scan("milk").weight(300);
  return lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
};

describe("taking an answer back", () => {
  it("asks for the age again, and the payment waits again; both answers stay in the journal", () => {
    const lane = new TestLane().scan("wine");
    const interventionId = answer(lane, "age-restriction", "approved");
    expect(lane.state.transaction?.ageApprovedUpTo).toBe(16);
    lane.do(undo(interventionId));
    expect(lane.state.transaction?.ageApprovedUpTo).toBe(0);
    expect(lane.intervention("age-restriction")).toMatchObject({ interventionId, takenBy: { name: "Ada" } });
    expect(lane.state.notices.filter((notice) => notice.kind === "approved-by-attendant")).toEqual([]);
    expect(lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 }).refuse({ kind: "pay", tender: "card" }).reason).toBe("age-check-due");
    expect(lane.kinds().filter((kind) => kind.startsWith("intervention-ended") || kind === "outcome-undone")).toEqual(["intervention-ended", "outcome-undone"]);
    expect(replay(initialLaneState("lane-1", "en"), lane.entries)).toEqual(lane.state);
    answer(lane, "age-restriction", "refused");
    expect(lane.line(0).voided).toBe(true);
  });

  it("of a weight puts the bagging area back as it was asked about", () => {
    const lane = mismatch();
    const before = lane.state.bagging;
    const interventionId = answer(lane, "weight-mismatch", "approved");
    expect(lane.state.bagging.settledGrams).toBe(300);
    expect(lane.do(undo(interventionId)).state.bagging).toEqual(before);
    // The right weight ends the question by itself, as if nothing had been said.
    lane.weight(1_000);
    expect(lane.state.interventions).toEqual([]);
  });

  it("is for a short time, for the last answer, and for attendants", () => {
    const lane = new TestLane().scan("wine");
    const interventionId = answer(lane, "age-restriction", "approved");
    expect(lane.refuse(undo("another")).reason).toBe("intervention-not-found");
    expect(lane.send(undo(interventionId), {}, shopper)?.reason).toBe("not-allowed");
    lane.nowMs += undoForMs + 1;
    expect(lane.refuse(undo(interventionId)).reason).toBe("undo-too-late");
  });

  it("is over once somebody pays, or the lane has gone on from it", () => {
    const paying = new TestLane().scan("wine");
    const aged = answer(paying, "age-restriction", "approved");
    paying.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    const attemptId = paying.pay();
    expect(paying.refuse(undo(aged)).reason).toBe("undo-too-late");
    paying.outcome(attemptId, outcomes.declined).do(undo(aged));
    expect(paying.refuse({ kind: "pay", tender: "card" }).reason).toBe("age-check-due");

    const moved = mismatch();
    const weighed = answer(moved, "weight-mismatch", "approved");
    moved.scan("bread");
    expect(moved.refuse(undo(weighed)).reason).toBe("undo-too-late");

    const refusedAge = new TestLane().scan("milk").scan("wine");
    expect(refusedAge.refuse(undo(answer(refusedAge, "age-restriction", "refused"))).reason).toBe("undo-too-late");
  });

  it("ends with the basket: nothing of it stays with the next shopper", () => {
    const lane = new TestLane().scan("wine");
    const interventionId = answer(lane, "age-restriction", "approved");
    lane.do({ kind: "abandon" });
    expect(lane.state.lastOutcome).toBeUndefined();
    expect(lane.refuse(undo(interventionId)).reason).toBe("intervention-not-found");
  });
});

describe("explaining an answer", () => {
  it("comes after it, so that the answer is one touch, and may be corrected", () => {
    const lane = new TestLane().scan("wine");
    const interventionId = answer(lane, "age-restriction", "approved");
    const shown = () => laneTile.shape.lastOutcome.parse(lastOutcomeView(lane.state, lane.nowMs, ["de", "en"]).lastOutcome);
    expect(shown()).toMatchObject({ outcome: "approved", by: "Ada", itemName: "wine (de)", undoUntilMs: lane.nowMs + undoForMs });
    lane.do({ kind: "explain-outcome", interventionId, reason: "card-shown" });
    lane.do({ kind: "explain-outcome", interventionId, reason: "card-shown" });
    lane.do({ kind: "explain-outcome", interventionId, reason: "clearly-of-age" });
    expect(shown()?.reason).toBe("clearly-of-age");
    expect(lane.kinds().filter((kind) => kind === "outcome-explained")).toHaveLength(2);
    expect(lane.refuse({ kind: "explain-outcome", interventionId, reason: "own-bag" }).reason).toBe("outcome-not-allowed");
    expect(lane.refuse({ kind: "explain-outcome", interventionId: "x", reason: "other" }).reason).toBe("intervention-not-found");
  });
});
