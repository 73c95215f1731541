import type { JournalRecord } from "@laneway/contracts";
import type { Sql } from "../database/database.js";
import type { Books } from "../projection/rows.js";
import { holdReturn, isHeld, releaseReturn } from "./holds.js";

interface Problem {
  readonly sequence: number;
  readonly kind: string;
  readonly problem: string;
}

/**
 * Follows what a store says of its returns: what it took without asking is held from now on, what it gave up is free again, and a sale of
 * another store says what came back of it. Units that came back twice are listed; nothing is put right by itself.
 */
export async function projectReturns(sql: Sql, { storeId: byStore }: Pick<JournalRecord, "storeId">, returns: Books["returns"]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { sequence, atMs, entry } of returns) {
    if (entry.kind === "return-cancelled") await releaseReturn(sql, { byStore, returnId: entry.returnId }, atMs);
    else if (entry.kind === "return-completed") await markElsewhere(sql, byStore, entry);
    else if (!(await isHeld(sql, { byStore, returnId: entry.returnId }))) {
      const { returnId, transactionId, purpose, saleStoreId = byStore, lines, legs } = entry;
      const units = lines.flatMap(({ lineId, spans }) => spans.map(({ from, to }) => ({ lineId, from, to })));
      const parts = legs.map(({ paymentAttemptId, amountMinor }) => ({ attemptId: paymentAttemptId, amountMinor }));
      const held = await holdReturn(sql, { byStore, returnId, holdId: returnId, saleStore: saleStoreId, transactionId, undoes: purpose === "post-void", units, parts }, 0);
      if (held === "already-returned") problems.push({ sequence, kind: entry.kind, problem: `goods of transaction ${transactionId} have come back twice` });
    }
  }
  return problems;
}

type Completed = Extract<Books["returns"][number]["entry"], { kind: "return-completed" }>;

/** A sale of another store; an own one is marked with its row. */
async function markElsewhere(sql: Sql, byStore: string, { returnId, receipt }: Completed): Promise<void> {
  const { refundOf, totalMinor, roundingMinor } = receipt;
  if (refundOf?.storeId === undefined || refundOf.storeId === byStore) return;
  await sql.query("update transactions set returned_minor = returned_minor - $3, undone_by = coalesce($4, undone_by) where store_id = $1 and transaction_id = $2", [
    refundOf.storeId,
    refundOf.transactionId,
    totalMinor - roundingMinor,
    refundOf.purpose === "post-void" ? returnId : null,
  ]);
}
