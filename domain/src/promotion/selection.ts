import type { PromotionPick } from "@laneway/contracts";
import type { Pieces, WorkLine } from "./workspace.js";

/** Runs of the lines by price of a piece; of equal prices the earlier line first. */
export function runsByPrice(lines: readonly WorkLine[], pick: PromotionPick): Pieces[] {
  const all: Pieces[] = [];
  for (const workLine of lines) {
    for (const run of workLine.runs) if (run.count > 0) all.push({ workLine, run, count: run.count });
  }
  const direction = pick === "cheapest" ? 1 : -1;
  return all.sort((a, b) => direction * (a.run.amountMinor - b.run.amountMinor));
}

/** The first `count` pieces in an order, or as many as there are. */
export function firstPieces(ordered: readonly Pieces[], count: number): Pieces[] {
  const chosen: Pieces[] = [];
  let missing = count;
  for (const pieces of ordered) {
    if (missing === 0) break;
    const taken = Math.min(missing, pieces.count);
    chosen.push({ ...pieces, count: taken });
    missing -= taken;
  }
  return chosen;
}

/**
 * Pieces that are in no group yet, by price, to be taken from the front. Sorted once: what is taken is set
 * aside by the taker, and what is left keeps its place.
 */
export class PieceQueue {
  readonly #ordered: readonly Pieces[];
  #at = 0;

  constructor(lines: readonly WorkLine[], pick: PromotionPick) {
    this.#ordered = runsByPrice(lines, pick).filter(({ run }) => !run.grouped);
  }

  /** How many pieces stand at the front at one price in one line. */
  get alike(): number {
    this.#passGrouped();
    return this.#ordered[this.#at]?.run.count ?? 0;
  }

  /** The first `count` pieces, or undefined when there are fewer. */
  first(count: number): Pieces[] | undefined {
    this.#passGrouped();
    const chosen: Pieces[] = [];
    let missing = count;
    for (let index = this.#at; index < this.#ordered.length && missing > 0; index += 1) {
      const { workLine, run } = this.#ordered[index] as Pieces;
      if (run.grouped) continue;
      const taken = Math.min(missing, run.count);
      chosen.push({ workLine, run, count: taken });
      missing -= taken;
    }
    return missing === 0 ? chosen : undefined;
  }

  #passGrouped(): void {
    while (this.#ordered[this.#at]?.run.grouped === true) this.#at += 1;
  }
}
