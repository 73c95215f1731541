import { type DayReport, err, ok, type Refusal, type RefusalReason, type Result } from "@laneway/contracts";
import { invariant } from "../invariant.js";
import { dayTable } from "./day-table.js";
import { type DayEntry, dayEntryShapes, type NewDayEntry } from "./entries.js";
import { evolveDay } from "./evolve-day.js";
import { reconcileTerminal } from "./reconcile.js";
import type { DayAccount, DayEffect, DayKnowledge, DayOrder, DayRequest, DayState } from "./types.js";

interface DayDecision {
  readonly entries: readonly DayEntry[];
  readonly effects: readonly DayEffect[];
}

/** A decision being made; every step gives a new one. */
interface Draft extends DayDecision {
  readonly state: DayState;
  readonly order: DayOrder;
  readonly knowledge: DayKnowledge;
}

type Drafted = Result<Draft, Refusal>;

const no = (reason: RefusalReason, details?: Refusal["details"]): Drafted => err(details === undefined ? { reason } : { reason, details });

/** What a command does to the store's day. Pure; no entries means that there was nothing to do. */
export function decideDay(state: DayState, order: DayOrder, knowledge: DayKnowledge): Result<DayDecision, Refusal> {
  const drafted = decideOne({ state, order, knowledge, entries: [], effects: [] }, order.request);
  return drafted.ok ? ok({ entries: drafted.value.entries, effects: drafted.value.effects }) : drafted;
}

function decideOne(draft: Draft, request: DayRequest): Drafted {
  switch (request.kind) {
    case "open-day":
      return openDay(draft, request.businessDate);
    case "close-day":
      return closeDay(draft);
    case "withdraw-close":
      return draft.state.phase === "closing" ? ok(record(draft, { kind: "business-day-closing-withdrawn", dayNumber: draft.state.dayNumber })) : no("business-day-not-closing");
    case "settle-terminal":
      return settleTerminal(draft, request.laneId);
    case "close-without-terminal":
      return waive(draft, request.laneId);
    case "diagnose-terminal":
      return diagnose(draft, request.laneId);
    case "terminal-day":
      return ok(terminalDay(draft, request));
    case "terminal-diagnosis": {
      const { laneId, requestId, diagnosis } = request;
      return ok(terminalOf(draft.state, laneId)?.diagnosis?.askedId === requestId ? record(draft, { kind: "terminal-diagnosed", laneId, requestId, diagnosis }) : draft);
    }
    case "finish-close":
      return finishClose(draft);
    case "recover":
      return ok(askAgain(draft));
  }
}

function record(draft: Draft, entry: NewDayEntry): Draft {
  const { atMs, actor } = draft.order;
  const whole = { ...entry, shape: dayEntryShapes[entry.kind], atMs, actor } as DayEntry;
  const state = evolveDay(draft.state, whole);
  if (state.phase !== draft.state.phase) {
    const isRow = dayTable.rows.some((row) => row.from === draft.state.phase && row.event === whole.kind && row.to === state.phase);
    invariant(isRow, `${dayTable.name}: ${whole.kind} does not lead from ${draft.state.phase} to ${state.phase}`);
  }
  return { ...draft, state, entries: [...draft.entries, whole] };
}

const terminalOf = (state: DayState, laneId: string) => state.terminals.find((each) => each.laneId === laneId);

/** The date is set here, and holds until the day is closed. It never goes back, and is never ahead of the calendar. */
function openDay(draft: Draft, asked: string | undefined): Drafted {
  const { state, knowledge } = draft;
  if (state.phase !== "none") return no("business-day-open");
  const businessDate = asked ?? knowledge.calendarDate;
  const earliest = state.last?.businessDate;
  if (businessDate > knowledge.calendarDate || (earliest !== undefined && businessDate < earliest)) {
    return no("business-date-not-possible", { latest: knowledge.calendarDate, ...(earliest === undefined ? {} : { earliest }) });
  }
  // From the last close on, so that no record lies between two days; the first day begins with its opening.
  const afterSequence = state.last?.throughSequence ?? knowledge.lastSequence;
  return ok(record(draft, { kind: "business-day-opened", dayNumber: state.dayNumber + 1, businessDate, afterSequence }));
}

function closeDay(draft: Draft): Drafted {
  if (draft.state.phase !== "open") return no(draft.state.phase === "closing" ? "business-day-closing" : "business-day-not-open");
  const blocked = openWork(draft);
  if (blocked !== undefined) return blocked;
  const begun = record(draft, { kind: "business-day-closing-begun", dayNumber: draft.state.dayNumber });
  return ok(begun.knowledge.terminalLanes.filter((laneId) => terminalOf(begun.state, laneId)?.askedId === undefined).reduce(askTerminal, begun));
}

/** Which lanes keep the day open, each with its reason. */
function openWork({ knowledge }: Draft): Drafted | undefined {
  const { blockers } = knowledge;
  if (blockers.length === 0) return undefined;
  return no("day-has-open-work", { count: blockers.length, lanes: blockers.map(({ laneName, because }) => `${laneName} (${because})`).join(", ").slice(0, 200) });
}

