import type { AgentPresence, DeviceClass, DeviceFaultCode, DeviceStatus, LaneProfile, WeightReading, WeightView } from "@laneway/contracts";
import type { LaneFaultState, SystemRequest } from "@laneway/domain/lane/types";
import type { Clock } from "../ports.js";

type FaultRequest = Extract<SystemRequest, { kind: "device-fault" }>;

const freshMs = 1_000;
/** How long an agent may take to report a device after it has come up. */
const reportWithinMs = 5_000;

/**
 * What the edge knows of one lane's devices right now: presence of its agent, the status of each device, the last weight.
 * In memory only: the agent says it again after every connect.
 */
export class LaneDevices {
  readonly #profile: LaneProfile;
  readonly #clock: Clock;
  #presence: AgentPresence | undefined;
  #presenceSinceMs: number;
  readonly #statuses = new Map<DeviceClass, DeviceStatus>();
  #weight: { readonly reading: WeightReading; readonly atMs: number; readonly heardMs: number } | undefined;

  constructor(profile: LaneProfile, clock: Clock) {
    this.#profile = profile;
    this.#clock = clock;
    this.#presenceSinceMs = clock.monotonicMs();
  }

  has(device: DeviceClass): boolean {
    return this.#profile.devices[device] !== undefined;
  }

  get agentOnline(): boolean {
    return this.#presence?.state === "online";
  }

  get statuses(): readonly DeviceStatus[] {
    return [...this.#statuses.values()];
  }

  /** An old agent's last will names an old boot and says nothing about the agent that runs now. */
  /** Of the run of the agent that was heard last. */
  get agentBootId(): string | undefined {
    return this.#presence?.bootId;
  }

  hearPresence(presence: AgentPresence): void {
    const current = this.#presence;
    if (current?.state === "online" && presence.state !== "online" && presence.bootId !== current.bootId) return;
    if (current?.bootId !== presence.bootId || current.state !== presence.state) this.#presenceSinceMs = this.#clock.monotonicMs();
    this.#presence = presence;
    if (presence.state !== "online") this.#weight = undefined;
  }

  hearStatus(status: DeviceStatus): void {
    if (!this.has(status.device)) return;
    this.#statuses.set(status.device, status);
    if (status.device === "produce-scale" && !status.connected) this.#weight = undefined;
  }

  hearWeight(reading: WeightReading, atMs: number): void {
    this.#weight = { reading, atMs, heardMs: this.#clock.monotonicMs() };
  }

  /** The weight that may be sold: stable, above zero and heard within the last second. */
  get sellableGrams(): number | undefined {
    const weight = this.#weight;
    if (weight === undefined || weight.reading.state !== "stable" || this.#clock.monotonicMs() - weight.heardMs > freshMs) return undefined;
    return weight.reading.grams;
  }

  get weightView(): WeightView {
    return this.#weight === undefined ? { reading: { state: "not-ready" }, atMs: this.#clock.nowMs() } : { reading: this.#weight.reading, atMs: this.#weight.atMs };
  }

  /** Right after a start, before it was heard of, a terminal is taken to be as the lane last knew it. */
  get terminalUsable(): boolean {
    // Whoever practises does so with play money: a training lane asks no real terminal for anything.
    if (this.#profile.training && this.#profile.devices["payment-terminal"]?.simulated !== true) return false;
    return this.has("payment-terminal") && (this.#isAwaited("payment-terminal") || this.#faultsOf("payment-terminal").size === 0);
  }

  /** Some device has not been reported yet, and its agent still has time to. */
  get awaitsStatus(): boolean {
    return (Object.keys(this.#profile.devices) as DeviceClass[]).some((device) => this.#isAwaited(device));
  }

  /** What has to be told to the lane so that its faults are those of the devices. */
  faultChanges(known: readonly LaneFaultState[]): FaultRequest[] {
    const changes: FaultRequest[] = [];
    for (const device of Object.keys(this.#profile.devices) as DeviceClass[]) {
      if (this.#isAwaited(device)) continue;
      const now = this.#faultsOf(device);
      const before = new Set(known.filter((fault) => fault.device === device).map((fault) => fault.code));
      for (const [code, detail] of now) if (!before.has(code)) changes.push({ kind: "device-fault", device, code, raised: true, detail });
      // What the lane itself has found out of its readings is no device's to clear.
      for (const code of before) if (!now.has(code) && code !== "scale-drifting") changes.push({ kind: "device-fault", device, code, raised: false, detail: undefined });
    }
    return changes;
  }

  #isAwaited(device: DeviceClass): boolean {
    if (this.#presence !== undefined && this.#presence.state !== "online") return false;
    if (this.agentOnline && this.#statuses.has(device)) return false;
    return this.#clock.monotonicMs() - this.#presenceSinceMs < reportWithinMs;
  }

  /** Faults of one device; without its agent nothing of the lane can be reached. */
  #faultsOf(device: DeviceClass): ReadonlyMap<DeviceFaultCode, string | undefined> {
    if (!this.agentOnline) return new Map([["unreachable", "the lane's device agent is not running"]]);
    const status = this.#statuses.get(device);
    if (status === undefined) return new Map([["unreachable", "its agent has not reported it"]]);
    const faults = new Map<DeviceFaultCode, string | undefined>(status.faults.map((fault) => [fault.code, fault.detail]));
    if (!status.connected && !faults.has("unreachable")) faults.set("unreachable", undefined);
    return faults;
  }
}
