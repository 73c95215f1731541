import { createServer, type Server, type Socket } from "node:net";
import { listenOn } from "./listening.js";

export interface DevicePortHandlers {
  readonly onConnect?: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onDisconnect?: () => void;
}

/** The plug of one simulated device: a TCP server that one lane agent talks to. */
export interface DevicePort {
  /** Rejects when the port is taken. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Pulled out: connections end and new ones are refused. */
  plug(plugged: boolean): Promise<void>;
  /** Nothing happens when nobody is connected, as on a real wire. */
  send(bytes: Uint8Array): void;
  /** Ends the present connection only. */
  drop(): void;
  readonly plugged: boolean;
  readonly connected: boolean;
  /** The port it listens on; useful when 0 was asked for. */
  readonly port: number;
}

export function openDevicePort(host: string, port: number, handlers: DevicePortHandlers): DevicePort {
  let server: Server | undefined;
  let socket: Socket | undefined;
  let actualPort = port;

  function accept(incoming: Socket): void {
    // A device has one cable: who connects later has it.
    drop();
    socket = incoming;
    incoming.setNoDelay(true);
    incoming.on("data", (bytes) => {
      if (socket === incoming) handlers.onBytes(bytes);
    });
    incoming.on("error", () => incoming.destroy());
    incoming.on("close", () => {
      if (socket !== incoming) return;
      socket = undefined;
      handlers.onDisconnect?.();
    });
    handlers.onConnect?.();
  }

  function drop(): void {
    const old = socket;
    if (old === undefined) return;
    socket = undefined;
    old.destroy();
    handlers.onDisconnect?.();
  }

  async function listen(): Promise<void> {
    const opening = createServer(accept);
    server = opening;
    actualPort = await listenOn(opening, host, actualPort);
  }

  function close(): Promise<void> {
    const closing = server;
    server = undefined;
    drop();
    return closing === undefined ? Promise.resolve() : new Promise((resolve) => closing.close(() => resolve()));
  }

  return {
    start: listen,
    stop: close,
    async plug(plugged) {
      if (plugged === (server !== undefined)) return;
      await (plugged ? listen() : close());
    },
    send(bytes) {
      socket?.write(bytes);
    },
    drop,
    get plugged() {
      return server !== undefined;
    },
    get connected() {
      return socket !== undefined;
    },
    get port() {
      return actualPort;
    },
  };
}
