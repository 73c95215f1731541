import type { JournalRecord } from "@laneway/contracts/journal";
import type { OutboxPage, RecordBatch } from "@laneway/contracts/relay";
import { contentHash, sha256 } from "../record-hash.js";

export const maximumBatchRecords = 500;
export const maximumBatchBytes = 1_000_000;

/** A batch ready to send: its text is made once and sent again on every retry, under the same id. */
export interface ReadyBatch {
  readonly batchId: string;
  readonly contentHash: string;
  readonly text: string;
  readonly records: readonly JournalRecord[];
}

/**
 * Takes as many records from the front of a page as fit into one batch; a single record that is larger goes alone.
 * The id follows from the content, so a restarted relay sends the same batch under the same id. The page holds at least one record.
 */
export function batchOf(page: OutboxPage): ReadyBatch {
  let bytes = 0;
  const records: JournalRecord[] = [];
  for (const record of page.records.slice(0, maximumBatchRecords)) {
    bytes += Buffer.byteLength(JSON.stringify(record), "utf8") + 1;
    if (records.length > 0 && bytes > maximumBatchBytes - 512) break;
    records.push(record);
  }
  const content = contentHash(records);
  const batchId = sha256(`${page.journalId}\n${records[0]?.sequence ?? 0}\n${content}`).slice(0, 32);
  const batch: RecordBatch = { storeId: page.storeId, journalId: page.journalId, batchId, records };
  return { batchId, contentHash: content, text: JSON.stringify(batch), records };
}
