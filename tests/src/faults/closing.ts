import type { BenchState } from "@laneway/contracts";
import { eventually } from "../store/eventually.js";
import { HeadquartersClient } from "../store/headquarters-client.js";
import type { LaneClient } from "../store/lane-client.js";
import type { RunningStore } from "../store/running-store.js";
import { type AcknowledgedSale, bookProblems, chainProblems, headquartersProblems, readJournal } from "./books.js";

/**
 * Waits until headquarters holds every sale of the journal, closes the store and compares all books: what shoppers were
 * shown, the journal and its chain, the terminals' own books, headquarters. Answers what differs, in words.
 */
export async function closingProblems(store: RunningStore, lanes: readonly LaneClient[], acknowledged: readonly AcknowledgedSale[]): Promise<string[]> {
  const terminals = new Map<string, BenchState>();
  for (const lane of lanes) terminals.set(lane.laneId, await lane.benchState());
  const identity = await store.journalIdentity();
  const headquarters = new HeadquartersClient(store);
  const sold = readJournal(store.dataFolder, identity).sales.length;
  const held = await eventually(
    async () => {
      const completed = await headquarters.completed();
      return completed.length >= sold ? completed : undefined;
    },
    { what: `${sold} sales at headquarters`, withinMs: 60_000, everyMs: 250 },
  );
  await store.halt();
  const journal = readJournal(store.dataFolder, identity);
  return [...chainProblems(journal.records), ...bookProblems(acknowledged, journal, terminals), ...headquartersProblems(held, journal)];
}
