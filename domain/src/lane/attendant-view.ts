import type {
  Evidence as EvidenceView,
  LaneTile,
  LocalizedText,
  QueuedIntervention,
  StoreRules,
  SuspendedBasket,
} from "@laneway/contracts";
import { soldLines } from "../basket/reprice.js";
import { isUndoable, outcomesOf, undoForMs } from "../intervention/decide-intervention.js";
import { type Visit, visitOrder } from "../intervention/queue-order.js";
import { interventionRules } from "../intervention/rules.js";
import { localized } from "./localized.js";
import type { Intervention, LaneState, SuspendedTransaction } from "./types.js";

/** What the store's queue shows that is not a lane's own state. */
export interface AttendantSurroundings {
  /** Lane names by lane id. */
  readonly laneNames: ReadonlyMap<string, string>;
  /** The store's languages; staff read the first. */
  readonly locales: readonly string[];
  readonly nowMs: number;
  readonly rules: Pick<StoreRules, "visitsAtOnce">;
}

/** Everything that waits for a person, in the order in which attendants go to the lanes; what waits on one lane stands together. */
export function interventionQueue(
  lanes: readonly LaneState[],
  around: AttendantSurroundings,
): QueuedIntervention[] {
  const laneOf = new Map(lanes.map((lane) => [lane.laneId, lane]));
  return visitsTo(lanes, around).flatMap(({ laneId, waiting, place }) => {
    const lane = laneOf.get(laneId);
    return waiting.flatMap(({ interventionId }) => {
      const one = lane?.interventions.find((each) => each.interventionId === interventionId);
      return lane === undefined || one === undefined ? [] : [queued(lane, one, place, around)];
    });
  });
}

/** The walks to be done, in their order. */
export const visitsTo = (
  lanes: readonly LaneState[],
  { nowMs, rules }: Pick<AttendantSurroundings, "nowMs" | "rules">,
): readonly Visit[] =>
  visitOrder(
    lanes.flatMap(({ laneId, interventions }) =>
      interventions.map(({ interventionId, kind, blocking, raisedAtMs, takenAtMs, riskPermille }) => ({
        interventionId,
        laneId,
        kind,
        blocking,
        raisedAtMs,
        takenAtMs,
        riskPermille,
      })),
    ),
    nowMs,
    rules.visitsAtOnce,
  );

/** Places from 1 by intervention id, for the lanes' own views. */
export const queuePlaces = (queue: readonly QueuedIntervention[]): ReadonlyMap<string, number> =>
  new Map(queue.map((one) => [one.interventionId, one.place]));

function queued(
  lane: LaneState,
  one: Intervention,
  place: number,
  around: AttendantSurroundings,
): QueuedIntervention {
  const { interventionId, kind, blocking, raisedAtMs, takenBy } = one;
  return {
    interventionId,
    laneId: lane.laneId,
    laneName: around.laneNames.get(lane.laneId) ?? lane.laneId,
    kind,
    ...(lane.transaction?.training === true ? { training: true as const } : {}),
    state: takenBy === undefined ? "waiting" : "coming",
    ...(takenBy === undefined ? {} : { takenBy: takenBy.name }),
    blocking,
    sinceMs: raisedAtMs,
    place,
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
  const { itemNames, lineId: _lineId, attemptId: _attemptId, token, code, check, ...shown } = evidence;
  // The token of a basket that was left is the code to bring it back with.
  const shownCode = code ?? token;
  return {
    ...shown,
    ...(shownCode === undefined ? {} : { code: shownCode }),
    ...(itemNames === undefined ? {} : { itemName: text(itemNames) }),
    ...(check === undefined ? {} : { check: checkView(check, text) }),
    lastEvents: lane.lastEvents.map(({ kind, names, atMs }) => ({
      kind,
      ...(names === undefined ? {} : { text: text(names) }),
      atMs,
    })),
  };
}

/** The lane's last answer as staff see it: to be explained, and for a while taken back. */
export function lastOutcomeView(
  state: LaneState,
  nowMs: number,
  locales: readonly string[],
): Pick<LaneTile, "lastOutcome"> {
  const last = state.lastOutcome;
  if (last === undefined) return {};
  const { intervention, outcome, by, atMs, reason } = last;
  const { itemNames } = intervention.evidence;
  return {
    lastOutcome: {
      interventionId: intervention.interventionId,
      kind: intervention.kind,
      outcome,
      by: by.name,
      atMs,
      ...(itemNames === undefined ? {} : { itemName: localized(itemNames, locales[0] ?? state.locale, locales) }),
      ...(reason === undefined ? {} : { reason }),
      reasons: [...interventionRules[intervention.kind].reasons],
      ...(isUndoable(state, last, nowMs) ? { undoUntilMs: atMs + undoForMs } : {}),
    },
  };
}

type Check = NonNullable<Intervention["evidence"]["check"]>;

const checkView = ({ extent, items, reasons }: Check, text: (names: LocalizedText) => string): NonNullable<EvidenceView["check"]> => ({
  extent,
  items: items.map(({ names, voided, picture }) => ({ name: text(names), voided, ...(picture === undefined ? {} : { picture }) })),
  reasons: [...reasons],
});

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
