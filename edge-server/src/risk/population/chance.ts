import { seededRandom } from "../validation.js";

/** Chance that comes out the same for the same seed. */
export class Chance {
  readonly #next: () => number;
  constructor(seed: number) {
    this.#next = seededRandom(seed);
  }

  is(probability: number): boolean {
    return this.#next() < probability;
  }

  /** Whole, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  /** Mostly near `usual`, now and then much more: how long people take. */
  time(usual: number): number {
    return usual * (0.5 - Math.log(1 - this.#next() * 0.98) * 0.5);
  }

  /** About one, by a few hundredths: how goods and scales differ from their label. */
  about(hundredths: number): number {
    return 1 + ((this.#next() + this.#next() + this.#next() - 1.5) * hundredths) / 100;
  }

  of<T>(all: readonly T[]): T {
    return all[Math.floor(this.#next() * all.length)] as T;
  }
}
