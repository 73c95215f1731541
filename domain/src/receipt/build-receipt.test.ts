import { receipt as receiptSchema } from "@laneway/contracts";
import { expect, it } from "vitest";
import { baseKnowledge, found, outcomes, pricing, TestLane } from "../lane/test-lane.js";

function receiptOf(lane: TestLane) {
  lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
  const amountMinor = lane.totalMinor;
  lane.outcome(lane.pay(), outcomes.approved(amountMinor));
  if (lane.state.step.name !== "thank-you") throw new Error(lane.state.step.name);
  return receiptSchema.parse(lane.state.step.receipt);
}

it("is in the shopper's language, without what was voided", () => {
  const lane = new TestLane()
    .do({ kind: "start", locale: "de-AT" })
    .scan("milk")
    .scan("bread")
    .scan("bananas", { weightGrams: 1_500 });
  lane.do({ kind: "void-line", lineId: lane.line(1).lineId });
  const receipt = receiptOf(lane);
  expect(receipt.lines.map((line) => line.name)).toEqual(["milk (de)", "bananas (de)"]);
  expect(receipt.lines[1]).toMatchObject({
    weightGrams: 1_500,
    unitPriceMinor: 199,
    totalMinor: 299,
    taxMark: "B",
  });
  expect(receipt.taxes).toMatchObject([{ name: "MwSt", mark: "B" }]);
  expect(receipt).toMatchObject({
    locale: "de-AT",
    seller: { name: "Test Market", taxId: "DE1" },
    eReceiptUrl: "http://store/r/token",
    training: false,
  });
});

it("says when a price was changed by hand", () => {
  const lane = new TestLane().scan("milk");
  lane.do({ kind: "override-price", lineId: lane.line(0).lineId, unitPriceMinor: 50, reason: "damaged" });
  expect(receiptOf(lane).lines[0]).toMatchObject({ unitPriceMinor: 50, priceOverridden: true });
});

it("shows deposits as lines of their own; all lines add up to the total", () => {
  const lane = new TestLane().do(
    { kind: "pick-item", itemId: "water", quantity: 2 },
    { lookup: found("water") },
  );
  const receipt = receiptOf(lane);
  expect(
    receipt.lines.map((line) => [line.kind, line.quantity, line.unitPriceMinor, line.totalMinor]),
  ).toEqual([
    ["item", 2, 79, 158],
    ["deposit", 2, 25, 50],
  ]);
  expect(receipt.lines.reduce((sum, line) => sum + line.totalMinor, 0)).toBe(receipt.totalMinor);
});

it("adds tax on top where prices exclude it", () => {
  const exclusive = { ...pricing, policy: { ...pricing.policy, pricesIncludeTax: false } };
  const receipt = receiptOf(new TestLane({ ...baseKnowledge, pricing: exclusive }).scan("milk"));
  expect(receipt).toMatchObject({ pricesIncludeTax: false, taxMinor: 8, totalMinor: 127 });
});

it("training receipts are marked and have numbers of their own", () => {
  const lane = new TestLane({ ...baseKnowledge, training: true }).scan("milk");
  expect(receiptOf(lane)).toMatchObject({ receiptNumber: "lane-1-T000001", training: true });
  expect(lane.state).toMatchObject({ lastReceiptNumber: 0, lastTrainingReceiptNumber: 1 });
});

it("a store without a tax number or a notice prints none", () => {
  const { store } = baseKnowledge;
  const receipt = receiptOf(
    new TestLane({ ...baseKnowledge, store: { ...store, taxId: "", receiptNotice: "Thank you" } }).scan(
      "milk",
    ),
  );
  expect(receipt.seller.taxId).toBeUndefined();
  expect(receipt.notice).toBe("Thank you");
});
