import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { LaneState, Transaction } from "@laneway/domain/lane/types";
import type { RecordStore } from "../store/record.js";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";

/** The basket of a receipt as it was when it was paid, folded again from its records; undefined: there is no such receipt. */
export function transactionOfReceipt(record: Pick<RecordStore, "recordsOfReceipt">, receiptNumber: string): Transaction | undefined {
  const sale = record.recordsOfReceipt(receiptNumber);
  if (sale === undefined) return undefined;
  let state: LaneState = initialLaneState(sale.laneId, "en");
  for (const one of sale.records) state = evolve(state, entryOfRecord(one));
  return state.transaction;
}
