import { type Inquiry, inquiryHashInput, type InquiryRequest } from "@laneway/contracts";
import type { Connection } from "./database.js";
import { sha256 } from "./journal.js";

/**
 * `waiting`: nobody has fetched it. `fetched`: it may have reached headquarters. `answered` and `withdrawn` are the ends; what was
 * asked is then forgotten, because it may hold a card's code.
 */
export type InquiryState = "waiting" | "fetched" | "answered" | "withdrawn";

export interface NewInquiry {
  readonly inquiryId: string;
  /** Null: no lane waits for the answer. */
  readonly laneId: string | null;
  readonly askedAtMs: number;
  readonly request: InquiryRequest;
}

export interface KeptInquiry {
  readonly state: InquiryState;
  readonly contentHash: string;
  /** While it is open. */
  readonly inquiry: Inquiry | undefined;
}

/** The questions to headquarters, kept in the record until each is answered. */
export class Inquiries {
  readonly #statements;
  readonly #fetch;
  readonly #storeId: string;

  constructor(connection: Connection, storeId: string) {
    this.#storeId = storeId;
    this.#statements = prepare(connection);
    this.#fetch = connection.transaction((limit: number) => {
      const rows = this.#statements.open.all(limit);
      if (rows.some(({ state }) => state === "waiting")) for (const { inquiry_id } of rows) this.#statements.fetched.run(inquiry_id);
      return rows.map(({ inquiry }) => JSON.parse(inquiry) as Inquiry);
    });
  }

  /** Keeps a question. The same one again changes nothing: it is asked once. */
  ask({ inquiryId, laneId, askedAtMs, request }: NewInquiry): void {
    const inquiry: Inquiry = { storeId: this.#storeId, inquiryId, laneId, askedAtMs, request };
    this.#statements.ask.run(inquiryId, sha256(inquiryHashInput(inquiry)), JSON.stringify(inquiry));
  }

  /** Takes back a question that nobody has fetched. */
  withdraw(inquiryId: string): void {
    if (this.#statements.withdraw.run(inquiryId).changes !== 1) throw new Error(`inquiry ${inquiryId} was fetched and cannot be withdrawn`);
  }

  /** Nobody waits for the answer any more; only for questions that change nothing. */
  forget(inquiryId: string): void {
    this.#statements.forget.run(inquiryId);
  }

  /** The open ones, oldest first, from now on fetched: written before anybody is told. */
  fetch(limit: number): Inquiry[] {
    return this.#fetch.immediate(limit);
  }

  of(inquiryId: string): KeptInquiry | undefined {
    const row = this.#statements.one.get(inquiryId);
    if (row === undefined) return undefined;
    return { state: row.state, contentHash: row.content_hash, inquiry: row.inquiry === null ? undefined : (JSON.parse(row.inquiry) as Inquiry) };
  }

  answered(inquiryId: string): void {
    this.#statements.answered.run(inquiryId);
  }

  openCount(): number {
    return this.#statements.count.get()?.open ?? 0;
  }
}

function prepare(connection: Connection) {
  return {
    ask: connection.prepare("INSERT INTO inquiry (inquiry_id, content_hash, state, inquiry) VALUES (?, ?, 'waiting', ?) ON CONFLICT (inquiry_id) DO NOTHING"),
    withdraw: connection.prepare("UPDATE inquiry SET state = 'withdrawn', inquiry = NULL WHERE inquiry_id = ? AND state = 'waiting'"),
    forget: connection.prepare("UPDATE inquiry SET state = 'withdrawn', inquiry = NULL WHERE inquiry_id = ? AND inquiry IS NOT NULL"),
    open: connection.prepare<[number], { inquiry_id: string; state: InquiryState; inquiry: string }>(
      "SELECT inquiry_id, state, inquiry FROM inquiry WHERE state IN ('waiting', 'fetched') ORDER BY number LIMIT ?",
    ),
    fetched: connection.prepare("UPDATE inquiry SET state = 'fetched' WHERE inquiry_id = ? AND state = 'waiting'"),
    one: connection.prepare<[string], { state: InquiryState; content_hash: string; inquiry: string | null }>("SELECT state, content_hash, inquiry FROM inquiry WHERE inquiry_id = ?"),
    answered: connection.prepare("UPDATE inquiry SET state = 'answered', inquiry = NULL WHERE inquiry_id = ?"),
    count: connection.prepare<[], { open: number }>("SELECT count(*) AS open FROM inquiry WHERE state IN ('waiting', 'fetched')"),
  };
}