function askTerminal(draft: Draft, laneId: string): Draft {
  const requestId = `${draft.order.commandId}.${draft.entries.length + 1}`;
  const asked = record(draft, { kind: "terminal-day-asked", laneId, requestId });
  return { ...asked, effects: [...asked.effects, endOfDay(draft.knowledge, laneId, requestId)] };
}

function endOfDay({ account }: DayKnowledge, laneId: string, requestId: string): DayEffect {
  const bookings = account?.bookings.find((each) => each.laneId === laneId)?.bookings ?? [];
  // What was given back is settled by the terminal's own answer to the reversal.
  const attempts = bookings.filter(({ state }) => state === "booked" || state === "declined").map(({ attemptId, amountMinor }) => ({ attemptId, amountMinor }));
  return { kind: "end-of-day", laneId, requestId, attempts };
}

function settleTerminal(draft: Draft, laneId: string): Drafted {
  if (draft.state.phase === "none") return no("business-day-not-open");
  if (!draft.knowledge.terminalLanes.includes(laneId)) return no("terminal-unavailable");
  if (terminalOf(draft.state, laneId)?.askedId !== undefined) return no("terminal-already-asked");
  return ok(askTerminal(draft, laneId));
}

/** Never done by itself: a person takes it on, by name, and it stands in the report. */
function waive(draft: Draft, laneId: string): Drafted {
  const { state, knowledge } = draft;
  if (state.phase !== "closing") return no("business-day-not-closing");
  const terminal = terminalOf(state, laneId);
  if (!knowledge.terminalLanes.includes(laneId) || terminal === undefined) return no("terminal-unavailable");
  if (terminal.askedId === undefined && terminal.outcome?.result === "reported") return no("terminal-already-reported");
  const requestId = terminal.askedId ?? `${draft.order.commandId}.1`;
  return ok(record(draft, { kind: "terminal-day-reported", laneId, requestId, outcome: { result: "unknown", because: "closed without its report" } }));
}

function diagnose(draft: Draft, laneId: string): Drafted {
  if (!draft.knowledge.terminalLanes.includes(laneId)) return no("terminal-unavailable");
  const requestId = `${draft.order.commandId}.1`;
  const asked = record(draft, { kind: "terminal-diagnosis-asked", laneId, requestId });
  return ok({ ...asked, effects: [{ kind: "diagnose-terminal", laneId, requestId }] });
}

/** An answer that was heard before, or of a lane without a terminal, changes nothing. */
function terminalDay(draft: Draft, { laneId, requestId, outcome }: Extract<DayRequest, { kind: "terminal-day" }>): Draft {
  const terminal = terminalOf(draft.state, laneId);
  if (terminal === undefined) return draft;
  if (outcome.result !== "reported" && terminal.askedId !== requestId) return draft;
  return record(draft, { kind: "terminal-day-reported", laneId, requestId, outcome });
}

/** Every terminal has told its day, or is done without by a person's word. */
export function isReadyToClose(state: DayState, terminalLanes: readonly string[]): boolean {
  if (state.phase !== "closing") return false;
  return terminalLanes.every((laneId) => {
    const terminal = terminalOf(state, laneId);
    return terminal !== undefined && terminal.askedId === undefined && (terminal.waived || terminal.outcome?.result === "reported");
  });
}

function finishClose(draft: Draft): Drafted {
  const { state, knowledge } = draft;
  if (!isReadyToClose(state, knowledge.terminalLanes)) return no("business-day-not-closing");
  const blocked = openWork(draft);
  if (blocked !== undefined) return blocked;
  invariant(knowledge.account !== undefined, "a day is closed over its records");
  return ok(record(draft, { kind: "business-day-closed", report: reportOf(draft, knowledge.account) }));
}

function reportOf({ state, order, knowledge }: Draft, account: DayAccount): DayReport {
  const { storeId, name, timeZone, currency, currencyDigits } = knowledge.store;
  const terminals = knowledge.terminalLanes.map((laneId) => {
    const ours = account.bookings.find((each) => each.laneId === laneId)?.bookings ?? [];
    const terminal = terminalOf(state, laneId);
    return reconcileTerminal(laneId, ours, terminal?.reports ?? [], terminal?.outcome);
  });
  return {
    storeId,
    storeName: name,
    dayNumber: state.dayNumber,
    businessDate: state.businessDate ?? knowledge.calendarDate,
    timeZone,
    currency,
    currencyDigits,
    openedAtMs: state.openedAtMs,
    openedBy: state.openedBy,
    closedAtMs: order.atMs,
    closedBy: state.closingBy ?? state.openedBy,
    afterSequence: state.afterSequence,
    throughSequence: knowledge.lastSequence,
    totals: account.totals,
    tills: [...account.tills],
    terminals,
    suspendedWaiting: knowledge.suspendedWaiting,
  };
}

/** After a start the agents are asked again under the same ids: what they did already they tell again. */
function askAgain(draft: Draft): Draft {
  const effects = draft.state.terminals.flatMap(({ laneId, askedId, diagnosis }): DayEffect[] => [
    ...(askedId === undefined ? [] : [endOfDay(draft.knowledge, laneId, askedId)]),
    ...(diagnosis?.askedId === undefined ? [] : [{ kind: "diagnose-terminal" as const, laneId, requestId: diagnosis.askedId }]),
  ]);
  return { ...draft, effects };
}
