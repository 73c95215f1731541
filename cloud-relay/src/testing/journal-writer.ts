import { type Actor, firstPreviousHash, type JournalRecord, type Receipt, type RecordBatch } from "@laneway/contracts";
import { contentHash, recordHash } from "../record-hash.js";

const startMs = Date.UTC(2026, 4, 4, 8, 0, 0);
const policy = { currency: "EUR", currencyDigits: 2, pricesIncludeTax: true, taxLevel: "total", taxRounding: "half-up", amountRounding: "half-up" };
const versions = { priceBook: { bookId: "demo", version: 1 } };
const attendant: Extract<Actor, { kind: "attendant" }> = { kind: "attendant", attendantId: "mira", name: "Mira" };
const shopper: Actor = { kind: "shopper" };

export interface Sold {
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** Writes a store's journal as the edge server does: gapless, hash-chained, a few minutes between purchases. */
export class JournalWriter {
  readonly records: JournalRecord[] = [];
  readonly storeId: string;
  readonly journalId: string;
  #atMs = startMs;
  #commands = 0;
  #receipts = new Map<string, number>();

  constructor(storeId = "demo", journalId = `journal-of-${storeId}`) {
    this.storeId = storeId;
    this.journalId = journalId;
  }

  /** One command's commit. */
  commit(laneId: string | null, actor: Actor, ...entries: readonly { kind: string; [key: string]: unknown }[]): void {
    this.#commands += 1;
    this.#atMs += 7_000;
    const commandId = `${this.storeId}-command-${this.#commands}`;
    for (const [index, { kind, ...entry }] of entries.entries()) {
      const last = this.records.at(-1);
      const content = {
        storeId: this.storeId,
        journalId: this.journalId,
        sequence: (last?.sequence ?? 0) + 1,
        laneId,
        commandId,
        index,
        atMs: this.#atMs,
        businessDate: new Date(this.#atMs).toISOString().slice(0, 10),
        actor,
        kind,
        shape: 1,
        entry,
        previousHash: last?.hash ?? firstPreviousHash,
      };
      this.records.push({ ...content, hash: recordHash(content) });
    }
  }

  /** Introduces a key; from then on each commit is to be signed (see `sign`). */
  introduceKey(keyId: string, publicKey: string): void {
    this.commit(null, { kind: "system" }, { kind: "signing-key-introduced", keyId, publicKey });
  }

  /** Signs the last record of each commit from a sequence on. */
  sign(from: number, signatureOf: (hash: string) => string): void {
    for (const [index, record] of this.records.entries()) {
      const isLast = this.records[index + 1]?.index === 0 || index === this.records.length - 1;
      if (record.sequence >= from && isLast) this.records[index] = { ...record, signature: signatureOf(record.hash) };
    }
  }

  /** Lets time pass between commits. */
  wait(milliseconds: number): void {
    this.#atMs += milliseconds;
  }

  openLane(laneId: string): void {
    this.commit(laneId, attendant, { kind: "lane-opened" });
  }

  start(laneId: string, training = false): string {
    const transactionId = `${this.storeId}-transaction-${this.#commands + 1}`;
    this.commit(laneId, shopper, { kind: "transaction-started", transactionId, locale: "en", training, versions, policy });
    return transactionId;
  }

  /** A whole purchase paid by card. Answers its receipt. */
  purchase(laneId: string, sold: readonly Sold[], training = false): Receipt {
    const transactionId = this.start(laneId, training);
    for (const [index, { name }] of sold.entries()) {
      this.commit(laneId, shopper, { kind: "line-added", line: { lineId: `${transactionId}/${index}`, names: { en: name } } }, this.#priced(sold.slice(0, index + 1)));
    }
    return this.complete(laneId, transactionId, sold, training);
  }

  complete(laneId: string, transactionId: string, sold: readonly Sold[], training = false): Receipt {
    const receipt = this.#receipt(laneId, transactionId, sold, training);
    this.commit(laneId, { kind: "device", device: "payment-terminal" }, { kind: "transaction-completed", number: Number(receipt.receiptNumber.slice(-4)), training, receipt, untilMs: this.#atMs });
    this.commit(laneId, shopper, { kind: "shopper-left", homeLocale: "en" });
    this.wait(60_000);
    return receipt;
  }

  suspend(laneId: string, transactionId: string, sold: readonly Sold[]): void {
    this.commit(laneId, shopper, { kind: "transaction-suspended", token: `S-${transactionId}`, because: "shopper", transaction: this.#transaction(transactionId, sold), laneId, untilMs: this.#atMs, homeLocale: "en" });
    this.commit(laneId, shopper, { kind: "shopper-left", homeLocale: "en" });
  }

  recall(laneId: string, fromLaneId: string, transactionId: string, sold: readonly Sold[]): void {
    this.commit(laneId, shopper, { kind: "transaction-recalled", token: `S-${transactionId}`, fromLaneId, transaction: this.#transaction(transactionId, sold) });
  }

  voidTransaction(laneId: string, transactionId: string, totalMinor: number): void {
    this.commit(laneId, attendant, { kind: "transaction-voided", transactionId, because: "shopper-changed-mind", totalMinor, homeLocale: "en" });
  }

  /** Raised, taken by an attendant and ended. Answers its id. */
  intervention(laneId: string, kind: string, outcome = "approved", evidence: object = {}, by = attendant): string {
    const interventionId = `${this.storeId}-intervention-${this.#commands + 1}`;
    const intervention = { interventionId, kind, raisedAtMs: this.#atMs, blocking: true, evidence };
    this.commit(laneId, { kind: "system" }, { kind: "intervention-raised", intervention });
    this.commit(laneId, by, { kind: "intervention-taken", interventionId, by: { attendantId: by.attendantId, name: by.name } });
    this.commit(laneId, by, { kind: "intervention-ended", interventionId, about: kind, outcome });
    return interventionId;
  }

  /** The basket is judged, and a person looks at it. */
  check(laneId: string, outcome: "approved" | "refused", amountMinor: number, names: readonly string[], audit = false): string {
    this.commit(laneId, shopper, { kind: "risk-assessed", assessment: { audit, check: "items" } });
    return this.intervention(laneId, "basket-check", outcome, { amountMinor, check: { extent: "items", reasons: [], items: names.map((en) => ({ names: { en }, voided: false })) } });
  }

  /** Batches of at most `size` records, in order. */
  batches(size: number): RecordBatch[] {
    const batches: RecordBatch[] = [];
    for (let from = 0; from < this.records.length; from += size) batches.push(this.batch(from + 1, Math.min(from + size, this.records.length)));
    return batches;
  }

  /** The batch of sequences first to last. */
  batch(first: number, last: number): RecordBatch {
    const records = this.records.slice(first - 1, last);
    return { storeId: this.storeId, journalId: this.journalId, batchId: contentHash(records).slice(0, 32), records };
  }

  #priced(sold: readonly Sold[]): { kind: string; [key: string]: unknown } {
    const totalMinor = totalOf(sold);
    return { kind: "basket-priced", lines: [], subtotalMinor: totalMinor, savingsMinor: 0, taxes: [], taxMinor: includedTax(totalMinor), totalMinor };
  }

  #transaction(transactionId: string, sold: readonly Sold[]) {
    const totalMinor = totalOf(sold);
    return { transactionId, lines: sold.map(() => ({ voided: false })), priced: { totalMinor, taxMinor: includedTax(totalMinor), savingsMinor: 0 } };
  }

  #receipt(laneId: string, transactionId: string, sold: readonly Sold[], training: boolean): Receipt {
    const number = (this.#receipts.get(laneId) ?? 0) + 1;
    this.#receipts.set(laneId, number);
    const totalMinor = totalOf(sold);
    const taxMinor = includedTax(totalMinor);
    return {
      seller: { name: "Laneway Demo Market", addressLines: ["1 Example Street", "10115 Berlin"], taxId: "DE000000000" },
      storeId: this.storeId,
      laneId,
      transactionId,
      receiptNumber: `${laneId}-${String(number).padStart(4, "0")}`,
      businessDate: new Date(this.#atMs).toISOString().slice(0, 10),
      completedAtMs: this.#atMs,
      timeZone: "Europe/Berlin",
      locale: "en",
      currency: "EUR",
      currencyDigits: 2,
      lines: sold.map(({ name, quantity, unitPriceMinor }) => ({
        kind: "item",
        name,
        quantity,
        unitPriceMinor,
        baseMinor: quantity * unitPriceMinor,
        discounts: [],
        totalMinor: quantity * unitPriceMinor,
        taxMark: "B",
        priceOverridden: false,
      })),
      savingsMinor: 0,
      taxes: [{ mark: "B", name: "7 %", ratePpm: 70_000, netMinor: totalMinor - taxMinor, taxMinor, grossMinor: totalMinor }],
      pricesIncludeTax: true,
      taxMinor,
      roundingMinor: 0,
      totalMinor,
      tenders: [{ kind: "card", amountMinor: totalMinor, details: ["VISA ************1234", "Authorisation 004711"] }],
      changeMinor: 0,
      training,
    };
  }
}

export const totalOf = (sold: readonly Sold[]): number => sold.reduce((sum, each) => sum + each.quantity * each.unitPriceMinor, 0);
const includedTax = (grossMinor: number): number => grossMinor - Math.round((grossMinor * 100) / 107);
