import { laneView as laneViewSchema, queuedIntervention, suspendedBasket } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { interventionQueue, queuePlaces, suspendedBaskets } from "./attendant-view.js";
import { type LaneSurroundings, laneView } from "./lane-view.js";
import { baseKnowledge, outcomes, TestLane, rules } from "./test-lane.js";
import { scenarios } from "./test-scenarios.js";

const around = (lane: TestLane, more: Partial<LaneSurroundings> = {}): LaneSurroundings => ({
  storeId: "demo",
  storeName: "Test Market",
  laneName: "1",
  version: 7,
  bootId: "boot",
  training: false,
  locales: ["en", "de", "ar"],
  currency: "EUR",
  currencyDigits: 2,
  nowMs: lane.nowMs,
  online: true,
  ways: [{ tender: "card" as const, usable: true }],
  hasProduceScale: true, hasPrinter: true,
  hasSecurityScale: true,
  selling: "open",
  queuePlaces: new Map(),
  ...more,
});
const viewOf = (lane: TestLane, more: Partial<LaneSurroundings> = {}) =>
  laneViewSchema.parse(laneView(lane.state, around(lane, more)));
const staffAt = (nowMs: number) => ({ laneNames: new Map([["lane-1", "One"]]), locales: ["de", "en"], nowMs, rules });

describe("laneView", () => {
  it("of a lane where nobody stands holds no basket", () => {
    const view = viewOf(new TestLane());
    expect(view).toMatchObject({
      step: { name: "welcome" },
      mode: "open",
      locale: "en",
      training: false,
      version: 7,
    });
    expect(view.basket).toBeUndefined();
  });

  it("shows the basket in the shopper's language; its lines add up", () => {
    const lane = new TestLane()
      .do({ kind: "start", locale: "de" })
      .scan("milk")
      .scan("wine")
      .scan("water")
      .scan("bananas", { weightGrams: 250 });
    lane.do({ kind: "void-line", lineId: lane.line(0).lineId });
    lane.do({ kind: "override-price", lineId: lane.line(2).lineId, unitPriceMinor: 50, reason: "damaged" });
    const { basket } = viewOf(lane);
    expect(basket?.lines.map((line) => [line.name, line.state, line.baseMinor, line.totalMinor])).toEqual([
      ["milk (de)", "void", 119, 0],
      ["wine (de)", "age-check-due", 599, 599],
      ["water (de)", "sold", 50, 75],
      ["bananas (de)", "sold", 50, 50],
    ]);
    expect(basket?.lines[2]).toMatchObject({
      priceOverridden: true,
      quantityChangeable: true,
      depositMinor: 25,
    });
    expect(basket?.lines[3]).toMatchObject({ soldBy: "weight", weightGrams: 250, quantityChangeable: false });
    expect(basket?.lines.reduce((sum, line) => sum + line.totalMinor, 0)).toBe(basket?.totalMinor);
    expect(basket).toMatchObject({
      itemCount: 3,
      dueMinor: 724,
      paidMinor: 0,
      pricesIncludeTax: true,
      taxes: [{ name: "MwSt" }],
    });
  });

  it("strikes a regular price through only beside a lower one", () => {
    const lane = new TestLane().scan("milk");
    expect(viewOf(lane).basket?.lines[0]?.regularUnitPriceMinor).toBeUndefined();
    lane.do({
      kind: "override-price",
      lineId: lane.line(0).lineId,
      unitPriceMinor: 90,
      reason: "price-match",
    });
    expect(viewOf(lane).basket?.lines[0]).toMatchObject({ unitPriceMinor: 90, regularUnitPriceMinor: 119 });
  });

  it("tells what happened, what to do and who comes", () => {
    const lane = new TestLane({ ...baseKnowledge, hasSecurityScale: true })
      .scan("bread")
      .scan("staffed")
      .scan("wine");
    const { interventionId } = lane.intervention("age-restriction");
    lane.do({ kind: "take-intervention", interventionId });
    const view = viewOf(lane, { queuePlaces: new Map([[interventionId, 3]]) });
    expect(view.notices[1]).toMatchObject({
      kind: "item-refused",
      itemId: "staffed",
      text: "staffed",
      reason: "item-blocked",
    });
    expect(view.nudge).toEqual({ kind: "place-item", itemName: "bread" });
    expect(view.interventions).toMatchObject([
      { kind: "age-restriction", state: "coming", blocking: true, placeInQueue: 3, itemName: "wine" },
    ]);
    expect(viewOf(lane).interventions[0]?.placeInQueue).toBe(1);
  });

  it("shows nothing of what staff do without the shopper: a basket left by another, paper that will last", () => {
    const fault = (code: "paper-near-end" | "paper-out") =>
      ({ kind: "device-fault", device: "receipt-printer", code, raised: true, detail: undefined }) as const;
    const lane = new TestLane().do(fault("paper-near-end")).scan("milk");
    expect(lane.intervention("device-fault")).toBeDefined();
    expect(viewOf(lane).interventions).toEqual([]);
    lane.do(fault("paper-out"));
    expect(viewOf(lane).interventions.map(({ kind }) => kind)).toEqual(["device-fault"]);
    const left = new TestLane().scan("milk");
    left.ring("idle-ask", left.state.transaction?.transactionId ?? "", 90_000);
    left.ring("idle-end", left.state.transaction?.transactionId ?? "", 30_000);
    expect(viewOf(left).interventions.map(({ kind }) => kind)).toEqual(["basket-left"]);
    left.do({ kind: "finish" }).scan("bread");
    expect(left.intervention("basket-left")).toBeDefined();
    expect(viewOf(left).interventions).toEqual([]);
  });

  it("follows a payment", () => {
    const lane = new TestLane().toPayment("milk");
    const payment = () => {
      const { step } = viewOf(lane);
      return step.name === "payment" ? step.payment?.state : step.name;
    };
    expect(payment()).toBeUndefined();
    const attemptId = lane.pay();
    expect(payment()).toBe("starting");
    for (const [stage, shown] of [
      ["sent", "starting"],
      ["present-card", "present-card"],
      ["enter-pin", "enter-pin"],
      ["processing", "processing"],
      ["query", "processing"],
      ["remove-card", "remove-card"],
    ] as const) {
      lane.do({ kind: "payment-progress", attemptId, stage });
      expect(payment()).toBe(shown);
    }
    lane.do({ kind: "cancel-payment" });
    expect(payment()).toBe("cancelling");
    lane.outcome(attemptId, outcomes.unknown);
    expect(payment()).toBe("unclear");
    lane.outcome(attemptId, outcomes.declined);
    expect(viewOf(lane).step).toMatchObject({ payment: { state: "declined", declineCode: "05" } });
    lane.outcome(lane.pay(), outcomes.aborted);
    expect(viewOf(lane).step).toMatchObject({ payment: { state: "aborted", declineCode: "6C" } });
    lane.pay();
    lane.do({ kind: "cancel-payment" });
    expect(payment()).toBe("cancelling");
    lane.outcome(lane.attemptId, outcomes.notPerformed);
    expect(viewOf(lane).step).toMatchObject({ payment: { state: "aborted", declineCode: "not-performed" } });
    lane.outcome(lane.pay(), outcomes.approved(119));
    expect(viewOf(lane).step).toMatchObject({ name: "thank-you", print: "offered", remainingMs: 20_000 });
  });

  it("counts down, and never below nothing", () => {
    const lane = new TestLane().scan("milk");
    lane.ring("idle-ask", lane.state.transaction?.transactionId ?? "", 90_000);
    expect(viewOf(lane, { nowMs: lane.nowMs + 12_000 }).idle).toEqual({ remainingMs: 18_000 });
    expect(viewOf(lane, { nowMs: lane.nowMs + 99_000 }).idle).toEqual({ remainingMs: 0 });
    lane.do({ kind: "suspend" });
    expect(viewOf(lane).step).toMatchObject({ name: "suspended", remainingMs: 20_000 });
  });

  it("names what each fault means for the shopper", () => {
    const lane = new TestLane().do({
      kind: "device-fault",
      device: "payment-terminal",
      code: "unreachable",
      raised: true,
      detail: "x",
    });
    expect(viewOf(lane).faults).toEqual([
      { device: "payment-terminal", code: "unreachable", effect: "no-card-payment" },
    ]);
  });
});

