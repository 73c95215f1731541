import { restrictionRule, type RestrictionRule } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { baseKnowledge, found, shelf, TestLane } from "../lane/test-lane.js";
import type { LaneKnowledge } from "../lane/types.js";
import { countryRules, rulesOfStore } from "./country-rules.js";
import { goodsRefusal } from "./goods-rules.js";

const beer = { ...shelf.milk, itemId: "beer", restrictedAs: "beer-wine" } as const;
const at = (localTime: string, restrictions: readonly RestrictionRule[] = []): LaneKnowledge => ({ ...baseKnowledge, localTime, restrictions });
const inStore = (country: string, region?: string) => rulesOfStore({ country, region }, []);
const scan = (lane: TestLane) => lane.do({ kind: "scan", text: "beer", aim: undefined }, { lookup: { ...found("milk"), item: beer } as never });

it("every built-in row has the contract's shape and a source", () => {
  for (const row of Object.values(countryRules).flat()) restrictionRule.parse(row);
});

describe("hours of sale", () => {
  it.each([
    ["GB", "GB-SCT", "2026-11-23T09:59", false],
    ["GB", "GB-SCT", "2026-11-23T10:00", true],
    ["GB", "GB-SCT", "2026-11-23T21:59", true],
    ["GB", "GB-SCT", "2026-11-23T22:00", false],
    ["GB", undefined, "2026-11-23T03:00", true],
    ["NO", undefined, "2026-11-27T19:59", true],
    ["NO", undefined, "2026-11-28T18:00", false],
    ["NO", undefined, "2026-11-29T12:00", false],
    ["NO", undefined, "2027-05-17T12:00", false],
    ["IE", undefined, "2026-11-29T12:29", false],
    ["IE", undefined, "2026-11-29T12:30", true],
    ["IE", undefined, "2026-12-25T15:00", false],
    ["LT", undefined, "2026-11-29T15:00", false],
    ["LT", undefined, "2026-09-01T12:00", false],
    ["FI", undefined, "2026-11-23T21:00", false],
    ["DE", undefined, "2026-11-23T23:30", true],
  ])("in %s %s at %s: sold is %s", (country, region, localTime, sold) => {
    const refusal = goodsRefusal(beer, { localTime, restrictions: inStore(country, region) }, false);
    expect(refusal?.reason).toBe(sold ? undefined : "not-at-this-hour");
  });

  it("hold at the scan and again at the payment; nothing else of the basket is held up", () => {
    const rules = inStore("GB", "GB-SCT");
    const lane = new TestLane(at("2026-11-23T21:59", rules));
    lane.scan("milk");
    scan(lane);
    const { interventionId } = lane.intervention("age-restriction");
    lane.do({ kind: "end-intervention", interventionId, outcome: "approved" });
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    const late = { localTime: "2026-11-23T22:00" };
    expect(lane.refuse({ kind: "pay", tender: "card" }, late)).toEqual({ reason: "not-at-this-hour", details: { itemId: "beer", from: "10:00", to: "22:00" } });
    lane.do({ kind: "back-to-basket" }).do({ kind: "void-line", lineId: lane.line(1).lineId });
    lane.do({ kind: "go-to-bags" });
    expect(lane.send({ kind: "pay", tender: "card" }, late)).toBeUndefined();
    const night = new TestLane(at("2026-11-23T23:00", rules));
    expect(scan(night).state.notices.at(-1)).toMatchObject({ kind: "item-refused", reason: "not-at-this-hour" });
  });
});

describe("ages", () => {
  it("are the law's or the item's, whichever is higher, and stay on the line", () => {
    const lane = scan(new TestLane(at("2026-11-23T12:00", inStore("DE"))));
    expect(lane.intervention("age-restriction").evidence.minimumAge).toBe(16);
    expect(lane.line(0).item.minimumAge).toBe(16);
    const american = scan(new TestLane(at("2026-11-23T12:00", inStore("US"))));
    expect(american.intervention("age-restriction").evidence.minimumAge).toBe(21);
    const unknown = scan(new TestLane(at("2026-11-23T12:00", inStore("XX"))));
    expect(unknown.state.interventions).toEqual([]);
  });

  it("are asked about once a basket, also for several kinds of goods", () => {
    const lane = scan(new TestLane(at("2026-11-23T12:00", inStore("DE")))).scan("spirits").scan("wine");
    const { interventionId } = lane.intervention("age-restriction");
    lane.do({ kind: "end-intervention", interventionId, outcome: "approved" });
    scan(lane);
    expect(lane.state.interventions).toEqual([]);
    expect(lane.state.transaction?.ageApprovedUpTo).toBe(18);
  });
});

