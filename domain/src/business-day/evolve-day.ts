import type { Actor } from "@laneway/contracts";
import type { DayEntry } from "./entries.js";
import type { DayState, DayTerminal } from "./types.js";

const nobody = { attendantId: "system", name: "" };

export const initialDayState: DayState = {
  phase: "none",
  dayNumber: 0,
  businessDate: undefined,
  openedAtMs: 0,
  openedBy: nobody,
  afterSequence: 0,
  closingBy: undefined,
  closingSinceMs: 0,
  terminals: [],
  last: undefined,
};

const personOf = (actor: Actor) => (actor.kind === "attendant" ? { attendantId: actor.attendantId, name: actor.name } : nobody);
const newTerminal = (laneId: string): DayTerminal => ({ laneId, askedId: undefined, outcome: undefined, waived: false, reports: [], diagnosis: undefined });

function withTerminal(state: DayState, laneId: string, change: (terminal: DayTerminal) => DayTerminal): DayState {
  const known = state.terminals.some((each) => each.laneId === laneId);
  const all = known ? state.terminals : [...state.terminals, newTerminal(laneId)];
  return { ...state, terminals: all.map((each) => (each.laneId === laneId ? change(each) : each)) };
}

/** The day after an entry. Never refuses. */
export function evolveDay(state: DayState, entry: DayEntry): DayState {
  switch (entry.kind) {
    case "business-day-opened": {
      const { dayNumber, businessDate, afterSequence, atMs, actor } = entry;
      return { ...state, phase: "open", dayNumber, businessDate, afterSequence, openedAtMs: atMs, openedBy: personOf(actor), closingBy: undefined, terminals: state.terminals.map((each) => ({ ...newTerminal(each.laneId), diagnosis: each.diagnosis })) };
    }
    case "business-day-closing-begun":
      return { ...state, phase: "closing", closingBy: personOf(entry.actor), closingSinceMs: entry.atMs };
    case "business-day-closing-withdrawn":
      return { ...state, phase: "open", closingBy: undefined, terminals: state.terminals.map((each) => ({ ...each, waived: false })) };
    case "business-day-closed":
      return { ...state, phase: "none", closingBy: undefined, last: entry.report };
    case "terminal-day-asked":
      return withTerminal(state, entry.laneId, (terminal) => ({ ...terminal, askedId: entry.requestId, outcome: undefined, waived: false }));
    case "terminal-day-reported":
      return reported(state, entry);
    case "terminal-diagnosis-asked":
      return withTerminal(state, entry.laneId, (terminal) => ({ ...terminal, diagnosis: { askedId: entry.requestId, found: undefined } }));
    case "terminal-diagnosed":
      return withTerminal(state, entry.laneId, (terminal) => ({ ...terminal, diagnosis: { askedId: undefined, found: entry.diagnosis } }));
  }
}

/** A report that comes when no day is open is kept in the journal, and belongs to no later day. */
function reported(state: DayState, { laneId, requestId, outcome, actor }: Extract<DayEntry, { kind: "terminal-day-reported" }>): DayState {
  return withTerminal(state, laneId, (terminal) => {
    const late = terminal.askedId !== undefined && terminal.askedId !== requestId;
    const reports = outcome.result === "reported" && state.phase !== "none" ? [...terminal.reports, outcome.report] : terminal.reports;
    // A late answer to an earlier question adds to what is known; the present question stays open.
    if (late) return { ...terminal, reports };
    return { ...terminal, askedId: undefined, outcome, waived: actor.kind === "attendant", reports };
  });
}

export const replayDay = (entries: Iterable<DayEntry>): DayState => {
  let state = initialDayState;
  for (const entry of entries) state = evolveDay(state, entry);
  return state;
};
