import type { Seeded } from "../store/seeded.js";
import type { Arrow } from "./arrows.js";

/** Who loses power or is killed, or which line breaks. */
export const victims = ["edge", "agent", "edge and agent", "broker", "line", "line, silently", "terminal", "relay", "box power", "shop power"] as const;
export type Victim = (typeof victims)[number];

/** How many steps of anybody after the arrow's commit has begun; 0: before it reaches the disk, 1: right after. */
export const offsets = 10;

export interface Cut {
  readonly arrow: Arrow;
  readonly victim: Victim;
  readonly offset: number;
}

/** A hundred seeds are every victim at every offset once, in another order for each arrow. */
export function cutOf(arrow: Arrow, arrowIndex: number, seed: number): Cut {
  const turn = seed * 37 + arrowIndex * 11;
  const at = turn % (victims.length * offsets);
  return { arrow, victim: victims[at % victims.length] as Victim, offset: Math.floor(at / victims.length) };
}

/** The list in a drawn order. */
export function drawn<T>(all: readonly T[], chance: Seeded): T[] {
  const rest = [...all];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(chance.between(0, rest.length - 1), 1));
  return order;
}
