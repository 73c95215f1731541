import { canonicalJson, type FiscalBlock, firstPreviousHash, type Json, type JournalRecord, type Receipt } from "@laneway/contracts";
import type { Placement } from "@laneway/domain/bagging/placements";
import type { Uses } from "@laneway/domain/coupon/coupon-amounts";
import { newRegister } from "@laneway/domain/fiscal/register";
import type { FiscalReceipt, FiscalState } from "@laneway/domain/fiscal/types";
import type { SuspendedTransaction } from "@laneway/domain/lane/types";
import { type Connection, openDatabase } from "./database.js";
import { LearnedWeights } from "./learned-weights.js";
import { type FileLock, takeFileLock } from "./file-lock.js";
import { Inquiries, type NewInquiry } from "./inquiries.js";
import { Journal, type JournalCommit, sha256 } from "./journal.js";
import { recordMigrations } from "./migrations.js";
import { ReturnClaims, type ReturnProjection } from "./return-claims.js";
import type { Signer } from "./signer.js";
import { SlipUses } from "./slip-uses.js";
import { type StoredProjection, StoredPayments } from "./stored-payments.js";
import { named, StoreError } from "./store-error.js";
import { type VoucherProjection, Vouchers } from "./vouchers.js";
import { UsesTable } from "./uses-table.js";

/** A table kept beside the journal for looking things up; it changes only in the commit of the entries it shows. */
export type Projection =
  | { readonly kind: "suspended"; readonly basket: SuspendedTransaction }
  | { readonly kind: "recalled"; readonly token: string }
  | { readonly kind: "receipt"; readonly token: string; readonly receipt: Receipt }
  | { readonly kind: "fiscal"; readonly state: FiscalState; readonly receipt: FiscalReceipt | undefined; readonly block: FiscalBlock }
  | { readonly kind: "signing-key"; readonly keyId: string; readonly publicKey: string }
  /** What a paid basket has used up of what is counted over all baskets. */
  | { readonly kind: "uses"; readonly uses: Uses }
  | { readonly kind: "inquiry"; readonly inquiry: NewInquiry }
  | { readonly kind: "inquiry-withdrawn"; readonly inquiryId: string }
  | { readonly kind: "slip-taken"; readonly slipKey: string; readonly tenderId: string }
  /** What a tender had taken is free again, if it was a slip. */
  | { readonly kind: "slip-released"; readonly tenderId: string }
  | { readonly kind: "placed"; readonly placement: Placement }
  | VoucherProjection
  | StoredProjection
  | ReturnProjection;

export interface CommandCommit extends JournalCommit {
  /** SHA-256 of what was asked, so that the same id with other content is noticed. */
  readonly requestHash: string;
  readonly answer: Json;
  readonly projections: readonly Projection[];
  /** The lane's state after the entries, when it is time for one. */
  readonly snapshot: Json | undefined;
}

export interface Snapshot {
  readonly sequence: number;
  readonly state: unknown;
}

export interface StoredAnswer {
  readonly requestHash: string;
  readonly answer: unknown;
}

export interface RecordOptions {
  readonly file: string;
  readonly storeId: string;
  /** Used when the file is new. */
  readonly journalId: string;
  /** Signs each commit; absent: nothing is signed. */
  readonly signer?: Signer;
}

const checkSlice = 2_000;
const checkedBefore = 200;

/**
 * The store's record: journal, answers, outbox, snapshots and projections in one SQLite file. `commit` is the only way
 * in; when it returns, everything of the command is on the disk, and when it throws, nothing is.
 */
export class RecordStore {
  readonly journal: Journal;
  readonly connection: Connection;
  readonly returns: ReturnClaims;
  /** What is counted over all baskets of the store. */
  readonly uses: UsesTable;
  readonly inquiries: Inquiries;
  readonly weights: LearnedWeights;
  readonly slips: SlipUses;
  readonly vouchers: Vouchers;
  /** Card payments without the terminal's host. */
  readonly storedPayments: StoredPayments;
  readonly #file: string;
  readonly #lock: FileLock;
  readonly #statements;
  readonly #write;
  #trouble: string | undefined;

