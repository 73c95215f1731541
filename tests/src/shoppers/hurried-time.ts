import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import promises from "node:timers/promises";

/*
 * Read before a program (`node --import`): from the moment written in the file LANEWAY_HURRY_FROM on, its clock runs LANEWAY_HURRY times as
 * fast as the wall's, its timers with it. All processes of a store and whoever watches them read the same clock, so a store sees a shop as
 * it is; only the machine has less time for each thing. What the machine itself takes is measured without it.
 */
const times = Number(process.env.LANEWAY_HURRY ?? "1");
const file = process.env.LANEWAY_HURRY_FROM ?? "";
const lookEveryMs = 100;
/** By then every process has looked. */
const beginsInMs = 600;
const wallNowMs = Date.now.bind(Date);
let fromMs = Number.POSITIVE_INFINITY;

/** From shortly after now on every process hurries; settles then. */
export async function hurry(): Promise<void> {
  if (times === 1) return;
  const beginsAtMs = wallNowMs() + beginsInMs;
  writeFileSync(`${file}.new`, String(beginsAtMs));
  renameSync(`${file}.new`, file);
  await new Promise((resolve) => timers.setTimeout(resolve, beginsInMs));
}

function hurried(ms: number): number {
  return ms < fromMs ? ms : fromMs + (ms - fromMs) * times;
}

function look(): boolean {
  try {
    fromMs = Number(readFileSync(file, "utf8"));
    return true;
  } catch {
    // Not yet.
    return false;
  }
}

if (times > 1) {
  const WallDate = Date;
  const nowMs = () => Math.round(hurried(wallNowMs()));
  const WallInterval = setInterval;
  if (!look()) {
    const looking = WallInterval(() => {
      if (look()) clearInterval(looking);
    }, lookEveryMs).unref();
  }
  globalThis.Date = new Proxy(WallDate, {
    construct: (target, given: unknown[], as) => Reflect.construct(target, given.length === 0 ? [nowMs()] : given, as) as Date,
    get: (target, name) => (name === "now" ? nowMs : Reflect.get(target, name)),
  });
  const monotonicMs = performance.now.bind(performance);
  const { timeOrigin } = performance;
  Object.defineProperty(performance, "now", { value: () => hurried(timeOrigin + monotonicMs()) - timeOrigin });

  const inTime = (ms = 0) => (wallNowMs() < fromMs ? ms : ms / times);
  const shorter = <T extends (call: never, ms?: number, ...rest: never[]) => unknown>(timer: T): T =>
    Object.assign((call: never, ms?: number, ...rest: never[]) => timer(call, inTime(ms), ...rest), timer) as unknown as T;
  timers.setTimeout = globalThis.setTimeout = shorter(setTimeout) as unknown as typeof setTimeout;
  timers.setInterval = globalThis.setInterval = shorter(setInterval) as unknown as typeof setInterval;
  const sleep = promises.setTimeout;
  promises.setTimeout = ((ms?: number, ...rest: []) => sleep(inTime(ms), ...rest)) as typeof sleep;
  syncBuiltinESMExports();
}
