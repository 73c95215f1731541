import type { DayView, LaneView, StoreConfig, StoreView } from "@laneway/contracts";
import { interventionQueue, suspendedBaskets } from "@laneway/domain/lane/attendant-view";
import type { SuspendedTransaction } from "@laneway/domain/lane/types";
import { returnView } from "@laneway/domain/returns/return-view";
import { cashOf } from "@laneway/domain/till/cash-view";
import type { Lane } from "./lane.js";

export interface StoreViewSources {
  readonly config: StoreConfig;
  readonly currencyDigits: number;
  readonly lanes: readonly Lane[];
  readonly laneView: (lane: Lane) => LaneView;
  readonly suspended: readonly SuspendedTransaction[];
  readonly outboxWaiting: number;
  readonly day: DayView;
  readonly online: boolean;
  readonly fiscalOutageSinceMs: number | undefined;
  readonly nowMs: number;
}

/** Everyone who waits, in the order to be helped. */
export const storeQueue = (lanes: readonly Lane[], locales: readonly string[]): StoreView["queue"] =>
  interventionQueue(
    lanes.map((lane) => lane.state),
    { laneNames: new Map(lanes.map(({ profile }) => [profile.laneId, profile.name])), locales },
  );

function returningOf({ state }: Lane, locales: readonly string[]): Pick<StoreView["lanes"][number], "returning"> {
  const returning = returnView(state, locales);
  return returning === undefined ? {} : { returning };
}

/** What the attendants' station shows of the whole store. */
export function buildStoreView(sources: StoreViewSources): StoreView {
  const { config, currencyDigits, lanes, outboxWaiting, online, fiscalOutageSinceMs, nowMs } = sources;
  return {
    storeId: config.store.id,
    storeName: config.store.name,
    currency: config.store.currency,
    currencyDigits,
    atMs: nowMs,
    online,
    ...(fiscalOutageSinceMs === undefined ? {} : { fiscalOutageSinceMs }),
    outboxWaiting,
    lanes: lanes.map((lane) => ({
      laneId: lane.profile.laneId,
      laneName: lane.profile.name,
      agentOnline: lane.devices.agentOnline,
      inStateSinceMs: lane.state.stepSinceMs,
      view: sources.laneView(lane),
      devices: [...lane.devices.statuses],
      ...(lane.profile.cash ? { cash: cashOf(lane.state, config) } : {}),
      ...returningOf(lane, config.store.locales),
    })),
    queue: storeQueue(lanes, config.store.locales),
    suspended: suspendedBaskets(sources.suspended),
    day: sources.day,
  };
}
