import type { InquiryOutcome, InquiryRequest, RefusalReason } from "@laneway/contracts";
import type { EarlierReturns, SoldTransaction } from "@laneway/domain/returns/types";
import type { Clock } from "../ports.js";

/** A sale as headquarters tells it, and what other stores have taken back of it. */
export interface FoundSale {
  readonly sale: SoldTransaction;
  readonly elsewhere: EarlierReturns;
}

export interface SaleFinderDeps {
  /** Asks headquarters something that changes nothing. */
  readonly desk: {
    readonly ask: (request: InquiryRequest, laneId: string, waitMs: number) => Promise<{ readonly kind: "answered"; readonly outcome: InquiryOutcome } | { readonly kind: "refused" | "no-answer" }>;
  };
  readonly clock: Pick<Clock, "nowMs">;
  readonly online: () => boolean;
}

/** Less than a screen waits for its command. */
const answerMs = 3_500;
const keptMs = 5 * 60_000;
const maximumKept = 50;

/** Looks sales up at headquarters, and keeps what it found until the lane's command that asked has been decided. */
export class SaleFinder {
  readonly #deps: SaleFinderDeps;
  readonly #found = new Map<string, FoundSale & { readonly atMs: number }>();

  constructor(deps: SaleFinderDeps) {
    this.#deps = deps;
  }

  /** Asks headquarters; answers why there is nothing. Throws a `StoreError` when the question cannot be kept. */
  async look(receipt: string, laneId: string): Promise<RefusalReason | undefined> {
    const { desk, clock, online } = this.#deps;
    if (!online()) return "headquarters-unreachable";
    const asked = await desk.ask({ kind: "find-sale", receipt }, laneId, answerMs);
    if (asked.kind !== "answered") return "headquarters-unreachable";
    const { outcome } = asked;
    if (outcome.result !== "sale") return outcome.result === "declined" && outcome.code === "several" ? "receipt-of-several-stores" : "receipt-not-found";
    const { undone, ...returned } = outcome.elsewhere;
    // Headquarters has folded it from the selling store's own records with this same code.
    const sale = outcome.sale as unknown as SoldTransaction;
    const atMs = clock.nowMs();
    for (const [kept, each] of this.#found) if (atMs - each.atMs > keptMs || this.#found.size >= maximumKept) this.#found.delete(kept);
    this.#found.set(receipt, { sale, elsewhere: { ...returned, ...(undone ? { undone } : {}) }, atMs });
    return undefined;
  }

  found(receipt: string): FoundSale | undefined {
    return this.#found.get(receipt);
  }
}
