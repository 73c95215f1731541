import type { LaneEntry } from "@laneway/domain/lane/entries";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { SoldTransaction } from "@laneway/domain/returns/types";
import type { RecordStore } from "../store/record.js";

/** A receipt number, an e-receipt's token or its whole address, or a transaction id, as scanned or typed. */
const nameIn = (text: string): string => text.slice(text.lastIndexOf("/") + 1).trim();

/**
 * The sale behind a receipt, as its own records tell it: the lane's entries from the basket's beginning to its completion, folded.
 * Undefined when the store has no such receipt, or when it is of money given back.
 */
export function findSale(record: Pick<RecordStore, "receiptPlace" | "laneRecords" | "basketBegin">, text: string): SoldTransaction | undefined {
  const place = record.receiptPlace(nameIn(text));
  if (place === undefined) return undefined;
  const begin = record.basketBegin(place.laneId, place.sequence);
  if (begin === undefined) return undefined;
  let state = initialLaneState(place.laneId, "en");
  for (const one of record.laneRecords(place.laneId, begin - 1)) {
    if (one.sequence > place.sequence) return undefined;
    const entry: LaneEntry = entryOfRecord(one);
    if (entry.kind === "transaction-completed" && entry.receipt.receiptNumber === place.receiptNumber) {
      const { transaction } = state;
      return transaction === undefined ? undefined : { transaction, receipt: entry.receipt };
    }
    state = evolve(state, entry);
  }
  return undefined;
}
