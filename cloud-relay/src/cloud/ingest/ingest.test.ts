import { generateKeyPairSync, sign } from "node:crypto";
import { type Actor, journalSignatureInput, recordBatchAnswer } from "@laneway/contracts";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { contentHash, recordHash } from "../../record-hash.js";
import { onEachDatabase, wholeState } from "../../testing/each-database.js";
import { JournalWriter } from "../../testing/journal-writer.js";
import type { Database } from "../database/database.js";
import { listJournals } from "../reading/journals.js";
import { listVouchers, sumVouchers } from "../reading/vouchers.js";
import { registerStore } from "../stores/stores.js";
import { ingestBatch } from "./ingest.js";

// Opening the embedded database takes seconds where the processor is shared.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const key = "a-key-of-at-least-twenty-characters";
const bread = { name: "Rye bread", quantity: 1, unitPriceMinor: 349 };
const milk = { name: "Milk 1 l", quantity: 2, unitPriceMinor: 129 };

/** A morning at two lanes: purchases, a suspended and recalled basket, a void, interventions, a training sale. */
function morning(storeId = "demo"): JournalWriter {
  const journal = new JournalWriter(storeId);
  for (const lane of ["lane-1", "lane-2"]) journal.openLane(lane);
  journal.purchase("lane-1", [bread, milk]);
  const aside = journal.start("lane-1");
  journal.intervention("lane-1", "weight-mismatch");
  journal.suspend("lane-1", aside, [milk]);
  const given = journal.start("lane-2");
  journal.voidTransaction("lane-2", given, 349);
  journal.recall("lane-2", "lane-1", aside, [milk]);
  journal.complete("lane-2", aside, [milk, bread]);
  journal.purchase("lane-1", [bread], true);
  journal.commit("lane-2", { kind: "device", device: "receipt-printer" }, { kind: "device-fault-raised", device: "receipt-printer", code: "paper-out", detail: "" });
  journal.purchase("lane-2", [milk]);
  journal.start("lane-1");
  return journal;
}

