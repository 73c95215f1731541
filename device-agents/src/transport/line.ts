import { backOffMs, defaultBackOff, type BackOffLimits } from "./back-off.js";
import type { Connect, Connection } from "./connection.js";

export interface LineHandlers {
  /** The line is open; `write` reaches the device from now on. */
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** The line was open and is not any more, or (`wasOpen` false) an attempt to open it failed. */
  readonly onDown: (because: string, wasOpen: boolean) => void;
}

export interface Line {
  start(): void;
  stop(): Promise<void>;
  /** False when the line is not open: nothing was sent. */
  write(bytes: Uint8Array): boolean;
  /** Forced close and re-open: for a device that went silent on a port that still looks open. */
  reset(because: string): void;
  readonly isOpen: boolean;
}

/**
 * Keeps one device's byte stream open: opens it, and when it ends opens it again after a growing, capped wait.
 * `start` and `stop` are symmetric and may be repeated; after `stop` no handler is called.
 */
export function openLine(connect: Connect, handlers: LineHandlers, limits: BackOffLimits = defaultBackOff): Line {
  let running = false;
  let connection: Connection | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let closing: Promise<void> = Promise.resolve();
  let failures = 0;
  /** Rises with every start, stop and reset, so that a late answer of an older attempt is recognised. */
  let round = 0;

  function again(because: string, wasOpen: boolean): void {
    connection = undefined;
    round += 1;
    // A device that accepts and hangs up at once is backed off from like one that refuses.
    waiting = setTimeout(attempt, backOffMs(failures, Math.random(), limits));
    failures += 1;
    handlers.onDown(because, wasOpen);
  }

  function attempt(): void {
    round += 1;
    const mine = round;
    const current = () => running && round === mine;
    connect({
      onBytes: (bytes) => {
        if (!current()) return;
        failures = 0;
        handlers.onBytes(bytes);
      },
      onClosed: (because) => {
        if (current()) again(because, true);
      },
    }).then(
      (opened) => {
        if (!current()) {
          closing = opened.close();
          return;
        }
        connection = opened;
        handlers.onOpen();
      },
      (error: Error) => {
        if (current()) again(error.message, false);
      },
    );
  }

  return {
    start() {
      if (running) return;
      running = true;
      failures = 0;
      attempt();
    },
    async stop() {
      running = false;
      round += 1;
      clearTimeout(waiting);
      const open = connection;
      connection = undefined;
      await open?.close();
      await closing;
    },
    write(bytes) {
      if (connection === undefined) return false;
      connection.write(bytes);
      return true;
    },
    reset(because) {
      if (!running || connection === undefined) return;
      closing = connection.close();
      again(because, true);
    },
    get isOpen() {
      return connection !== undefined;
    },
  };
}
