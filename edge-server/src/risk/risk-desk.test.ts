import { setImmediate as turn } from "node:timers/promises";
import type { RiskFault } from "@laneway/contracts";
import { storeConfig } from "@laneway/contracts";
import type { LaneState } from "@laneway/domain/lane/types";
import type { RiskAssessment } from "@laneway/domain/risk/types";
import { baseKnowledge, TestLane } from "@laneway/domain/lane/test-lane";
import { riskFeatureNames } from "@laneway/domain/risk/features";
import { usualRules } from "@laneway/domain/risk/rules";
import { pino } from "pino";
import { afterEach, describe, expect, it, vi } from "vitest";
import { storeTime } from "../lane/business-time.js";
import { systemClock } from "../ports.js";
import type { LaneScorer } from "./lane-scorer.js";
import { RiskDesk, type RiskDeskDeps } from "./risk-desk.js";
import { RiskError } from "./risk-error.js";
import { Velocity } from "./velocity.js";

const desks: RiskDesk[] = [];
afterEach(() => {
  for (const desk of desks.splice(0)) desk.stop();
});

const scorer = (score: LaneScorer["score"]): (() => Promise<LaneScorer>) => () => Promise.resolve({ modelId: "m1", score, close: () => Promise.resolve() });

function deskWith(openScorer: RiskDeskDeps["openScorer"], more: Partial<RiskDeskDeps> = {}, settings: object = {}): RiskDesk {
  const desk = new RiskDesk({
    config: storeConfig.parse({ risk: { deadlineMs: 20, ...settings } }).risk,
    rules: usualRules, rulesProblem: undefined, openScorer, velocity: new Velocity(), storeTime: storeTime("Europe/Berlin"), clock: systemClock, log: pino({ level: "silent" }),
    auditKey: "key", earlier: [],
    ...more,
  });
  desks.push(desk);
  return desk;
}

/** Looks at the lane and waits until the score or the fault is there. */
async function looked(desk: RiskDesk, state: LaneState) {
  desk.look("lane-1", state);
  await turn();
  return vi.waitFor(() => {
    const known = desk.knowledge("lane-1", state, "c1", 1_000);
    if (known?.score === undefined && (known?.fault === undefined || known.fault === "not-scored-yet")) throw new Error("not yet");
    return known;
  });
}

const basket = () => new TestLane(baseKnowledge).scan("milk").scan("bread").state;

describe("a score", () => {
  it("is of the basket as it is, by all figures in order", async () => {
    const asked: (readonly number[])[] = [];
    const desk = deskWith(scorer((input) => Promise.resolve(asked.push(input)).then(() => 0.25)));
    expect(await looked(desk, basket())).toMatchObject({ score: { ppm: 250_000, modelId: "m1", events: 2 }, rules: usualRules, audit: false });
    expect(asked.at(-1)).toHaveLength(riskFeatureNames.length);
    expect(desk.finding()).toBe("ok");
  });

  it("of a burst of events is asked for once at a time, the newest last; the same basket not again", async () => {
    let running = 0;
    const lines: number[] = [];
    const desk = deskWith(
      scorer(async (input) => {
        running += 1;
        expect(running).toBe(1);
        lines.push(input[1] ?? 0);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return 0.1;
      }),
    );
    await turn();
    const lane = new TestLane(baseKnowledge);
    for (let count = 0; count < 8; count += 1) desk.look("lane-1", lane.scan("milk").state);
    await vi.waitFor(() => expect(desk.knowledge("lane-1", lane.state, "c1", 1_000)?.score?.events).toBe(8));
    expect(lines.length).toBeLessThan(4);
    const before = lines.length;
    desk.look("lane-1", lane.state);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(lines).toHaveLength(before);
  });

  it("ends with its basket", async () => {
    const desk = deskWith(scorer(() => Promise.resolve(0.5)));
    const state = basket();
    await looked(desk, state);
    desk.look("lane-1", { ...state, transaction: undefined });
    expect(desk.knowledge("lane-1", state, "c1", 1_000)).toMatchObject({ fault: "not-scored-yet" });
    expect(desk.knowledge("lane-1", { ...state, transaction: undefined }, "c1", 1_000)).toBeUndefined();
  });
});