onEachDatabase((open) => {
  const nowMs = 1_790_000_000_000;
  const withStore = async (...storeIds: string[]): Promise<Database> => {
    const database = await open();
    for (const storeId of storeIds) {
      await registerStore(database, { storeId, name: storeId, currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, `${key}-${storeId}`, nowMs);
    }
    return database;
  };
  const totals = async (database: Database) =>
    (await database.query<{ sales: number; total: number }>(
      "select count(*) as sales, coalesce(sum(total_minor), 0)::bigint as total from transactions where status = 'completed' and not training",
    ))[0];

  describe("batches in order", () => {
    it("are stored, proven by content, and followed into transactions", async () => {
      const database = await withStore("demo");
      const journal = morning();
      for (const batch of journal.batches(7)) {
        const answer = recordBatchAnswer.parse(await ingestBatch(database, batch, nowMs));
        expect(answer).toEqual({
          protocol: "laneway-relay/1",
          result: "stored",
          batchId: batch.batchId,
          contentHash: contentHash(batch.records),
          heldThrough: batch.records.at(-1)?.sequence,
        });
      }
      expect(await totals(database)).toEqual({ sales: 3, total: 607 + 607 + 258 });
      const rows = await database.query("select lane_id, status, line_count, total_minor, training from transactions order by first_sequence");
      expect(rows).toEqual([
        { lane_id: "lane-1", status: "completed", line_count: 2, total_minor: 607, training: false },
        { lane_id: "lane-2", status: "completed", line_count: 2, total_minor: 607, training: false },
        { lane_id: "lane-2", status: "voided", line_count: 0, total_minor: 349, training: false },
        { lane_id: "lane-1", status: "completed", line_count: 1, total_minor: 349, training: true },
        { lane_id: "lane-2", status: "completed", line_count: 1, total_minor: 258, training: false },
        { lane_id: "lane-1", status: "open", line_count: 0, total_minor: 0, training: false },
      ]);
      const [fault] = await database.query<{ faults: string }>("select faults from lanes where lane_id = 'lane-2'");
      expect(JSON.parse(fault?.faults ?? "")).toMatchObject([{ device: "receipt-printer", code: "paper-out" }]);
      expect(await database.query("select kind, outcome, taken_by, ended_by from interventions")).toEqual([
        { kind: "weight-mismatch", outcome: "approved", taken_by: "Mira", ended_by: "Mira" },
      ]);
      expect(await database.query("select * from unread_entries")).toEqual([]);
    });
  });

  describe("shuffled, repeated and dropped batches", () => {
    let wanted: unknown;
    const journal = morning();
    beforeAll(async () => {
      const database = await withStore("demo");
      for (const batch of journal.batches(500)) await ingestBatch(database, batch, nowMs);
      wanted = await wholeState(database);
    });

    it("end in the same state, every sale once", async () => {
      const database = await withStore("demo");
      const size = fc.integer({ min: 1, max: 9 });
      const property = fc.asyncProperty(size, fc.infiniteStream(fc.nat()), async (batchSize, choices) => {
        for (const table of ["unread_entries", "interventions", "transaction_taxes", "transaction_tenders", "transaction_lines", "transactions", "lanes", "records", "signing_keys", "journals"]) {
          await database.query(`delete from ${table}`);
        }
        const draw = (below: number): number => (choices.next().value ?? 0) % below;
        const batches = journal.batches(batchSize);
        // Seven of ten arrive at first, in any order, some twice; whatever is then asked for is sent.
        const arriving = [...batches, ...batches].filter(() => draw(10) < 7).sort(() => draw(3) - 1);
        for (const batch of arriving) await ingestBatch(database, batch, nowMs);
        let from: number | undefined = 1;
        for (let round = 0; from !== undefined; round += 1) {
          expect(round).toBeLessThanOrEqual(journal.records.length);
          const last = Math.min(from + batchSize - 1, journal.records.length);
          const answer = await ingestBatch(database, journal.batch(from, last), nowMs);
          if (answer.result !== "stored") throw new Error(answer.reason);
          from = answer.missingFrom ?? (answer.heldThrough < journal.records.length ? answer.heldThrough + 1 : undefined);
        }
        expect(await wholeState(database)).toEqual(wanted);
        expect(await totals(database)).toEqual({ sales: 3, total: 1_472 });
      });
      await fc.assert(property, { numRuns: 15 });
    });
  });

  it("asks for a gap, keeps what lies beyond it, and counts it when the gap closes", async () => {
    const database = await withStore("demo");
    const journal = morning();
    const end = journal.records.length;
    await ingestBatch(database, journal.batch(1, 3), nowMs);
    const beyond = await ingestBatch(database, journal.batch(7, end), nowMs);
    expect(beyond).toMatchObject({ result: "stored", heldThrough: 3, missingFrom: 4 });
    expect(await totals(database)).toEqual({ sales: 0, total: 0 });
    const closed = await ingestBatch(database, journal.batch(4, 6), nowMs);
    expect(closed).toMatchObject({ result: "stored", heldThrough: end });
    expect(closed).not.toHaveProperty("missingFrom");
    expect(await totals(database)).toEqual({ sales: 3, total: 1_472 });
  });

  describe("signed journals", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const raw = publicKey.export({ format: "jwk" }).x ?? "";
    const signatureOf = (hash: string) => sign(null, Buffer.from(journalSignatureInput(hash)), privateKey).toString("base64url");
    /** An unsigned morning of an older version, then two signed sales. */
    const signedMorning = (): JournalWriter => {
      const journal = morning();
      const from = journal.records.length + 1;
      journal.introduceKey("0123456789abcdef", raw);
      journal.purchase("lane-1", [milk]);
      journal.purchase("lane-2", [bread]);
      journal.sign(from, signatureOf);
      return journal;
    };
    const send = async (journal: JournalWriter, size: number) => {
      const database = await withStore("demo");
      const answers = [];
      for (const batch of journal.batches(size)) answers.push(await ingestBatch(database, batch, nowMs));
      return { database, answers };
    };

    it("are followed to their end, however they are cut into batches", async () => {
      for (const size of [1, 4, 500]) {
        const journal = signedMorning();
        const { database, answers } = await send(journal, size);
        expect(answers.every((answer) => answer.result === "stored")).toBe(true);
        expect(await listJournals(database, "demo")).toMatchObject([{ signedThrough: journal.records.length, signingKeys: 1 }]);
      }
    });

    it.each(["stripped", "of another record", "without a key"] as const)("with a signature %s are refused from there on", async (what) => {
      const journal = signedMorning();
      const at = what === "without a key" ? 2 : journal.records.findLastIndex((record) => record.signature !== undefined && record.sequence < journal.records.length - 2);
      const record = journal.records[at];
      if (record === undefined) throw new Error("no record");
      const { signature: _own, ...bare } = record;
      journal.records[at] = what === "stripped" ? bare : { ...bare, signature: signatureOf(what === "without a key" ? record.hash : "f".repeat(64)) };
      const { database, answers } = await send(journal, 500);
      expect(answers).toMatchObject([{ result: "refused", reason: "signature-invalid", sequence: at + 1 }]);
      expect(await database.query("select * from records")).toEqual([]);
      expect(await totals(database)).toEqual({ sales: 0, total: 0 });
    });
  });

  it("refuses wrong hashes, broken chains and second contents, and takes nothing of such a batch", async () => {
    const database = await withStore("demo");
    const journal = morning();
    const other = new JournalWriter();
    for (const lane of ["lane-2", "lane-1"]) other.openLane(lane);
    other.purchase("lane-1", [milk]);
    await ingestBatch(database, journal.batch(1, 3), nowMs);
    const before = await wholeState(database);
    const edited = structuredClone(journal.batch(4, 6));
    Object.assign(edited.records[1]?.entry ?? {}, { totalMinor: 1 });
    expect(await ingestBatch(database, edited, nowMs)).toMatchObject({ result: "refused", reason: "hash-mismatch", sequence: 5 });
    const relinked = structuredClone(edited);
    const record = relinked.records[1];
    if (record !== undefined) record.hash = recordHash((({ hash: _, ...rest }) => rest)(record));
    expect(await ingestBatch(database, relinked, nowMs)).toMatchObject({ result: "refused", reason: "chain-broken", sequence: 6 });
    expect(await ingestBatch(database, other.batch(4, 6), nowMs)).toMatchObject({ result: "refused", reason: "chain-broken", sequence: 4 });
    expect(await ingestBatch(database, other.batch(3, 5), nowMs)).toMatchObject({ result: "refused", reason: "conflicting-record", sequence: 3 });
    const skipping = { ...journal.batch(4, 6), records: journal.records.slice(3, 6).filter((each) => each.sequence !== 5) };
    expect(await ingestBatch(database, skipping, nowMs)).toMatchObject({ result: "refused", reason: "malformed", sequence: 6 });
    const foreign = structuredClone(journal.batch(4, 6));
    if (foreign.records[0] !== undefined) foreign.records[0].storeId = "elsewhere";
    expect(await ingestBatch(database, foreign, nowMs)).toMatchObject({ result: "refused", reason: "malformed", sequence: 4 });
    const fractional = structuredClone(journal.batch(4, 6));
    Object.assign(fractional.records[0]?.entry ?? {}, { half: 0.5 });
    expect(await ingestBatch(database, fractional, nowMs)).toMatchObject({ result: "refused", reason: "malformed", sequence: 4 });
    expect(await wholeState(database)).toEqual(before);
    expect(await ingestBatch(database, journal.batch(4, 6), nowMs)).toMatchObject({ result: "stored", heldThrough: 6 });
  });

  it("refuses a store it does not know", async () => {
    const database = await withStore("demo");
    expect(await ingestBatch(database, morning("elsewhere").batch(1, 3), nowMs)).toMatchObject({ result: "refused", reason: "unknown-store" });
  });

  it("keeps two stores and two journals of a store apart", async () => {
    const database = await withStore("demo", "north");
    const journal = morning();
    await ingestBatch(database, journal.batch(1, journal.records.length), nowMs);
    const north = morning("north");
    await ingestBatch(database, north.batch(1, north.records.length), nowMs);
    const second = new JournalWriter("demo", "second-journal");
    for (let pad = 0; pad < 100; pad += 1) second.openLane("lane-1");
    second.purchase("lane-1", [bread]);
    await ingestBatch(database, second.batch(1, second.records.length), nowMs);
    expect(await totals(database)).toEqual({ sales: 7, total: 2 * 1_472 + 349 });
    expect(await database.query("select store_id, held_through from journals order by store_id, held_through")).toEqual([
      { store_id: "demo", held_through: journal.records.length },
      { store_id: "demo", held_through: second.records.length },
      { store_id: "north", held_through: north.records.length },
    ]);
  });

  it("keeps what a text column cannot hold, and goes on past an entry it cannot read", async () => {
    const database = await withStore("demo");
    const journal = new JournalWriter();
    journal.openLane("lane-1");
    journal.purchase("lane-1", [{ name: "nul \0 and half \ud800 pair", quantity: 1, unitPriceMinor: 100 }]);
    journal.commit("lane-1", { kind: "system" }, { kind: "transaction-voided", transactionId: "odd" });
    journal.purchase("lane-1", [bread]);
    const answer = await ingestBatch(database, JSON.parse(JSON.stringify(journal.batch(1, journal.records.length))), nowMs);
    expect(answer).toMatchObject({ result: "stored", heldThrough: journal.records.length });
    expect(await totals(database)).toEqual({ sales: 2, total: 449 });
    const [unread, ...others] = await database.query<{ kind: string; problem: string }>("select kind, problem from unread_entries");
    expect(others).toEqual([]);
    expect(unread?.kind).toBe("transaction-voided");
    expect(unread?.problem).toContain("totalMinor");
  });

  it("follows a store's vouchers: given out, paid with, good again, blocked; each journal's numbers are its own", async () => {
    const database = await withStore("demo");
    const voucher = (number: string, amountMinor: number, lastDay = "2029-05-03") => ({ kind: "voucher-issued", voucher: { number, amountMinor, currency: "EUR", lastDay, locale: "en" }, because: "refund", attemptIds: [] });
    const paid = (number: string, tenderId: string) => ({ kind: "tender-added", tender: { kind: "voucher", tenderId, amountMinor: 1, details: [number], slipKey: `LWV1.store.${number}` } });
    const lane: Actor = { kind: "system" };
    const journal = new JournalWriter();
    journal.commit("lane-1", lane, voucher("V1", 500), voucher("V2", 250), voucher("V3", 100), voucher("V4", 10, "2026-05-03"), voucher("V5", 70));
    journal.commit("lane-2", lane, paid("V1", "t1"), paid("V2", "t2"));
    journal.commit("lane-2", lane, { kind: "tender-given-back", tenderId: "t2" }, { kind: "tender-added", tender: { kind: "cash", tenderId: "t3", amountMinor: 5 } });
    journal.commit(null, lane, { kind: "voucher-blocked", number: "V3", reason: "stolen" }, { kind: "voucher-blocked", number: "V5", reason: "asked" });
    journal.commit(null, lane, { kind: "voucher-released", number: "V5", reason: "found" });
    for (const batch of [...journal.batches(3), ...journal.batches(2)]) await ingestBatch(database, batch, nowMs);
    const again = new JournalWriter("demo", "second-journal");
    again.commit("lane-1", lane, voucher("V1", 900));
    await ingestBatch(database, again.batch(1, 1), nowMs);
    const listed = await listVouchers(database, "demo", "2026-05-04", 10);
    expect(listed.map(({ number, state, amountMinor, usedLaneId, blockReason }) => [number, state, amountMinor, usedLaneId, blockReason])).toEqual(
      expect.arrayContaining([["V1", "used", 500, "lane-2", null], ["V2", "open", 250, null, null], ["V3", "blocked", 100, null, "stolen"], ["V4", "expired", 10, null, null], ["V5", "open", 70, null, null], ["V1", "open", 900, null, null]]),
    );
    expect(await sumVouchers(database, "demo", "2026-05-04")).toEqual([
      { state: "blocked", vouchers: 1, amountMinor: 100 },
      { state: "expired", vouchers: 1, amountMinor: 10 },
      { state: "open", vouchers: 3, amountMinor: 1_220 },
      { state: "used", vouchers: 1, amountMinor: 500 },
    ]);
    expect(await database.query("select * from unread_entries")).toEqual([]);
  });
});
