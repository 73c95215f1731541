import type { Transaction } from "../transaction/types.js";

/** A lane, as far as a diversion can be seen from it. */
export interface WatchedLane {
  readonly laneId: string;
  readonly transaction: Pick<Transaction, "priced"> | undefined;
  readonly interventions: readonly { readonly blocking: boolean }[];
  /** When it called for a person, lately. */
  readonly recentCalls: readonly number[];
}

export interface WatchRules {
  /** A basket worth so much is dear. */
  readonly watchBasketMinor: number;
  /** A lane that calls so often within `callsWithinMs` is noticed. */
  readonly callsToNotice: number;
}

export interface Watch {
  /** Lanes that call unusually often. */
  readonly calling: readonly { readonly laneId: string; readonly calls: number }[];
  /** Dear baskets under way elsewhere, the dearest first. Empty as long as nothing draws the eye away. */
  readonly baskets: readonly { readonly laneId: string; readonly totalMinor: number }[];
}

export const callsWithinMs = 300_000;
/** More is not read at a glance. */
const mostBaskets = 4;

/**
 * Where to look while one lane keeps everybody busy: a flood of calls may be an accident, or meant to draw attendants
 * away from a dear basket. Nobody is accused and nothing is held up; the dear baskets are named.
 */
export function watchLanes(
  lanes: readonly WatchedLane[],
  overloaded: boolean,
  nowMs: number,
  rules: WatchRules,
): Watch {
  const calling = lanes
    .map(({ laneId, recentCalls }) => ({
      laneId,
      calls: recentCalls.filter((atMs) => nowMs - atMs < callsWithinMs).length,
    }))
    .filter(({ calls }) => calls >= rules.callsToNotice);
  if (calling.length === 0 && !overloaded) return { calling, baskets: [] };
  const isCalling = (laneId: string) => calling.some((one) => one.laneId === laneId);
  const baskets = lanes
    .flatMap(({ laneId, transaction, interventions }) => {
      // What holds the payment brings a person there anyway.
      const isSeen = isCalling(laneId) || interventions.some((one) => one.blocking);
      const totalMinor = transaction?.priced.totalMinor ?? 0;
      return isSeen || totalMinor < rules.watchBasketMinor ? [] : [{ laneId, totalMinor }];
    })
    .toSorted((one, other) => other.totalMinor - one.totalMinor || (one.laneId < other.laneId ? -1 : 1));
  return { calling, baskets: baskets.slice(0, mostBaskets) };
}
