import type { PromotionPick } from "@laneway/contracts";
import type { Pieces, WorkLine } from "./workspace.js";

/** Runs of the lines by price of a piece; of equal prices the earlier line first. */
export function runsByPrice(lines: readonly WorkLine[], pick: PromotionPick, ungroupedOnly: boolean): Pieces[] {
  const all: Pieces[] = [];
  for (const workLine of lines) {
    for (const run of workLine.runs) {
      if (run.count > 0 && !(ungroupedOnly && run.grouped)) all.push({ workLine, run, count: run.count });
    }
  }
  const direction = pick === "cheapest" ? 1 : -1;
  return all.sort((a, b) => direction * (a.run.amountMinor - b.run.amountMinor));
}

/** The first `count` pieces in an order, or undefined when there are fewer. */
export function firstPieces(ordered: readonly Pieces[], count: number): Pieces[] | undefined {
  const chosen: Pieces[] = [];
  let missing = count;
  for (const pieces of ordered) {
    if (missing === 0) break;
    const taken = Math.min(missing, pieces.count);
    chosen.push({ ...pieces, count: taken });
    missing -= taken;
  }
  return missing === 0 ? chosen : undefined;
}

/** As many as there are, at most `count`. */
export const upToPieces = (ordered: readonly Pieces[], count: number): Pieces[] => {
  const available = ordered.reduce((sum, pieces) => sum + pieces.count, 0);
  return firstPieces(ordered, Math.min(count, available)) ?? [];
};
