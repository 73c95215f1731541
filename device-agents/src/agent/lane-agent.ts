import { randomUUID } from "node:crypto";
import { type AgentPresence, type DeviceClass, type DeviceFact, type DeviceStatus, type LaneProfile, deviceClass, deviceCommand, mqttUser, parseTopic, topic } from "@laneway/contracts";
import type { Logger } from "pino";
import { linkToBroker } from "./broker-link.js";
import { openDevice } from "./device-opener.js";
import type { DeviceHost, FactBody, RunningDevice } from "./device-host.js";
import { recordDevice, type DeviceRecord } from "./device-record.js";
import { queueFacts } from "./fact-queue.js";
import { seenIds } from "./seen-ids.js";

export interface LaneAgentSettings {
  readonly storeId: string;
  readonly currency: string;
  readonly profile: LaneProfile;
  readonly broker: { readonly url: string; readonly password: string };
  /** Where the terminal driver keeps its notes. */
  readonly notesPath: string;
  readonly log: Logger;
}

export interface LaneAgent {
  start(): void;
  stop(): Promise<void>;
}

/** Commands whose ids are remembered, so that one delivered twice is done once. */
const rememberedCommands = 1_000;

interface OpenedDevice {
  readonly record: DeviceRecord;
  readonly running: RunningDevice | undefined;
}

/** All devices of one lane: their bytes become facts on MQTT, the edge's commands become bytes. */
export function createLaneAgent(settings: LaneAgentSettings): LaneAgent {
  const { profile, storeId, log } = settings;
  const bootId = randomUUID();
  const place = { store: storeId, lane: profile.laneId };
  const seen = seenIds(rememberedCommands);
  const devices = new Map<DeviceClass, OpenedDevice>();
  const presence = (state: AgentPresence["state"]) => JSON.stringify({ state, bootId, atMs: Date.now() } satisfies AgentPresence);
  const presenceTopic = topic("agentPresence", place);

  const link = linkToBroker(
    {
      url: settings.broker.url,
      username: mqttUser("agent", profile.laneId),
      password: settings.broker.password,
      clientId: `agent-${profile.laneId}-${bootId.slice(0, 8)}`,
      will: { topic: presenceTopic, payload: presence("lost") },
      subscriptions: [topic("deviceCommand", place)],
    },
    {
      onUp: () => {
        link.publish(presenceTopic, presence("online"), true);
        for (const { record } of devices.values()) publishStatus(record.status());
        facts.flush();
        log.info("connected to the broker");
      },
      onDown: (because) => log.warn({ because }, "no connection to the broker; trying again"),
      onMessage: receive,
    },
  );

  const facts = queueFacts((fact) => link.publish(topic("deviceFact", { ...place, device: fact.device }), JSON.stringify(fact), false), Date.now, dropped);
  const progress = lastProgress();
  let ticking: NodeJS.Timeout | undefined;

  function publishStatus(status: DeviceStatus): void {
    link.publish(topic("deviceStatus", { ...place, device: status.device }), JSON.stringify(status), true);
  }

  function dropped(lost: readonly DeviceFact[]): void {
    log.warn({ count: lost.length }, "scans that the edge did not acknowledge in time were dropped");
    devices.get("scanner")?.record.raise("protocol", "scans were dropped: the store server did not take them in time");
  }

  function receive(path: string, payload: Uint8Array): void {
    const device = deviceClass.safeParse(parseTopic(path)?.parameters.device);
    const running = device.success ? devices.get(device.data)?.running : undefined;
    const command = deviceCommand.safeParse(parseJson(payload));
    if (running === undefined || !command.success) {
      log.warn({ topic: path }, "a command that this lane cannot take was dropped");
      return;
    }
    if (command.data.kind === "acknowledge") {
      const fact = facts.acknowledge(command.data.factId);
      if (fact?.kind === "scan") devices.get("scanner")?.record.clear("protocol");
      if (fact !== undefined) running.acknowledged(fact);
      return;
    }
    if (command.data.expiresAtMs < Date.now()) {
      log.warn({ commandId: command.data.commandId, kind: command.data.kind }, "an expired command was dropped");
      return;
    }
    if (!seen.firstTime(command.data.commandId)) return;
    running.handle(command.data);
    if (command.data.kind === "resolve-payment") progress.again(command.data.attemptId);
  }

  function hostOf(device: DeviceClass, record: DeviceRecord): DeviceHost {
    let sequence = 0;
    return {
      device,
      log: log.child({ device }),
      report(body: FactBody) {
        progress.note(body, () => this.report(body));
        sequence += 1;
        const factId = `${bootId}:${device}:${sequence}`;
        facts.offer({ ...body, device, factId, bootId, sequence, atMs: Date.now() } as DeviceFact);
        return factId;
      },
      withdraw: (factId) => facts.withdraw(factId),
      raise: (code, detail) => record.raise(code, detail),
      clear: (code) => record.clear(code),
      connected: (value) => record.connected(value),
    };
  }

  function openAll(): void {
    for (const device of deviceClass.options) {
      const configured = profile.devices[device];
      if (configured === undefined) continue;
      const record = recordDevice({ device, protocol: configured.protocol, bootId, simulated: configured.simulated }, Date.now, publishStatus);
      const host = hostOf(device, record);
      let running: RunningDevice | undefined;
      try {
        running = openDevice(profile, device, { currency: settings.currency, notesPath: settings.notesPath }, host);
      } catch (error) {
        // A wrong setting of one device is that device's fault, and leaves the others in service.
        record.raise("unreachable", (error as Error).message);
        log.error({ device, error: (error as Error).message }, "the device cannot be opened as its lane profile says");
      }
      devices.set(device, { record, running });
    }
  }

  openAll();
  return {
    start() {
      link.start();
      for (const { running } of devices.values()) running?.start();
      ticking = setInterval(() => facts.tick(), 250);
    },
    async stop() {
      clearInterval(ticking);
      await Promise.all([...devices.values()].map(({ running }) => running?.stop()));
      await link.stop({ topic: presenceTopic, payload: presence("stopped") });
    },
  };
}

/**
 * How far the payment under way is, to be told again when the edge asks about it: an edge that was away for longer than
 * progress is kept would otherwise show its shopper an old stage until the card comes.
 */
function lastProgress() {
  let last: { readonly attemptId: string; readonly tell: () => void } | undefined;
  return {
    note(body: FactBody, tell: () => void): void {
      if (body.kind === "payment-progress") last = { attemptId: body.attemptId, tell };
      else if (body.kind === "payment-outcome") last = undefined;
    },
    again(attemptId: string): void {
      if (last?.attemptId === attemptId) last.tell();
    },
  };
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString("utf8"));
  } catch {
    return undefined;
  }
}
