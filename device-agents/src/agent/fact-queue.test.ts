import type { DeviceFact } from "@laneway/contracts";
import { describe, expect, test } from "vitest";
import { factLimits, queueFacts } from "./fact-queue.js";
import { seenIds } from "./seen-ids.js";

function setUp() {
  let nowMs = 1_000;
  const sent: string[] = [];
  const dropped: string[] = [];
  const queue = queueFacts((fact) => sent.push(fact.factId), () => nowMs, (facts) => dropped.push(...facts.map(({ factId }) => factId)));
  const head = (factId: string) => ({ factId, bootId: "b", sequence: 1, atMs: nowMs });
  const scan = (factId: string): DeviceFact => ({ ...head(factId), kind: "scan", device: "scanner", text: "1" });
  const weight = (factId: string): DeviceFact => ({ ...head(factId), kind: "weight", device: "produce-scale", reading: { state: "zero" } });
  const outcome = (factId: string): DeviceFact => ({ ...head(factId), kind: "payment-outcome", device: "payment-terminal", attemptId: "a", outcome: { result: "unknown", because: "x" } });
  return { queue, sent, dropped, scan, weight, outcome, pass: (ms: number) => { nowMs += ms; queue.tick(); } };
}

describe("facts on their way", () => {
  test("are resent every second until acknowledged", () => {
    const { queue, sent, scan, pass } = setUp();
    queue.offer(scan("s"));
    pass(999);
    expect(sent).toEqual(["s"]);
    pass(1);
    expect(sent).toEqual(["s", "s"]);
    expect(queue.acknowledge("s")?.factId).toBe("s");
    expect(queue.acknowledge("s")).toBeUndefined();
    pass(5_000);
    expect(sent).toHaveLength(2);
  });

  test("a newer weight takes the old one's place", () => {
    const { queue, weight } = setUp();
    for (let index = 0; index < 50; index += 1) queue.offer(weight(`w${index}`));
    expect(queue.size).toBe(1);
  });

  test("a scan is given up after fifteen seconds, and that is told; an outcome never is", () => {
    const { queue, dropped, scan, outcome, pass } = setUp();
    queue.offer(scan("s"));
    queue.offer(outcome("o"));
    pass(factLimits.staleScanMs);
    expect(dropped).toEqual([]);
    pass(1);
    expect(dropped).toEqual(["s"]);
    pass(3_600_000);
    expect(queue.size).toBe(1);
  });

  test("a new connection sends everything at once, oldest first", () => {
    const { queue, sent, scan, outcome } = setUp();
    queue.offer(scan("1"));
    queue.offer(outcome("2"));
    sent.length = 0;
    queue.flush();
    expect(sent).toEqual(["1", "2"]);
  });

  test("a full queue drops its oldest scan, never an outcome", () => {
    const { queue, dropped, scan, outcome } = setUp();
    queue.offer(outcome("o"));
    for (let index = 0; index <= factLimits.maximumQueued; index += 1) queue.offer(scan(`s${index}`));
    expect(queue.size).toBe(factLimits.maximumQueued);
    expect(dropped).toEqual(["s0", "s1"]);
    expect(queue.acknowledge("o")).toBeDefined();
  });
});

test("ids are remembered up to a limit, the oldest forgotten first", () => {
  const ids = seenIds(2);
  expect(["a", "a", "b", "c", "a", "c"].map((id) => ids.firstTime(id))).toEqual([true, false, true, true, true, false]);
});
