import type { LocalizedText, PriceExplanation } from "@laneway/contracts";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { Transaction } from "@laneway/domain/lane/types";
import { explainBasket } from "@laneway/domain/pricing/explain-price";
import type { HistoryRecord } from "./transactions.js";

/**
 * Why every line of a basket costs what it costs, folded from the basket's own records: however old, and whatever the price book
 * says today. Undefined when they do not tell: there are too many to be read, or a version wrote them that this one cannot follow.
 */
export function explainedPrices(history: readonly HistoryRecord[]): PriceExplanation | undefined {
  let state = initialLaneState(history[0]?.laneId ?? "", "en");
  let basket: Transaction | undefined;
  try {
    for (const { kind, shape, atMs, actor, entry } of history) {
      state = evolve(state, entryOfRecord({ kind, shape, atMs, actor: JSON.parse(actor), entry: JSON.parse(entry) }));
      basket = state.transaction ?? basket;
    }
    return basket === undefined ? undefined : explainBasket(basket, english);
  } catch {
    // The page says that it is not told; the records themselves stand below.
    return undefined;
  }
}

/** Headquarters' pages are English; a name that is not has its first language. */
const english = (names: LocalizedText): string => names.en ?? Object.values(names)[0] ?? "";
