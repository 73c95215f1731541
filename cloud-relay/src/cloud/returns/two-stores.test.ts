import type { Inquiry, InquiryOutcome, InquiryRequest, JournalRecord, RecordBatch } from "@laneway/contracts";
import { baseKnowledge, outcomes, TestLane } from "@laneway/domain/lane/test-lane";
import type { LaneKnowledge } from "@laneway/domain/lane/types";
import type { EarlierReturns, SoldTransaction } from "@laneway/domain/returns/types";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { onEachDatabase } from "../../testing/each-database.js";
import { JournalWriter } from "../../testing/journal-writer.js";
import type { Database } from "../database/database.js";
import { ingestBatch } from "../ingest/ingest.js";
import { answerInquiry } from "../inquiries/answer-inquiry.js";
import { registerStore } from "../stores/stores.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const nowMs = 1_700_000_000_000;

/** A store of one lane: its decisions, its journal at headquarters, its questions answered there. */
class Shop {
  readonly lane: TestLane;
  readonly #journal: JournalWriter;
  readonly #database: Database;
  #sent = 0;
  #records = 0;
  #questions = 0;

  constructor(database: Database, readonly storeId: string) {
    const knowledge: LaneKnowledge = { ...baseKnowledge, role: "manager", store: { ...baseKnowledge.store, storeId, name: storeId }, eReceiptBase: `http://${storeId}/r/`, eReceiptToken: `token-of-${storeId}`, rules: { ...baseKnowledge.rules, returnsAcrossStores: true } };
    this.lane = new TestLane(knowledge, `lane-${storeId}`);
    this.#journal = new JournalWriter(storeId);
    this.#database = database;
  }

