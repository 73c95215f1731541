import type { JournalRecord } from "@laneway/contracts";
import { learnWeight, type PackWeight } from "@laneway/domain/bagging/learn-weight";
import { placementsIn } from "@laneway/domain/bagging/placements";
import type { LaneEntry } from "@laneway/domain/lane/entries";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { LaneState } from "@laneway/domain/lane/types";

interface Seat {
  before: LaneState;
  state: LaneState;
  commandId: string;
  entries: LaneEntry[];
}

/** What the journal teaches about weights, learned anew from its first record on: what the table beside it holds, or held before it was lost. */
export function weightsOfJournal(records: Iterable<JournalRecord>): ReadonlyMap<string, readonly PackWeight[]> {
  const seats = new Map<string, Seat>();
  const known = new Map<string, readonly PackWeight[]>();
  // A commit is learned from once its last record is read; commits of lanes never mix.
  const learn = ({ before, entries }: Seat) => {
    for (const { itemId, grams } of placementsIn(before, entries)) known.set(itemId, learnWeight(known.get(itemId) ?? [], grams));
  };
  let last: Seat | undefined;
  for (const record of records) {
    if (record.laneId === null) continue;
    const first = initialLaneState(record.laneId, "en");
    const seat = seats.get(record.laneId) ?? { before: first, state: first, commandId: "", entries: [] };
    seats.set(record.laneId, seat);
    if (seat !== last || seat.commandId !== record.commandId) {
      if (last !== undefined) learn(last);
      Object.assign(seat, { before: seat.state, commandId: record.commandId, entries: [] });
    }
    const entry = entryOfRecord(record);
    seat.entries.push(entry);
    seat.state = evolve(seat.state, entry);
    last = seat;
  }
  if (last !== undefined) learn(last);
  return known;
}
