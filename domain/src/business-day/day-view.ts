import { type DayBlocker, type DayView, type TerminalOfDay, tillDiffers } from "@laneway/contracts";
import type { DayState, DayTerminal } from "./types.js";

export interface DayViewSources {
  readonly required: boolean;
  readonly calendarDate: string;
  readonly blockers: readonly DayBlocker[];
  /** Those with a terminal that counts. */
  readonly lanes: readonly { readonly laneId: string; readonly laneName: string }[];
}

/** What the attendants' station shows of the day. */
export function dayView(state: DayState, sources: DayViewSources): DayView {
  const { phase, last } = state;
  const isOpen = phase !== "none";
  return {
    phase,
    required: sources.required,
    businessDate: isOpen && state.businessDate !== undefined ? state.businessDate : sources.calendarDate,
    dayNumber: state.dayNumber,
    ...(isOpen ? { sinceMs: phase === "closing" ? state.closingSinceMs : state.openedAtMs, by: (phase === "closing" ? state.closingBy : state.openedBy)?.name ?? "" } : {}),
    blockers: isOpen ? [...sources.blockers] : [],
    terminals: sources.lanes.map(({ laneId, laneName }) => ({ laneId, laneName, ...terminalState(state.terminals.find((each) => each.laneId === laneId)) })),
    ...(last === undefined
      ? {}
      : {
          last: {
            dayNumber: last.dayNumber,
            businessDate: last.businessDate,
            closedAtMs: last.closedAtMs,
            totalMinor: last.totals.totalMinor,
            differences: last.terminals.reduce((count, { differences }) => count + differences.length, 0) + last.tills.filter(tillDiffers).length,
          },
        }),
  };
}

function terminalState(terminal: DayTerminal | undefined): Pick<TerminalOfDay, "state" | "because" | "diagnosis"> {
  if (terminal === undefined) return { state: "idle" };
  const { askedId, outcome, diagnosis } = terminal;
  const found = diagnosis?.found;
  const asked = diagnosis === undefined ? {} : { diagnosis: found === undefined ? { result: "asked" as const } : { result: found.result, ...(found.detail === undefined ? {} : { detail: found.detail }) } };
  if (askedId !== undefined) return { state: "asked", ...asked };
  if (outcome === undefined) return { state: "idle", ...asked };
  if (outcome.result === "reported") return { state: "reported", ...asked };
  return { state: outcome.result === "unknown" ? "unclear" : "not-performed", because: outcome.because, ...asked };
}
