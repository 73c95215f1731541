import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below the range from which systems take ports for outgoing connections (from 32768): a port found free there may be
 * some connection's own a moment later.
 */
const lowest = 12_000;
const highest = 32_000;
/** Test files that run beside each other look in ranges of their own: none takes what another has just found free. */
const ranges = 2;
const rangeLength = (highest - lowest) / ranges;
const from = lowest + (Number(process.env.VITEST_POOL_ID ?? 0) % ranges) * rangeLength;

/** `count` ports that nobody listens on right now, all on loopback. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) found.add(await freePortRange(1));
  return [...found];
}

/** The first of `length` free neighbouring ports, for the benches of a store's lanes. */
export async function freePortRange(length: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const base = randomInt(from, from + rangeLength - length);
    const free = await Promise.all(Array.from({ length }, (_, index) => isFree(base + index)));
    if (free.every(Boolean)) return base;
  }
  throw new Error(`no ${length} neighbouring ports are free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
