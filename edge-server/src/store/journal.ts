import { createHash } from "node:crypto";
import { type Actor, canonicalJson, firstPreviousHash, type Json, journalHashInput, type JournalRecord, journalSignatureInput } from "@laneway/contracts";
import type { Connection } from "./database.js";
import type { Signer } from "./signer.js";
import { StoreError } from "./store-error.js";

/** Whose journal it is; made with the file and never changed. */
export interface JournalIdentity {
  readonly storeId: string;
  readonly journalId: string;
}

/** What a command adds: one record each, in this order. */
export interface JournalCommit {
  readonly laneId: string | null;
  readonly commandId: string;
  readonly atMs: number;
  readonly businessDate: string;
  readonly actor: Actor;
  readonly entries: readonly JournalEntry[];
}

export interface JournalEntry {
  readonly kind: string;
  readonly shape: number;
  readonly entry: { readonly [key: string]: Json | undefined };
}

interface Row {
  readonly sequence: number;
  readonly lane_id: string | null;
  readonly command_id: string;
  readonly position: number;
  readonly at_ms: number;
  readonly business_date: string;
  readonly actor: string;
  readonly kind: string;
  readonly shape: number;
  readonly entry: string;
  readonly previous_hash: string;
  readonly hash: string;
  /** Absent in a file that an older version wrote and no newer one has opened. */
  readonly signature?: string | null;
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The append-only, hash-chained record. `append` must be called inside a transaction; all else reads. */
export class Journal {
  readonly identity: JournalIdentity;
  readonly #file: string;
  readonly #signer: Signer | undefined;
  readonly #insert;
  readonly #outbox;
  readonly #after;
  readonly #laneAfter;
  readonly #ofStore;
  readonly #between;
  readonly #closedDays;
  readonly #assessed;
  readonly #uses;
  readonly #one;
  #last: { sequence: number; hash: string };

