import type { EarlierReturns } from "@laneway/domain/returns/types";
import type { Connection } from "./database.js";

/** What a commit does to the table of units that have come back. */
export type ReturnProjection =
  | {
      readonly kind: "return-claimed";
      readonly returnId: string;
      readonly transactionId: string;
      readonly units: readonly { readonly lineId: string; readonly from: number; readonly to: number }[];
      readonly refunds: readonly { readonly attemptId: string; readonly amountMinor: number }[];
      /** A post void: the sale is over for good. */
      readonly undoes?: boolean;
    }
  | { readonly kind: "return-released"; readonly returnId: string };

/** No unit of a line stands in it twice: a trigger refuses one that overlaps, and with it the whole commit. */
export class ReturnClaims {
  readonly #statements;

  constructor(connection: Connection) {
    this.#statements = {
      claim: connection.prepare("INSERT INTO return_claim (transaction_id, line_id, unit_from, unit_to, return_id) VALUES (?, ?, ?, ?, ?)"),
      refund: connection.prepare("INSERT INTO return_refund (transaction_id, payment_attempt_id, return_id, amount_minor) VALUES (?, ?, ?, ?)"),
      release: connection.prepare("DELETE FROM return_claim WHERE return_id = ?"),
      releaseRefunds: connection.prepare("DELETE FROM return_refund WHERE return_id = ?"),
      undo: connection.prepare("INSERT INTO post_void (transaction_id, return_id) VALUES (?, ?)"),
      releaseUndo: connection.prepare("DELETE FROM post_void WHERE return_id = ?"),
      undone: connection.prepare<[string], { return_id: string }>("SELECT return_id FROM post_void WHERE transaction_id = ?"),
      claims: connection.prepare<[string], { line_id: string; unit_from: number; unit_to: number }>(
        "SELECT line_id, unit_from, unit_to FROM return_claim WHERE transaction_id = ? ORDER BY line_id, unit_from",
      ),
      refunds: connection.prepare<[string], { payment_attempt_id: string; amount_minor: number }>(
        "SELECT payment_attempt_id, amount_minor FROM return_refund WHERE transaction_id = ? ORDER BY return_id, payment_attempt_id",
      ),
    };
  }

  /** Within the transaction of the commit. */
  project(projection: ReturnProjection): void {
    if (projection.kind === "return-released") {
      this.#statements.release.run(projection.returnId);
      this.#statements.releaseRefunds.run(projection.returnId);
      this.#statements.releaseUndo.run(projection.returnId);
      return;
    }
    const { returnId, transactionId, units, refunds } = projection;
    if (projection.undoes === true) this.#statements.undo.run(transactionId, returnId);
    for (const { lineId, from, to } of units) this.#statements.claim.run(transactionId, lineId, from, to, returnId);
    for (const { attemptId, amountMinor } of refunds) this.#statements.refund.run(transactionId, attemptId, returnId, amountMinor);
  }

  isUndone(transactionId: string): boolean {
    return this.#statements.undone.get(transactionId) !== undefined;
  }

  earlier(transactionId: string): EarlierReturns {
    return {
      claims: this.#statements.claims.all(transactionId).map((row) => ({ lineId: row.line_id, from: row.unit_from, to: row.unit_to })),
      refunds: this.#statements.refunds.all(transactionId).map((row) => ({ attemptId: row.payment_attempt_id, amountMinor: row.amount_minor })),
      ...(this.isUndone(transactionId) ? { undone: true } : {}),
    };
  }
}
