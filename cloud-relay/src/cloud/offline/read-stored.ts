import { storedPayment, type StoredPayment } from "@laneway/contracts";
import type { Sql } from "../database/database.js";

const mostShown = 500;

/** A store's card payments without the host, the newest first; its state is that of the newest record about it. */
export async function listStored(sql: Sql, storeId: string): Promise<StoredPayment[]> {
  const rows = await sql.query<{ state: StoredPayment["state"]; atRisk: boolean; transactionId: string | null; payment: string }>(
    `select state, at_risk as "atRisk", transaction_id as "transactionId", payment from stored_payments where store_id = $1 order by at_ms desc, attempt_id limit ${mostShown}`,
    [storeId],
  );
  return rows.map(({ state, atRisk, transactionId, payment }) => ({ ...storedPayment.parse(JSON.parse(payment)), state, atRisk, ...(transactionId === null ? {} : { transactionId }) }));
}
