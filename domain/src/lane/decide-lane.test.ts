import { deviceClass, deviceFaultCode, laneFault } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.js";
import { faultRule, hasEffect } from "./device-faults.js";
import { initialLaneState } from "./initial-state.js";
import { baseKnowledge, outcomes, shopper, system, TestLane } from "./test-lane.js";

const fault = (
  code: "paper-out" | "paper-near-end" | "unreachable" | "scale-under-zero",
  raised: boolean,
  device: "receipt-printer" | "produce-scale" = "receipt-printer",
) => ({ kind: "device-fault", device, code, raised, detail: "detail" }) as const;

describe("faults", () => {
  it("are raised and cleared, once each, and ask for a person while they last", () => {
    const lane = new TestLane().do(fault("paper-out", true)).do(fault("paper-out", true));
    expect(lane.state.faults).toEqual([
      { device: "receipt-printer", code: "paper-out", sinceMs: lane.nowMs },
    ]);
    expect(lane.intervention("device-fault")).toMatchObject({
      blocking: false,
      evidence: { device: "receipt-printer", faultCode: "paper-out" },
    });
    lane.do(fault("unreachable", true)).do(fault("paper-out", false)).do(fault("paper-out", false));
    expect(lane.state.faults.map((one) => one.code)).toEqual(["unreachable"]);
    expect(lane.intervention("device-fault").evidence.faultCode).toBe("unreachable");
    expect(lane.kinds()).toEqual([
      "device-fault-raised",
      "intervention-raised",
      "device-fault-raised",
      "intervention-raised",
      "device-fault-cleared",
      "intervention-ended",
    ]);
  });

  it("that pass by themselves need nobody", () => {
    expect(new TestLane().do(fault("scale-under-zero", true, "produce-scale")).state.interventions).toEqual(
      [],
    );
  });

  it("a cleared fault whose question was answered leaves nothing", () => {
    const lane = new TestLane().do(fault("paper-near-end", true));
    lane
      .do({
        kind: "end-intervention",
        interventionId: lane.intervention("device-fault").interventionId,
        outcome: "resolved",
      })
      .do(fault("paper-near-end", false));
    expect(lane.state).toMatchObject({ faults: [], interventions: [] });
  });

  it("each has an effect the contracts know", () => {
    for (const device of deviceClass.options) {
      for (const code of deviceFaultCode.options)
        expect(laneFault.shape.effect.options).toContain(faultRule(device, code).effect);
      expect(faultRule(device, "unreachable").effect).not.toBe("none");
    }
    expect(hasEffect([{ device: "scanner", code: "unreachable" }], "no-scanning")).toBe(true);
    expect(hasEffect([{ device: "receipt-printer", code: "paper-near-end" }], "no-paper-receipt")).toBe(
      false,
    );
  });
});

describe("modes", () => {
  it("are changed once", () => {
    const lane = new TestLane();
    lane
      .do({ kind: "open-lane" })
      .do({ kind: "pause-lane" })
      .do({ kind: "pause-lane" })
      .do({ kind: "close-lane" })
      .do({ kind: "open-lane" });
    expect(lane.kinds()).toEqual(["lane-paused", "lane-closed", "lane-opened"]);
  });
});

describe("commands", () => {
  it("an id too long to derive others from is no valid request", () => {
    const command = {
      commandId: "c".repeat(59),
      actor: shopper,
      atMs: 1,
      request: { kind: "start", locale: "en" },
    } as const;
    const refused = decide(initialLaneState("lane-1", "en"), command, baseKnowledge);
    expect(refused).toEqual({
      ok: false,
      error: { reason: "invalid-request", fields: [{ path: "commandId", message: "at most 58 characters" }] },
    });
  });

  it("a basket's price book may not change under it", () => {
    const lane = new TestLane().scan("milk");
    const pricing = { ...baseKnowledge.pricing, versions: { priceBook: { bookId: "test", version: 2 } } };
    expect(() =>
      lane.do({ kind: "change-quantity", lineId: lane.line(0).lineId, quantity: 2 }, { pricing }),
    ).toThrow("price book version");
  });

  it("still-here without a question is nothing", () => {
    expect(new TestLane().scan("milk").do({ kind: "still-here" }).entries.at(-1)?.kind).toBe("basket-priced");
  });
});

