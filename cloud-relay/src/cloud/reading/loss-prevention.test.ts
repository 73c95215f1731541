import { expect, it, vi } from "vitest";
import { onEachDatabase } from "../../testing/each-database.js";
import { JournalWriter } from "../../testing/journal-writer.js";
import type { Database } from "../database/database.js";
import { ingestBatch } from "../ingest/ingest.js";
import { lossPreventionFile } from "../pages/loss-prevention-file.js";
import { registerStore } from "../stores/stores.js";
import { listInterventions } from "./interventions.js";
import { leastAudits, lossPrevention } from "./loss-prevention.js";
import { handOverNotes, peopleAtLane, peopleAtTransaction } from "./people.js";
import { findTransaction } from "./transactions.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const bread = { name: "Rye bread", quantity: 1, unitPriceMinor: 349 };
const wine = { name: "Wine", quantity: 1, unitPriceMinor: 899 };
const mira = { kind: "attendant", attendantId: "mira", name: "Mira" } as const;
const ben = { kind: "attendant", attendantId: "ben", name: "Ben" } as const;
const day = { from: "2026-05-04", to: "2026-05-04" };

const named = ({ attendantId, name }: typeof ben | typeof mira) => ({ attendantId, name });

onEachDatabase((open) => {
  async function held(journal: JournalWriter): Promise<Database> {
    const database = await open();
    await registerStore(database, { storeId: "demo", name: "demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, "a-key-of-at-least-twenty-characters", 1);
    for (const batch of journal.batches(100)) expect((await ingestBatch(database, batch, 2)).result).toBe("stored");
    return database;
  }

  it("counts calls by reason, waiting, items asked about for nothing, who came, and what was found", async () => {
    const journal = new JournalWriter("demo");
    const checked = journal.start("lane-1");
    journal.check("lane-1", "refused", 349, ["Wine"]);
    journal.complete("lane-1", checked, [bread, wine]);
    const weighed = journal.start("lane-1");
    journal.intervention("lane-1", "weight-mismatch", "approved", { itemNames: { en: "Rye bread" } }, ben);
    journal.intervention("lane-1", "weight-mismatch", "refused", { itemNames: { de: "Roggenbrot" } });
    journal.complete("lane-1", weighed, [bread]);
    const training = journal.start("lane-2", true);
    journal.intervention("lane-2", "help", "resolved");
    journal.complete("lane-2", training, [bread], true);
    const given = journal.start("lane-1");
    journal.check("lane-1", "refused", 899, ["Wine"]);
    journal.voidTransaction("lane-1", given, 899);
    journal.purchase("lane-2", [bread]);
    const report = await lossPrevention(await held(journal), "demo", day);
    expect(report).toMatchObject({ baskets: 3, calls: 4, found: { checks: 2, amountMinor: 899 }, audits: { answered: 0, missing: 0, unseenMinor: undefined } });
    expect(report.reasons).toEqual([
      { kind: "basket-check", calls: 2, per100: (100 * 2) / 3, waiting: { answered: 2, p50: 7, p95: 7 }, inOrder: 0, notInOrder: 2 },
      { kind: "weight-mismatch", calls: 2, per100: (100 * 2) / 3, waiting: { answered: 2, p50: 7, p95: 7 }, inOrder: 1, notInOrder: 1 },
    ]);
    expect(report.items).toEqual([{ name: "Wine", asked: 2, inOrder: 0 }, { name: "Roggenbrot", asked: 1, inOrder: 0 }, { name: "Rye bread", asked: 1, inOrder: 1 }]);
    expect(report.colleagues).toEqual([{ name: "Mira", answered: 3, seconds: 21 }, { name: "Ben", answered: 1, seconds: 7 }]);
    expect(report.days).toEqual([{ businessDate: "2026-05-04", baskets: 3, calls: 4 }]);
    expect((await lossPrevention(await open(), "demo", { from: "2026-05-05", to: "2026-06-05" })).calls).toBe(0);
  });

  it("an answer that was taken back is none, and the call waits again", async () => {
    const journal = new JournalWriter("demo");
    journal.start("lane-1");
    const interventionId = journal.intervention("lane-1", "weight-mismatch", "approved", { itemNames: { en: "Rye bread" } });
    journal.commit("lane-1", ben, { kind: "outcome-undone", interventionId, about: "weight-mismatch", outcome: "approved" });
    const database = await held(journal);
    expect(await listInterventions(database, "demo", 5)).toMatchObject([{ interventionId, takenBy: "Ben", outcome: null, endedAtMs: null, endedBy: null }]);
    expect(await lossPrevention(database, "demo", day)).toMatchObject({ calls: 1, items: [], colleagues: [], reasons: [{ inOrder: 0, notInOrder: 0 }] });
    journal.commit("lane-1", mira, { kind: "intervention-ended", interventionId, about: "weight-mismatch", outcome: "refused" });
    expect(await lossPrevention(await held(journal), "demo", day)).toMatchObject({ items: [{ name: "Rye bread", asked: 1, inOrder: 0 }], colleagues: [{ name: "Mira", answered: 1 }] });
  });

  it("baskets drawn by chance say what is missed where nobody looks, once there are enough", async () => {
    const journal = new JournalWriter("demo");
    const audits = (count: number, missing: boolean) => {
      for (let audit = 0; audit < count; audit += 1) {
        const id = journal.start("lane-1");
        journal.check("lane-1", missing ? "refused" : "approved", 349, [], true);
        journal.complete("lane-1", id, missing ? [bread, wine] : [bread]);
      }
    };
    audits(2, true);
    expect((await lossPrevention(await held(journal), "demo", day)).audits).toEqual({ answered: 2, missing: 2, unseenMinor: undefined });
    audits(leastAudits - 2, false);
    for (let sale = 0; sale < 10; sale += 1) journal.purchase("lane-2", [bread]);
    // Two of twenty had wine missing; ten baskets were not looked at.
    expect((await lossPrevention(await held(journal), "demo", day)).audits).toEqual({ answered: 20, missing: 2, unseenMinor: 899 });
  });

  it("says who had a lane in hand, who relieved whom, what was said to which shopper, and what colleagues left for each other", async () => {
    const journal = new JournalWriter("demo");
    const take = (assistId: string, who: typeof ben | typeof mira, more = {}) => journal.commit("lane-1", who, { kind: "assist-started", assistId, by: named(who), at: "lane", attended: false, ...more });
    journal.purchase("lane-1", [bread]);
    take("a-1", ben, { attended: true });
    const served = journal.start("lane-1");
    journal.commit("lane-1", ben, { kind: "message-shown", message: { messageId: "m-1", content: { text: "<b>Your card</b>" }, by: named(ben), untilMs: 0 } });
    journal.commit("lane-1", { kind: "shopper" }, { kind: "message-ended", messageId: "m-1", because: "read" });
    take("a-2", mira);
    journal.complete("lane-1", served, [bread]);
    journal.commit("lane-1", mira, { kind: "assist-ended", assistId: "a-2", because: "handed-back" });
    const alone = journal.start("lane-1");
    journal.commit("lane-2", ben, { kind: "assist-started", assistId: "a-3", by: named(ben), at: "station", attended: false });
    journal.complete("lane-1", alone, [bread]);
    // A shape of another version is left to the journal.
    journal.commit("lane-1", ben, { kind: "assist-started", assistId: "a-4" });
    journal.commit(null, ben, { kind: "note-written", noteId: "n-1", text: "Paper runs low", laneId: "lane-1" });
    journal.commit(null, mira, { kind: "note-written", noteId: "n-2", text: "Umbrella" });
    journal.commit(null, mira, { kind: "notes-read", noteIds: ["n-1", "n-2", "n-9"] });
    journal.commit(null, mira, { kind: "note-finished", noteId: "n-1" });
    const database = await held(journal);
    const { assistance, said } = await peopleAtLane(database, "demo", "lane-1");
    expect(assistance.map(({ by, attended, end }) => [by, attended, end?.because])).toEqual([["Mira", false, "handed-back"], ["Ben", true, "relieved"]]);
    expect(said).toMatchObject([{ by: "Ben", content: { text: "<b>Your card</b>" }, transactionId: served, ended: "read" }]);
    expect((await peopleAtLane(database, "demo", "lane-2")).assistance).toMatchObject([{ by: "Ben", at: "station", end: undefined }]);
    const at = async (transactionId: string) => {
      const history = (await findTransaction(database, "demo", transactionId))?.history ?? [];
      const people = await peopleAtTransaction(database, "demo", transactionId, history);
      return [people.assistance.map(({ by }) => by), people.said.length];
    };
    expect(await at(served)).toEqual([["Mira", "Ben"], 1]);
    // Somebody else's lane, and one that was handed back before, are no help here.
    expect(await at(alone)).toEqual([[], 0]);
    expect(await handOverNotes(database, "demo")).toMatchObject([{ noteId: "n-2", by: "Mira", readBy: [], laneId: undefined, finished: undefined }, { noteId: "n-1", by: "Ben", readBy: ["Mira"], laneId: "lane-1", finished: { by: "Mira" } }]);
    expect((await handOverNotes(database, "demo", { open: true })).map(({ noteId }) => noteId)).toEqual(["n-2"]);
    expect((await handOverNotes(database, "demo", { laneId: "lane-2" }))).toEqual([]);
  });
});

it("the file has one figure a line, quoted, and nothing a spreadsheet would run", () => {
  const text = lossPreventionFile({
    period: day, baskets: 10, calls: 1, days: [], waits: [], found: { checks: 1, amountMinor: 899 }, audits: { answered: 1, missing: 0, unseenMinor: undefined },
    reasons: [{ kind: "basket-check", calls: 1, per100: 100 / 3, waiting: { answered: 0, p50: undefined, p95: undefined }, inOrder: 0, notInOrder: 1 }],
    items: [{ name: '=HYPERLINK("x"), red', asked: 1, inOrder: 1 }],
    colleagues: [{ name: "Mira", answered: 1, seconds: 7.123 }],
  });
  expect(text.split("\r\n").slice(0, 4)).toEqual(["section,name,measure,value", "period,2026-05-04 to 2026-05-04,baskets,10", "period,2026-05-04 to 2026-05-04,calls,1", "reason,basket-check,calls,1"]);
  expect(text).toContain("reason,basket-check,calls per 100 baskets,33.33\r\nreason,basket-check,waiting p50 seconds,\r\n");
  expect(text).toContain(`item,"'=HYPERLINK(""x""), red",answered,1\r\n`);
  expect(text).toContain("colleague,Mira,seconds at lanes,7.12\r\n");
});
