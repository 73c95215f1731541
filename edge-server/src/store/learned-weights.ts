import { learnWeight, type PackWeight } from "@laneway/domain/bagging/learn-weight";
import type { Placement } from "@laneway/domain/bagging/placements";
import type { Connection } from "./database.js";

/**
 * What items have weighed so far, beside the journal: written inside the commit of the weighing, read once at the start. After a
 * commit that failed the memory may know one weighing more than the disk: it only shifts what is expected, until the next one.
 */
export class LearnedWeights {
  readonly #connection: Connection;
  readonly #keep;
  readonly #one;
  readonly #known = new Map<string, readonly PackWeight[]>();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#keep = connection.prepare("INSERT INTO learned_weight (item_id, packs) VALUES (?, ?) ON CONFLICT (item_id) DO UPDATE SET packs = excluded.packs");
    this.#one = connection.prepare<[string], { packs: string }>("SELECT packs FROM learned_weight WHERE item_id = ?");
    for (const row of connection.prepare<[], { item_id: string; packs: string }>("SELECT item_id, packs FROM learned_weight").all())
      this.#known.set(row.item_id, JSON.parse(row.packs) as PackWeight[]);
  }

  get known(): ReadonlyMap<string, readonly PackWeight[]> {
    return this.#known;
  }

  /** All of it, in one commit, as the journal teaches it (`weightsOfJournal`). */
  replace(weights: ReadonlyMap<string, readonly PackWeight[]>): void {
    this.#connection.transaction(() => {
      this.#connection.prepare("DELETE FROM learned_weight").run();
      for (const [itemId, packs] of weights) this.#keep.run(itemId, JSON.stringify(packs));
    })();
    this.#known.clear();
    for (const [itemId, packs] of weights) this.#known.set(itemId, packs);
  }

  /** Inside the commit. What is on the disk counts, not the memory. */
  learn({ itemId, grams }: Placement): void {
    const row = this.#one.get(itemId);
    const packs = learnWeight(row === undefined ? [] : (JSON.parse(row.packs) as PackWeight[]), grams);
    this.#keep.run(itemId, JSON.stringify(packs));
    this.#known.set(itemId, packs);
  }
}
