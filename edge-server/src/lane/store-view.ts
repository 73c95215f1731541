import type { DayView, LaneView, NoteView, OfflineCardsView, StoreConfig, StoreView } from "@laneway/contracts";
import { isOverloaded } from "@laneway/domain/intervention/queue-order";
import { watchLanes } from "@laneway/domain/intervention/watch-lanes";
import { interventionQueue, lastOutcomeView, suspendedBaskets, visitsTo } from "@laneway/domain/lane/attendant-view";
import { shownVoucherOf } from "@laneway/domain/lane/lane-view";
import type { SuspendedTransaction } from "@laneway/domain/lane/types";
import { refundsWaitingOf, returnView } from "@laneway/domain/returns/return-view";
import { cashOf } from "@laneway/domain/till/cash-view";
import type { Voucher } from "@laneway/domain/voucher/types";
import type { Lane } from "./lane.js";

export interface StoreViewSources {
  readonly config: StoreConfig;
  readonly currencyDigits: number;
  readonly lanes: readonly Lane[];
  readonly laneView: (lane: Lane) => LaneView;
  readonly voucherCode: (voucher: Voucher) => string;
  readonly suspended: readonly SuspendedTransaction[];
  readonly outboxWaiting: number;
  readonly day: DayView;
  readonly notes: readonly NoteView[];
  readonly offlineCards: OfflineCardsView | undefined;
  readonly online: boolean;
  readonly fiscalOutageSinceMs: number | undefined;
  readonly nowMs: number;
}

/** Everyone who waits, in the order to be helped. */
export const storeQueue = (lanes: readonly Lane[], config: StoreConfig, nowMs: number): StoreView["queue"] =>
  interventionQueue(
    lanes.map((lane) => lane.state),
    { laneNames: new Map(lanes.map(({ profile }) => [profile.laneId, profile.name])), locales: config.store.locales, nowMs, rules: config.rules },
  );

function watchOf(lanes: readonly Lane[], { rules }: StoreConfig, nowMs: number): StoreView["watch"] {
  const states = lanes.map((lane) => lane.state);
  const overloaded = isOverloaded(visitsTo(states, { nowMs, rules }), rules.visitsAtOnce);
  const { calling, baskets } = watchLanes(states, overloaded, nowMs, rules);
  return { overloaded, calling: [...calling], baskets: [...baskets] };
}

function returningOf({ state }: Lane, { store, tenders }: StoreConfig): Pick<StoreView["lanes"][number], "returning" | "refundsWaiting"> {
  const returning = returnView(state, { locales: store.locales, tenders, storeId: store.id });
  const refundsWaiting = refundsWaitingOf(state);
  return { ...(returning === undefined ? {} : { returning }), ...(refundsWaiting.length === 0 ? {} : { refundsWaiting: [...refundsWaiting] }) };
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
      ...lastOutcomeView(lane.state, nowMs, config.store.locales),
      ...returningOf(lane, config),
      ...shownVoucherOf(lane.state, sources),
    })),
    queue: storeQueue(lanes, config, nowMs),
    watch: watchOf(lanes, config, nowMs),
    suspended: suspendedBaskets(sources.suspended),
    ...(sources.offlineCards === undefined ? {} : { offlineCards: sources.offlineCards }),
    day: sources.day,
    notes: [...sources.notes],
  };
}
