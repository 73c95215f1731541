import { expect, it } from "vitest";
import { attendant, outcomes, shopper, TestLane } from "../lane/test-lane.js";

const phrase = { kind: "send-message", content: { phrase: "card-forgotten" }, seconds: 60 } as const;
const text = { kind: "send-message", content: { text: "Your umbrella is at the desk." }, seconds: 30 } as const;
const ending = (lane: TestLane) => lane.entries.findLast((entry) => entry.kind === "message-ended");

it("a message is shown with who sent it, until the shopper puts it away", () => {
  const lane = new TestLane().scan("milk").do(phrase);
  const { message } = lane.state;
  expect(message).toMatchObject({ content: { phrase: "card-forgotten" }, by: { attendantId: "a1", name: "Ada" }, untilMs: lane.nowMs + 60_000 });
  expect(lane.entries.at(-1)?.actor).toEqual(attendant);
  lane.do({ kind: "dismiss-message", messageId: "another" });
  expect(lane.state.message).toEqual(message);
  lane.do({ kind: "dismiss-message", messageId: message?.messageId ?? "" });
  expect([lane.state.message, ending(lane)]).toMatchObject([undefined, { because: "read", actor: shopper }]);
});

it("a newer one takes its place; its time ends it; it can be taken back", () => {
  const lane = new TestLane().do(phrase);
  const first = lane.state.message?.messageId ?? "";
  lane.do(text);
  const second = lane.state.message?.messageId ?? "";
  lane.nowMs += 60_000;
  expect(lane.refuse({ kind: "timer", timer: "message-over", about: first }).reason).toBe("wrong-step");
  lane.do({ kind: "timer", timer: "message-over", about: second });
  expect([lane.state.message, ending(lane)]).toMatchObject([undefined, { because: "over" }]);
  lane.do(text).do({ kind: "withdraw-message" }).do({ kind: "withdraw-message" });
  expect(lane.kinds().filter((kind) => kind === "message-ended")).toHaveLength(2);
});

it.each([
  ["paid", (lane: TestLane) => lane.outcome(lane.pay(), outcomes.approved(119))],
  ["given up", (lane: TestLane) => lane.do({ kind: "abandon" })],
  ["set aside", (lane: TestLane) => lane.do({ kind: "suspend" })],
])("goes with the basket that is %s: the next shopper does not read it", (_how, end) => {
  expect(end(new TestLane().toPayment("milk").do(phrase)).state.message).toBeUndefined();
});

it("is no sign that anybody is there, and only an attendant sends one", () => {
  const lane = new TestLane().scan("milk");
  const { transactionId } = lane.state.transaction ?? { transactionId: "" };
  lane.ring("idle-ask", transactionId, 90_000);
  const before = lane.state.lastActivityMs;
  lane.do(text);
  expect([lane.state.idle === undefined, lane.state.lastActivityMs]).toEqual([false, before]);
  expect(lane.send(text, {}, shopper)?.reason).toBe("not-allowed");
});
