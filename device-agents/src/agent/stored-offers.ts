import { attemptId, type DeviceFact, storedFate, type StoredFate } from "@laneway/contracts";
import { z } from "zod";
import type { DeviceHost } from "./device-host.js";
import { readDurable, writeDurably } from "./durable-file.js";

const note = z.strictObject({ attemptId, fate: storedFate, acknowledged: z.boolean() });
const notesFile = z.strictObject({ version: z.literal(1), fates: z.array(note) });

/** More payments than this are not kept by a terminal at once. */
const maximumNotes = 1_000;

/**
 * What became of payments that the terminal kept, on its way to the edge. A terminal tells it once: it is on disk before the terminal
 * hears that it was taken, and is offered, also after a restart, until the edge has committed it.
 */
export interface StoredOffers {
  /** On disk when it returns, and offered. */
  tell(attemptId: string, fate: StoredFate): void;
  /** Offers again what is known of it; false: nothing is. */
  repeat(attemptId: string): boolean;
  /** After a restart: what the edge does not have yet. */
  resume(): void;
  acknowledged(fact: DeviceFact): void;
}

export function offerStored(path: string, host: DeviceHost): StoredOffers {
  let { fates } = readDurable(path, notesFile, { version: 1, fates: [] }, (because) => host.log.error({ because }, "the notes of stored payments cannot be read"));
  const offered = new Map<string, string>();

  function keep(changed: z.infer<typeof note>): void {
    fates = [...fates.filter((each) => each.attemptId !== changed.attemptId), changed].slice(-maximumNotes);
    writeDurably(path, { version: 1, fates });
  }

  function offer(id: string, fate: StoredFate): void {
    const earlier = offered.get(id);
    if (earlier !== undefined) host.withdraw(earlier);
    offered.set(id, host.report({ kind: "stored-payment", attemptId: id, fate }));
  }

  return {
    tell(id, fate) {
      keep({ attemptId: id, fate, acknowledged: false });
      offer(id, fate);
    },
    repeat(id) {
      const known = fates.find((each) => each.attemptId === id);
      if (known !== undefined) offer(id, known.fate);
      return known !== undefined;
    },
    resume() {
      for (const each of fates) if (!each.acknowledged) offer(each.attemptId, each.fate);
    },
    acknowledged(fact) {
      if (fact.kind !== "stored-payment" || offered.get(fact.attemptId) !== fact.factId) return;
      offered.delete(fact.attemptId);
      keep({ attemptId: fact.attemptId, fate: fact.fate, acknowledged: true });
    },
  };
}
