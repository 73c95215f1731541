import { agentPresence, deviceFact, type DeviceFact, deviceStatus, type TopicName, type TopicParameters } from "@laneway/contracts";
import type { LaneRequest } from "@laneway/domain/lane/types";
import type { Log } from "../log.js";
import type { StoreDay } from "../day/store-day.js";
import type { OfflineDesk } from "../offline/offline-desk.js";
import type { Clock, Ids } from "../ports.js";
import { acknowledgement, type AddressedCommand } from "./device-commands.js";
import type { Lane } from "./lane.js";

export interface DeviceHubDeps {
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly day: Pick<StoreDay, "hear">;
  readonly offline: Pick<OfflineDesk, "hear">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly send: (laneId: string, addressed: AddressedCommand) => void;
  readonly weightChanged: (lane: Lane) => void;
  readonly statusChanged: (lane: Lane) => void;
  readonly failed: (error: unknown) => void;
  /** Whose badge was scanned; undefined: it is nobody's. */
  readonly ofBadge: (code: string) => { readonly attendantId: string; readonly name: string } | undefined;
}

/** A shopper who waits longer than this scans again. */
const longestScanWaitMs = 20_000;
const settleMs = 200;
const unheardMs = 6_000;

/** What devices say becomes commands of their lane; each fact is acknowledged once it is committed. */
export class DeviceHub {
  readonly #deps: DeviceHubDeps;
  readonly #checks = new Map<string, () => void>();

  constructor(deps: DeviceHubDeps) {
    this.#deps = deps;
  }

  /** After a start agents get a moment to be heard before they are missed. */
  start(): void {
    for (const lane of this.#deps.lanes.values()) this.#checkFaults(lane, unheardMs);
  }

  stop(): void {
    for (const cancel of this.#checks.values()) cancel();
    this.#checks.clear();
  }

  /** A message of one of the device topics. Anything that does not fit its schema is dropped and logged. */
  hear(name: TopicName, parameters: TopicParameters, message: unknown): void {
    const lane = this.#deps.lanes.get(parameters.lane ?? "");
    if (lane === undefined) this.#deps.log.warn({ topic: name, lane: parameters.lane }, "devices: no such lane, message ignored");
    else if (name === "agentPresence") this.#hearPresence(lane, message);
    else if (name === "deviceStatus") this.#hearStatus(lane, parameters.device, message);
    else if (name === "deviceFact") this.#hearFact(lane, parameters.device, message);
  }

  #hearPresence(lane: Lane, message: unknown): void {
    const parsed = agentPresence.safeParse(message);
    if (!parsed.success) {
      this.#malformed(lane, "presence");
      return;
    }
    const before = lane.devices.agentBootId;
    lane.devices.hearPresence(parsed.data);
    // A new agent knows nothing of what the one before had in hand.
    if (before !== undefined && parsed.data.state === "online" && parsed.data.bootId !== before) lane.repeatPrints();
    this.#deps.statusChanged(lane);
    this.#checkFaults(lane, settleMs);
  }

  #hearStatus(lane: Lane, device: string | undefined, message: unknown): void {
    const parsed = deviceStatus.safeParse(message);
    if (!parsed.success || parsed.data.device !== device) {
      this.#malformed(lane, "status");
      return;
    }
    lane.devices.hearStatus(parsed.data);
    this.#deps.statusChanged(lane);
    this.#checkFaults(lane, settleMs);
  }

