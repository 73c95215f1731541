import { describe, expect, it } from "vitest";
import { baseKnowledge, found, outcomes, shelf, shopper, TestLane } from "../lane/test-lane.js";
import type { LaneKnowledge } from "../lane/types.js";

const ada = { kind: "attendant", attendantId: "a1", name: "Ada" } as const;
const ben = { kind: "attendant", attendantId: "a2", name: "Ben" } as const;
const scale = () => new TestLane({ ...baseKnowledge, hasSecurityScale: true });

describe("a lane that an attendant has taken over", () => {
  it("takes what is scanned and touched there as the attendant's deed, by name", () => {
    const lane = new TestLane().scan("milk").do({ kind: "begin-assist-here" }).scan("bread");
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId }).do({ kind: "go-to-bags" });
    const deeds = lane.entries.filter(({ kind }) => ["line-added", "line-voided", "bags-asked", "assist-started"].includes(kind));
    expect(deeds.map(({ kind, actor }) => [kind, actor.kind])).toEqual([
      ["line-added", "device"],
      ["assist-started", "attendant"],
      ["line-added", "attendant"],
      ["line-voided", "attendant"],
      ["bags-asked", "attendant"],
    ]);
    expect(deeds.at(-1)?.actor).toEqual(ada);
    lane.do({ kind: "end-assist" }).do({ kind: "back-to-basket" });
    expect(lane.entries.at(-1)?.actor).toEqual(shopper);
  });

  it("asks nobody about weights; what the attendant leaves there is right", () => {
    const lane = scale().scan("milk");
    expect(lane.state.bagging.nudge?.kind).toBe("place-item");
    lane.ring("bagging-nudge", String(lane.state.bagging.nudge?.sinceMs), 12_000);
    lane.do({ kind: "begin-assist-here" });
    expect([lane.state.bagging.nudge, lane.state.interventions]).toEqual([undefined, []]);
    lane.weight(5_000).scan("bread").weight(200);
    expect([lane.state.bagging.nudge, lane.state.interventions]).toEqual([undefined, []]);
    lane.do({ kind: "end-assist" });
    expect(lane.state.bagging).toMatchObject({ nudge: undefined, settledGrams: 200, waiting: [] });
    // From here on the shopper's own hands are checked again.
    expect(lane.scan("milk").state.bagging.nudge?.kind).toBe("place-item");
  });

  it("has its questions taken by who came; age is still a person's word", () => {
    const lane = new TestLane().scan("wine").do({ kind: "begin-assist-here" });
    expect(lane.intervention("age-restriction").takenBy?.name).toBe("Ada");
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("age-check-due");
  });

  it("is not judged: there is nobody else to send", () => {
    const judged = { risk: { settings: {} } } as unknown as Partial<LaneKnowledge>;
    const lane = new TestLane().scan("milk").do({ kind: "begin-assist" });
    lane.send({ kind: "go-to-bags" }, judged, ada);
    lane.send({ kind: "choose-bags", count: 0 }, judged, ada);
    expect([lane.state.step.name, lane.kinds().includes("risk-assessed")]).toEqual(["payment", false]);
  });

  it("taken over from the station, takes no orders from its own screen but what is the shopper's own", () => {
    const lane = new TestLane().scan("milk").do({ kind: "begin-assist" });
    for (const request of [{ kind: "go-to-bags" }, { kind: "void-line", lineId: "x" }, { kind: "abandon" }, { kind: "suspend" }] as const) {
      expect(lane.refuse(request)).toEqual({ reason: "lane-assisted", details: { name: "Ada" } });
    }
    lane.do({ kind: "set-locale", locale: "de" }).do({ kind: "request-help" });
    expect(lane.entries.at(-1)?.actor).toEqual(shopper);
    // The attendant does the same from the station.
    expect(lane.send({ kind: "go-to-bags" }, {}, ada)).toBeUndefined();
    // Who stands at the lane is nearer than any station.
    lane.do({ kind: "begin-assist-here" });
    expect(lane.send({ kind: "begin-assist" }, {}, ben)).toEqual({ reason: "lane-assisted", details: { name: "Ada" } });
  });
});

