import type { Item } from "@laneway/contracts";
import { itemCodeKey } from "./read-code.js";

/** Every code under which an item is sold, those of its packs included. */
export const codesOf = ({ codes, packs }: Item): readonly string[] =>
  packs === undefined ? codes : [...codes, ...packs.map(({ code }) => code)];

/** How many pieces a code stands for, by the key that `itemCodeKey` makes of it; undefined: it is no pack's. */
export const packPieces = ({ packs }: Item, key: string): number | undefined =>
  packs?.find(({ code }) => itemCodeKey(code) === key)?.pieces;
