import type {
  Evidence as EvidenceView,
  LocalizedText,
  QueuedIntervention,
  SuspendedBasket,
} from "@laneway/contracts";
import { soldLines } from "../basket/reprice.js";
import { outcomesOf } from "../intervention/decide-intervention.js";
import { localized } from "./localized.js";
import type { Intervention, LaneState, SuspendedTransaction } from "./types.js";

/** What the store's queue shows that is not a lane's own state. */
export interface AttendantSurroundings {
  /** Lane names by lane id. */
  readonly laneNames: ReadonlyMap<string, string>;
  /** The store's languages; staff read the first. */
  readonly locales: readonly string[];
}

/** Everything that waits for a person, in the order in which it should be answered: what holds a payment first, then the longest waiting. */
export function interventionQueue(
  lanes: readonly LaneState[],
  around: AttendantSurroundings,
): QueuedIntervention[] {
  return lanes
    .flatMap((lane) => lane.interventions.map((one) => queued(lane, one, around)))
    .toSorted(byUrgency);
}

/** Places from 1 by intervention id, for the lanes' own views. */
export const queuePlaces = (queue: readonly QueuedIntervention[]): ReadonlyMap<string, number> =>
  new Map(queue.map((one, index) => [one.interventionId, index + 1]));

function byUrgency(one: QueuedIntervention, other: QueuedIntervention): number {
  if (one.blocking !== other.blocking) return one.blocking ? -1 : 1;
  if (one.sinceMs !== other.sinceMs) return one.sinceMs - other.sinceMs;
  return one.interventionId < other.interventionId ? -1 : 1;
}

function queued(lane: LaneState, one: Intervention, around: AttendantSurroundings): QueuedIntervention {
  const { interventionId, kind, blocking, raisedAtMs, takenBy } = one;
  return {
    interventionId,
    laneId: lane.laneId,
    laneName: around.laneNames.get(lane.laneId) ?? lane.laneId,
    kind,
    state: takenBy === undefined ? "waiting" : "coming",
    ...(takenBy === undefined ? {} : { takenBy: takenBy.name }),
    blocking,
    sinceMs: raisedAtMs,
    evidence: evidenceView(lane, one, around),
    outcomes: [...outcomesOf(lane, one)],
  };
}

function evidenceView(
  lane: LaneState,
  { evidence }: Intervention,
  around: AttendantSurroundings,
): EvidenceView {
  const text = (names: LocalizedText) => localized(names, around.locales[0] ?? lane.locale, around.locales);
  const { itemNames, lineId: _lineId, attemptId: _attemptId, token, code, ...shown } = evidence;
  // The token of a basket that was left is the code to bring it back with.
  const shownCode = code ?? token;
  return {
    ...shown,
    ...(shownCode === undefined ? {} : { code: shownCode }),
    ...(itemNames === undefined ? {} : { itemName: text(itemNames) }),
    lastEvents: lane.lastEvents.map(({ kind, names, atMs }) => ({
      kind,
      ...(names === undefined ? {} : { text: text(names) }),
      atMs,
    })),
  };
}

/** The store's suspended baskets as staff see them, the newest first. */
export function suspendedBaskets(suspended: Iterable<SuspendedTransaction>): SuspendedBasket[] {
  return [...suspended]
    .map(({ token, fromLaneId, suspendedAtMs, because, transaction }) => ({
      token,
      fromLaneId,
      suspendedAtMs,
      itemCount: soldLines(transaction).reduce((count, line) => count + line.quantity, 0),
      totalMinor: transaction.priced.totalMinor,
      because,
    }))
    .toSorted((one, other) => other.suspendedAtMs - one.suspendedAtMs || (one.token < other.token ? -1 : 1));
}
