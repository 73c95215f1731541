import { expect, it } from "vitest";
import { baseKnowledge, outcomes, TestLane } from "../lane/test-lane.js";

function paid(lane = new TestLane()): TestLane {
  lane.toPayment("milk");
  return lane.outcome(lane.pay(), outcomes.approved(119));
}
const printState = (lane: TestLane) =>
  lane.state.step.name === "thank-you" ? lane.state.step.print : lane.state.step.name;
const jobOf = (lane: TestLane) => lane.effect("print-receipt")?.jobId ?? "";

it("the original is printed once, however often it is asked for", () => {
  const lane = paid();
  expect(printState(lane)).toBe("offered");
  lane.do({ kind: "print-receipt" });
  const jobId = jobOf(lane);
  expect(lane.effect("print-receipt")).toMatchObject({
    copy: 0,
    receipt: { receiptNumber: "lane-1-000001" },
  });
  expect(printState(lane)).toBe("printing");
  lane.do({ kind: "print-receipt" });
  expect(lane.effect("print-receipt")).toBeUndefined();
  lane
    .do({ kind: "print-result", jobId, result: "waiting" })
    .do({ kind: "print-result", jobId, result: "waiting" });
  expect(printState(lane)).toBe("waiting");
  lane.do({ kind: "print-result", jobId, result: "printed" });
  expect(printState(lane)).toBe("printed");
  expect(lane.state).toMatchObject({ printJobs: [], recentReceipts: [{ copies: 1 }] });
  lane.do({ kind: "print-receipt" });
  expect(lane.effect("print-receipt")).toBeUndefined();
});

it("a failed one may be asked for again", () => {
  const lane = paid().do({ kind: "print-receipt" });
  lane.do({ kind: "print-result", jobId: jobOf(lane), result: "failed" });
  expect(printState(lane)).toBe("failed");
  lane.do({ kind: "print-receipt" });
  expect(lane.effect("print-receipt")?.copy).toBe(0);
});

it("an attendant prints marked copies after the shopper has left; the first of all is the original", () => {
  const lane = paid().do({ kind: "finish" });
  for (const copy of [0, 1, 2]) {
    lane.do({ kind: "reprint-receipt", receiptNumber: "lane-1-000001" });
    expect(lane.effect("print-receipt")?.copy).toBe(copy);
    lane.do({ kind: "print-result", jobId: jobOf(lane), result: "printed" });
  }
  expect(lane.refuse({ kind: "reprint-receipt", receiptNumber: "lane-1-000002" }).reason).toBe(
    "receipt-not-found",
  );
});

it("without paper there is none", () => {
  expect(
    paid(new TestLane({ ...baseKnowledge, hasPrinter: false })).refuse({ kind: "print-receipt" }).reason,
  ).toBe("printer-unavailable");
  const lane = paid().do({
    kind: "device-fault",
    device: "receipt-printer",
    code: "paper-out",
    raised: true,
    detail: undefined,
  });
  expect(lane.refuse({ kind: "print-receipt" }).reason).toBe("printer-unavailable");
  const nearEnd = paid().do({
    kind: "device-fault",
    device: "receipt-printer",
    code: "paper-near-end",
    raised: true,
    detail: undefined,
  });
  nearEnd.do({ kind: "print-receipt" });
});

it("what became of a job nobody knows any more changes nothing", () => {
  const lane = paid();
  const before = lane.entries.length;
  lane.do({ kind: "print-result", jobId: "other", result: "printed" });
  expect(lane.entries).toHaveLength(before);
});

it("after a stop of the edge a job that was on its way is waited for", () => {
  const lane = paid().do({ kind: "print-receipt" });
  const jobId = jobOf(lane);
  lane.do({ kind: "recover" }).do({ kind: "recover" });
  expect(printState(lane)).toBe("waiting");
  expect(lane.kinds().filter((kind) => kind === "receipt-print-waiting")).toHaveLength(1);
  lane.do({ kind: "print-result", jobId, result: "printed" });
  expect(printState(lane)).toBe("printed");
});

it("the last five receipts can be had again", () => {
  const lane = new TestLane();
  for (let count = 0; count < 6; count += 1) paid(lane).do({ kind: "finish" });
  expect(lane.state.recentReceipts.map((recent) => recent.receipt.receiptNumber)).toEqual([
    "lane-1-000002",
    "lane-1-000003",
    "lane-1-000004",
    "lane-1-000005",
    "lane-1-000006",
  ]);
});

it("a saved basket's number goes on paper once, in the shopper's language; a failed one may be asked for again", () => {
  const lane = new TestLane().do({ kind: "set-locale", locale: "de" }).scan("milk").do({ kind: "suspend" });
  const step = () => (lane.state.step.name === "suspended" ? lane.state.step : undefined);
  const token = step()?.token;
  const savedAtMs = lane.state.stepSinceMs;
  lane.do({ kind: "print-slip" });
  const { jobId } = lane.effect("print-slip") ?? { jobId: "" };
  expect(lane.effect("print-slip")?.slip).toEqual({ token, locale: "de", savedAtMs, training: false });
  expect(step()?.print).toBe("printing");
  lane.do({ kind: "print-slip" });
  expect(lane.effect("print-slip")).toBeUndefined();
  lane.do({ kind: "print-result", jobId, result: "waiting" });
  expect(step()?.print).toBe("waiting");
  lane.do({ kind: "print-result", jobId, result: "failed" });
  expect(step()?.print).toBe("failed");
  lane.do({ kind: "print-slip" });
  lane.do({ kind: "print-result", jobId: lane.effect("print-slip")?.jobId ?? "", result: "printed" });
  expect(step()?.print).toBe("printed");
  expect(lane.state.printJobs).toEqual([]);
});

it("a slip that comes out late says nothing to the next shopper, and without paper there is none", () => {
  const lane = new TestLane().scan("milk").do({ kind: "suspend" }).do({ kind: "print-slip" });
  const jobId = lane.effect("print-slip")?.jobId ?? "";
  lane.do({ kind: "finish" }).scan("bread").do({ kind: "suspend" });
  const before = lane.state.step;
  lane.do({ kind: "print-result", jobId, result: "printed" });
  expect(lane.state.step).toEqual(before);
  const bare = new TestLane({ ...baseKnowledge, hasPrinter: false }).scan("milk").do({ kind: "suspend" });
  expect(bare.refuse({ kind: "print-slip" }).reason).toBe("printer-unavailable");
});
