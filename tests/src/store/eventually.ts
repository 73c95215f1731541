import { setTimeout as sleep } from "node:timers/promises";

export interface EventuallyOptions {
  readonly withinMs?: number;
  readonly everyMs?: number;
  readonly what: string;
}

/**
 * Asks again until `probe` answers something other than undefined or false, and returns it.
 * Fails with `what` and the last error when the time is up.
 */
export async function eventually<T>(probe: () => Promise<T | undefined | false> | T | undefined | false, options: EventuallyOptions): Promise<T> {
  const deadline = performance.now() + (options.withinMs ?? 10_000);
  let lastError: unknown;
  do {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(options.everyMs ?? 25);
  } while (performance.now() < deadline);
  throw new Error(`did not happen in time: ${options.what}`, { cause: lastError });
}