describe("timers", () => {
  it("follow from the state: a restart sets all of them again", () => {
    const lane = new TestLane({ ...baseKnowledge, hasSecurityScale: true }).scan("milk");
    lane.nowMs += 4_000;
    lane.do({ kind: "recover" });
    const about = lane.state.transaction?.transactionId ?? "";
    expect(lane.effects).toEqual([
      { kind: "set-timer", timer: "idle-ask", about, dueAtMs: lane.nowMs + 86_000, afterMs: 86_000 },
      { kind: "set-timer", timer: "bagging-nudge", about: String(lane.nowMs - 4_000), dueAtMs: lane.nowMs + 8_000, afterMs: 8_000 },
    ]);
    lane.nowMs += 600_000;
    lane.do({ kind: "recover" });
    expect(lane.effects.every((effect) => effect.kind === "set-timer" && effect.afterMs === 0)).toBe(true);
  });

  it("one that rings late for something else, or too early, is refused without a trace", () => {
    const lane = new TestLane().scan("milk");
    const about = lane.state.transaction?.transactionId ?? "";
    expect(lane.refuse({ kind: "timer", timer: "idle-ask", about }).reason).toBe("wrong-step");
    lane.nowMs += 90_000;
    for (const timer of [
      "idle-end",
      "bagging-nudge",
      "thank-you",
      "suspended-shown",
      "payment-query",
    ] as const) {
      expect(lane.refuse({ kind: "timer", timer, about }).reason).toBe("wrong-step");
    }
    expect(lane.refuse({ kind: "timer", timer: "idle-ask", about: "another" }).reason).toBe("wrong-step");
    lane.do({ kind: "timer", timer: "idle-ask", about });
    expect(lane.entries.at(-1)).toMatchObject({ kind: "idle-asked", actor: system });
  });

  it("a clock that is put back a year silences none, and a restart then waits no longer than any would", () => {
    const lane = new TestLane().toPayment("milk");
    const attemptId = lane.pay();
    const set = lane.effects.find((effect) => effect.kind === "set-timer");
    lane.nowMs -= 365 * 86_400_000;
    expect(lane.refuse({ kind: "timer", timer: "payment-query", about: attemptId, dueAtMs: 1 }).reason).toBe("wrong-step");
    lane.do({ kind: "timer", timer: "payment-query", about: attemptId, dueAtMs: set?.dueAtMs ?? 0 });
    expect(lane.state.attempt).toMatchObject({ state: "unknown", queries: 1 });
    expect(lane.effect("resolve-payment")?.attemptId).toBe(attemptId);
    lane.outcome(attemptId, outcomes.approved(119));
    lane.nowMs -= 365 * 86_400_000;
    lane.do({ kind: "recover" });
    expect(lane.effect("set-timer")).toMatchObject({ timer: "thank-you", afterMs: 120_000 });
  });

  it("every sign of life moves the idle question away", () => {
    const lane = new TestLane().scan("milk");
    const about = lane.state.transaction?.transactionId ?? "";
    lane.nowMs += 80_000;
    lane.scan("bread");
    expect(lane.effects).toContainEqual({ kind: "set-timer", timer: "idle-ask", about, dueAtMs: lane.nowMs + 90_000, afterMs: 90_000 });
    lane.nowMs += 10_000;
    expect(lane.refuse({ kind: "timer", timer: "idle-ask", about }).reason).toBe("wrong-step");
  });

  it("a device's fault is no sign of life, a refused card is", () => {
    const lane = new TestLane().toPayment("milk");
    const about = lane.state.transaction?.transactionId ?? "";
    lane.nowMs += 80_000;
    lane.do(fault("paper-out", true));
    lane.ring("idle-ask", about, 10_000);
    const attemptId = lane.pay();
    lane.nowMs += 60_000;
    lane.outcome(attemptId, outcomes.declined);
    expect(lane.effects).toContainEqual({ kind: "set-timer", timer: "idle-ask", about, dueAtMs: lane.nowMs + 90_000, afterMs: 90_000 });
  });
});