  constructor(options: RecordOptions) {
    this.#file = options.file;
    this.#lock = takeFileLock(`${options.file}.lock`);
    try {
      this.connection = openDatabase(options.file, { migrations: recordMigrations, cacheKilobytes: 8_000 });
    } catch (error) {
      this.#lock.release();
      throw error;
    }
    try {
      this.journal = new Journal(this.connection, options.file, identityOf(this.connection, options), options.signer);
      this.inquiries = new Inquiries(this.connection, options.storeId);
      this.returns = new ReturnClaims(this.connection);
      this.weights = new LearnedWeights(this.connection);
      this.slips = new SlipUses(this.connection);
      this.vouchers = new Vouchers(this.connection);
      this.storedPayments = new StoredPayments(this.connection);
      this.#statements = prepare(this.connection);
      this.uses = new UsesTable(this.connection);
      this.#write = this.connection.transaction((commit: CommandCommit) => this.#writeAll(commit));
    } catch (error) {
      this.close();
      throw named(error, options.file);
    }
  }

  /** One command, one commit. Throws a `StoreError`, and then nothing of it happened. Answers the lane's new last sequence. */
  commit(commit: CommandCommit): number {
    try {
      const end = this.#write.immediate(commit);
      this.journal.settle(end);
      this.#trouble = undefined;
      return end.sequence;
    } catch (error) {
      const known = named(error, this.#file);
      if (known instanceof StoreError) this.#trouble = known.message;
      throw known;
    }
  }

  /** Why the last commit could not be written; undefined when it was. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  answerTo(commandId: string): StoredAnswer | undefined {
    const row = this.#statements.answer.get(commandId);
    return row === undefined ? undefined : { requestHash: row.request_hash, answer: JSON.parse(row.answer) as unknown };
  }

  /** A lane's last snapshot, checked against the journal it was taken from. */
  snapshot(laneId: string): Snapshot | undefined {
    const row = this.#statements.snapshot.get(laneId);
    if (row === undefined) return undefined;
    const at = this.journal.record(row.sequence);
    if (at === undefined || at.hash !== row.hash) throw new StoreError("chain-broken", this.#file, `snapshot of ${laneId}`);
    return { sequence: row.sequence, state: JSON.parse(row.state) as unknown };
  }

  laneRecords(laneId: string, afterSequence: number): Iterable<JournalRecord> {
    return this.journal.ofLane(laneId, afterSequence);
  }

  /** Checks the chain from a little before the newest snapshot to the end. Quick, because snapshots are frequent. */
  verifyRecent(): void {
    const first = (this.#statements.newestSnapshot.get()?.sequence ?? 0) - checkedBefore;
    const before = first > 0 ? this.journal.record(first) : undefined;
    let at = { sequence: before?.sequence ?? 0, hash: before?.hash ?? firstPreviousHash, done: false };
    while (!at.done) at = this.journal.verify(at, checkSlice);
  }

  /** Where a receipt was written, by its number, its token or its transaction. `sequence`: the end of that commit. */
  receiptPlace(name: string): { readonly laneId: string; readonly receiptNumber: string; readonly sequence: number } | undefined {
    const row = this.#statements.receiptNamed.get({ name });
    return row === undefined ? undefined : { laneId: row.lane_id, receiptNumber: row.receipt_number, sequence: row.sequence };
  }

  /** Where the last basket of a lane up to a sequence began. */
  basketBegin(laneId: string, before: number): number | undefined {
    return this.#statements.saleBegun.get(laneId, before)?.sequence;
  }

  suspended(token: string): { readonly basket: SuspendedTransaction; readonly used: boolean } | undefined {
    const row = this.#statements.suspended.get(token);
    return row === undefined ? undefined : { basket: JSON.parse(row.basket) as SuspendedTransaction, used: row.used === 1 };
  }

  suspendedWaiting(limit: number): SuspendedTransaction[] {
    return this.#statements.waiting.all(limit).map((row) => JSON.parse(row.basket) as SuspendedTransaction);
  }

  receiptByToken(token: string): Receipt | undefined {
    const row = this.#statements.receipt.get(token);
    return row === undefined ? undefined : receiptOf(row);
  }

  /** The fiscal unit's block for a receipt; undefined: not there yet. */
  fiscalBlock(laneId: string, receiptNumber: string): FiscalBlock | undefined {
    const row = this.#statements.fiscalBlock.get(laneId, receiptNumber);
    return row === undefined ? undefined : (JSON.parse(row.block) as FiscalBlock);
  }

  fiscalState(): FiscalState {
    const row = this.#statements.fiscalState.get();
    return row === undefined ? newRegister : { ...newRegister, ...(JSON.parse(row.state) as Partial<FiscalState>) };
  }

  /** Newest first; only numbers that end so. */
  receipts(numberEnd: string, limit: number): Receipt[] {
    return this.#statements.receipts.all({ end: numberEnd, limit }).map(receiptOf);
  }

  /** Every public key that the journal has introduced, the newest first. */
  signingKeys(): readonly string[] {
    return this.#statements.keys.all().map((row) => row.public_key);
  }

  /** The key that the journal introduced last. */
  newestSigningKey(): { readonly keyId: string; readonly publicKey: string } | undefined {
    const row = this.#statements.newestKey.get();
    return row === undefined ? undefined : { keyId: row.key_id, publicKey: row.public_key };
  }

  /** The records of the sale that ended with this receipt, its last one left out; undefined: there is no such receipt. */
  recordsOfReceipt(receiptNumber: string): { readonly laneId: string; readonly records: readonly JournalRecord[] } | undefined {
    const receipt = this.#statements.receiptPlace.get(receiptNumber.replace(/-T?\d+$/, ""), receiptNumber);
    if (receipt === undefined) return undefined;
    const { lane_id: laneId, sequence } = receipt;
    const begun = this.#statements.saleBegun.get(laneId, sequence)?.sequence ?? sequence;
    const records: JournalRecord[] = [];
    for (const record of this.journal.ofLane(laneId, begun - 1)) {
      if (record.kind === "transaction-completed" || record.sequence > sequence) break;
      records.push(record);
    }
    return { laneId, records };
  }

  outboxWaiting(): number {
    return this.#statements.outboxCount.get()?.waiting ?? 0;
  }

  /** Forgets outbox rows that headquarters holds, if it holds what we wrote. Answers whether the hash agreed. */
  outboxHeld(through: number, hash: string | null): boolean {
    if (through === 0) return true;
    if (this.journal.record(through)?.hash !== hash) return false;
    try {
      this.#statements.outboxForget.run(through);
      return true;
    } catch (error) {
      throw named(error, this.#file);
    }
  }

  close(): void {
    this.connection.close();
    this.#lock.release();
  }

  #writeAll(commit: CommandCommit): { sequence: number; hash: string } {
    const end = this.journal.append(commit);
    this.#statements.keepAnswer.run(commit.commandId, commit.requestHash, canonicalJson(commit.answer));
    for (const projection of commit.projections) this.#project(projection, commit.laneId, end.sequence);
    if (commit.snapshot !== undefined && commit.laneId !== null && commit.entries.length > 0) {
      this.#statements.keepSnapshot.run(commit.laneId, end.sequence, end.hash, canonicalJson(commit.snapshot));
    }
    return end;
  }

  #project(projection: Projection, laneId: string | null, sequence: number): void {
    if (projection.kind === "suspended") {
      const { token, suspendedAtMs } = projection.basket;
      const { changes } = this.#statements.suspend.run(token, suspendedAtMs, canonicalJson(projection.basket as unknown as Json));
      if (changes !== 1) throw new Error(`token ${token} belongs to a basket that still waits`);
    } else if (projection.kind === "recalled") {
      const { changes } = this.#statements.recall.run(projection.token);
      if (changes !== 1) throw new Error(`suspended basket ${projection.token} was recalled twice`);
    } else if (projection.kind === "fiscal") {
      const { state, receipt, block } = projection;
      this.#statements.keepFiscalState.run(canonicalJson(state as unknown as Json));
      if (receipt !== undefined) this.#statements.keepFiscalBlock.run(receipt.laneId, receipt.receiptNumber, canonicalJson(block));
    } else if (projection.kind === "return-claimed" || projection.kind === "return-released") {
      this.returns.project(projection);
    } else if (projection.kind === "signing-key") {
      this.#statements.keepKey.run(projection.keyId, projection.publicKey, sequence);
    } else if (projection.kind === "placed") {
      this.weights.learn(projection.placement);
    } else if (projection.kind === "uses") {
      this.uses.count(projection.uses, sequence);
    } else if (projection.kind === "slip-taken") {
      this.slips.take(projection.slipKey, projection.tenderId, sequence);
    } else if (projection.kind === "slip-released") {
      this.slips.release(projection.tenderId);
    } else if (projection.kind === "voucher-issued" || projection.kind === "voucher-printed" || projection.kind === "voucher-blocked") {
      this.vouchers.project(projection);
    } else if (projection.kind === "offline-reserved" || projection.kind === "offline-released" || projection.kind === "offline-stored" || projection.kind === "offline-reversed") {
      this.storedPayments.project(projection);
    } else if (projection.kind === "inquiry") {
      this.inquiries.ask(projection.inquiry);
    } else if (projection.kind === "inquiry-withdrawn") {
      this.inquiries.withdraw(projection.inquiryId);
    } else {
      const { token, receipt } = projection;
      this.#statements.keepReceipt.run(token, laneId ?? receipt.laneId, receipt.receiptNumber, sequence, canonicalJson(receipt as unknown as Json));
    }
  }
}

interface ReceiptRow {
  readonly receipt: string;
  readonly block: string | null;
}

const receiptOf = ({ receipt, block }: ReceiptRow): Receipt => ({
  ...(JSON.parse(receipt) as Receipt),
  ...(block === null ? {} : { fiscal: JSON.parse(block) as FiscalBlock }),
});

/** Hash of a request, for telling a repeat from another request under the same id. */
export const requestHash = (request: unknown): string => sha256(canonicalJson(request as Json));

function identityOf(connection: Connection, options: RecordOptions) {
  connection.prepare("INSERT INTO identity (one, store_id, journal_id) VALUES (1, ?, ?) ON CONFLICT DO NOTHING").run(options.storeId, options.journalId);
  const row = connection.prepare<[], { store_id: string; journal_id: string }>("SELECT store_id, journal_id FROM identity").get();
  if (row === undefined) throw new StoreError("corrupt", options.file, "no identity");
  if (row.store_id !== options.storeId) {
    throw new StoreError("in-use", options.file, `the record belongs to store "${row.store_id}", not "${options.storeId}": set store.id or dataFolder`);
  }
  return { storeId: row.store_id, journalId: row.journal_id };
}

function prepare(connection: Connection) {
  return {
    answer: connection.prepare<[string], { request_hash: string; answer: string }>("SELECT request_hash, answer FROM command WHERE command_id = ?"),
    keepAnswer: connection.prepare("INSERT INTO command (command_id, request_hash, answer) VALUES (?, ?, ?)"),
    snapshot: connection.prepare<[string], { sequence: number; hash: string; state: string }>("SELECT sequence, hash, state FROM snapshot WHERE lane_id = ?"),
    newestSnapshot: connection.prepare<[], { sequence: number }>("SELECT sequence FROM snapshot ORDER BY sequence DESC LIMIT 1"),
    keepSnapshot: connection.prepare(
      "INSERT INTO snapshot (lane_id, sequence, hash, state) VALUES (?, ?, ?, ?) ON CONFLICT (lane_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, state = excluded.state",
    ),
    suspend: connection.prepare(
      // A token is short, so one of a basket long since recalled may come again.
      "INSERT INTO suspended (token, at_ms, used, basket) VALUES (?, ?, 0, ?) ON CONFLICT (token) DO UPDATE SET at_ms = excluded.at_ms, used = 0, basket = excluded.basket WHERE used = 1",
    ),
    recall: connection.prepare("UPDATE suspended SET used = 1 WHERE token = ? AND used = 0"),
    suspended: connection.prepare<[string], { used: number; basket: string }>("SELECT used, basket FROM suspended WHERE token = ?"),
    waiting: connection.prepare<[number], { basket: string }>("SELECT basket FROM suspended WHERE used = 0 ORDER BY at_ms DESC LIMIT ?"),
    receiptNamed: connection.prepare<{ name: string }, { lane_id: string; receipt_number: string; sequence: number }>(
      "SELECT lane_id, receipt_number, sequence FROM receipt WHERE token = :name OR receipt_number = :name OR json_extract(receipt, '$.transactionId') = :name LIMIT 1",
    ),
    keepReceipt: connection.prepare("INSERT INTO receipt (token, lane_id, receipt_number, sequence, receipt) VALUES (?, ?, ?, ?, ?)"),
    keepFiscalState: connection.prepare("INSERT INTO fiscal_state (one, state) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET state = excluded.state"),
    fiscalState: connection.prepare<[], { state: string }>("SELECT state FROM fiscal_state"),
    keepFiscalBlock: connection.prepare("INSERT INTO fiscal_document (lane_id, receipt_number, block) VALUES (?, ?, ?)"),
    fiscalBlock: connection.prepare<[string, string], { block: string }>("SELECT block FROM fiscal_document WHERE lane_id = ? AND receipt_number = ?"),
    receipt: connection.prepare<[string], ReceiptRow>("SELECT receipt, block FROM receipt LEFT JOIN fiscal_document USING (lane_id, receipt_number) WHERE token = ?"),
    receipts: connection.prepare<{ end: string; limit: number }, ReceiptRow>(
      "SELECT receipt, block FROM receipt LEFT JOIN fiscal_document USING (lane_id, receipt_number) WHERE :end = '' OR substr(receipt_number, -length(:end)) = :end ORDER BY sequence DESC LIMIT :limit",
    ),
    keepKey: connection.prepare("INSERT INTO signing_key (key_id, public_key, sequence) VALUES (?, ?, ?) ON CONFLICT (key_id) DO UPDATE SET sequence = excluded.sequence"),
    keys: connection.prepare<[], { public_key: string }>("SELECT public_key FROM signing_key ORDER BY sequence DESC"),
    newestKey: connection.prepare<[], { key_id: string; public_key: string }>("SELECT key_id, public_key FROM signing_key ORDER BY sequence DESC LIMIT 1"),
    receiptPlace: connection.prepare<[string, string], { lane_id: string; sequence: number }>("SELECT lane_id, sequence FROM receipt WHERE lane_id = ? AND receipt_number = ?"),
    saleBegun: connection.prepare<[string, number], { sequence: number }>(
      "SELECT sequence FROM journal WHERE lane_id = ? AND sequence <= ? AND kind IN ('transaction-started', 'transaction-recalled') ORDER BY sequence DESC LIMIT 1",
    ),
    outboxCount: connection.prepare<[], { waiting: number }>("SELECT coalesce((SELECT max(sequence) FROM outbox) - (SELECT min(sequence) FROM outbox) + 1, 0) AS waiting"),
    outboxForget: connection.prepare("DELETE FROM outbox WHERE sequence <= ?"),
  };
}
