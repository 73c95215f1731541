import type { LaneView, StoreConfig, StoreView, WeightView } from "@laneway/contracts";
import { queuePlaces } from "@laneway/domain/lane/attendant-view";
import { laneView } from "@laneway/domain/lane/lane-view";
import { cashOf } from "@laneway/domain/till/cash-view";
import type { Voucher } from "@laneway/domain/voucher/types";
import { paymentWays } from "@laneway/domain/tender/ways";
import type { StoreDay } from "../day/store-day.js";
import type { Clock } from "../ports.js";
import type { RecordStore } from "../store/record.js";
import type { PricingContext } from "@laneway/domain/pricing/types";
import { tipsOf } from "./knowledge.js";
import type { Lane } from "./lane.js";
import { buildStoreView, storeQueue } from "./store-view.js";

export interface ViewBoardDeps {
  readonly config: StoreConfig;
  readonly currencyDigits: number;
  readonly bootId: string;
  readonly clock: Clock;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly day: Pick<StoreDay, "selling" | "view">;
  readonly record: Pick<RecordStore, "suspendedWaiting" | "outboxWaiting">;
  readonly notes: () => StoreView["notes"];
  readonly pricing: (lane: Lane) => PricingContext;
  readonly voucherCode: (voucher: Voucher) => string;
  readonly offlineCards: () => StoreView["offlineCards"];
  /** Headquarters reachable. */
  readonly online: () => boolean;
  readonly fiscalOutageSinceMs: () => number | undefined;
  readonly publishLane: (laneId: string, view: LaneView) => void;
  readonly publishWeight: (laneId: string, view: WeightView) => void;
  readonly publishStore: (view: StoreView) => void;
}

const storeViewEveryMs = 250;
/** What one commit changes is told together. */
const soonMs = 10;
const weightEveryMs = 80;
const reorderEveryMs = 5_000;
const mostSuspended = 50;

/**
 * Makes the views and says when they change: a lane's at every change, the store's at most four times a second,
 * a weight's about twelve times.
 */
export class ViewBoard {
  readonly #deps: ViewBoardDeps;
  readonly #pending = new Map<string, () => void>();
  #places: ReadonlyMap<string, number> = new Map();
  #storeToldAtMs = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(deps: ViewBoardDeps) {
    this.#deps = deps;
  }

  laneView(lane: Lane): LaneView {
    const { config, currencyDigits, bootId, clock, online } = this.#deps;
    return laneView(lane.state, {
      nowMs: clock.nowMs(),
      storeId: config.store.id,
      storeName: config.store.name,
      laneName: lane.profile.name,
      locales: config.store.locales,
      currency: config.store.currency,
      currencyDigits,
      training: lane.profile.training,
      selling: this.#deps.day.selling,
      version: lane.version,
      bootId,
      online: online(),
      giftCardSales: config.tenders.giftCardSales,
      takesSlips: config.twin || config.tenders.vouchers.issue || config.tenders.depositSlips.issuers.length > 0,
      voucherCode: this.#deps.voucherCode,
      ...tipsOf(lane.profile, config),
      pricing: () => this.#deps.pricing(lane),
      ways: paymentWays(lane.state.faults, { tenders: config.tenders, online: online(), terminalUsable: lane.devices.terminalUsable, training: lane.profile.training }, lane.state.transaction),
      hasProduceScale: lane.devices.has("produce-scale"),
      hasPrinter: lane.devices.has("receipt-printer"),
      hasSecurityScale: lane.devices.has("security-scale"),
      cash: lane.profile.cash ? cashOf(lane.state, config) : undefined,
      queuePlaces: this.#places,
    });
  }

  storeView(): StoreView {
    const { config, currencyDigits, lanes, record, online, fiscalOutageSinceMs, clock } = this.#deps;
    return buildStoreView({
      config,
      currencyDigits,
      lanes: [...lanes.values()],
      laneView: (lane) => this.laneView(lane),
      voucherCode: this.#deps.voucherCode,
      suspended: record.suspendedWaiting(mostSuspended),
      outboxWaiting: record.outboxWaiting(),
      day: this.#deps.day.view,
      notes: this.#deps.notes(),
      offlineCards: this.#deps.offlineCards(),
      online: online(),
      fiscalOutageSinceMs: fiscalOutageSinceMs(),
      nowMs: clock.nowMs(),
    });
  }

  laneChanged(lane: Lane): void {
    const moved = this.#queueMoved();
    this.#deps.publishLane(lane.profile.laneId, this.laneView(lane));
    this.storeChanged(moved.size > 0);
    // Others see another place in the queue; their own change is told like any other.
    for (const other of moved) if (other !== lane) other.touch();
  }

  /** `queueMoved`: somebody waits for a person, or waits elsewhere in the queue. That is told at once, whatever was told just before. */
  storeChanged(queueMoved = false): void {
    if (queueMoved) this.#cancel("store");
    const sinceMs = this.#deps.clock.monotonicMs() - this.#storeToldAtMs;
    this.#later("store", queueMoved ? soonMs : Math.max(soonMs, storeViewEveryMs - sinceMs), () => {
      this.#storeToldAtMs = this.#deps.clock.monotonicMs();
      this.#deps.publishStore(this.storeView());
    });
  }

  weightChanged(lane: Lane): void {
    const { laneId } = lane.profile;
    this.#later(`weight ${laneId}`, weightEveryMs, () => this.#deps.publishWeight(laneId, lane.devices.weightView));
  }

  /** Everything, once: after a start. */
  publishAll(): void {
    this.#queueMoved();
    for (const lane of this.#deps.lanes.values()) {
      this.#deps.publishLane(lane.profile.laneId, this.laneView(lane));
      this.#deps.publishWeight(lane.profile.laneId, lane.devices.weightView);
    }
    this.#deps.publishStore(this.storeView());
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#pending.values()) cancel();
    this.#pending.clear();
  }

  #cancel(what: string): void {
    this.#pending.get(what)?.();
    this.#pending.delete(what);
  }

  /** Once within the time, with what is true then. */
  #later(what: string, afterMs: number, publish: () => void): void {
    if (this.#stopped || this.#pending.has(what)) return;
    this.#pending.set(
      what,
      this.#deps.clock.after(afterMs, () => {
        this.#pending.delete(what);
        publish();
      }),
    );
  }

  #reorder(): void {
    const moved = this.#queueMoved();
    for (const lane of moved) lane.touch();
    if (moved.size > 0) this.storeChanged();
  }

  /** Numbers the queue anew; answers the lanes of those whose place is another now. */
  #queueMoved(): ReadonlySet<Lane> {
    const { lanes, config, clock } = this.#deps;
    const all = [...lanes.values()];
    // Most of the time nobody waits.
    if (this.#places.size === 0 && all.every((lane) => lane.state.interventions.length === 0)) return new Set();
    const before = this.#places;
    const queue = storeQueue(all, config, clock.nowMs());
    this.#places = queuePlaces(queue);
    // Waiting changes the order by itself.
    if (this.#places.size > 1) this.#later("queue", reorderEveryMs, () => this.#reorder());
    const moved = queue.filter(({ interventionId }) => before.get(interventionId) !== this.#places.get(interventionId));
    return new Set(moved.map(({ laneId }) => lanes.get(laneId)).filter((lane) => lane !== undefined));
  }
}
