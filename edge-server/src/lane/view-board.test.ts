import { storeConfig } from "@laneway/contracts";
import { expect, it } from "vitest";
import type { Clock } from "../ports.js";
import { ViewBoard, type ViewBoardDeps } from "./view-board.js";

it("the store's view is told at once, then at most four times a second; who waits for a person is told at once all the same", () => {
  let nowMs = 0;
  const timers: { readonly dueMs: number; readonly call: () => void; cancelled: boolean }[] = [];
  const clock: Clock = {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    after: (delayMs, call) => {
      const timer = { dueMs: nowMs + delayMs, call, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  };
  const runUntil = (untilMs: number) => {
    nowMs = untilMs;
    for (const timer of timers.splice(0)) {
      if (timer.cancelled) continue;
      if (timer.dueMs <= untilMs) timer.call();
      else timers.push(timer);
    }
  };
  const toldAtMs: number[] = [];
  const board = new ViewBoard({
    voucherCode: () => "LWV1",
    pricing: () => expect.fail("no basket is paid"),
    config: storeConfig.parse({}), currencyDigits: 2, bootId: "b", clock, lanes: new Map(), online: () => true, fiscalOutageSinceMs: () => undefined, notes: () => [], offlineCards: () => undefined,
    record: { suspendedWaiting: () => [], outboxWaiting: () => 0 },
    day: { selling: "open", view: { state: "none", required: false } },
    publishLane: () => undefined, publishWeight: () => undefined, publishStore: () => toldAtMs.push(nowMs),
  } as unknown as ViewBoardDeps);
  board.storeChanged();
  board.storeChanged();
  runUntil(10);
  expect(toldAtMs).toEqual([10]);
  nowMs = 60;
  board.storeChanged();
  runUntil(259);
  expect(toldAtMs).toEqual([10]);
  runUntil(260);
  expect(toldAtMs).toEqual([10, 260]);
  nowMs = 270;
  board.storeChanged();
  nowMs = 280;
  board.storeChanged(true);
  runUntil(290);
  runUntil(600);
  expect(toldAtMs).toEqual([10, 260, 290]);
});
