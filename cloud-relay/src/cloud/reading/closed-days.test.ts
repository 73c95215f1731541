import type { DayReport, JournalRecord } from "@laneway/contracts";
import { accountOfDay } from "@laneway/domain/business-day/account";
import { expect, it, vi } from "vitest";
import { onEachDatabase } from "../../testing/each-database.js";
import { JournalWriter } from "../../testing/journal-writer.js";
import { ingestBatch } from "../ingest/ingest.js";
import { registerStore } from "../stores/stores.js";
import { closedDays } from "./closed-days.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

/** A day's report over these records, as the store makes it. */
function reportOf(records: readonly JournalRecord[], changes: Partial<DayReport["totals"]> = {}): DayReport {
  const person = { attendantId: "mira", name: "Mira" };
  return {
    storeId: "demo", storeName: "Demo", dayNumber: 1, businessDate: "2026-05-04", timeZone: "Europe/Berlin", currency: "EUR", currencyDigits: 2, openedAtMs: 1, openedBy: person, closedAtMs: 2, closedBy: person,
    afterSequence: 0, throughSequence: records.length, totals: { ...accountOfDay(records).totals, ...changes }, tills: [], terminals: [], suspendedWaiting: 0,
  };
}

const bread = { name: "Rye bread", quantity: 1, unitPriceMinor: 349 };
const attendant = { kind: "attendant", attendantId: "mira", name: "Mira" } as const;

onEachDatabase((open) => {
  async function told(changes: Partial<DayReport["totals"]>, missing = 0) {
    const database = await open();
    await registerStore(database, { storeId: "demo", name: "demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, "a-key-of-at-least-twenty-characters", 1);
    const journal = new JournalWriter("demo");
    journal.purchase("lane-1", [bread]);
    journal.purchase("lane-2", [bread, bread], true);
    journal.voidTransaction("lane-1", journal.start("lane-1"), 349);
    const report = reportOf(journal.records, changes);
    journal.commit(null, attendant, { kind: "business-day-closed", report: { ...report, throughSequence: report.throughSequence + missing } });
    for (const batch of journal.batches(100)) expect((await ingestBatch(database, batch, 2)).result).toBe("stored");
    return closedDays(database, "demo", "2026-05-04");
  }

  it("adds a closed day up again from its records", async () => {
    const [day] = await told({});
    expect(day).toMatchObject({ check: "agrees", wrong: [], report: { dayNumber: 1, totals: { receipts: 1, totalMinor: 349, trainingReceipts: 1 } } });
  });

  it("says which figures of the report the records do not add up to", async () => {
    const [day] = await told({ totalMinor: 348, receipts: 2 });
    expect([day?.check, [...(day?.wrong ?? [])].sort()]).toEqual(["differs", ["receipts", "totalMinor"]]);
  });

  it("waits for records that have not arrived", async () => {
    expect((await told({}, 2)).map(({ check }) => check)).toEqual(["incomplete"]);
  });
});
