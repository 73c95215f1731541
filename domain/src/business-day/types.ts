import type { Actor, DayBlocker, DayCommand, DayReport, OurBooking, DayTotals, TerminalDayOutcome, TerminalDayReport, TerminalDiagnosis, TillClosing } from "@laneway/contracts";

export type DayPhase = "none" | "open" | "closing";

/** What is known of one lane's terminal in the present day. */
export interface DayTerminal {
  readonly laneId: string;
  /** The end of day that is under way. */
  readonly askedId: string | undefined;
  /** How the last one ended; undefined: not asked in this day. */
  readonly outcome: TerminalDayOutcome | undefined;
  /** A person decided to close without its report. */
  readonly waived: boolean;
  /** Everything it told in this day: a terminal may want its end of day more than once. */
  readonly reports: readonly TerminalDayReport[];
  readonly diagnosis: { readonly askedId: string | undefined; readonly found: TerminalDiagnosis | undefined } | undefined;
}

/** The fold of the store's day entries. */
export interface DayState {
  readonly phase: DayPhase;
  /** Of the open day, else of the last one. */
  readonly dayNumber: number;
  readonly businessDate: string | undefined;
  readonly openedAtMs: number;
  readonly openedBy: { readonly attendantId: string; readonly name: string };
  readonly afterSequence: number;
  readonly closingBy: { readonly attendantId: string; readonly name: string } | undefined;
  readonly closingSinceMs: number;
  readonly terminals: readonly DayTerminal[];
  readonly last: DayReport | undefined;
}

type WithoutId<T> = T extends { commandId: string } ? Omit<T, "commandId"> : never;

/** What the terminals and the edge itself ask of the day. */
export type DaySystemRequest =
  | { readonly kind: "terminal-day"; readonly laneId: string; readonly requestId: string; readonly outcome: TerminalDayOutcome }
  | { readonly kind: "terminal-diagnosis"; readonly laneId: string; readonly requestId: string; readonly diagnosis: TerminalDiagnosis }
  /** Every terminal has answered: the day can be closed now, if nothing stands open. */
  | { readonly kind: "finish-close" }
  /** After a start: terminals that were asked are asked again, under the same id. */
  | { readonly kind: "recover" };

export type DayRequest = WithoutId<DayCommand> | DaySystemRequest;

export interface DayOrder {
  readonly commandId: string;
  readonly actor: Actor;
  readonly atMs: number;
  readonly request: DayRequest;
}

/** What the records of the day add up to, as the edge has read them. */
export interface DayAccount {
  readonly totals: DayTotals;
  readonly bookings: readonly { readonly laneId: string; readonly bookings: readonly OurBooking[] }[];
  readonly tills: readonly TillClosing[];
}

/** What the day is told, as values. */
export interface DayKnowledge {
  readonly store: { readonly storeId: string; readonly name: string; readonly timeZone: string; readonly currency: string; readonly currencyDigits: number };
  /** What the calendar says in the store. */
  readonly calendarDate: string;
  /** The journal's newest record. */
  readonly lastSequence: number;
  /** Lanes whose terminal counts; training lanes have none. */
  readonly terminalLanes: readonly string[];
  readonly blockers: readonly DayBlocker[];
  readonly suspendedWaiting: number;
  /** Read when a terminal is asked and when the day is closed. */
  readonly account: DayAccount | undefined;
}

/** What to do after the commit. */
export type DayEffect =
  | { readonly kind: "end-of-day"; readonly laneId: string; readonly requestId: string; readonly attempts: readonly { readonly attemptId: string; readonly amountMinor: number }[] }
  | { readonly kind: "diagnose-terminal"; readonly laneId: string; readonly requestId: string };
