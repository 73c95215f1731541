import { spawnSync } from "node:child_process";

/** What starting Node.js for nothing takes on a quiet machine of the slow kind. */
const quietMs = 150;

/**
 * How many times slower than a quiet machine this one is right now; at least 1. For limits of seconds that hold in a
 * shop and must not fail because other programs have the processors.
 */
export function slowness(): number {
  const times = [1, 2, 3].map(() => {
    const beganMs = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    return performance.now() - beganMs;
  });
  return Math.max(1, (times.sort((a, b) => a - b)[1] ?? quietMs) / quietMs);
}
