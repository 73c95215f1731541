import type { HistoryRecord } from "@laneway/cloud-relay/cloud/reading/transactions";
import { explainedPrices } from "@laneway/cloud-relay/cloud/reading/explained-prices";
import { explainedPrices as pageOf } from "@laneway/cloud-relay/cloud/pages/explained-prices";
import { laneWith } from "@laneway/domain/lane/test-shop";
import { expect, it } from "vitest";

it("headquarters says why a basket costs what it costs, from the basket's records alone", () => {
  const kit = [{ itemId: "coffee", pieces: 1, taxGroup: "reduced", valueMinor: 700 }, { itemId: "mug", pieces: 1, taxGroup: "full", valueMinor: 500 }];
  const hamper = { itemId: "hamper", names: { en: "hamper" }, departmentId: "food", soldBy: "each", prices: [{ amountMinor: 999 }, { amountMinor: 899, kind: "limited", to: "2026-12-01T00:00" }], taxGroup: "reduced", kit };
  const promotions = [{ promotionId: "p", names: { en: "A tenth off" }, customerGroups: ["plus"], effects: [{ kind: "percent-off", percentPpm: 100_000, on: { itemIds: ["bread"] } }] }];
  const lane = laneWith({ items: [hamper], promotions }, "hamper", "bread", "water", "apples 500", "@29900001");
  const history = lane.entries.map((entry, index): HistoryRecord => {
    const { kind, shape, atMs, actor, ...rest } = entry;
    return { journalId: "j", sequence: index + 1, laneId: "lane-1", atMs, kind, shape, actor: JSON.stringify(actor), entry: JSON.stringify(rest), hash: "" };
  });
  const explanation = explainedPrices(history);
  const text = String(pageOf(explanation)).replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  for (const words of [
    "From price book lane, version 4",
    "€8.99, for a limited time: price book lane, version 4, until 2026-12-01 00:00",
    "€0.34 of it is VAT 7 %",
    "€0.60 of it is VAT 19 %",
    "A tenth off: €0.30 off (percent-off, p)",
    "€0.25 deposit",
    "500 g × €2.99 / kg = €1.50",
    "1 × €0.80 = €0.80",
  ])
    expect(text).toContain(words);
  const { priced } = lane.state.transaction ?? {};
  expect(explanation?.lines.map((line) => line.totalMinor)).toEqual(priced?.lines.map((line) => line.totalMinor));
  // What cannot be followed is said, not guessed.
  expect(explainedPrices([{ ...(history[0] as HistoryRecord), kind: "basket-priced", entry: "{}" }])).toBeUndefined();
  expect(String(pageOf(undefined))).toContain("do not tell");
});
