import { dayReport, dayView as dayViewSchema, type Refusal, type TerminalDayOutcome } from "@laneway/contracts";
import { describe, expect, it } from "vitest";
import { accountOfDay } from "./account.js";
import { dayTable } from "./day-table.js";
import { dayView } from "./day-view.js";
import { decideDay, isReadyToClose } from "./decide-day.js";
import type { DayEntry } from "./entries.js";
import { evolveDay, initialDayState, replayDay } from "./evolve-day.js";
import type { DayEffect, DayKnowledge, DayRequest, DayState } from "./types.js";

const lead = { kind: "attendant", attendantId: "ben", name: "Ben" } as const;
const knowledge: DayKnowledge = {
  store: { storeId: "demo", name: "Demo", timeZone: "Europe/Berlin", currency: "EUR", currencyDigits: 2 },
  calendarDate: "2026-11-29",
  lastSequence: 100,
  terminalLanes: ["lane-1", "lane-2"],
  blockers: [],
  suspendedWaiting: 0,
  account: accountOfDay([]),
};
const reported: Extract<TerminalDayOutcome, { result: "reported" }> = { result: "reported", report: { kind: "totals", terminalId: "T1", currency: "EUR", totalMinor: 0, receipts: { first: "0000", last: "0000" }, schemes: [] } };

class TestDay {
  state: DayState = initialDayState;
  readonly entries: DayEntry[] = [];
  effects: readonly DayEffect[] = [];
  #commands = 0;

