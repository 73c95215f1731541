import type { JournalRecord } from "@laneway/contracts";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { LaneState, Transaction } from "@laneway/domain/lane/types";
import type { RiskAssessment } from "@laneway/domain/risk/types";

/** What a person, or the basket itself, said in the end. `missing`: something was not paid for. */
export type Outcome = "in-order" | "missing" | "scanned-more" | "nobody-looked";

/** One basket each time it came to be paid for, as it was then. */
export interface JudgedBasket {
  readonly sequence: number;
  readonly laneId: string;
  readonly transaction: Transaction;
  /** How it was judged; absent: it was not, in an older journal. */
  readonly assessment: RiskAssessment | undefined;
  readonly outcome: Outcome;
}

interface Open {
  readonly judged: Omit<JudgedBasket, "outcome">;
  outcome: Outcome;
  interventionId: string | undefined;
}

interface Seat {
  state: LaneState;
  /** Before the command whose records are read: a basket is judged as it was before what leads to paying. */
  before: LaneState;
  commandId: string;
  open: Open | undefined;
}

/**
 * Follows every lane of a journal and answers the baskets that came to be paid for, with what became of them. Older records are
 * judged like new ones: the figures are folded from the entries, not taken from what was written down.
 */
export function* judgedBaskets(records: Iterable<JournalRecord>): Generator<JudgedBasket> {
  const seats = new Map<string, Seat>();
  for (const record of records) {
    if (record.laneId === null) continue;
    const seat = seats.get(record.laneId) ?? emptySeat(record.laneId);
    seats.set(record.laneId, seat);
    if (seat.commandId !== record.commandId) Object.assign(seat, { before: seat.state, commandId: record.commandId });
    const entry = entryOfRecord(record);
    const { before } = seat;
    seat.state = evolve(seat.state, entry);
    if (entry.kind === "payment-step-reached" && before.transaction !== undefined && !before.transaction.training) {
      if (seat.open !== undefined) yield ended(seat.open);
      const judged = { sequence: record.sequence, laneId: record.laneId, transaction: before.transaction, assessment: undefined };
      seat.open = { judged, outcome: "nobody-looked", interventionId: undefined };
    } else if (seat.open !== undefined) {
      follow(seat, seat.open, entry);
      if (seat.state.transaction === undefined) {
        yield ended(seat.open);
        seat.open = undefined;
      }
    }
  }
  for (const { open } of seats.values()) if (open !== undefined) yield ended(open);
}

function emptySeat(laneId: string): Seat {
  const state = initialLaneState(laneId, "en");
  return { state, before: state, commandId: "", open: undefined };
}

const ended = ({ judged, outcome }: Open): JudgedBasket => ({ ...judged, outcome });

function follow(seat: Seat, open: Open, entry: LaneEntry): void {
  switch (entry.kind) {
    case "risk-assessed":
      seat.open = { ...open, judged: { ...open.judged, assessment: entry.assessment } };
      return;
    case "intervention-raised":
      if (entry.intervention.kind === "basket-check") open.interventionId = entry.intervention.interventionId;
      return;
    case "intervention-ended":
      if (entry.interventionId === open.interventionId) open.outcome = said[entry.outcome];
      return;
    case "outcome-undone":
      if (entry.interventionId === open.interventionId) open.outcome = "nobody-looked";
      return;
    case "line-added":
      // After the question on the screen: what was forgotten, or left out, was scanned.
      if (open.judged.assessment?.check === "nudge" && entry.line.entryMethod !== "bag") open.outcome = "scanned-more";
      return;
    default:
  }
}

const said = { approved: "in-order", refused: "missing", resolved: "nobody-looked", lapsed: "nobody-looked" } as const;

/** The label that an outcome gives: somebody looked and said so. What nobody looked at teaches nothing. */
export const labelOf = (outcome: Outcome): boolean | undefined => (outcome === "missing" ? true : outcome === "in-order" ? false : undefined);
