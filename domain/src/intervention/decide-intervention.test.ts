import { interventionKind } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { attendant, baseKnowledge, outcomes, shopper, TestLane } from "../lane/test-lane.js";
import { maximumInterventions } from "./raise.js";
import { interventionRules } from "./rules.js";

const end = (
  lane: TestLane,
  kind: Parameters<TestLane["intervention"]>[0],
  outcome: "approved" | "refused" | "resolved",
  note?: string,
) =>
  ({
    kind: "end-intervention",
    interventionId: lane.intervention(kind).interventionId,
    outcome,
    ...(note === undefined ? {} : { note }),
  }) as const;

it("every reason has an outcome that ends it", () => {
  expect(Object.keys(interventionRules).sort()).toEqual([...interventionKind.options].sort());
  for (const rule of Object.values(interventionRules)) expect(rule.outcomes.length).toBeGreaterThan(0);
});

describe("help", () => {
  it("is asked for once, also where nobody has begun, and can be taken back", () => {
    const lane = new TestLane().do({ kind: "request-help" }).do({ kind: "request-help" });
    expect(lane.intervention("help")).toMatchObject({ blocking: false, takenBy: undefined, evidence: {} });
    lane.do({ kind: "cancel-help" }).do({ kind: "cancel-help" });
    expect(lane.kinds()).toEqual(["intervention-raised", "intervention-ended"]);
  });

  it("somebody comes, somebody else takes over, and it is over", () => {
    const lane = new TestLane().do({ kind: "request-help" });
    const { interventionId } = lane.intervention("help");
    const take = { kind: "take-intervention", interventionId } as const;
    lane.do(take).do(take);
    expect(lane.intervention("help").takenBy).toEqual({ attendantId: "a1", name: "Ada" });
    expect(lane.send(take, {}, { kind: "attendant", attendantId: "a2", name: "Ben" })).toBeUndefined();
    expect(lane.intervention("help").takenBy?.name).toBe("Ben");
    expect(lane.send(take, {}, shopper)?.reason).toBe("not-allowed");
    lane.do(end(lane, "help", "resolved", "showed the scale"));
    expect(lane.entries.at(-1)).toMatchObject({
      kind: "intervention-ended",
      about: "help",
      outcome: "resolved",
      note: "showed the scale",
      actor: attendant,
    });
    expect(lane.refuse(take).reason).toBe("intervention-not-found");
    expect(lane.refuse({ kind: "end-intervention", interventionId, outcome: "resolved" }).reason).toBe(
      "intervention-not-found",
    );
  });

  it("asked for after paying, keeps the lane until it came", () => {
    const lane = new TestLane()
      .toPayment("free")
      .do({ kind: "pay", tender: "card" })
      .do({ kind: "request-help" });
    expect(lane.effects).toContainEqual({ kind: "cancel-timer", timer: "thank-you" });
    lane.do({ kind: "finish" });
    expect(lane.state).toMatchObject({ step: { name: "welcome" }, interventions: [] });
  });
});

describe("age", () => {
  it("one check a basket, at its highest age, holds the payment", () => {
    const lane = new TestLane().scan("wine");
    expect(lane.intervention("age-restriction")).toMatchObject({
      blocking: true,
      evidence: { lineId: lane.line(0).lineId, minimumAge: 16 },
    });
    lane.scan("spirits").scan("wine");
    expect(lane.intervention("age-restriction").evidence).toMatchObject({
      lineId: lane.line(1).lineId,
      minimumAge: 18,
      itemNames: { en: "spirits" },
    });
    expect(lane.kinds().filter((kind) => kind === "intervention-raised")).toHaveLength(1);
    lane.do({ kind: "void-line", lineId: lane.line(1).lineId });
    expect(lane.intervention("age-restriction").evidence.minimumAge).toBe(16);
  });

  it("approved, it counts for every line up to that age; a higher one is asked anew", () => {
    const lane = new TestLane().scan("wine");
    lane.do(end(lane, "age-restriction", "approved"));
    expect(lane.entries.find((entry) => entry.kind === "age-approved")).toMatchObject({
      upToAge: 16,
      actor: attendant,
    });
    expect(lane.state.notices.at(-1)).toMatchObject({
      kind: "approved-by-attendant",
      reason: "age-restriction",
    });
    expect(lane.scan("wine").state.interventions).toEqual([]);
    expect(lane.scan("spirits").intervention("age-restriction").evidence.minimumAge).toBe(18);
  });

  it("refused, what the shopper is too young for leaves the basket; the rest stays", () => {
    const lane = new TestLane().scan("milk").scan("wine").scan("spirits");
    lane.do(end(lane, "age-restriction", "refused"));
    expect(lane.state.transaction?.lines.map((line) => [line.item.itemId, line.voided])).toEqual([
      ["milk", false],
      ["wine", true],
      ["spirits", true],
    ]);
    expect(lane.entries.filter((entry) => entry.kind === "line-voided")).toMatchObject([
      { because: "age-refused", actor: attendant },
      { because: "age-refused" },
    ]);
    expect(
      lane.state.notices
        .filter((notice) => notice.kind === "refused-by-attendant")
        .map((notice) => notice.itemId),
    ).toEqual(["spirits", "wine"]);
    expect(lane.totalMinor).toBe(119);
    expect(lane.state.interventions).toEqual([]);
  });

  it("refused, what was not bagged yet is not waited for any more", () => {
    const lane = new TestLane({ ...baseKnowledge, hasSecurityScale: true }).scan("wine");
    expect(lane.state.bagging.nudge?.kind).toBe("place-item");
    lane.do(end(lane, "age-restriction", "refused"));
    expect(lane.state.bagging).toMatchObject({ nudge: undefined, waiting: [] });
  });

  it("lapses with the last line it was about", () => {
    const lane = new TestLane().scan("wine");
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
    expect(lane.entries.at(-1)).toMatchObject({
      kind: "intervention-ended",
      about: "age-restriction",
      outcome: "lapsed",
    });
  });

  it("is not a matter of help: other outcomes are refused", () => {
    const lane = new TestLane().scan("wine");
    expect(lane.refuse(end(lane, "age-restriction", "resolved"))).toEqual({
      reason: "outcome-not-allowed",
      details: { kind: "age-restriction" },
    });
  });
});

describe("what ends with the transaction", () => {
  it("questions about the basket lapse; those about the lane stay", () => {
    const lane = new TestLane().do({
      kind: "device-fault",
      device: "receipt-printer",
      code: "paper-out",
      raised: true,
      detail: undefined,
    });
    lane
      .scan("recalled")
      .scan("milk")
      .do({ kind: "scan", text: "9", aim: undefined }, { lookup: { kind: "not-found", code: "9" } })
      .do({ kind: "request-help" });
    expect(lane.state.interventions.map((one) => one.kind)).toEqual([
      "device-fault",
      "item-blocked",
      "unknown-item",
      "help",
    ]);
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    lane.outcome(lane.pay(), outcomes.approved(119));
    expect(lane.state.interventions.map((one) => one.kind)).toEqual(["device-fault"]);
  });
});

it("a lane asks no more when it asks often enough, but what holds a payment is always asked", () => {
  const lane = new TestLane();
  for (let code = 0; code < maximumInterventions + 5; code += 1) {
    lane.do(
      { kind: "scan", text: String(code), aim: undefined },
      { lookup: { kind: "not-found", code: String(code) } },
    );
  }
  expect(lane.state.interventions).toHaveLength(maximumInterventions);
  expect(lane.scan("wine").intervention("age-restriction").blocking).toBe(true);
});
