import { describe, expect, it } from "vitest";
import { baseKnowledge, outcomes, TestLane } from "../lane/test-lane.js";
import type { LaneKnowledge } from "../lane/types.js";
import { returnView } from "./return-view.js";
import type { SoldTransaction } from "./types.js";

const known: LaneKnowledge = { ...baseKnowledge, role: "manager", rules: { ...baseKnowledge.rules, returnsAcrossStores: true } };
const view = (lane: TestLane) => returnView(lane.state, { locales: ["en"], tenders: known.tenders, storeId: "demo" });

/** Milk, sold in the store "north" and paid by card there, chosen to come back here. */
function chosen(more: Partial<LaneKnowledge> = {}): TestLane {
  const north = new TestLane({ ...known, store: { ...known.store, storeId: "north", name: "North" } }).toPayment("milk");
  const attemptId = north.pay();
  const { transaction } = north.state;
  north.outcome(attemptId, outcomes.approved(119));
  const tender = north.entries.findLast((entry) => entry.kind === "tender-added");
  if (transaction === undefined || north.state.step.name !== "thank-you" || tender?.kind !== "tender-added") throw new Error("not sold");
  const sale: SoldTransaction = { transaction: { ...transaction, tenders: [tender.tender] }, receipt: north.state.step.receipt };
  const lane = new TestLane(known, "lane-7").do({ kind: "begin-return", purpose: "return", receipt: "x" }, { sale, elsewhere: { claims: [], refunds: [] }, ...more });
  return lane.do({ kind: "choose-return", lines: [{ lineId: transaction.lines[0]?.lineId ?? "", count: 1 }], reason: "damaged", condition: "unopened" }, more);
}
const confirm = { kind: "confirm-return", amountMinor: 119 } as const;
const holdOf = (lane: TestLane): string => lane.state.returning?.hold?.holdId ?? "";

describe("a return where sales come back across stores", () => {
  it("asks headquarters to hold what comes back before any money is given", () => {
    const lane = chosen().do(confirm);
    expect(lane.effect("inquire")).toMatchObject({
      inquiryId: holdOf(lane),
      request: { kind: "hold-return", storeId: "north", purpose: "return", units: [{ from: 0, to: 1 }], refunds: [{ amountMinor: 119 }] },
    });
    expect(lane.effect("refund-payment")).toBeUndefined();
    expect(view(lane)).toMatchObject({ hold: "asking", storeName: "North", confirmed: false });
    expect([lane.refuse(confirm).reason, lane.refuse({ kind: "cancel-return" }).reason]).toEqual(["refund-running", "refund-running"]);
    lane.do({ kind: "return-held", holdId: holdOf(lane), because: undefined });
    expect(lane.entries.find(({ kind }) => kind === "return-confirmed")).toMatchObject({ saleStoreId: "north", legs: [{ amountMinor: 119 }] });
    expect(lane.effect("refund-payment")).toMatchObject({ amountMinor: 119, refund: { way: "refund" } });
    lane.outcome(lane.state.returning?.attempts[0]?.attemptId ?? "", outcomes.approved(119, { reference: { terminalId: "T9", receiptNumber: "1", trace: "1" } }));
    const done = lane.entries.findLast((entry) => entry.kind === "return-completed");
    expect(done).toMatchObject({ receipt: { storeId: "demo", seller: { name: known.store.name }, totalMinor: -119, refundOf: { storeId: "north" } } });
  });

  it("gives nothing when another store was faster, and may be chosen anew", () => {
    const lane = chosen().do(confirm);
    lane.do({ kind: "return-held", holdId: holdOf(lane), because: "already-returned" });
    expect(view(lane)?.hold).toBe("already-returned");
    expect(lane.kinds()).not.toContain("return-confirmed");
    lane.do({ kind: "cancel-return" });
  });

  it("gives nothing without an answer, tells headquarters to give up what it may hold, and a late yes changes nothing", () => {
    const lane = chosen().do(confirm);
    const first = holdOf(lane);
    lane.ring("payment-query", first, 12_000);
    expect(lane.effect("inquire")).toMatchObject({ inquiryId: `${first}.r`, request: { kind: "release-return", target: first } });
    lane.do({ kind: "return-held", holdId: first, because: undefined });
    expect(lane.kinds()).not.toContain("return-confirmed");
    lane.do(confirm);
    expect(holdOf(lane)).not.toBe(first);
    lane.ring("payment-query", holdOf(lane), 12_000).do({ kind: "cancel-return" });
    expect(lane.state.returning).toBeUndefined();
  });

  it("that was never fetched is taken back where it is", () => {
    const lane = chosen().do(confirm);
    const first = holdOf(lane);
    lane.nowMs += 12_000;
    lane.do({ kind: "timer", timer: "payment-query", about: first }, { inquiryUnsent: true });
    expect(lane.effect("withdraw-inquiry")?.inquiryId).toBe(first);
  });

  it("is refused while headquarters is away, before anything is asked", () => {
    expect(chosen().refuse(confirm, { online: false }).reason).toBe("headquarters-unreachable");
  });

  it("another lane of this store was faster meanwhile: nothing is given, and headquarters gives it up", () => {
    const lane = chosen().do(confirm);
    const lineId = lane.state.returning?.choice?.lines[0]?.lineId ?? "";
    lane.do({ kind: "return-held", holdId: holdOf(lane), because: undefined }, { earlier: { claims: [{ lineId, from: 0, to: 1 }], refunds: [] } });
    expect(view(lane)?.hold).toBe("already-returned");
    expect(lane.effect("inquire")?.request.kind).toBe("release-return");
  });
});