  /** What the lane has written since goes to headquarters. */
  async relay(): Promise<void> {
    for (const { kind, shape: _shape, atMs: _atMs, actor, ...entry } of this.lane.entries.slice(this.#sent)) {
      this.#journal.commit(this.lane.laneId, actor, JSON.parse(JSON.stringify({ kind, ...entry })));
    }
    this.#sent = this.lane.entries.length;
    const records: JournalRecord[] = this.#journal.records.slice(this.#records);
    this.#records = this.#journal.records.length;
    const [first] = records;
    if (first === undefined) return;
    const batch: RecordBatch = { storeId: this.storeId, journalId: first.journalId, batchId: `batch-of-${first.sequence}`, records };
    expect(await ingestBatch(this.#database, batch, nowMs)).toMatchObject({ result: "stored" });
  }

  async ask(request: InquiryRequest, inquiryId?: string): Promise<InquiryOutcome> {
    this.#questions += 1;
    const inquiry: Inquiry = { storeId: this.storeId, inquiryId: inquiryId ?? `question-${this.#questions}`, laneId: this.lane.laneId, askedAtMs: nowMs, request };
    const answer = await answerInquiry({ database: this.#database }, inquiry, nowMs);
    if (answer?.result !== "answered") throw new Error("not answered");
    return answer.outcome;
  }

  /** Sells pieces of milk by card. */
  async sell(pieces: number): Promise<string> {
    for (let count = 0; count < pieces; count += 1) this.lane.scan("milk");
    this.lane.do({ kind: "go-to-bags" }).do({ kind: "choose-bags", count: 0 });
    this.lane.outcome(this.lane.pay(), outcomes.approved(this.lane.totalMinor));
    if (this.lane.state.step.name !== "thank-you") throw new Error("not sold");
    const { receipt } = this.lane.state.step;
    this.lane.do({ kind: "finish" });
    await this.relay();
    return receipt.eReceiptUrl ?? "";
  }

  /** Finds a sale at headquarters and chooses the first so many lines that are left; answers whether it was found. */
  async choose(receipt: string, lines: number): Promise<InquiryOutcome["result"]> {
    const found = await this.ask({ kind: "find-sale", receipt });
    if (found.result !== "sale") return found.result;
    const { undone, ...returned } = found.elsewhere;
    const elsewhere: EarlierReturns = { ...returned, ...(undone ? { undone } : {}) };
    const sale = found.sale as unknown as SoldTransaction;
    this.lane.do({ kind: "begin-return", purpose: "return", receipt }, { sale, elsewhere, earlier: elsewhere });
    const left = sale.transaction.lines.filter(({ lineId }) => !elsewhere.claims.some((claim) => claim.lineId === lineId)).slice(0, lines);
    this.lane.do({ kind: "choose-return", lines: left.map(({ lineId }) => ({ lineId, count: 1 })), reason: "damaged", condition: "unopened" }, { earlier: elsewhere });
    return "sale";
  }

  /** Asks for the hold; answers what headquarters is asked. */
  confirm(): { readonly inquiryId: string; readonly request: InquiryRequest } {
    this.lane.do({ kind: "confirm-return", amountMinor: this.lane.state.returning?.choice?.totalMinor ?? 0 });
    const asked = this.lane.effect("inquire");
    if (asked === undefined) throw new Error("headquarters was not asked");
    return asked;
  }

  told(holdId: string, outcome: InquiryOutcome): void {
    this.lane.do({ kind: "return-held", holdId, because: outcome.result === "held" ? undefined : "already-returned" });
  }

  /** The terminal gives the money. */
  async give(number: string): Promise<void> {
    const attempt = this.lane.state.returning?.attempts.at(-1);
    if (attempt === undefined) throw new Error("no money is being given");
    this.lane.outcome(attempt.attemptId, outcomes.approved(attempt.amountMinor, { reference: { terminalId: `T-${this.storeId}`, receiptNumber: number, trace: number } }));
    await this.relay();
  }
}

onEachDatabase((open) => {
  let database: Database;
  let south: Shop;
  let north: Shop;
  beforeEach(async () => {
    database = await open();
    for (const storeId of ["south", "north", "foreign"])
      await registerStore(database, { storeId, name: storeId, currency: "EUR", country: "DE", timeZone: "Europe/Berlin", ...(storeId === "foreign" ? { retailerId: "4000001" } : {}) }, `the-key-of-${storeId}-0123456789`, nowMs);
    south = new Shop(database, "south");
    north = new Shop(database, "north");
  });
  const originalOf = async () => (await database.query<{ returned_minor: number }>("select returned_minor from transactions where store_id = 'south' and receipt_number not like '%R%'"))[0];
  const unread = () => database.query<{ problem: string }>("select problem from unread_entries");

  describe("a sale of one store that comes back in another", () => {
    it("is found by its e-receipt, given once, and the sale says so; the rest may come back at home, no more", async () => {
      const receipt = await south.sell(3);
      expect(await north.choose(receipt, 2)).toBe("sale");
      const asked = north.confirm();
      const held = await north.ask(asked.request, asked.inquiryId);
      expect(held).toEqual({ result: "held" });
      expect(await north.ask(asked.request, asked.inquiryId)).toEqual(held);
      north.told(asked.inquiryId, held);
      await north.give("1");
      expect(await unread()).toEqual([]);
      expect(await originalOf()).toMatchObject({ returned_minor: 238 });
      const again = await south.ask({ kind: "find-sale", receipt });
      expect(again).toMatchObject({ result: "sale", storeId: "south", elsewhere: { claims: [{ from: 0, to: 1 }, { from: 0, to: 1 }], refunds: [{ amountMinor: 238 }], undone: false } });
      await south.choose(receipt, 3);
      expect(south.lane.state.returning?.choice?.totalMinor).toBe(119);
      const rest = south.confirm();
      south.told(rest.inquiryId, await south.ask(rest.request, rest.inquiryId));
      await south.give("2");
      expect(await originalOf()).toMatchObject({ returned_minor: 357 });
      expect(await unread()).toEqual([]);
    });

    it("wanted in both at the same moment is held for one, whoever asks first", async () => {
      const receipt = await south.sell(1);
      for (const shop of [south, north]) await shop.choose(receipt, 1);
      const asked = [south, north].map((shop) => ({ shop, ...shop.confirm() }));
      const answers = await Promise.all(asked.map(({ shop, request, inquiryId }) => shop.ask(request, inquiryId)));
      expect(answers.map(({ result }) => result).sort()).toEqual(["declined", "held"]);
      for (const [index, { shop, inquiryId }] of asked.entries()) shop.told(inquiryId, answers[index] as InquiryOutcome);
      expect([south, north].filter(({ lane }) => lane.state.returning?.confirmed === true)).toHaveLength(1);
    });

    it("a hold that nobody waits for is given up, also when it arrives after that", async () => {
      const receipt = await south.sell(1);
      await north.choose(receipt, 1);
      const asked = north.confirm();
      expect(await north.ask({ kind: "release-return", target: asked.inquiryId })).toMatchObject({ result: "not-performed", because: "given up before it arrived" });
      expect(await north.ask(asked.request, asked.inquiryId)).toMatchObject({ result: "not-performed" });
      await south.choose(receipt, 1);
      const mine = south.confirm();
      expect(await south.ask(mine.request, mine.inquiryId)).toEqual({ result: "held" });
      expect(await south.ask({ kind: "release-return", target: mine.inquiryId })).toMatchObject({ because: "given up" });
      await north.ask({ ...asked.request, kind: "hold-return" } as InquiryRequest, "another-try");
      expect(await south.ask(mine.request, "mine-again")).toMatchObject({ result: "declined", code: "already-returned" });
    });

    it("a return that is cancelled after all is free again as soon as its record arrives", async () => {
      const receipt = await south.sell(1);
      await north.choose(receipt, 1);
      const asked = north.confirm();
      north.told(asked.inquiryId, await north.ask(asked.request, asked.inquiryId));
      const attemptId = north.lane.state.returning?.attempts.at(-1)?.attemptId ?? "";
      north.lane.outcome(attemptId, outcomes.declined).do({ kind: "cancel-return" });
      await north.relay();
      await south.choose(receipt, 1);
      const mine = south.confirm();
      expect(await south.ask(mine.request, mine.inquiryId)).toEqual({ result: "held" });
    });

    it("what a store gave without asking is held once its records arrive; given twice it is listed, and nothing is put right by itself", async () => {
      const receipt = await south.sell(1);
      for (const shop of [south, north]) await shop.choose(receipt, 1);
      for (const shop of [north, south]) {
        shop.told(shop.confirm().inquiryId, { result: "held" });
        await shop.give("1");
      }
      expect(await unread()).toEqual([{ problem: expect.stringContaining("have come back twice") }]);
      expect(await north.ask({ kind: "find-sale", receipt })).toMatchObject({ elsewhere: { claims: [] } });
      expect(await south.ask({ kind: "find-sale", receipt })).toMatchObject({ elsewhere: { claims: [{ from: 0, to: 1 }] } });
    });

    it("is not told to another retailer, nor guessed by a number that several stores have", async () => {
      const receipt = await south.sell(1);
      const foreign = new Shop(database, "foreign");
      expect(await foreign.choose(receipt, 1)).toBe("declined");
      const hold: InquiryRequest = { kind: "hold-return", storeId: "south", transactionId: "x", returnId: "r", purpose: "return", units: [], refunds: [] };
      expect(await foreign.ask(hold)).toEqual({ result: "declined", code: "unknown-sale" });
      expect(await north.ask({ ...hold, returnId: "r-2" })).toEqual({ result: "declined", code: "unknown-sale" });
      expect(await north.ask({ kind: "find-sale", receipt: "lane-south-000001" })).toMatchObject({ result: "sale", storeId: "south" });
      expect(await north.ask({ kind: "find-sale", receipt: "lane-south-000009" })).toEqual({ result: "declined", code: "unknown" });
    });
  });
});
