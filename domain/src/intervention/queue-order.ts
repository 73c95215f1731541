import type { InterventionKind } from "@laneway/contracts";
import { blockingWeight, urgencies } from "./urgency.js";

/** Something that waits for a person, as far as its place in the queue depends on it. */
export interface Waiting {
  readonly interventionId: string;
  readonly laneId: string;
  readonly kind: InterventionKind;
  readonly blocking: boolean;
  readonly raisedAtMs: number;
  /** Since when somebody is on the way; undefined: nobody is. */
  readonly takenAtMs: number | undefined;
  /** A score of the basket, from 0 (nothing) to 1000 (certain); undefined: what is usual for its kind. */
  readonly riskPermille: number | undefined;
}

/** One walk to one lane: all that waits there is seen to together. */
export interface Visit {
  readonly laneId: string;
  /** The most urgent first. */
  readonly waiting: readonly Waiting[];
  readonly coming: boolean;
  /** From 1 among those to whom nobody is on the way yet; 1 for those to whom somebody is. */
  readonly place: number;
}

/** Somebody who said that they come and has not decided after so long may have been called away: the lane waits again. */
export const comingForMs = 180_000;
const secondMs = 1_000;

/**
 * In which order attendants go to the lanes: by risk × waiting time ÷ effort of the most urgent thing on each. A lane is one visit,
 * however much it asks for: whoever raises a flood of questions moves nobody else back by more than one place. As waiting
 * counts without end, nobody is passed over for ever. When more visits wait than `visitsAtOnce`, those where no shopper stands
 * and waits go to the end.
 */
export function visitOrder(all: readonly Waiting[], nowMs: number, visitsAtOnce: number): readonly Visit[] {
  const lanes = [...new Set(all.map((one) => one.laneId))];
  const visits = lanes.map((laneId) => {
    const waiting = all
      .filter((one) => one.laneId === laneId)
      .toSorted((one, other) => byUrgency(one, other, nowMs));
    return { laneId, waiting, coming: waiting.some((one) => isComing(one, nowMs)) };
  });
  const isBusy = isOverloaded(visits, visitsAtOnce);
  const group = (visit: (typeof visits)[number]) => (visit.coming ? 0 : isBusy && !hasShopper(visit) ? 2 : 1);
  const ordered = visits.toSorted((one, other) => {
    const apart = group(one) - group(other);
    return apart !== 0 ? apart : byUrgency(one.waiting[0], other.waiting[0], nowMs);
  });
  const comingFirst = ordered.filter((visit) => visit.coming).length;
  return ordered.map((visit, index) => ({ ...visit, place: visit.coming ? 1 : index - comingFirst + 1 }));
}

/** More lanes want somebody than the store's attendants can see to at once. */
export const isOverloaded = (visits: readonly Pick<Visit, "coming">[], visitsAtOnce: number): boolean =>
  visits.filter((visit) => !visit.coming).length > visitsAtOnce;

const isComing = ({ takenAtMs }: Waiting, nowMs: number): boolean =>
  takenAtMs !== undefined && nowMs - takenAtMs < comingForMs;

const hasShopper = ({ waiting }: Pick<Visit, "waiting">): boolean =>
  waiting.some((one) => one.blocking || urgencies[one.kind].shopperWaits);

/** The more urgent first; whole numbers on both sides, so that no machine rounds otherwise. */
function byUrgency(one: Waiting | undefined, other: Waiting | undefined, nowMs: number): number {
  if (one === undefined || other === undefined) return 0;
  const [left, right] = [weightOf(one, nowMs) * effortOf(other), weightOf(other, nowMs) * effortOf(one)];
  if (left !== right) return right - left;
  if (one.raisedAtMs !== other.raisedAtMs) return one.raisedAtMs - other.raisedAtMs;
  return one.interventionId < other.interventionId ? -1 : 1;
}

const effortOf = ({ kind }: Waiting): number => urgencies[kind].effortSeconds;

/** Risk in hundredths × seconds waited. */
function weightOf({ kind, blocking, raisedAtMs, riskPermille }: Waiting, nowMs: number): number {
  // A score of 1000 is the table's 10; whoever has none is not less than somebody who does nothing.
  const riskHundredths = riskPermille === undefined ? urgencies[kind].risk * 100 : Math.max(100, riskPermille);
  const waitedMs = Math.max(0, nowMs - raisedAtMs);
  const seconds = (waitedMs - (waitedMs % secondMs)) / secondMs + 1;
  return riskHundredths * (blocking ? blockingWeight : 1) * seconds;
}