describe("a law that goes by the day of birth", () => {
  const cigarettes = { ...shelf.milk, itemId: "cigarettes", restrictedAs: "tobacco" } as const;
  const smoke = (lane: TestLane) => lane.do({ kind: "scan", text: "cigarettes", aim: undefined }, { lookup: { ...found("milk"), item: cigarettes } as never });
  const inBritain = (localTime: string) => new TestLane(at(localTime, inStore("GB")));
  const approve = (lane: TestLane) => lane.do({ kind: "end-intervention", interventionId: lane.intervention("age-restriction").interventionId, outcome: "approved" });

  it("begins on its day: in Great Britain tobacco asks for 18 years until the end of 2026, then for a birthday before 2009 as well", () => {
    expect(smoke(inBritain("2026-12-31T23:59")).intervention("age-restriction").evidence).toMatchObject({ minimumAge: 18 });
    expect(smoke(inBritain("2026-12-31T23:59")).intervention("age-restriction").evidence.bornBefore).toBeUndefined();
    expect(smoke(inBritain("2027-01-01T00:00")).intervention("age-restriction").evidence).toMatchObject({ minimumAge: 18, bornBefore: "2009-01-01" });
    // Somebody of thirty, born too late.
    expect(smoke(inBritain("2039-06-01T12:00")).intervention("age-restriction").evidence).toMatchObject({ bornBefore: "2009-01-01" });
  });

  it("is not met by an age that was approved; what was approved stays, and is asked for once a basket", () => {
    const lane = inBritain("2027-03-01T12:00").scan("wine").scan("spirits");
    approve(lane);
    expect(lane.state.transaction).toMatchObject({ ageApprovedUpTo: 18 });
    smoke(lane);
    expect(lane.intervention("age-restriction").evidence.bornBefore).toBe("2009-01-01");
    lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    expect(lane.refuse({ kind: "pay", tender: "card" }).reason).toBe("age-check-due");
    approve(lane);
    expect(lane.state.transaction).toMatchObject({ ageApprovedUpTo: 18, bornBeforeApproved: "2009-01-01" });
    lane.do({ kind: "back-to-basket" });
    expect(smoke(lane).state.interventions).toEqual([]);
  });

  it("asks for both at once, whichever goods came first, and a no takes out all that wait", () => {
    const lane = smoke(inBritain("2027-03-01T12:00").scan("spirits"));
    expect(lane.state.interventions).toHaveLength(1);
    expect(lane.intervention("age-restriction").evidence).toMatchObject({ minimumAge: 18, bornBefore: "2009-01-01" });
    lane.do({ kind: "end-intervention", interventionId: lane.intervention("age-restriction").interventionId, outcome: "refused" });
    expect(lane.state.transaction?.lines.map(({ voided }) => voided)).toEqual([true, true]);
  });

  it("an answer taken back, or a basket brought to another lane, has been seen by nobody", () => {
    const rules = rulesOfStore({ country: "XX" }, [{ goods: "tobacco", bornBefore: { date: "2007-01-01" }, source: "island's law" }]);
    const lane = smoke(new TestLane(at("2026-11-23T12:00", rules)));
    expect(lane.intervention("age-restriction").evidence.minimumAge).toBeUndefined();
    const { interventionId } = lane.intervention("age-restriction");
    approve(lane);
    lane.do({ kind: "undo-outcome", interventionId });
    expect(lane.state.transaction?.bornBeforeApproved).toBeUndefined();
    expect(lane.intervention("age-restriction")).toMatchObject({ interventionId });
  });
});

describe("other restrictions", () => {
  it("goods that only a staffed till may sell are refused, approval or not", () => {
    const lane = scan(new TestLane(at("2026-11-23T12:00", inStore("US", "US-CA"))));
    expect(lane.state.transaction?.lines).toEqual([]);
    expect(lane.state.notices.at(-1)).toMatchObject({ reason: "item-blocked" });
  });

  it("a store's own row counts pieces over all items of the goods, and keeps the law's age", () => {
    const own = [{ goods: "beer-wine", maximumPieces: 2, source: "house rule" }] as const;
    const rules = rulesOfStore({ country: "DE" }, own);
    expect(rules.find((rule) => rule.goods === "beer-wine")).toMatchObject({ minimumAge: 16, maximumPieces: 2, source: "JuSchG § 9 (1) 1; house rule" });
    const lane = scan(scan(new TestLane(at("2026-11-23T12:00", rules))));
    expect(scan(lane).state.notices.at(-1)).toMatchObject({ reason: "quantity-not-allowed" });
    expect(lane.refuse({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: 2 }).reason).toBe("quantity-not-allowed");
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
    expect(scan(lane).state.transaction?.lines).toHaveLength(3);
  });
});
