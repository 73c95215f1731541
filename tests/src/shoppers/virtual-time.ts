interface Sleeper {
  readonly atMs: number;
  readonly order: number;
  readonly wake: () => void;
}

/** A clock that jumps to the next moment at which anybody wakes: a day of a shop takes seconds, and comes out the same every time. */
export class VirtualTime {
  nowMs = 0;
  /** A heap, the earliest first. */
  readonly #sleepers: Sleeper[] = [];
  #order = 0;
  #outside = 0;

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#push({ atMs: this.nowMs + Math.max(0, Math.round(ms)), order: this.#order++, wake }));
  }

  /** Work of this machine's own, for which the shop's clock stands still. */
  async standing<T>(work: Promise<T>): Promise<T> {
    this.#outside += 1;
    try {
      return await work;
    } finally {
      this.#outside -= 1;
    }
  }

  /** Until all that was begun has ended. */
  async run(begun: Promise<unknown>): Promise<void> {
    let isOver = false;
    const end = begun.finally(() => {
      isOver = true;
    });
    end.catch(() => undefined);
    while (!isOver) {
      // All that follows of the last wake-up happens before the next one.
      do await new Promise((resolve) => setImmediate(resolve));
      while (this.#outside > 0);
      const next = this.#pop();
      if (next === undefined) break;
      this.nowMs = next.atMs;
      next.wake();
    }
    await end;
  }

  #isBefore(one: number, other: number): boolean {
    const [left, right] = [this.#sleepers[one], this.#sleepers[other]];
    if (left === undefined || right === undefined) return false;
    return left.atMs === right.atMs ? left.order < right.order : left.atMs < right.atMs;
  }

  #swap(one: number, other: number): void {
    [this.#sleepers[one], this.#sleepers[other]] = [this.#sleepers[other] as Sleeper, this.#sleepers[one] as Sleeper];
  }

  #push(sleeper: Sleeper): void {
    this.#sleepers.push(sleeper);
    for (let at = this.#sleepers.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #pop(): Sleeper | undefined {
    const first = this.#sleepers[0];
    const last = this.#sleepers.pop();
    if (first === undefined || last === undefined || this.#sleepers.length === 0) return first;
    this.#sleepers[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (this.#isBefore(left, least)) least = left;
      if (this.#isBefore(right, least)) least = right;
      if (least === at) return first;
      this.#swap(at, least);
      at = least;
    }
  }
}
