import type { Item } from "@laneway/contracts";
import { indexedWords } from "./fold-text.js";

/** A letter nobody types (a click sound), written before a name's first word so that names that begin with what was typed come first. */
export const firstWordMark = "\u0298";

const longestWord = 40;
const mostWords = 60;

/** Everything an item is found by, as words: its names in every language and its brand. */
export function searchWords(item: Item): { readonly words: readonly string[]; readonly marked: readonly string[] } {
  const words = new Set<string>();
  const marked = new Set<string>();
  for (const text of [...Object.values(item.names), ...(item.brand === undefined ? [] : [item.brand])]) {
    const found = indexedWords(text).filter((word) => word.length <= longestWord);
    if (found[0] !== undefined) marked.add(`${firstWordMark}${found[0]}`);
    for (const word of found) if (words.size < mostWords) words.add(word);
  }
  return { words: [...words], marked: [...marked] };
}
