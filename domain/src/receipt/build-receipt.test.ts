import { receipt as receiptSchema, taxOnTop } from "@laneway/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { laneView } from "../lane/lane-view.js";
import { baseKnowledge, found, outcomes, pricing, shelf, TestLane } from "../lane/test-lane.js";

const around = {
  storeId: "demo",
  storeName: "Test Market",
  laneName: "1",
  version: 1,
  bootId: "boot",
  training: false,
  locales: ["en"],
  currency: "EUR",
  currencyDigits: 2,
  online: true,
  ways: [{ tender: "card" as const, usable: true }],
    hasProduceScale: false, hasPrinter: true,
  hasSecurityScale: false,
  selling: "open" as const,
  queuePlaces: new Map<string, number>(),
};

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

it("agrees with the basket and the screen where some tax groups are in the prices and others are not", () => {
  const groups = ["a", "b", "c"];
  const rate = (taxGroup: string) =>
    fc.record({
      taxGroup: fc.constant(taxGroup),
      mark: fc.constant(taxGroup),
      names: fc.constant({ en: taxGroup }),
      ratePpm: fc.integer({ min: 0, max: 300_000 }),
      pricesIncludeTax: fc.constantFrom(true, false, undefined),
    });
  const item = fc.record({
    taxGroup: fc.constantFrom(...groups),
    amountMinor: fc.integer({ min: 1, max: 5_000 }),
    depositMinor: fc.constantFrom(0, 25),
    depositTaxGroup: fc.constantFrom(...groups, undefined),
  });
  let mixed = 0;
  fc.assert(
    fc.property(
      fc.tuple(...groups.map(rate)),
      fc.boolean(),
      fc.constantFrom("unit", "line", "total"),
      fc.array(item, { minLength: 1, maxLength: 5 }),
      (taxRates, pricesIncludeTax, taxLevel, items) => {
        const policy = { ...pricing.policy, pricesIncludeTax, taxLevel: taxLevel as "unit" | "line" | "total" };
        const lane = new TestLane({ ...baseKnowledge, pricing: { ...pricing, policy, taxRates } });
        for (const { amountMinor, ...more } of items) {
          const { depositTaxGroup, ...facts } = more;
          const sold = { ...shelf.cap, ...facts, ...(depositTaxGroup === undefined ? {} : { depositTaxGroup }) };
          lane.scan("cap", { item: { ...sold, prices: [{ amountMinor, kind: "regular" as const }] } });
        }
        const view = laneView(lane.state, { ...around, nowMs: lane.nowMs }).basket;
        const receipt = receiptOf(lane);
        if (receipt.addedTaxMinor !== undefined) mixed += 1;
        const linesMinor = receipt.lines.reduce((sum, line) => sum + line.totalMinor, 0);
        expect(linesMinor + taxOnTop(receipt)).toBe(receipt.totalMinor);
        const excluded = taxRates.filter((one) => !(one.pricesIncludeTax ?? pricesIncludeTax)).map(({ mark }) => mark);
        const rows = receipt.taxes.filter(({ mark }) => excluded.includes(mark));
        expect(taxOnTop(receipt)).toBe(rows.reduce((sum, row) => sum + row.taxMinor, 0));
        expect(receipt.taxes.reduce((sum, row) => sum + row.grossMinor, 0)).toBe(receipt.totalMinor);
        expect(view).toMatchObject({ totalMinor: receipt.totalMinor, taxMinor: receipt.taxMinor });
        expect(view && taxOnTop(view)).toBe(taxOnTop(receipt));
      },
    ),
    { numRuns: 100 },
  );
  expect(mixed).toBeGreaterThan(10);
});

it("training receipts are marked and have numbers of their own", () => {
  const lane = new TestLane({ ...baseKnowledge, training: true }).scan("milk");
  expect(receiptOf(lane)).toMatchObject({ receiptNumber: "lane-1-T000001", training: true });
  expect(lane.state).toMatchObject({ lastReceiptNumber: 0, lastTrainingReceiptNumber: 1 });
  lane.do({ kind: "finish" }).scan("milk");
  expect(receiptOf(lane)).toMatchObject({ receiptNumber: "lane-1-T000002", training: true });
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