describe("without a score baskets are judged all the same, and the fault has a name", () => {
  const failing: readonly (readonly [RiskFault, RiskDeskDeps["openScorer"]])[] = [
    ["model-missing", () => Promise.reject(new RiskError("model-missing", "gone"))],
    ["model-changed", () => Promise.reject(new RiskError("model-changed", "other bytes"))],
    ["model-corrupt", () => Promise.reject(new Error("whatever"))],
    ["score-not-a-probability", scorer(() => Promise.resolve(Number.NaN))],
    ["model-slow", scorer(() => new Promise(() => undefined))],
    ["model-corrupt", scorer(() => Promise.reject(new Error("fell over")))],
  ];
  it.each(failing)("%s", async (fault, open) => {
    const desk = deskWith(open);
    await turn();
    expect(await looked(desk, basket())).toMatchObject({ fault, rules: usualRules, thresholds: { askPpm: 850_000 } });
    expect(desk.finding()).toBe(fault);
  });

  it("is over with the next score", async () => {
    let broken = true;
    const desk = deskWith(scorer(() => (broken ? Promise.reject(new RiskError("model-mismatch", "no")) : Promise.resolve(0.2))));
    const lane = new TestLane(baseKnowledge).scan("milk");
    await turn();
    expect((await looked(desk, lane.state))?.fault).toBe("model-mismatch");
    broken = false;
    lane.scan("bread");
    desk.look("lane-1", lane.state);
    await vi.waitFor(() => expect(desk.finding()).toBe("ok"));
  });

  it("switched off, nothing is judged", () => {
    const desk = deskWith(scorer(() => Promise.resolve(0.5)), {}, { enabled: false });
    expect(desk.knowledge("lane-1", basket(), "c1", 1_000)).toBeUndefined();
    expect(desk.finding()).toBe("ok");
  });
});

it("draws at random as often as asked, and the same command always alike", () => {
  const desk = deskWith(scorer(() => Promise.resolve(0.5)), {}, { auditsPer1000: 100 });
  const drawn = Array.from({ length: 2_000 }, (_, index) => desk.knowledge("lane-1", basket(), `c${index}`, 1_000)?.audit);
  expect(drawn.filter(Boolean).length).toBeGreaterThan(150);
  expect(drawn.filter(Boolean).length).toBeLessThan(250);
  expect(desk.knowledge("lane-1", basket(), "c7", 9_000)?.audit).toBe(drawn[7]);
});

it("thresholds follow what was asked before the start", () => {
  const earlier = Array.from({ length: 300 }, (_, index) => ({ priorityPpm: index * 3_000, check: "pass", audit: false }) as RiskAssessment);
  const taught = deskWith(scorer(() => Promise.resolve(0.5)), { earlier });
  const { askPpm, nudgePpm } = taught.knowledge("lane-1", basket(), "c1", 1_000)?.thresholds ?? expect.fail();
  expect(askPpm).toBeGreaterThan(nudgePpm);
  expect(nudgePpm).toBeGreaterThanOrEqual(200_000);
  expect(askPpm).toBeLessThan(897_000);
});

it("velocity: what the same member and lane did in other baskets, within its time", () => {
  const velocity = new Velocity();
  const head = { shape: 1, actor: { kind: "shopper" } } as const;
  const member = (atMs: number) => velocity.note("lane-1", { ...head, kind: "member-identified", atMs, memberId: "m", membership: { programId: "p", names: { en: "P" }, customerGroups: [] } }, "m");
  for (const atMs of [0, 90_000_000, 91_000_000, 92_000_000]) member(atMs);
  velocity.note("lane-1", { ...head, kind: "payment-intent-saved", atMs: 91_000_000, attemptId: "a", tender: "gift-card", amountMinor: 1, currency: "EUR", previous: undefined, askAtMs: 0 }, undefined);
  const { transaction } = basket();
  const own = { ...(transaction ?? expect.fail()), memberId: "m" };
  expect(velocity.countsFor("lane-1", own, 92_000_000)).toEqual({ memberBaskets: 2, memberReturns: 0, couponUses: 0, giftCardTries: 1 });
  expect(velocity.countsFor("lane-2", { ...own, memberId: undefined }, 92_000_000)).toEqual({ memberBaskets: 0, memberReturns: 0, couponUses: 0, giftCardTries: 0 });
});
