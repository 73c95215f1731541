import type { Item } from "@laneway/contracts";
import { codesOf } from "@laneway/domain/item/pack";
import { itemCodeKey } from "@laneway/domain/item/read-code";

/** The key of a scanned or keyed code in the `code` table. */
export const codeKey = (code: string): string => `c${itemCodeKey(code)}`;
/** The key of a produce look-up code. */
export const pluKey = (plu: string): string => `p${plu}`;

/** Every key under which an item is found. */
export const keysOf = (item: Item): string[] => [...new Set([...codesOf(item).map(codeKey), ...item.plus.map(pluKey)])];
