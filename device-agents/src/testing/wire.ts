import { createServer, type Server, type Socket } from "node:net";
import type { DeviceClass, DeviceFaultCode } from "@laneway/contracts";
import { pino } from "pino";
import type { DeviceHost, FactBody } from "../agent/device-host.js";

/** The device's end of a TCP line, in the test's hand. */
export interface Wire {
  readonly port: number;
  /** Everything the agent has written so far. */
  readonly heard: number[];
  readonly connections: number;
  send(bytes: Uint8Array | string): void;
  onBytes: (bytes: Uint8Array) => void;
  drop(): void;
  stop(): Promise<void>;
}

export async function startWire(): Promise<Wire> {
  let socket: Socket | undefined;
  let connections = 0;
  const server: Server = createServer((incoming) => {
    socket = incoming;
    connections += 1;
    incoming.setNoDelay(true);
    incoming.on("error", () => undefined);
    incoming.on("data", (bytes) => {
      wire.heard.push(...bytes);
      wire.onBytes(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  const wire: Wire = {
    port: address.port,
    heard: [],
    get connections() {
      return connections;
    },
    send: (bytes) => {
      socket?.write(bytes);
    },
    onBytes: () => undefined,
    drop: () => socket?.destroy(),
    stop: () =>
      new Promise((resolve) => {
        socket?.destroy();
        server.close(() => resolve());
      }),
  };
  return wire;
}

/** A device's host that writes everything down. */
export interface Notebook extends DeviceHost {
  readonly facts: (FactBody & { readonly atMs: number })[];
  readonly faults: Map<DeviceFaultCode, string | undefined>;
  readonly history: string[];
  isConnected: boolean;
}

export function openNotebook(device: DeviceClass): Notebook {
  let sequence = 0;
  const notebook: Notebook = {
    device,
    log: pino({ level: "silent" }),
    facts: [],
    faults: new Map(),
    history: [],
    isConnected: false,
    report(body) {
      sequence += 1;
      notebook.facts.push({ ...body, atMs: Date.now() });
      return `fact:${sequence}`;
    },
    withdraw: (factId) => {
      notebook.history.push(`withdrawn ${factId}`);
    },
    raise(code, detail) {
      if (!notebook.faults.has(code)) notebook.history.push(`raised ${code}`);
      notebook.faults.set(code, detail);
    },
    clear(code) {
      if (notebook.faults.delete(code)) notebook.history.push(`cleared ${code}`);
    },
    connected(value) {
      notebook.isConnected = value;
    },
  };
  return notebook;
}