describe("attendants", () => {
  it("see all that waits on one lane together, with the evidence in their language", () => {
    const lane = new TestLane().do({ kind: "request-help" });
    lane.nowMs += 5_000;
    lane.scan("wine").scan("bread");
    const other = new TestLane(baseKnowledge, "lane-2").do({ kind: "request-help" });
    const queue = interventionQueue([lane.state, other.state], staffAt(lane.nowMs)).map((one) =>
      queuedIntervention.parse(one),
    );
    expect(queue.map((one) => [one.laneName, one.kind])).toEqual([
      ["One", "age-restriction"],
      ["One", "help"],
      ["lane-2", "help"],
    ]);
    expect(queue[0]).toMatchObject({
      outcomes: ["approved", "refused"],
      evidence: { itemName: "wine (de)", minimumAge: 16 },
    });
    expect(queue[0]?.evidence.lastEvents.at(-1)).toEqual({
      kind: "line-added",
      text: "bread (de)",
      atMs: lane.nowMs,
    });
    expect([...queuePlaces(queue).values()]).toEqual([1, 1, 2]);
  });

  it("see who comes, and that an unclear payment has no answer but the terminal's", () => {
    const lane = new TestLane().toPayment("milk");
    lane.outcome(lane.pay(), outcomes.unknown);
    lane.do({
      kind: "take-intervention",
      interventionId: lane.intervention("payment-unclear").interventionId,
    });
    const [one] = interventionQueue([lane.state], staffAt(lane.nowMs));
    expect(queuedIntervention.parse(one)).toMatchObject({
      state: "coming",
      takenBy: "Ada",
      outcomes: [],
      evidence: { amountMinor: 119 },
    });
  });

  it("see the token of a basket that was left, and all that are set aside, the newest first", () => {
    const lane = new TestLane().scan("milk");
    lane
      .ring("idle-ask", lane.state.transaction?.transactionId ?? "", 90_000)
      .ring("idle-end", lane.state.transaction?.transactionId ?? "", 30_000);
    const entry = lane.entries.find((each) => each.kind === "transaction-suspended");
    if (entry?.kind !== "transaction-suspended") throw new Error("nothing is suspended");
    expect(interventionQueue([lane.state], staffAt(lane.nowMs))[0]?.evidence.code).toBe(entry.token);
    const { token, because, transaction } = entry;
    const basket = { token, because, transaction, fromLaneId: "lane-1", suspendedAtMs: 5 };
    const shown = suspendedBaskets([basket, { ...basket, token: "NEWER1", suspendedAtMs: 6 }]).map((each) =>
      suspendedBasket.parse(each),
    );
    expect(shown.map((each) => each.token)).toEqual(["NEWER1", token]);
    expect(shown[1]).toEqual({
      token,
      fromLaneId: "lane-1",
      suspendedAtMs: 5,
      itemCount: 1,
      totalMinor: 119,
      because: "idle",
    });
  });
});

it("every story's lane fits the contracts", () => {
  for (const lane of scenarios()) {
    viewOf(lane);
    for (const one of interventionQueue([lane.state], staffAt(lane.nowMs))) queuedIntervention.parse(one);
  }
});
