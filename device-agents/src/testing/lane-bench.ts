import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeviceClass, DeviceCommand, DeviceFact, LaneProfile } from "@laneway/contracts";
import { deviceFact, deviceStatus, topic } from "@laneway/contracts";
import { pino } from "pino";
import type { DeviceOptions } from "../adapter.js";
import { createLaneAgent, type LaneAgent } from "../agent/lane-agent.js";
import { createLaneSimulator, type LaneSimulator, type LaneSimulatorSettings } from "../simulator/lane-simulator.js";
import { startStoreBroker, type StoreBroker } from "./store-broker.js";

const place = { store: "demo", lane: "lane-1" };

type CommandBody = DeviceCommand extends infer Command ? (Command extends DeviceCommand ? Omit<Command, "commandId" | "issuedAtMs" | "expiresAtMs"> : never) : never;

export const testTiming = { cardMs: 20, processingMs: 40, slowMs: 400, silentMs: 2_300, patienceMs: 5_000, answerMs: 30_000, repeatMs: 100, doneMs: 50 };

/** A whole lane in one process: broker, simulator, agent, and the edge's side of the conversation in the test's hand. */
export interface LaneBench {
  readonly broker: StoreBroker;
  readonly simulator: LaneSimulator;
  agent: LaneAgent;
  /** Acknowledge facts as the edge does after its commit? Default true. */
  acknowledging: boolean;
  command(device: DeviceClass, body: CommandBody, changes?: Partial<DeviceCommand>): void;
  fact<K extends DeviceFact["kind"]>(kind: K, fits?: (fact: Extract<DeviceFact, { kind: K }>) => boolean, withinMs?: number): Promise<Extract<DeviceFact, { kind: K }>>;
  /** The device's status says this, now or soon. */
  status(device: DeviceClass, fits: (status: import("@laneway/contracts").DeviceStatus) => boolean, withinMs?: number): Promise<void>;
  /** A new agent process in place of the old one, which ends without a word. */
  makeAgent(): LaneAgent;
  readonly folder: string;
  stop(): Promise<void>;
}

export async function startLaneBench(changes: Partial<LaneSimulatorSettings> = {}, only?: readonly DeviceClass[], nexoOptions?: DeviceOptions): Promise<LaneBench> {
  const folder = mkdtempSync(join(tmpdir(), "laneway-bench-"));
  const broker = await startStoreBroker();
  const simulator = createLaneSimulator({
    laneId: "lane-1",
    laneName: "1",
    host: "127.0.0.1",
    ports: { scanner: 0, "produce-scale": 0, "security-scale": 0, "receipt-printer": 0, "payment-terminal": 0 },
    bookPath: join(folder, "book.json"),
    terminalTiming: testTiming,
    printerLineMs: 0,
    settleMs: 150,
    ...changes,
  });
  await simulator.start();
  const profile = profileOf(simulator, only, nexoOptions);
  const makeAgent = () =>
    createLaneAgent({
      storeId: "demo",
      currency: "EUR",
      profile,
      broker: { url: broker.url, password: "not checked by this broker" },
      notesPath: join(folder, "notes.json"),
      log: pino({ level: "silent" }),
    });
  const bench: LaneBench = {
    broker,
    simulator,
    agent: makeAgent(),
    acknowledging: true,
    makeAgent,
    folder,
    command(device, body, more = {}) {
      const command = { commandId: randomUUID(), issuedAtMs: Date.now(), expiresAtMs: Date.now() + 10_000, ...body, ...more };
      broker.edge.publish(topic("deviceCommand", { ...place, device }), JSON.stringify(command), { qos: 1 });
    },
    fact: (kind, fits = () => true, withinMs) =>
      broker.until((path, body) => path.endsWith("/fact") && body.kind === kind && fits(deviceFact.parse(body) as never), withinMs),
    async status(device, fits, withinMs) {
      const path = topic("deviceStatus", { ...place, device });
      await broker.until((each, body) => {
        if (each !== path) return false;
        const latest = broker.messages.findLast((message) => message.topic === path);
        return latest?.body === body && fits(deviceStatus.parse(body));
      }, withinMs);
    },
    async stop() {
      await bench.agent.stop();
      await simulator.stop();
      await broker.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  broker.edge.on("message", (path, payload) => {
    if (!path.endsWith("/fact") || !bench.acknowledging) return;
    const fact = deviceFact.parse(JSON.parse(payload.toString()));
    bench.command(fact.device, { kind: "acknowledge", factId: fact.factId });
  });
  bench.agent.start();
  return bench;
}

function profileOf(simulator: LaneSimulator, only: readonly DeviceClass[] | undefined, nexoOptions: DeviceOptions | undefined): LaneProfile {
  const at = (device: DeviceClass) => ({ transport: { kind: "tcp" as const, host: "127.0.0.1", port: simulator.devicePorts[device].port }, simulated: true, options: {} });
  const devices: LaneProfile["devices"] = {
    scanner: { protocol: "serial-scanner", ...at("scanner") },
    "produce-scale": { protocol: "mettler-8217", ...at("produce-scale") },
    "security-scale": { protocol: "mt-sics", ...at("security-scale") },
    "receipt-printer": { protocol: "esc-pos", ...at("receipt-printer") },
    "payment-terminal": nexoOptions === undefined ? { protocol: "zvt", ...at("payment-terminal") } : { protocol: "nexo", ...at("payment-terminal"), options: nexoOptions },
  };
  const chosen = only === undefined ? devices : Object.fromEntries(Object.entries(devices).filter(([device]) => only.includes(device as DeviceClass)));
  return { laneId: "lane-1", name: "1", training: false, channel: "store", cash: false, devices: chosen };
}