  send(request: DayRequest, more: Partial<DayKnowledge> = {}): Refusal | undefined {
    this.#commands += 1;
    const system = request.kind === "finish-close" || request.kind === "recover" || request.kind === "terminal-day" || request.kind === "terminal-diagnosis";
    const order = { commandId: `c${this.#commands}`, actor: system ? ({ kind: "system" } as const) : lead, atMs: 1_000 + this.#commands, request };
    const before = this.state;
    const decided = decideDay(before, order, { ...knowledge, lastSequence: 100 + this.#commands, ...more });
    expect(this.state).toBe(before);
    if (!decided.ok) return decided.error;
    this.entries.push(...decided.value.entries);
    this.state = decided.value.entries.reduce(evolveDay, before);
    this.effects = decided.value.effects;
    return undefined;
  }
  do(request: DayRequest, more: Partial<DayKnowledge> = {}): this {
    expect(this.send(request, more)).toBeUndefined();
    return this;
  }
  asked(laneId: string): string {
    return this.state.terminals.find((each) => each.laneId === laneId)?.askedId ?? "not asked";
  }
  tells(laneId: string): this {
    return this.do({ kind: "terminal-day", laneId, requestId: this.asked(laneId), outcome: reported });
  }
}

const opened = () => new TestDay().do({ kind: "open-day" });
const closing = () => opened().do({ kind: "close-day" });

describe("the day", () => {
  it("is opened with its date, closed with its report, and opened again from there on", () => {
    const day = closing().tells("lane-1").tells("lane-2");
    expect(isReadyToClose(day.state, knowledge.terminalLanes)).toBe(true);
    day.do({ kind: "finish-close" });
    expect(day.entries.map(({ kind }) => kind)).toEqual(["business-day-opened", "business-day-closing-begun", "terminal-day-asked", "terminal-day-asked", "terminal-day-reported", "terminal-day-reported", "business-day-closed"]);
    expect(dayReport.parse(day.state.last)).toMatchObject({ dayNumber: 1, businessDate: "2026-11-29", closedBy: { attendantId: "ben" }, terminals: [{ state: "agrees" }, { state: "agrees" }] });
    const through = day.state.last?.throughSequence;
    day.do({ kind: "open-day", businessDate: "2026-11-30" }, { calendarDate: "2026-11-30" });
    expect(day.state).toMatchObject({ phase: "open", dayNumber: 2, businessDate: "2026-11-30", afterSequence: through });
    expect(replayDay(day.entries)).toEqual(day.state);
  });

  it("every row of its table is walked", () => {
    const walked = new Set<string>();
    for (const day of [closing().do({ kind: "withdraw-close" }), closing().tells("lane-1").tells("lane-2").do({ kind: "finish-close" })]) {
      let state = initialDayState;
      for (const entry of day.entries) {
        const next = evolveDay(state, entry);
        if (next.phase !== state.phase) walked.add(`${state.phase} ${entry.kind} ${next.phase}`);
        state = next;
      }
    }
    expect([...walked].sort()).toEqual(dayTable.rows.map((row) => `${row.from} ${row.event} ${row.to}`).sort());
  });

  it("without a terminal closes at once", () => {
    const day = opened().do({ kind: "close-day" }, { terminalLanes: [] });
    expect(isReadyToClose(day.state, [])).toBe(true);
    day.do({ kind: "finish-close" }, { terminalLanes: [] });
    expect(day.state.phase).toBe("none");
  });

  it("asks each terminal under an id of its own, with what was sent to it and not taken back", () => {
    const bookings = (["booked", "declined", "reversed"] as const).map((state) => ({ attemptId: state, state, amountMinor: 100, atMs: 1 }));
    const day = opened().do({ kind: "close-day" }, { account: { ...accountOfDay([]), bookings: [{ laneId: "lane-1", bookings }] } });
    expect(day.effects).toEqual([
      { kind: "end-of-day", laneId: "lane-1", requestId: "c2.2", attempts: [{ attemptId: "booked", amountMinor: 100 }, { attemptId: "declined", amountMinor: 100 }] },
      { kind: "end-of-day", laneId: "lane-2", requestId: "c2.3", attempts: [] },
    ]);
  });
});

describe("what keeps it open", () => {
  it("is named, before it closes and while it closes", () => {
    const blockers = [{ laneId: "lane-2", laneName: "2", because: "basket-open" as const }];
    expect(opened().send({ kind: "close-day" }, { blockers })).toEqual({ reason: "day-has-open-work", details: { count: 1, lanes: "2 (basket-open)" } });
    const day = closing().tells("lane-1").tells("lane-2");
    expect(day.send({ kind: "finish-close" }, { blockers })?.reason).toBe("day-has-open-work");
    day.do({ kind: "finish-close" });
  });

  it("a terminal that did not tell its day: asked again, or done without by a person's word", () => {
    const day = closing().tells("lane-1");
    day.do({ kind: "terminal-day", laneId: "lane-2", requestId: day.asked("lane-2"), outcome: { result: "not-performed", because: "the terminal cannot be reached" } });
    expect(isReadyToClose(day.state, knowledge.terminalLanes)).toBe(false);
    expect(day.send({ kind: "finish-close" })?.reason).toBe("business-day-not-closing");
    day.do({ kind: "settle-terminal", laneId: "lane-2" });
    expect(day.send({ kind: "settle-terminal", laneId: "lane-2" })?.reason).toBe("terminal-already-asked");
    day.do({ kind: "close-without-terminal", laneId: "lane-2" }).do({ kind: "finish-close" });
    expect(day.state.last?.terminals[1]).toMatchObject({ state: "not-reported", differences: [{ kind: "no-report", because: "closed without its report" }] });
  });

  it("a terminal's word that comes late, twice or from another day changes no total", () => {
    const day = closing();
    const first = day.asked("lane-2");
    day.do({ kind: "terminal-day", laneId: "lane-2", requestId: first, outcome: { result: "unknown", because: "no answer" } }).do({ kind: "settle-terminal", laneId: "lane-2" });
    day.do({ kind: "terminal-day", laneId: "lane-2", requestId: first, outcome: reported });
    expect(day.state.terminals[1]).toMatchObject({ askedId: day.asked("lane-2"), reports: [reported.report] });
    const before = day.entries.length;
    day.do({ kind: "terminal-day", laneId: "lane-9", requestId: "x", outcome: reported }).do({ kind: "terminal-day", laneId: "lane-2", requestId: first, outcome: { result: "unknown", because: "again" } });
    expect(day.entries.length).toBe(before);
    day.tells("lane-1").tells("lane-2").do({ kind: "finish-close" });
    day.do({ kind: "terminal-day", laneId: "lane-2", requestId: "late", outcome: reported }).do({ kind: "open-day" });
    expect(day.state.terminals.flatMap(({ reports }) => reports)).toEqual([]);
  });
});

it.each([
  ["open-day", "business-day-open", opened],
  ["close-day", "business-day-not-open", () => new TestDay()],
  ["close-day", "business-day-closing", closing],
  ["withdraw-close", "business-day-not-closing", opened],
] as const)("%s is refused: %s", (kind, reason, from) => {
  expect(from().send({ kind })?.reason).toBe(reason);
});

it("dates go neither back nor ahead of the calendar", () => {
  expect(new TestDay().send({ kind: "open-day", businessDate: "2026-11-30" })).toEqual({ reason: "business-date-not-possible", details: { latest: "2026-11-29" } });
  const day = closing().tells("lane-1").tells("lane-2").do({ kind: "finish-close" });
  expect(day.send({ kind: "open-day", businessDate: "2026-11-28" })).toEqual({ reason: "business-date-not-possible", details: { latest: "2026-11-29", earliest: "2026-11-29" } });
  day.do({ kind: "open-day" });
});

it("terminals: one that is not there, one that has told its day", () => {
  const day = closing().tells("lane-1");
  expect(day.send({ kind: "settle-terminal", laneId: "lane-9" })?.reason).toBe("terminal-unavailable");
  expect(day.send({ kind: "close-without-terminal", laneId: "lane-9" })?.reason).toBe("terminal-unavailable");
  expect(day.send({ kind: "close-without-terminal", laneId: "lane-1" })?.reason).toBe("terminal-already-reported");
  expect(day.send({ kind: "diagnose-terminal", laneId: "lane-9" })?.reason).toBe("terminal-unavailable");
  expect(new TestDay().send({ kind: "settle-terminal", laneId: "lane-1" })?.reason).toBe("business-day-not-open");
  expect(opened().send({ kind: "close-without-terminal", laneId: "lane-1" })?.reason).toBe("business-day-not-closing");
});

it("after a start the terminals are asked again under the same ids", () => {
  const day = closing().do({ kind: "diagnose-terminal", laneId: "lane-1" });
  const ids = [day.asked("lane-1"), day.asked("lane-2")];
  const before = day.entries.length;
  day.do({ kind: "recover" });
  expect(day.effects.map(({ kind, requestId }) => [kind, requestId])).toEqual([["end-of-day", ids[0]], ["diagnose-terminal", "c3.1"], ["end-of-day", ids[1]]]);
  expect(day.entries.length).toBe(before);
});

it("the station sees the day, its terminals and the last report", () => {
  const lanes = [{ laneId: "lane-1", laneName: "1" }, { laneId: "lane-2", laneName: "2" }];
  const viewOf = (day: TestDay) => dayViewSchema.parse(dayView(day.state, { required: false, calendarDate: "2026-11-29", blockers: [], lanes }));
  expect(viewOf(new TestDay())).toMatchObject({ phase: "none", businessDate: "2026-11-29", terminals: [{ state: "idle" }, { state: "idle" }] });
  const day = closing().tells("lane-1").do({ kind: "diagnose-terminal", laneId: "lane-2" });
  expect(viewOf(day)).toMatchObject({ phase: "closing", by: "Ben", terminals: [{ state: "reported" }, { state: "asked", diagnosis: { result: "asked" } }] });
  day.do({ kind: "terminal-diagnosis", laneId: "lane-2", requestId: "c4.1", diagnosis: { result: "not-ok", detail: "A3" } });
  day.do({ kind: "terminal-diagnosis", laneId: "lane-2", requestId: "other", diagnosis: { result: "ok" } });
  day.do({ kind: "terminal-day", laneId: "lane-2", requestId: day.asked("lane-2"), outcome: { result: "unknown", because: "cut off" } });
  expect(viewOf(day).terminals[1]).toEqual({ laneId: "lane-2", laneName: "2", state: "unclear", because: "cut off", diagnosis: { result: "not-ok", detail: "A3" } });
  day.do({ kind: "close-without-terminal", laneId: "lane-2" }).do({ kind: "finish-close" });
  expect(viewOf(day).last).toMatchObject({ dayNumber: 1, differences: 1 });
});
