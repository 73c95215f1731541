import { expect, it, vi } from "vitest";
import type { StoredPayment } from "@laneway/contracts";
import { onEachDatabase } from "../../testing/each-database.js";
import { JournalWriter } from "../../testing/journal-writer.js";
import { ingestBatch } from "../ingest/ingest.js";
import { offlineCardsPage } from "../pages/offline-cards-page.js";
import { findStore, registerStore } from "../stores/stores.js";
import { listStored } from "./read-stored.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const bread = { name: "Rye bread", quantity: 1, unitPriceMinor: 349 };
const device = { kind: "device", device: "payment-terminal" } as const;
const card = { scheme: "Visa", lastFour: "4771", entry: "chip" } as const;
const reference = (receiptNumber: string) => ({ terminalId: "29001006", receiptNumber, trace: "7" });
const outcome = (receiptNumber: string, more: object = {}) => ({ result: "approved", amountMinor: 349, currency: "EUR", card, reference: reference(receiptNumber), ...more });
const payment = (attemptId: string, more: Partial<StoredPayment>): StoredPayment => ({
  attemptId, laneId: "lane-1", amountMinor: 349, currency: "EUR", card, reference: reference("1"), atMs: 1, allowedBy: "Ben", state: "stored", atRisk: false, changedAtMs: 1, ...more,
});

onEachDatabase((open) => {
  it("knows each payment without the host: of which sale, who allowed it, and what became of it; whatever the batches", async () => {
    const journal = new JournalWriter("demo");
    const sold = (attemptId: string, receiptNumber: string, training = false) => {
      const sale = journal.start("lane-1", training);
      journal.commit("lane-1", device, { kind: "payment-approved", attemptId, outcome: outcome(receiptNumber, { offline: true }), late: false, allowedBy: "Ben" });
      journal.complete("lane-1", sale, [bread], training);
      return sale;
    };
    const first = sold("a-1", "1");
    sold("a-2", "2");
    sold("a-3", "3");
    sold("a-4", "4", true);
    journal.commit("lane-1", device, { kind: "payment-approved", attemptId: "a-5", outcome: outcome("5"), late: false });
    journal.commit("lane-1", device, { kind: "payment-reversed", attemptId: "a-3" });
    journal.commit(null, device, { kind: "stored-payment-declined", payment: payment("a-1", { state: "declined", code: "51", transactionId: first }) });
    journal.commit(null, { kind: "system" }, { kind: "stored-payment-at-risk", payment: payment("a-2", { atRisk: true }) });
    journal.commit(null, { kind: "system" }, { kind: "stored-payment-noted", payment: { attemptId: "broken" } });
    const database = await open();
    await registerStore(database, { storeId: "demo", name: "demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, "a-key-of-at-least-twenty-characters", 1);
    for (const batch of journal.batches(4)) expect((await ingestBatch(database, batch, 2)).result).toBe("stored");
    const stored = await listStored(database, "demo");
    const by = (attemptId: string) => stored.find((each) => each.attemptId === attemptId);
    expect(stored.map(({ attemptId }) => attemptId).sort()).toEqual(["a-1", "a-2", "a-3"]);
    expect(by("a-1")).toMatchObject({ state: "declined", code: "51", allowedBy: "Ben", transactionId: first, card: { lastFour: "4771" } });
    expect(by("a-2")).toMatchObject({ state: "stored", atRisk: true, transactionId: expect.any(String) as string });
    expect(by("a-3")).toMatchObject({ state: "reversed" });
    expect(await database.query("select kind from unread_entries where kind like 'stored-%'")).toEqual([{ kind: "stored-payment-noted" }]);
    const store = await findStore(database, "demo");
    if (store === undefined) throw new Error("no store");
    const page = String(offlineCardsPage(store, stored));
    for (const text of ["Declined (51)", "Waits too long", "Given back", "**** 4771", "€3.49"]) expect(page).toContain(text);
  });
});