  /** Without a signer what is appended is not signed. */
  constructor(connection: Connection, file: string, identity: JournalIdentity, signer?: Signer) {
    this.#file = file;
    this.#signer = signer;
    this.identity = identity;
    this.#insert = connection.prepare(
      `INSERT INTO journal (sequence, lane_id, command_id, position, at_ms, business_date, actor, kind, shape, entry, previous_hash, hash, signature)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#outbox = connection.prepare("INSERT INTO outbox (sequence) VALUES (?)");
    this.#after = connection.prepare<[number, number], Row>("SELECT * FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?");
    this.#laneAfter = connection.prepare<[string, number], Row>("SELECT * FROM journal WHERE lane_id = ? AND sequence > ? ORDER BY sequence");
    this.#ofStore = connection.prepare<[], Row>("SELECT * FROM journal WHERE lane_id IS NULL ORDER BY sequence");
    this.#between = connection.prepare<[number, number], Row>("SELECT * FROM journal WHERE sequence > ? AND sequence <= ? ORDER BY sequence");
    this.#closedDays = connection.prepare<[number], Row>("SELECT * FROM journal WHERE kind = 'business-day-closed' ORDER BY sequence DESC LIMIT ?");
    this.#assessed = connection.prepare<[number], Row>("SELECT * FROM journal WHERE kind = 'risk-assessed' ORDER BY sequence DESC LIMIT ?");
    this.#uses = connection.prepare<[number], Row>(
      "SELECT * FROM journal WHERE sequence > ? AND kind IN ('transaction-started', 'member-identified', 'coupon-added', 'payment-intent-saved', 'return-started') ORDER BY sequence",
    );
    this.#one = connection.prepare<[number], Row>("SELECT * FROM journal WHERE sequence = ?");
    this.#last = connection
      .prepare<[], { sequence: number; hash: string }>("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1")
      .get() ?? { sequence: 0, hash: firstPreviousHash };
  }

  /** The newest record's number and hash; 0 and 64 zeros when there is none. */
  get last(): { readonly sequence: number; readonly hash: string } {
    return this.#last;
  }

  /** Writes the records and their outbox rows; the last one of the commit is signed. Answers the new end; `settle` makes it the end once the commit returned. */
  append(commit: JournalCommit): { readonly sequence: number; readonly hash: string } {
    let { sequence, hash } = this.#last;
    const actor = canonicalJson(commit.actor);
    for (const [index, { kind, shape, entry }] of commit.entries.entries()) {
      const previousHash = hash;
      sequence += 1;
      const text = canonicalJson(entry);
      hash = sha256(this.#hashInput(commit, actor, { index, kind, shape, text, previousHash, sequence }));
      const signature = index === commit.entries.length - 1 ? this.#signer?.sign(journalSignatureInput(hash)) : undefined;
      this.#insert.run(sequence, commit.laneId, commit.commandId, index, commit.atMs, commit.businessDate, actor, kind, shape, text, previousHash, hash, signature ?? null);
      this.#outbox.run(sequence);
    }
    return { sequence, hash };
  }

  settle(end: { readonly sequence: number; readonly hash: string }): void {
    this.#last = { sequence: end.sequence, hash: end.hash };
  }

  /** Up to `limit` records after a sequence, oldest first. */
  after(sequence: number, limit: number): JournalRecord[] {
    return this.#after.all(sequence, limit).map((row) => this.#record(row));
  }

  /** Every record, oldest first. */
  *all(): Generator<JournalRecord> {
    for (const row of this.#after.iterate(0, -1)) yield this.#record(row);
  }

  record(sequence: number): JournalRecord | undefined {
    const row = this.#one.get(sequence);
    return row === undefined ? undefined : this.#record(row);
  }

  /** The store's own records, which belong to no lane, oldest first; each checked against its own hash. */
  *ofStore(): Generator<JournalRecord> {
    for (const row of this.#ofStore.iterate()) yield this.#checked(row);
  }

  /** Records after one sequence and up to another, oldest first; each checked against its own hash. */
  *between(after: number, through: number): Generator<JournalRecord> {
    for (const row of this.#between.iterate(after, through)) yield this.#checked(row);
  }

  /** The reports of closed business days, newest first. */
  closedDays(limit: number): JournalRecord[] {
    return this.#closedDays.all(limit).map((row) => this.#checked(row));
  }

  /** How the latest baskets were judged, oldest first. */
  assessments(limit: number): JournalRecord[] {
    return this.#assessed.all(limit).map((row) => this.#record(row)).reverse();
  }

  /** What is counted over baskets (members, coupons, gift cards, returns) in the latest so many records. */
  countedUses(records: number): JournalRecord[] {
    return this.#uses.all(this.#last.sequence - records).map((row) => this.#record(row));
  }

  /** A lane's records after a sequence, each checked against its own hash. */
  *ofLane(laneId: string, sequence: number): Generator<JournalRecord> {
    for (const row of this.#laneAfter.iterate(laneId, sequence)) {
      yield this.#checked(row);
    }
  }

  #checked(row: Row): JournalRecord {
    const record = this.#record(row);
    if (sha256(journalHashInput(record)) !== record.hash) throw new StoreError("chain-broken", this.#file, `record ${record.sequence}`);
    return record;
  }

  /**
   * Checks up to `limit` records after `from` against the chain. Answers where it got to, or throws `chain-broken`
   * naming the first wrong record.
   */
  verify(from: { readonly sequence: number; readonly hash: string }, limit: number): { readonly sequence: number; readonly hash: string; readonly done: boolean } {
    let { sequence, hash } = from;
    let read = 0;
    for (const row of this.#after.iterate(sequence, limit)) {
      read += 1;
      const record = this.#record(row);
      const sound = record.sequence === sequence + 1 && record.previousHash === hash && sha256(journalHashInput(record)) === record.hash;
      if (!sound) throw new StoreError("chain-broken", this.#file, `record ${sequence + 1}`);
      ({ sequence, hash } = record);
    }
    return { sequence, hash, done: read < limit };
  }

  /** The text of contracts' `journalHashInput`, put together from parts that are canonical already: half the work of a commit. */
  #hashInput(commit: JournalCommit, actor: string, record: { index: number; kind: string; shape: number; text: string; previousHash: string; sequence: number }): string {
    const { storeId, journalId } = this.identity;
    const { index, kind, shape, text, previousHash, sequence } = record;
    return (
      `{"actor":${actor},"atMs":${commit.atMs},"businessDate":"${commit.businessDate}","commandId":${JSON.stringify(commit.commandId)},"entry":${text},"index":${index},` +
      `"journalId":"${journalId}","kind":"${kind}","laneId":${JSON.stringify(commit.laneId)},"previousHash":"${previousHash}","sequence":${sequence},"shape":${shape},"storeId":"${storeId}"}`
    );
  }

  #record(row: Row): JournalRecord {
    try {
      return {
        ...this.identity,
        sequence: row.sequence,
        laneId: row.lane_id,
        commandId: row.command_id,
        index: row.position,
        atMs: row.at_ms,
        businessDate: row.business_date,
        actor: JSON.parse(row.actor) as Actor,
        kind: row.kind,
        shape: row.shape,
        entry: JSON.parse(row.entry) as Record<string, unknown>,
        previousHash: row.previous_hash,
        hash: row.hash,
        ...(typeof row.signature === "string" ? { signature: row.signature } : {}),
      };
    } catch (error) {
      if (error instanceof SyntaxError) throw new StoreError("chain-broken", this.#file, `record ${row.sequence}`);
      throw error;
    }
  }
}