describe("it ends", () => {
  const taken = () => new TestLane().scan("milk").do({ kind: "begin-assist-here" });
  const because = (lane: TestLane) => lane.entries.findLast((entry) => entry.kind === "assist-ended");

  it("when it is handed back, once", () => {
    const lane = taken().do({ kind: "end-assist" }).do({ kind: "end-assist" });
    expect(because(lane)).toMatchObject({ because: "handed-back", actor: ada });
    expect(lane.kinds().filter((kind) => kind === "assist-ended")).toHaveLength(1);
  });

  it("when nothing is done for a while, counted from the last deed; then the shopper is asked as usual", () => {
    const lane = taken();
    const { assistId } = lane.state.assist ?? { assistId: "" };
    lane.nowMs += 40_000;
    lane.scan("bread");
    lane.nowMs += 59_999;
    expect(lane.refuse({ kind: "timer", timer: "assist-idle", about: assistId }).reason).toBe("wrong-step");
    lane.ring("assist-idle", assistId, 1);
    expect([lane.state.assist, because(lane)]).toMatchObject([undefined, { because: "idle", actor: { kind: "system" } }]);
    expect(lane.effect("set-timer")).toMatchObject({ timer: "idle-ask" });
  });

  it("not while money is on its way", () => {
    const lane = new TestLane().toPayment("milk").do({ kind: "begin-assist-here" });
    lane.pay();
    lane.nowMs += 600_000;
    expect(lane.refuse({ kind: "timer", timer: "assist-idle", about: lane.state.assist?.assistId ?? "" }).reason).toBe("wrong-step");
  });

  it.each([
    ["paid", (lane: TestLane) => lane.outcome(lane.pay(), outcomes.approved(119))],
    ["given up", (lane: TestLane) => lane.do({ kind: "abandon" })],
    ["set aside", (lane: TestLane) => lane.do({ kind: "suspend" })],
  ])("with the basket when it is %s", (_how, end) => {
    const lane = end(new TestLane().toPayment("milk").do({ kind: "begin-assist-here" }));
    expect([lane.state.assist, because(lane)]).toMatchObject([undefined, { because: "basket-ended" }]);
  });
});

describe("an attended lane", () => {
  const attended = () => new TestLane().do({ kind: "begin-assist-here" }).do({ kind: "attend-lane" });

  it("serves one basket after another, until it is handed back or nothing is done for long", () => {
    const lane = attended();
    for (const _shopper of [1, 2]) {
      lane.toPayment("milk");
      lane.outcome(lane.pay(), outcomes.approved(119)).do({ kind: "finish" });
    }
    expect(lane.state.assist).toMatchObject({ attended: true, by: { name: "Ada" } });
    expect(lane.refuse({ kind: "timer", timer: "assist-idle", about: lane.state.assist?.assistId ?? "" }).reason).toBe("wrong-step");
    // A colleague who relieves goes on attending.
    expect(lane.send({ kind: "begin-assist-here" }, {}, ben)).toBeUndefined();
    expect(lane.state.assist).toMatchObject({ attended: true, by: { name: "Ben" } });
    lane.ring("assist-idle", lane.state.assist?.assistId ?? "", 900_000);
    expect(lane.state.assist).toBeUndefined();
  });

  it("is only for who has shown at the lane who they are", () => {
    expect(new TestLane().refuse({ kind: "attend-lane" }).reason).toBe("not-allowed");
    expect(new TestLane().do({ kind: "begin-assist" }).refuse({ kind: "attend-lane" }).reason).toBe("not-allowed");
    const lane = new TestLane().do({ kind: "begin-assist-here" });
    expect(lane.send({ kind: "attend-lane" }, {}, ben)?.reason).toBe("not-allowed");
    expect(new TestLane().send({ kind: "begin-assist" }, {}, shopper)?.reason).toBe("not-allowed");
  });

  it("sells what only a staffed till may; handed back, such a basket is not paid by the shopper alone", () => {
    const beer = { ...found("milk"), item: { ...shelf.milk, itemId: "beer", restrictedAs: "beer-wine" as const } } as ReturnType<typeof found>;
    const law = { restrictions: [{ goods: "beer-wine", staffedOnly: true, source: "test" }] } as const;
    const alone = new TestLane({ ...baseKnowledge, ...law });
    const scan = (lookup: ReturnType<typeof found>) => ({ kind: "scan", text: "x", aim: undefined, lookup }) as const;
    for (const lookup of [beer, found("staffed")]) {
      alone.do(scan(lookup), { lookup });
      expect(alone.state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "item-blocked" });
    }
    const helped = new TestLane({ ...baseKnowledge, ...law }).do({ kind: "begin-assist-here" });
    helped.do(scan(beer), { lookup: beer });
    expect(helped.totalMinor).toBe(0);
    for (const lookup of [beer, found("staffed")]) {
      const lane = new TestLane({ ...baseKnowledge, ...law }).do({ kind: "begin-assist-here" }).do({ kind: "attend-lane" });
      lane.do(scan(lookup), { lookup }).do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
      lane.do({ kind: "end-assist" });
      expect(lane.refuse({ kind: "pay", tender: "card" })).toMatchObject({ reason: "item-blocked", details: { because: "staffed-till-only" } });
      lane.do({ kind: "begin-assist-here" }).do({ kind: "attend-lane" });
      lane.pay();
    }
  });
});
