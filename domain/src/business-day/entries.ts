import type { Actor, DayReport, TerminalDayOutcome, TerminalDiagnosis } from "@laneway/contracts";

interface DayPayloads {
  /** `afterSequence`: of the journal; the day's records are those behind it, so that every record belongs to one day. */
  "business-day-opened": { readonly dayNumber: number; readonly businessDate: string; readonly afterSequence: number };
  "business-day-closing-begun": { readonly dayNumber: number };
  "business-day-closing-withdrawn": { readonly dayNumber: number };
  "terminal-day-asked": { readonly laneId: string; readonly requestId: string };
  /** `closed without its report` is an outcome too, by the person who decided it. */
  "terminal-day-reported": { readonly laneId: string; readonly requestId: string; readonly outcome: TerminalDayOutcome };
  "terminal-diagnosis-asked": { readonly laneId: string; readonly requestId: string };
  "terminal-diagnosed": { readonly laneId: string; readonly requestId: string; readonly diagnosis: TerminalDiagnosis };
  "business-day-closed": { readonly report: DayReport };
}

export type DayEntryKind = keyof DayPayloads;
export interface DayEntryHead {
  readonly shape: number;
  readonly atMs: number;
  readonly actor: Actor;
}
/** What happened to the store's day; in the journal with no lane. */
export type DayEntry = { [K in DayEntryKind]: { readonly kind: K } & DayEntryHead & DayPayloads[K] }[DayEntryKind];
export type NewDayEntry = { [K in DayEntryKind]: { readonly kind: K } & DayPayloads[K] }[DayEntryKind];

/** The present shape of each kind. */
export const dayEntryShapes: { readonly [K in DayEntryKind]: number } = {
  "business-day-opened": 1,
  "business-day-closing-begun": 1,
  "business-day-closing-withdrawn": 1,
  "terminal-day-asked": 1,
  "terminal-day-reported": 1,
  "terminal-diagnosis-asked": 1,
  "terminal-diagnosed": 1,
  "business-day-closed": 1,
};

export const isDayEntryKind = (kind: string): kind is DayEntryKind => Object.hasOwn(dayEntryShapes, kind);