  #hearFact(lane: Lane, device: string | undefined, message: unknown): void {
    const parsed = deviceFact.safeParse(message);
    if (!parsed.success || parsed.data.device !== device) {
      this.#malformed(lane, "fact");
      return;
    }
    const fact = parsed.data;
    try {
      this.#take(lane, fact);
    } catch (error) {
      // Not committed, so not acknowledged: the agent says it again.
      this.#deps.failed(error);
      return;
    }
    const { clock, ids, send } = this.#deps;
    send(lane.profile.laneId, { device: fact.device, command: acknowledgement(fact.factId, ids.next(), clock.nowMs()) });
  }

  #take(lane: Lane, fact: DeviceFact): void {
    if (fact.kind === "weight" && fact.device === "produce-scale") {
      lane.devices.hearWeight(fact.reading, fact.atMs);
      this.#deps.weightChanged(lane);
      return;
    }
    if (fact.kind === "terminal-day" || fact.kind === "terminal-diagnosis") {
      this.#deps.day.hear(lane.profile.laneId, fact);
      return;
    }
    if (fact.kind === "stored-payment") {
      this.#deps.offline.hear(fact);
      return;
    }
    const request = requestOf(fact);
    if (fact.kind === "scan" && this.#isStale(lane, fact.atMs)) {
      this.#deps.log.warn({ lane: lane.profile.laneId, factId: fact.factId, ageMs: this.#deps.clock.nowMs() - fact.atMs }, "devices: a scan came too late for the basket, left out");
      return;
    }
    if (request === undefined) return;
    const who = fact.kind === "scan" ? this.#deps.ofBadge(fact.text.trim().toUpperCase()) : undefined;
    if (who !== undefined) {
      // The badge itself goes no further: only whose it is.
      lane.handle({ commandId: fact.factId, actor: { kind: "attendant", attendantId: who.attendantId, name: who.name }, request: { kind: "begin-assist-here" } });
      return;
    }
    lane.handle({ commandId: fact.factId, actor: { kind: "device", device: fact.device }, request });
  }

  /**
   * Was this scanned for somebody else? A scan that waited for the broker or the edge may belong to a shopper who has gone.
   */
  #isStale(lane: Lane, atMs: number): boolean {
    const nowMs = this.#deps.clock.nowMs();
    const endedAtMs = lane.state.lastBasketEndedAtMs ?? Number.NEGATIVE_INFINITY;
    // An end that lies ahead was written before the clock was put back, and says nothing.
    return nowMs - atMs > longestScanWaitMs || (endedAtMs <= nowMs && atMs < endedAtMs);
  }

  /** Once things have settled; a device that still has time to be reported is looked at again. */
  #checkFaults(lane: Lane, afterMs: number): void {
    const { laneId } = lane.profile;
    this.#checks.get(laneId)?.();
    const check = () => {
      this.#checks.delete(laneId);
      try {
        lane.noticeFaults();
      } catch (error) {
        this.#deps.failed(error);
        this.#checkFaults(lane, unheardMs);
        return;
      }
      if (lane.devices.awaitsStatus) this.#checkFaults(lane, unheardMs);
    };
    this.#checks.set(laneId, this.#deps.clock.after(afterMs, check));
  }

  #malformed(lane: Lane, what: string): void {
    this.#deps.log.warn({ lane: lane.profile.laneId, what }, "devices: message does not fit its schema, ignored");
  }
}

/** What a fact asks of the lane; undefined when the lane has no use for it (a scale that is moving). */
function requestOf(fact: Exclude<DeviceFact, { kind: "terminal-day" | "terminal-diagnosis" | "stored-payment" }>): LaneRequest | undefined {
  switch (fact.kind) {
    case "scan":
      return { kind: "scan", text: fact.text, aim: fact.aim };
    case "weight":
      if (fact.reading.state === "stable") return { kind: "bagging-weight", reading: { grams: fact.reading.grams } };
      return fact.reading.state === "zero" ? { kind: "bagging-weight", reading: { grams: 0 } } : undefined;
    case "payment-progress":
      return { kind: "payment-progress", attemptId: fact.attemptId, stage: fact.stage };
    case "payment-outcome":
      return { kind: "payment-outcome", attemptId: fact.attemptId, outcome: fact.outcome };
    case "print-result":
      return { kind: "print-result", jobId: fact.jobId, result: fact.result };
  }
}
