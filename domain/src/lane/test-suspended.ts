import type { LaneEntry } from "./entries.js";
import type { SuspendedTransaction } from "./types.js";

/** The baskets set aside in a store, by token: what the edge keeps in its record, folded from entries for tests. */
export type SuspendedTransactions = ReadonlyMap<string, SuspendedTransaction>;

/** The suspended baskets after an entry of any lane: one more, one fewer, or the same. */
export function applySuspension(suspended: SuspendedTransactions, entry: LaneEntry): SuspendedTransactions {
  if (entry.kind === "transaction-suspended") {
    const { token, laneId, atMs, because, transaction } = entry;
    return new Map(suspended).set(token, {
      token,
      fromLaneId: laneId,
      suspendedAtMs: atMs,
      because,
      transaction,
    });
  }
  if (entry.kind !== "transaction-recalled" || !suspended.has(entry.token)) return suspended;
  const fewer = new Map(suspended);
  fewer.delete(entry.token);
  return fewer;
}
