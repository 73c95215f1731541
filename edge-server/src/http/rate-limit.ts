/** Counts tries per key within a window. Keys are bounded: when too many are known, the oldest are forgotten. */
export class RateLimit {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #tries = new Map<string, { count: number; readonly sinceMs: number }>();

  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Counts a try; false when there were too many. */
  allows(key: string, nowMs: number): boolean {
    const known = this.#tries.get(key);
    if (known !== undefined && nowMs - known.sinceMs < this.#windowMs) {
      known.count += 1;
      return known.count <= this.#most;
    }
    this.#tries.delete(key);
    this.#tries.set(key, { count: 1, sinceMs: nowMs });
    if (this.#tries.size > mostKeys) this.#tries.delete(this.#tries.keys().next().value ?? key);
    return true;
  }
}

const mostKeys = 1_000;
