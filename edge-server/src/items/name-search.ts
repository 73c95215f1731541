import type { Item } from "@laneway/contracts";
import type { Connection } from "../store/database.js";
import { editDistance, slipForms } from "./edit-distance.js";
import { foldedWords, foldText } from "./fold-text.js";
import { firstWordMark } from "./search-words.js";

interface Found {
  readonly item: Item;
  readonly rank: number;
  readonly length: number;
}

const mostTypedWords = 6;
const mostCandidates = 300;
const mostNearWords = 12;
const enough = 20;
const shortestWithSlip = 3;

/**
 * Names by what a person types: whole words, beginnings of words, and words with a slip. A word that is known to no item
 * is replaced by the known words nearest to it.
 */
export class NameSearch {
  readonly #rows;
  readonly #near;
  readonly #known;

  constructor(connection: Connection) {
    this.#rows = connection.prepare<{ match: string; version: number; limit: number }, { content: string }>(
      `SELECT i.content FROM name_index n JOIN item i ON i.item_row = n.rowid
       WHERE name_index MATCH :match AND i.from_version <= :version AND (i.to_version IS NULL OR i.to_version > :version) LIMIT :limit`,
    );
    this.#near = connection.prepare<[string], { word: string }>("SELECT word FROM word_slip WHERE form = ? LIMIT 200");
    this.#known = connection.prepare<[string, string], { word: string }>("SELECT word FROM word WHERE word >= ? AND word < ? LIMIT 1");
  }

  /** At most 300 items, best first. */
  find(query: string, version: number): Item[] {
    const typed = foldedWords(query).slice(0, mostTypedWords);
    if (typed.length === 0) return [];
    const found = new Map<string, Item>();
    const collect = (match: string) => {
      if (found.size >= mostCandidates) return;
      for (const row of this.#rows.all({ match, version, limit: mostCandidates })) {
        const item = JSON.parse(row.content) as Item;
        if (item.blocked !== "not-for-sale") found.set(item.itemId, item);
      }
    };
    const [first = "", ...rest] = typed;
    const others = rest.map((word) => ` AND "${word}"*`).join("");
    collect(`"${firstWordMark}${first}"${others}`);
    collect(`"${firstWordMark}${first}"*${others}`);
    if (found.size < enough) collect(typed.map((word) => `"${word}"*`).join(" AND "));
    if (found.size < enough) {
      const nearby = typed.map((word) => this.#alternatives(word));
      if (nearby.some((words) => words.length > 1)) collect(nearby.map((words) => `(${words.join(" OR ")})`).join(" AND "));
    }
    return ranked([...found.values()], typed);
  }

  /** The word itself as a beginning, and known words a slip away; when nothing is near, the longest known beginning of it. */
  #alternatives(word: string): string[] {
    const itself = `"${word}"*`;
    if (word.length < shortestWithSlip) return [itself];
    const limit = word.length >= 8 ? 2 : 1;
    const near = new Map<string, number>();
    for (const form of slipForms(word)) {
      for (const row of this.#near.iterate(form)) {
        const distance = editDistance(word, row.word, limit);
        // In three letters any slip but a swap makes another word.
        if (distance <= limit && (word.length > 3 || sameLetters(word, row.word))) near.set(row.word, distance);
      }
    }
    const words = [...near].sort((left, right) => left[1] - right[1]).slice(0, mostNearWords).map(([each]) => `"${each}"`);
    if (words.length > 0) return [itself, ...words];
    for (let length = word.length - 1; length >= 3; length -= 1) {
      const beginning = word.slice(0, length);
      if (this.#known.get(beginning, `${beginning}\u{10ffff}`) !== undefined) return [itself, `"${beginning}"*`];
    }
    return [itself];
  }
}

const sameLetters = (left: string, right: string): boolean => [...left].sort().join("") === [...right].sort().join("");

/** Best first: a name that is just this, that begins so, with a word that begins so, then slips; then short names, then by name. */
function ranked(items: readonly Item[], typed: readonly string[]): Item[] {
  const query = typed.join(" ");
  const all = items.map((item): Found => {
    let best: Found = { item, rank: 9, length: 0 };
    for (const name of Object.values(item.names)) {
      const folded = foldText(name);
      const words = foldedWords(name);
      const rank = folded === query ? 0 : words[0] === typed[0] ? 1 : folded.startsWith(query) ? 2 : typed.every((word) => words.some((each) => each.startsWith(word))) ? 3 : 4;
      if (rank < best.rank || (rank === best.rank && folded.length < best.length)) best = { item, rank, length: folded.length };
    }
    return best;
  });
  return all.sort((left, right) => left.rank - right.rank || left.length - right.length || (left.item.itemId < right.item.itemId ? -1 : 1)).map(({ item }) => item);
}
