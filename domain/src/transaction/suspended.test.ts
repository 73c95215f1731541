import { expect, it } from "vitest";
import { TestLane } from "../lane/test-lane.js";
import { applySuspension, type SuspendedTransactions } from "./suspended.js";

const none: SuspendedTransactions = new Map();

it("holds a basket from its suspension to its recall, over all lanes", () => {
  const lane = new TestLane().scan("milk").do({ kind: "suspend" });
  const waiting = lane.entries.reduce(applySuspension, none);
  const [suspended] = waiting.values();
  expect(suspended).toMatchObject({
    fromLaneId: "lane-1",
    suspendedAtMs: lane.nowMs,
    because: "shopper",
    transaction: { lines: [{ item: { itemId: "milk" } }] },
  });
  if (suspended === undefined) throw new Error("nothing is suspended");
  const there = new TestLane(lane.knowledge, "lane-2").do(
    { kind: "recall", token: suspended.token },
    { suspended },
  );
  const gone = there.entries.reduce(applySuspension, waiting);
  expect(gone.size).toBe(0);
  expect(waiting.size).toBe(1);
  expect(there.entries.reduce(applySuspension, gone)).toBe(gone);
});
