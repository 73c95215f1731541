import type { BenchAction, BenchState, DeviceClass } from "@laneway/contracts";
import { openDevicePort, type DevicePort } from "./device-port.js";
import { createPlatform } from "./platform.js";
import { seededRandom, seedOf } from "./random.js";
import { openTerminalBook } from "./terminal-book.js";
import type { NexoKey } from "../terminal/nexo/envelope.js";
import { openNexoPort } from "./nexo-port.js";
import type { TestCertificates } from "./test-certificates.js";
import { createVirtualNexoTerminal } from "./virtual-nexo-terminal.js";
import { createVirtual8217 } from "./virtual-8217.js";
import { createVirtualMtSics } from "./virtual-mt-sics.js";
import { createVirtualPrinter } from "./virtual-printer.js";
import { createVirtualScanner } from "./virtual-scanner.js";
import { usualTiming, type VirtualTerminalTiming } from "./terminal-timing.js";
import { createVirtualTerminal } from "./virtual-terminal.js";

export interface LaneSimulatorSettings {
  readonly laneId: string;
  readonly laneName: string;
  readonly host: string;
  /** 0 asks for any free port. */
  readonly ports: Readonly<Record<DeviceClass, number>>;
  /** Where the terminal keeps its book; undefined keeps it in memory. */
  readonly bookPath?: string;
  readonly terminalTiming?: VirtualTerminalTiming;
  /** Given: the terminal speaks nexo with this key; otherwise ZVT. */
  readonly nexo?: { readonly key: NexoKey; readonly poiId: string; readonly certificates: TestCertificates };
  readonly printerLineMs?: number;
  readonly settleMs?: number;
}

export interface LaneSimulator {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** False when the action names a thing that is not there. */
  act(action: BenchAction): Promise<boolean>;
  state(): BenchState;
  /** Calls back after every change; answers how to stop that. */
  onChange(listener: () => void): () => void;
  readonly devicePorts: Readonly<Record<DeviceClass, DevicePort>>;
}

const paperColumns = 48;
const settleMs = 600;

/** The virtual hardware of one lane, speaking the real protocols on one TCP port each. */
export function createLaneSimulator(settings: LaneSimulatorSettings): LaneSimulator {
  const listeners = new Set<() => void>();
  let version = 0;
  const settling = new Set<NodeJS.Timeout>();
  const changed = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const random = seededRandom(seedOf(settings.laneId));
  const swing = settings.settleMs ?? settleMs;
  const produce = createPlatform({ settleMs: swing, noiseGrams: 0, random, now: Date.now });
  const bagging = createPlatform({ settleMs: swing, noiseGrams: 1.5, random, now: Date.now });
  const send = (device: DeviceClass) => (bytes: Uint8Array) => devicePorts[device].send(bytes);

  const scanner = createVirtualScanner(send("scanner"));
  const counterScale = createVirtual8217(produce, send("produce-scale"));
  const baggingScale = createVirtualMtSics(bagging, send("security-scale"));
  const printer = createVirtualPrinter(send("receipt-printer"), changed, { columns: paperColumns, lineMs: settings.printerLineMs ?? 12 });
  const { terminal, openTerminalPort } = createTerminal();

  const open = (device: DeviceClass, handlers: Parameters<typeof openDevicePort>[2]) => openDevicePort(settings.host, settings.ports[device], handlers);
  const devicePorts: Readonly<Record<DeviceClass, DevicePort>> = {
    scanner: open("scanner", { onBytes: (bytes) => scanner.receive(bytes) }),
    "produce-scale": open("produce-scale", { onBytes: (bytes) => counterScale.receive(bytes) }),
    "security-scale": open("security-scale", { onBytes: (bytes) => baggingScale.receive(bytes) }),
    "receipt-printer": open("receipt-printer", { onBytes: (bytes) => printer.receive(bytes) }),
    "payment-terminal": openTerminalPort(),
  };

  function createTerminal() {
    const book = openTerminalBook(settings.bookPath, () => new Date());
    const timing = settings.terminalTiming ?? usualTiming;
    const { nexo } = settings;
    if (nexo !== undefined) {
      const virtual = createVirtualNexoTerminal(book, { key: nexo.key, poiId: nexo.poiId, timing }, changed);
      return { terminal: virtual, openTerminalPort: () => openNexoPort(settings.host, settings.ports["payment-terminal"], nexo.certificates, virtual.receive) };
    }
    const virtual = createVirtualTerminal(book, { send: send("payment-terminal"), drop: () => devicePorts["payment-terminal"].drop() }, changed, timing);
    const handlers = { onBytes: (bytes: Uint8Array) => virtual.receiveBytes(bytes), onConnect: () => virtual.connect(), onDisconnect: () => virtual.disconnect() };
    return { terminal: virtual, openTerminalPort: () => open("payment-terminal", handlers) };
  }

  /** The bench shows "moving" and then that it stopped. */
  function moved(): void {
    changed();
    const timer = setTimeout(() => {
      settling.delete(timer);
      changed();
    }, swing + 10);
    settling.add(timer);
  }

  async function plug(device: DeviceClass, plugged: boolean): Promise<void> {
    if (!plugged && device === "receipt-printer") printer.powerOff();
    await devicePorts[device].plug(plugged);
    if (!plugged && device === "payment-terminal") terminal.powerOff();
    changed();
  }

  async function act(action: BenchAction): Promise<boolean> {
    switch (action.kind) {
      case "scan":
        scanner.scan(action.code, action.aim);
        return true;
      case "put-on-produce-scale":
        produce.put(action.label, action.grams);
        moved();
        return true;
      case "put-in-bagging":
        bagging.put(action.label, action.grams);
        moved();
        return true;
      case "take-off-produce-scale":
      case "take-from-bagging": {
        const taken = (action.kind === "take-from-bagging" ? bagging : produce).take(action.thingId);
        if (taken) moved();
        return taken || action.thingId === undefined;
      }
      case "plug":
        await plug(action.device, action.plugged);
        return true;
      case "terminal-next":
        terminal.setNext(action.outcome);
        return true;
      case "terminal-host":
        terminal.setHost(action.host);
        return true;
      case "terminal-press":
        terminal.press(action.button);
        return true;
      case "printer":
        printer.set({ paper: action.paper, coverOpen: action.coverOpen });
        return true;
      case "tear-off-paper":
        printer.tearOff();
        return true;
    }
  }

  return {
    async start() {
      for (const port of Object.values(devicePorts)) await port.start();
    },
    async stop() {
      for (const timer of settling) clearTimeout(timer);
      terminal.stop();
      printer.powerOff();
      await Promise.all(Object.values(devicePorts).map((port) => port.stop()));
    },
    act,
    state() {
      const plugged = Object.fromEntries(Object.entries(devicePorts).map(([device, port]) => [device, port.plugged])) as Record<DeviceClass, boolean>;
      return {
        laneId: settings.laneId,
        laneName: settings.laneName,
        version,
        plugged,
        produceScale: { things: [...produce.things], moving: produce.moving },
        baggingArea: { things: [...bagging.things], moving: bagging.moving },
        printer: printer.view(),
        terminal: terminal.view(plugged["payment-terminal"]),
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    devicePorts,
  };
}
