import type { Json } from "@laneway/contracts";
import { entryOfRecord } from "@laneway/domain/lane/entry-of-record";
import { evolve } from "@laneway/domain/lane/evolve";
import { initialLaneState } from "@laneway/domain/lane/initial-state";
import type { SoldTransaction } from "@laneway/domain/returns/types";
import type { Sql } from "../database/database.js";
import { eReceiptToken } from "../database/return-tables.js";
import { readStored, type StoredRecord, storedColumns } from "../ingest/stored-record.js";

export interface FoundSale {
  readonly storeId: string;
  readonly storeName: string;
  readonly transactionId: string;
}

/** A receipt number, an e-receipt's token or its whole address, or a transaction id. */
const nameIn = (text: string): string => text.slice(text.lastIndexOf("/") + 1).trim();

/** The completed sale behind a receipt, in any store of the asking store's retailer; the own store's first. `several`: stores number alike. */
export async function findSale(sql: Sql, askedBy: string, receipt: string): Promise<FoundSale | "unknown" | "several"> {
  const name = nameIn(receipt);
  const rows = await sql.query<FoundSale>(
    `select t.store_id as "storeId", s.name as "storeName", t.transaction_id as "transactionId"
     from transactions t join stores s on s.store_id = t.store_id join stores own on own.store_id = $1 and own.retailer_id is not distinct from s.retailer_id
     where t.status = 'completed' and t.receipt is not null and position('"refundOf":' in receipt) = 0
       and (t.transaction_id = $2 or t.receipt_number = $2 or ${eReceiptToken} = $2)
     order by t.store_id <> $1, t.store_id limit 2`,
    [askedBy, name],
  );
  const [first, second] = rows;
  if (first === undefined) return "unknown";
  return second === undefined || first.storeId === askedBy ? first : "several";
}

const maximumRecords = 5_000;

/** The sale as its own records tell it: folded from where its basket began, or was taken up again, to its receipt. */
export async function foldSale(sql: Sql, { storeId, transactionId }: FoundSale): Promise<SoldTransaction | undefined> {
  const rows = await sql.query<StoredRecord>(
    `select ${storedColumns} from records where store_id = $1 and transaction_id = $2 order by journal_id, sequence limit $3`,
    [storeId, transactionId, maximumRecords],
  );
  const records = rows.map(readStored);
  const end = records.findIndex(({ kind }) => kind === "transaction-completed");
  const begin = records.slice(0, end).findLastIndex(({ kind }) => kind === "transaction-started" || kind === "transaction-recalled");
  if (end < 0 || begin < 0) return undefined;
  let state = initialLaneState(records[begin]?.laneId ?? "", "en");
  for (const record of records.slice(begin, end)) state = evolve(state, entryOfRecord(record));
  const last = records[end];
  const completed = last === undefined ? undefined : entryOfRecord(last);
  if (completed?.kind !== "transaction-completed" || state.transaction === undefined) return undefined;
  return { transaction: state.transaction, receipt: completed.receipt };
}

/** For the link: facts as they are, without what is undefined. */
export const asJson = (sale: SoldTransaction): Json => JSON.parse(JSON.stringify(sale)) as Json;
