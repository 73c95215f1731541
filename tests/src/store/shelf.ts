import type { RunningStore } from "./running-store.js";

/** An item on the bench's shelf: real codes of the demo price book. */
export interface ShelfItem {
  readonly itemId: string;
  readonly name: string;
  readonly code: string;
  readonly aim?: string;
  readonly plu?: string;
  readonly soldBy: "each" | "weight";
  readonly expectedWeightGrams?: number;
  readonly minimumAge?: number;
  readonly kind?: "coupon" | "member-card" | "deposit-slip";
}

const isPack = (item: ShelfItem): boolean => item.itemId.startsWith("pack-");

export class Shelf {
  private constructor(private readonly items: readonly ShelfItem[]) {}

  static async of(store: RunningStore): Promise<Shelf> {
    const answer = (await (await fetch(`${store.edgeUrl}/api/v1/bench/shelf`)).json()) as { items: ShelfItem[] };
    return new Shelf(answer.items);
  }

  private all(holds: (item: ShelfItem) => boolean, what: string): ShelfItem[] {
    const found = this.items.filter(holds);
    if (found.length === 0) throw new Error(`the shelf has no ${what}`);
    return found;
  }

  /** Coupons and a member's card. */
  get papers(): ShelfItem[] {
    return this.all((item) => item.kind !== undefined, "coupon or card");
  }

  /** A pack with a code of its own. */
  get pack(): ShelfItem {
    return this.all(isPack, "pack")[0] as ShelfItem;
  }

  /** Packed goods whose code says that their last day is tomorrow. */
  get nearItsEnd(): ShelfItem {
    return this.all((item) => item.itemId.startsWith("fresh-"), "item near its last day")[0] as ShelfItem;
  }

  /** Packed goods with a code, a known weight and no age limit. */
  get packed(): ShelfItem[] {
    return this.all((item) => item.soldBy === "each" && item.expectedWeightGrams !== undefined && item.minimumAge === undefined && !isPack(item) && /^\d{8,14}$/.test(item.code), "packed item");
  }

  named(itemId: string): ShelfItem {
    return this.all((item) => item.itemId === itemId, itemId)[0] as ShelfItem;
  }

  get produce(): ShelfItem {
    return this.all((item) => item.soldBy === "weight", "produce")[0] as ShelfItem;
  }

  get restricted(): ShelfItem {
    return this.all((item) => item.minimumAge !== undefined, "age-restricted item")[0] as ShelfItem;
  }
}
