import type { Item, PriceBookHeader, PriceBookSnapshot, TaxGroup } from "@laneway/contracts";
import { codesOf } from "../item/pack.js";
import { itemCodeKey } from "../item/read-code.js";

/**
 * A price book as a quote asks it. The edge server and headquarters answer from their stores, an inline one
 * from itself.
 */
export interface QuoteBook {
  readonly header: PriceBookHeader;
  readonly taxGroups: readonly TaxGroup[];
  readonly promotions: readonly unknown[];
  readonly itemById: (itemId: string) => Item | undefined;
  /** By the key that `itemCodeKey` makes of a code. */
  readonly itemByCode: (key: string) => Item | undefined;
  readonly itemByPlu: (plu: string) => Item | undefined;
}

/** The price book of a snapshot that came with the request. */
export function quoteBookOf(snapshot: PriceBookSnapshot): QuoteBook {
  const byId = new Map<string, Item>();
  const byCode = new Map<string, Item>();
  const byPlu = new Map<string, Item>();
  for (const item of snapshot.items) {
    byId.set(item.itemId, item);
    for (const code of codesOf(item)) byCode.set(itemCodeKey(code), item);
    for (const plu of item.plus) byPlu.set(plu, item);
  }
  const { header, taxGroups, promotions } = snapshot;
  return {
    header,
    taxGroups,
    promotions,
    itemById: (itemId) => byId.get(itemId),
    itemByCode: (key) => byCode.get(key),
    itemByPlu: (plu) => byPlu.get(plu),
  };
}
