import { randomUUID } from "node:crypto";

export interface Thing {
  readonly thingId: string;
  readonly label: string;
  readonly grams: number;
}

export interface PlatformSettings {
  /** How long the weight swings after a change. */
  readonly settleMs: number;
  /** The noise of a still platform stays within this many grams either way. */
  readonly noiseGrams: number;
  readonly random: () => number;
  readonly now: () => number;
}

/** What a scale shows at one moment, before its own resolution. */
export interface Load {
  readonly grams: number;
  readonly moving: boolean;
}

/** The thing under a scale's display: a platform that things are put on, and that swings before it rests. */
export interface Platform {
  put(label: string, grams: number): void;
  /** Takes one thing off, or everything; false when there is no such thing. */
  take(thingId?: string): boolean;
  zero(): void;
  load(): Load;
  readonly things: readonly Thing[];
  readonly moving: boolean;
}

/** Things on one platform; more is a mistake of whoever drives the bench. */
const maximumThings = 200;

export function createPlatform(settings: PlatformSettings): Platform {
  let things: readonly Thing[] = [];
  let zeroGrams = 0;
  let beforeGrams = 0;
  let changedAtMs = Number.NEGATIVE_INFINITY;

  const total = () => things.reduce((sum, thing) => sum + thing.grams, 0);
  const sinceMs = () => settings.now() - changedAtMs;
  const isMoving = () => sinceMs() < settings.settleMs;

  /** A damped swing from the old weight to the new one. */
  function swinging(): number {
    const progress = sinceMs() / settings.settleMs;
    return total() + (beforeGrams - total()) * Math.exp(-5 * progress) * Math.cos(14 * progress);
  }

  function change(next: readonly Thing[]): void {
    beforeGrams = isMoving() ? swinging() : total();
    things = next;
    changedAtMs = settings.now();
  }

  return {
    put(label, grams) {
      if (things.length >= maximumThings) return;
      change([...things, { thingId: randomUUID(), label, grams }]);
    },
    take(thingId) {
      const rest = thingId === undefined ? [] : things.filter((thing) => thing.thingId !== thingId);
      if (rest.length === things.length) return false;
      change(rest);
      return true;
    },
    zero() {
      zeroGrams = total();
    },
    load() {
      const moving = isMoving();
      const noise = settings.noiseGrams * (settings.random() + settings.random() - 1);
      return { grams: (moving ? swinging() : total()) - zeroGrams + noise, moving };
    },
    get things() {
      return things;
    },
    get moving() {
      return isMoving();
    },
  };
}
