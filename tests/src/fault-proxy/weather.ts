import type { Seeded } from "../store/seeded.js";

/** How bad a network is. Chances are per connection; times in milliseconds. */
export interface Weather {
  /** Every piece of data is this late, and up to `jitterMs` more. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Chance that a piece is lost and has to be sent again: it, and all after it, come `lossDelayMs` later. */
  readonly loss: number;
  readonly lossDelayMs: number;
  /** Absent: as fast as it goes. */
  readonly bytesPerSecond?: number;
  /** What ends a connection, as chances that add up to at most 1; the rest of the connections live. */
  readonly ends: Readonly<Partial<Record<ConnectionEnd, number>>>;
  /** After how many bytes, both directions together, an end comes. */
  readonly endAfterBytes: readonly [fewest: number, most: number];
}

/**
 * `reset`: both sides see a reset. `cut`: both see an end in the middle of the data. `half-open`: both believe that the
 * connection lives, and nothing arrives any more. `deaf`: what the server says no longer arrives; what it is told does.
 */
export const connectionEnds = ["reset", "cut", "half-open", "deaf"] as const;
export type ConnectionEnd = (typeof connectionEnds)[number];

export const fairWeather: Weather = { latencyMs: 0, jitterMs: 0, loss: 0, lossDelayMs: 0, ends: {}, endAfterBytes: [0, 0] };

/** What is in store for one connection. */
export interface Fate {
  readonly end: ConnectionEnd | undefined;
  readonly afterBytes: number;
}

export function fateOf(weather: Weather, chance: Seeded): Fate {
  const afterBytes = chance.between(...weather.endAfterBytes);
  let drawn = chance.fraction();
  for (const end of connectionEnds) {
    drawn -= weather.ends[end] ?? 0;
    if (drawn < 0) return { end, afterBytes };
  }
  return { end: undefined, afterBytes };
}
