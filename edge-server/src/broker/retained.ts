import type { Writable } from "node:stream";
import memory from "aedes-persistence";

interface Retained {
  readonly topic: string;
  readonly payload: Uint8Array | string;
}

/** What aedes uses of its store for retained messages; the rest is handed on as it is. */
interface RetainedStore {
  storeRetained(packet: Retained): Promise<void>;
  createRetainedStreamCombi(filters: readonly string[]): AsyncIterable<Retained>;
}

// The package's types tell of another form of module than it is.
const openMemory = memory as unknown as () => RetainedStore;

/**
 * aedes' store in memory, with retained messages handed to a new subscriber as they are when their turn comes. aedes reads
 * some thirty of them ahead: one published meanwhile reached the subscriber first, then the old one, and stood for ever.
 */
export function retainedInOrder(): object {
  const store = openMemory();
  const newest = new Map<string, Retained>();
  const keep = store.storeRetained.bind(store);
  const read = store.createRetainedStreamCombi.bind(store);
  return Object.assign(store, {
    storeRetained(packet: Retained) {
      if (packet.payload.length === 0) newest.delete(packet.topic);
      else newest.set(packet.topic, packet);
      return keep(packet);
    },
    createRetainedStreamCombi: (filters: readonly string[]) => ({ pipe: (to: Writable) => void hand(read(filters), to) }),
  });

  async function hand(found: AsyncIterable<Retained>, to: Writable): Promise<void> {
    for await (const { topic } of found) {
      const present = newest.get(topic);
      if (present !== undefined) await new Promise((taken) => to.write(present, taken));
    }
    to.end();
  }
}
