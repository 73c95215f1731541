import { setTimeout as sleep } from "node:timers/promises";
import { type QueuedIntervention, type StoreView, topic } from "@laneway/contracts";
import type { Chance } from "@laneway/edge-server/risk/population/chance";
import mqtt, { type MqttClient } from "mqtt";
import { AttendantClient } from "../store/lane-client.js";
import type { RunningStore } from "../store/running-store.js";
import { effortOf, walkMs } from "./habits.js";
import { nowMs } from "./real-lane.js";

/** In which order a colleague goes to the lanes: as the station says, or to whoever has waited longest. */
export type VisitOrder = "queue" | "first-come";

/** One thing a colleague was asked for. */
export interface Call {
  readonly laneId: string;
  readonly kind: QueuedIntervention["kind"];
  readonly raisedAtMs: number;
  /** When the station's screen had it; undefined: it waited already when the tablet was switched on, and says nothing of how fast it is told. */
  readonly shownAtMs: number | undefined;
  /** When the colleague stood at the lane; undefined: it ended by itself, or the day did. */
  arrivedAtMs: number | undefined;
  /** When it left the queue without anybody having come. */
  goneAtMs: number | undefined;
  outcome: "approved" | "refused" | "resolved" | undefined;
}

/** One colleague with a tablet: hears the store's view over MQTT, goes to one lane at a time, sees to all that waits there. */
export class Colleague {
  readonly calls = new Map<string, Call>();
  #view: StoreView | undefined;
  #woken: (() => void) | undefined;
  #stopped = false;
  #work: Promise<void> = Promise.resolve();
  /** Milliseconds spent walking and looking. */
  busyMs = 0;

  private constructor(
    private readonly client: AttendantClient,
    private readonly mqttClient: MqttClient,
    private readonly order: VisitOrder,
    private readonly chance: Chance,
    /** Does something of what lies in this lane's bags not stand in its basket? */
    private readonly isMissing: (laneId: string) => boolean,
  ) {}

  static async begin(store: RunningStore, order: VisitOrder, chance: Chance, isMissing: (laneId: string) => boolean): Promise<Colleague> {
    const [attendant] = (await store.twin()).attendants;
    if (attendant === undefined) throw new Error("the store has no attendant");
    const client = await AttendantClient.signIn(store, attendant);
    const { mqtt: access, storeId } = client.session;
    const tablet = await mqtt.connectAsync(access.url, { username: access.username, password: access.password, protocolVersion: 4, clean: true });
    const colleague = new Colleague(client, tablet, order, chance, isMissing);
    tablet.on("message", (_topic, payload) => colleague.#hear(JSON.parse(payload.toString()) as StoreView));
    await tablet.subscribeAsync(topic("storeView", { store: storeId }), { qos: 1 });
    colleague.#work = colleague.#run();
    return colleague;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#woken?.();
    await this.#work;
    await this.mqttClient.endAsync(true);
  }

  /** The first view is the retained one: what stands in it was raised before anybody could see it. */
  #hear(view: StoreView): void {
    const shownAtMs = this.#view === undefined ? undefined : nowMs();
    this.#view = view;
    for (const { interventionId, laneId, kind, sinceMs } of view.queue) {
      if (!this.calls.has(interventionId)) this.calls.set(interventionId, { laneId, kind, raisedAtMs: sinceMs, shownAtMs, arrivedAtMs: undefined, goneAtMs: undefined, outcome: undefined });
    }
    const open = new Set(view.queue.map(({ interventionId }) => interventionId));
    for (const [interventionId, call] of this.calls) if (call.arrivedAtMs === undefined && !open.has(interventionId)) call.goneAtMs ??= nowMs();
    this.#woken?.();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const next = this.#next();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          this.#woken = resolve;
        });
        continue;
      }
      const beganMs = nowMs();
      await this.#visit(next);
      this.busyMs += nowMs() - beganMs;
    }
  }

  #next(): QueuedIntervention | undefined {
    const open = (this.#view?.queue ?? []).filter(({ interventionId, outcomes }) => outcomes.length > 0 && this.calls.get(interventionId)?.outcome === undefined);
    const rank = this.order === "queue" ? ({ place }: QueuedIntervention) => place : ({ sinceMs }: QueuedIntervention) => sinceMs;
    return open.toSorted((one, other) => rank(one) - rank(other))[0];
  }

  async #visit({ laneId, interventionId }: QueuedIntervention): Promise<void> {
    await this.client.send(laneId, { kind: "take-intervention", interventionId });
    await sleep(this.chance.between(walkMs.least, walkMs.most));
    for (const one of (this.#view?.queue ?? []).filter((each) => each.laneId === laneId)) await this.#see(one);
  }

  async #see({ laneId, interventionId, kind, outcomes }: QueuedIntervention): Promise<void> {
    const call = this.calls.get(interventionId);
    if (call === undefined || call.outcome !== undefined) return;
    call.arrivedAtMs = nowMs();
    await sleep(effortOf(kind, this.chance));
    const wanted = kind === "basket-check" ? (this.isMissing(laneId) ? "refused" : "approved") : kind === "unknown-item" ? "refused" : "approved";
    const outcome = outcomes.includes(wanted) ? wanted : outcomes[0];
    if (outcome === undefined) return;
    const answer = await this.client.send(laneId, { kind: "end-intervention", interventionId, outcome });
    call.outcome = outcome;
    if (answer.result === "refused") call.arrivedAtMs = undefined;
  }
}
