import type { DeviceFact } from "@laneway/contracts";

export const factLimits = {
  resendMs: 1_000,
  /** A scan is an item in the shopper's hand; later than this it would surprise them. */
  staleScanMs: 15_000,
  staleWeightMs: 5_000,
  staleProgressMs: 10_000,
  maximumQueued: 256,
} as const;

export interface FactQueue {
  /** Sends a fact now and keeps it until it is acknowledged, superseded or stale. */
  offer(fact: DeviceFact): void;
  /** The fact that this id belongs to, now done with; undefined when it is none of ours (any more). */
  acknowledge(factId: string): DeviceFact | undefined;
  withdraw(factId: string): void;
  /** Sends everything again, oldest first: the connection is new. */
  flush(): void;
  /** To be called often: resends what is due and drops what is stale. */
  tick(): void;
  readonly size: number;
}

/**
 * Facts on their way to the edge. A new weight takes the place of the old one, a payment's progress likewise;
 * scans are dropped when stale; payment outcomes and print results stay until they are acknowledged.
 */
export function queueFacts(
  send: (fact: DeviceFact) => void,
  now: () => number,
  /** Facts that will not be sent any more although nobody acknowledged them; never weights or progress. */
  onDropped: (facts: readonly DeviceFact[]) => void,
): FactQueue {
  const waiting = new Map<string, { readonly fact: DeviceFact; sentAtMs: number }>();

  function dispatch(entry: { readonly fact: DeviceFact; sentAtMs: number }): void {
    entry.sentAtMs = now();
    send(entry.fact);
  }

  function dropStale(): void {
    const dropped: DeviceFact[] = [];
    for (const [factId, { fact }] of waiting) {
      const limit = staleAfterMs(fact);
      if (limit === undefined || now() - fact.atMs <= limit) continue;
      waiting.delete(factId);
      if (fact.kind === "scan") dropped.push(fact);
    }
    if (dropped.length > 0) onDropped(dropped);
  }

  return {
    offer(fact) {
      const replaced = supersededBy(fact);
      for (const [factId, entry] of waiting) {
        if (replaced(entry.fact)) waiting.delete(factId);
      }
      if (waiting.size >= factLimits.maximumQueued) {
        // Only scans can pile up; the oldest one goes.
        const oldest = [...waiting.values()].find((entry) => entry.fact.kind === "scan");
        if (oldest !== undefined) {
          waiting.delete(oldest.fact.factId);
          onDropped([oldest.fact]);
        }
      }
      const entry = { fact, sentAtMs: 0 };
      waiting.set(fact.factId, entry);
      dispatch(entry);
    },
    acknowledge(factId) {
      const entry = waiting.get(factId);
      waiting.delete(factId);
      return entry?.fact;
    },
    withdraw(factId) {
      waiting.delete(factId);
    },
    flush() {
      dropStale();
      for (const entry of waiting.values()) dispatch(entry);
    },
    tick() {
      dropStale();
      for (const entry of waiting.values()) {
        if (now() - entry.sentAtMs >= factLimits.resendMs) dispatch(entry);
      }
    },
    get size() {
      return waiting.size;
    },
  };
}

function staleAfterMs(fact: DeviceFact): number | undefined {
  if (fact.kind === "scan") return factLimits.staleScanMs;
  if (fact.kind === "weight") return factLimits.staleWeightMs;
  return fact.kind === "payment-progress" ? factLimits.staleProgressMs : undefined;
}

function supersededBy(fact: DeviceFact): (older: DeviceFact) => boolean {
  if (fact.kind === "weight") return (older) => older.kind === "weight" && older.device === fact.device;
  if (fact.kind === "payment-progress") return (older) => older.kind === "payment-progress";
  if (fact.kind === "print-result") return (older) => older.kind === "print-result" && older.jobId === fact.jobId;
  return () => false;
}
