import { randomBytes, randomUUID } from "node:crypto";

/** What the edge may know of the world outside: handed in, so that a test decides what time it is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly nowMs: () => number;
  /** Milliseconds that never jump, for ages of readings. */
  readonly monotonicMs: () => number;
  /** Calls once after a delay; answers how to take it back. */
  readonly after: (delayMs: number, call: () => void) => () => void;
}

/** Mints ids that fit contracts' id shape and are never minted twice. */
export interface Ids {
  readonly next: () => string;
}

export type RandomText = (bytes: number) => string;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};

export const systemIds: Ids = { next: () => randomUUID() };
export const systemRandomText: RandomText = (bytes) => randomBytes(bytes).toString("base64url");
