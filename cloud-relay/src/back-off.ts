/** Waits that double from `firstMs` to `maximumMs`, each shortened by up to half by chance, so that stores do not return all at once. */
export interface BackOff {
  /** The next wait in milliseconds. */
  next(): number;
  /** After a success: the next wait is short again. */
  reset(): void;
}

/** `random` answers a number from 0 up to, not including, 1. */
export function createBackOff(limits: { firstMs: number; maximumMs: number }, random: () => number = Math.random): BackOff {
  let failures = 0;
  return {
    next: () => {
      const full = Math.min(limits.maximumMs, limits.firstMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return Math.round(full * (1 - random() / 2));
    },
    reset: () => {
      failures = 0;
    },
  };
}
