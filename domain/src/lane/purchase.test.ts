import { canonicalJson, type Json, receipt as receiptSchema } from "@laneway/contracts";
import { expect, test } from "vitest";
import { replay } from "./evolve.js";
import { initialLaneState } from "./initial-state.js";
import { outcomes, TestLane } from "./test-lane.js";

test("a whole purchase: the first scan begins it, the card ends it, the receipt adds up", () => {
  const lane = new TestLane();
  lane.scan("milk").scan("bread").scan("water");
  expect(lane.state.step.name).toBe("basket");
  expect(lane.totalMinor).toBe(119 + 249 + 79 + 25);
  lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 2 });
  expect(lane.state.step.name).toBe("payment");
  const attemptId = lane.pay();
  expect(lane.effect("authorise")).toMatchObject({ attemptId, amountMinor: 512, currency: "EUR" });
  lane
    .do({ kind: "payment-progress", attemptId, stage: "present-card" })
    .outcome(attemptId, outcomes.approved(512));
  const { step } = lane.state;
  if (step.name !== "thank-you") throw new Error(step.name);
  const receipt = receiptSchema.parse(step.receipt);
  expect(receipt.receiptNumber).toBe("lane-1-000001");
  expect(receipt.lines.map((line) => [line.kind, line.totalMinor])).toEqual([
    ["item", 119],
    ["item", 249],
    ["item", 79],
    ["deposit", 25],
    ["bag", 40],
  ]);
  expect(receipt.totalMinor).toBe(512);
  expect(receipt.tenders).toEqual([
    { kind: "card", amountMinor: 512, details: ["VISA", "**** 1234", "A1", "T1/42"] },
  ]);
  expect(lane.effect("set-timer")).toEqual({
    kind: "set-timer",
    timer: "thank-you",
    about: "lane-1-000001",
    dueAtMs: lane.nowMs + 20_000,
    afterMs: 20_000,
  });
});

test("the entries of a purchase, read back from text, give the same state byte for byte", () => {
  const lane = new TestLane();
  lane.toPayment("milk", "bread");
  lane.outcome(lane.pay(), outcomes.approved(368));
  const text = canonicalJson(lane.entries as unknown as Json);
  const again = replay(initialLaneState("lane-1", "en"), JSON.parse(text));
  expect(canonicalJson(again as unknown as Json)).toBe(canonicalJson(lane.state as unknown as Json));
});
