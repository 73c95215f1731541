import type { FiscalBlock, JournalRecord, Json, Receipt } from "@laneway/contracts";
import { evolveRegister, nextDocument, recoveryDocument } from "@laneway/domain/fiscal/register";
import type { FiscalDocument, FiscalEntry, FiscalReceipt, FiscalSource, FiscalState } from "@laneway/domain/fiscal/types";
import type { StoreTime } from "../lane/business-time.js";
import type { Log } from "../log.js";
import type { Clock } from "../ports.js";
import { type RecordStore, requestHash } from "../store/record.js";
import { codeOf, jwsOf, payloadOf, type Register, signingInput } from "./rksv.js";
import type { SigningUnit } from "./signing-unit.js";

export interface FiscalDeskDeps {
  readonly record: RecordStore;
  readonly register: Register;
  readonly unit: SigningUnit;
  readonly storeTime: StoreTime;
  readonly clock: Clock;
  readonly log: Log;
  /** A receipt has its document now. */
  readonly settled: (receipt: FiscalReceipt, block: FiscalBlock) => void;
  /** The unit went away, or is back. */
  readonly changed: () => void;
}

const unitPatienceMs = 3_000;
const recoveryEveryMs = 30_000;
const retryMs = 5_000;
const busyMs = 1_000;
const recordsAtATime = 200;

/**
 * Follows the journal and gives every completed receipt its signed document, one after another in the journal's order, each
 * committed before the next. What was not done before a stop is done after it. A unit that is away stops no sale: its
 * documents say so, and it is asked again twice a minute.
 */
export class FiscalDesk {
  readonly #deps: FiscalDeskDeps;
  #state: FiscalState;
  /** Journal records looked at. */
  #through: number;
  #working = false;
  #woken = false;
  #stopped = false;
  #cancelTimer: () => void = () => undefined;

  constructor(deps: FiscalDeskDeps) {
    this.#deps = deps;
    this.#state = deps.record.fiscalState();
    this.#through = this.#state.throughSequence;
  }

  get state(): FiscalState {
    return this.#state;
  }

  start(): void {
    this.#planRecovery();
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  /** Something was committed. */
  wake(): void {
    this.#woken = true;
    if (this.#working || this.#stopped) return;
    this.#working = true;
    void this.#work().finally(() => {
      this.#working = false;
      if (this.#woken && !this.#stopped) this.wake();
    });
  }

  async #work(): Promise<void> {
    try {
      while (this.#woken && !this.#stopped) {
        this.#woken = false;
        await this.#catchUp();
      }
    } catch (error) {
      // The record cannot be written just now: nothing was signed for good, all of it is done again.
      this.#deps.log.error({ error: String(error) }, "fiscal: a document could not be kept");
      this.#woken = false;
      this.#through = this.#state.throughSequence;
      this.#after(retryMs, () => this.wake());
    }
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      const records = this.#deps.record.journal.after(this.#through, recordsAtATime);
      for (const record of records) {
        const source = sourceOf(record);
        if (source !== undefined) await this.#settle(source);
        if (this.#stopped) return;
        this.#through = record.sequence;
      }
      if (records.length < recordsAtATime) return;
    }
  }

  /** The receipt's document, and those that must come before it. */
  async #settle(source: FiscalSource): Promise<void> {
    while (this.#state.throughSequence < source.sequence && !this.#stopped) {
      const document = nextDocument(this.#state, source, this.#localTime());
      const isAway = this.#state.phase === "outage";
      await this.#issue(document, isAway ? { because: "the unit is away" } : await this.#signed(document));
    }
  }

  async #signed(document: FiscalDocument): Promise<{ readonly signature: string } | { readonly because: string }> {
    const { unit, register, clock } = this.#deps;
    const text = signingInput(payloadOf(document, register, this.#state.previousJws));
    let cancel: () => void = () => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      cancel = clock.after(unitPatienceMs, () => reject(new Error("no answer in time")));
    });
    try {
      return { signature: await Promise.race([unit.sign(text), late]) };
    } catch (error) {
      return { because: (error as Error).message.slice(0, 200) };
    } finally {
      cancel();
    }
  }

  async #issue(document: FiscalDocument, answer: { readonly signature: string } | { readonly because: string }): Promise<void> {
    if (this.#stopped) return;
    const { record, register, clock, storeTime } = this.#deps;
    const signature = "signature" in answer ? answer.signature : undefined;
    const payload = payloadOf(document, register, this.#state.previousJws);
    const proof = { jws: jwsOf(payload, signature), code: codeOf(payload, signature) };
    const entry: FiscalEntry = "signature" in answer ? { kind: "fiscal-document-signed", ...document, ...proof } : { kind: "fiscal-document-unsigned", ...document, ...proof, because: answer.because };
    const atMs = clock.nowMs();
    const next = evolveRegister(this.#state, entry, atMs);
    const commandId = `fiscal-${document.documentNumber}`;
    const block: FiscalBlock = { scheme: "AT-RKSV", code: proof.code, signed: signature !== undefined };
    const { kind, ...facts } = entry;
    record.commit({
      laneId: null, commandId, atMs, businessDate: storeTime.businessDate(atMs),
      requestHash: requestHash({ commandId }),
      actor: { kind: "system" },
      entries: [{ kind, shape: 1, entry: facts as unknown as { readonly [key: string]: Json | undefined } }],
      answer: { result: "accepted", commandId },
      projections: [{ kind: "fiscal", state: next, receipt: document.receipt, block }],
      snapshot: undefined,
    });
    const hasChanged = next.phase !== this.#state.phase;
    this.#state = next;
    if (document.receipt !== undefined) this.#deps.settled(document.receipt, block);
    if (hasChanged) {
      this.#planRecovery();
      this.#deps.changed();
    }
  }

  /** While the unit is away it is asked to sign the document that ends the outage. */
  #planRecovery(): void {
    if (this.#state.phase !== "outage") return;
    this.#after(recoveryEveryMs, () => void this.#recover());
  }

  async #recover(): Promise<void> {
    // Documents go one after another: a receipt's own comes first.
    if (this.#working) return this.#after(busyMs, () => void this.#recover());
    this.#working = true;
    try {
      const document = recoveryDocument(this.#state, this.#localTime());
      const answer = await this.#signed(document);
      if ("signature" in answer) await this.#issue(document, answer);
      else this.#planRecovery();
    } catch (error) {
      this.#deps.log.error({ error: String(error) }, "fiscal: the recovery document could not be kept");
      this.#planRecovery();
    } finally {
      this.#working = false;
      if (this.#woken && !this.#stopped) this.wake();
    }
  }

  #after(delayMs: number, call: () => void): void {
    this.#cancelTimer();
    if (!this.#stopped) this.#cancelTimer = this.#deps.clock.after(delayMs, call);
  }

  #localTime(): string {
    const nowMs = this.#deps.clock.nowMs();
    const seconds = Math.floor(nowMs / 1_000) % 60;
    return `${this.#deps.storeTime.localTime(nowMs)}:${String(seconds).padStart(2, "0")}`;
  }
}

/** Every entry that completes something with a receipt is signed; what gives money back has a total below zero. */
export function sourceOf({ sequence, laneId, entry }: JournalRecord): FiscalSource | undefined {
  const receipt = entry.receipt as Receipt | undefined;
  if (laneId === null || receipt === undefined) return undefined;
  const documentKind = receipt.training ? "training" : receipt.totalMinor < 0 ? "refund" : "sale";
  return { documentKind, sequence, receipt };
}
