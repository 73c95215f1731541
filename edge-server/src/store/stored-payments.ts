import { canonicalJson, type Json, type StoredPayment } from "@laneway/contracts";
import type { Connection } from "./database.js";

/** What a lane's commit does to card payments without the host. */
export type StoredProjection =
  /** A payment is begun that may be approved so: its amount counts from now on. */
  | { readonly kind: "offline-reserved"; readonly attemptId: string; readonly laneId: string; readonly amountMinor: number; readonly atMs: number; readonly sumMinor: number }
  /** It was not, or not so. */
  | { readonly kind: "offline-released"; readonly attemptId: string }
  /** How a payment stands that was. */
  | { readonly kind: "offline-stored"; readonly payment: StoredPayment }
  /** It is given back. */
  | { readonly kind: "offline-reversed"; readonly attemptId: string; readonly atMs: number };

/** More are not listed at once. */
const longestList = 500;

interface Row {
  readonly state: "reserved" | StoredPayment["state"];
  readonly payment: string | null;
}

/**
 * Card payments that terminals may approve, or have approved, without their host, over all lanes. It changes only in the commit of the
 * entries it shows, so that the sum holds whichever lane is faster, and over any restart.
 */
export class StoredPayments {
  readonly #statements;

  constructor(connection: Connection) {
    this.#statements = {
      reserve: connection.prepare<{ attemptId: string; laneId: string; amountMinor: number; atMs: number; sumMinor: number }>(
        `INSERT INTO stored_payment (attempt_id, lane_id, state, amount_minor, at_ms, payment)
         SELECT :attemptId, :laneId, 'reserved', :amountMinor, :atMs, NULL
         WHERE (SELECT coalesce(sum(amount_minor), 0) FROM stored_payment WHERE state IN ('reserved', 'stored')) + :amountMinor <= :sumMinor`,
      ),
      release: connection.prepare("DELETE FROM stored_payment WHERE attempt_id = ? AND state = 'reserved'"),
      keep: connection.prepare(
        `INSERT INTO stored_payment (attempt_id, lane_id, state, amount_minor, at_ms, payment) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (attempt_id) DO UPDATE SET state = excluded.state, amount_minor = excluded.amount_minor, at_ms = excluded.at_ms, payment = excluded.payment`,
      ),
      find: connection.prepare<[string], Row>("SELECT state, payment FROM stored_payment WHERE attempt_id = ?"),
      inState: connection.prepare<[string, number], Row>("SELECT state, payment FROM stored_payment WHERE state = ? ORDER BY at_ms, attempt_id LIMIT ?"),
      outstanding: connection.prepare<[], { minor: number }>("SELECT coalesce(sum(amount_minor), 0) AS minor FROM stored_payment WHERE state IN ('reserved', 'stored')"),
    };
  }

  project(projection: StoredProjection): void {
    switch (projection.kind) {
      case "offline-reserved": {
        const { kind: _kind, ...reservation } = projection;
        // Decided with the same sum, in the same stretch: a breach is a defect, and then nothing of the commit happens.
        if (this.#statements.reserve.run(reservation).changes !== 1) throw new Error(`card payments without the host would be more than ${reservation.sumMinor}`);
        break;
      }
      case "offline-released":
        this.#statements.release.run(projection.attemptId);
        break;
      case "offline-stored":
        this.#keep(projection.payment);
        break;
      case "offline-reversed":
        this.#reverse(projection.attemptId, projection.atMs);
        break;
    }
  }

  /** Reserved by payments under way, and kept by terminals. */
  get outstandingMinor(): number {
    return this.#statements.outstanding.get()?.minor ?? 0;
  }

  /** Undefined: none was approved so under this id. */
  find(attemptId: string): StoredPayment | undefined {
    return paymentOf(this.#statements.find.get(attemptId));
  }

  /** Oldest first. */
  inState(state: "stored" | "declined"): StoredPayment[] {
    return this.#statements.inState.all(state, longestList).flatMap((row) => paymentOf(row) ?? []);
  }

  /** The host said no, or a person did: nothing was paid. */
  isLost(attemptId: string): boolean {
    const payment = this.find(attemptId);
    return payment?.state === "declined" || (payment?.state === "noted" && payment.noted?.outcome === "written-off");
  }

  #keep(payment: StoredPayment): void {
    const { attemptId, laneId, state, amountMinor, atMs } = payment;
    this.#statements.keep.run(attemptId, laneId, state, amountMinor, atMs, canonicalJson(payment as unknown as Json));
  }

  #reverse(attemptId: string, atMs: number): void {
    this.#statements.release.run(attemptId);
    const payment = this.find(attemptId);
    if (payment?.state === "stored") this.#keep({ ...payment, state: "reversed", atRisk: false, changedAtMs: atMs });
  }
}

const paymentOf = (row: Row | undefined): StoredPayment | undefined => (row?.payment == null ? undefined : (JSON.parse(row.payment) as StoredPayment));
