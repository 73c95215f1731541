import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { giftCardCodeOf } from "@laneway/domain/gift-card/code";
import type { Database } from "../cloud/database/database.js";
import { ingestBatch } from "../cloud/ingest/ingest.js";
import { answerInquiry } from "../cloud/inquiries/answer-inquiry.js";
import { findGiftCard } from "../cloud/reading/gift-cards.js";
import { registerStore } from "../cloud/stores/stores.js";
import type { OpenDatabase } from "./each-database.js";
import { JournalWriter } from "./journal-writer.js";

const atMs = 1_790_000_000_000;
const code = "0123456789012334";
const prepare: InquiryRequest = { kind: "prepare-gift-card", code, currency: "EUR" };
const load = (target: string, amountMinor = 2_500): InquiryRequest => ({ kind: "load-gift-card", target, amountMinor, currency: "EUR" });
const spend = (amountMinor: number): InquiryRequest => ({ kind: "redeem-gift-card", code, amountMinor, currency: "EUR" });

/** Gift cards that stores sell, at headquarters, on a database that the caller opens. */
export function giftCardLoadSuite(open: OpenDatabase): void {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    await registerStore(database, { storeId: "demo", name: "demo", currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, "the-key-of-demo-0123456789", atMs);
  });
  const ask = async (inquiryId: string, request: InquiryRequest, laneId = "lane-1"): Promise<InquiryOutcome> => {
    const answer = await answerInquiry({ database }, { storeId: "demo", inquiryId, laneId, askedAtMs: atMs, request }, atMs);
    if (answer?.result !== "answered") throw new Error("not answered");
    return answer.outcome;
  };
  let looked = 0;
  const holds = async (): Promise<number> => {
    looked += 1;
    const told = await ask(`look-${looked}`, { kind: "gift-card-balance", code, currency: "EUR" });
    return told.result === "balance" ? told.balanceMinor : -1;
  };
  const sold = (journal: JournalWriter, loads: readonly object[], training = false): string => {
    const transactionId = journal.start("lane-2", training);
    const receipt = new JournalWriter(journal.storeId).complete("lane-2", transactionId, [{ name: "Gift card", quantity: 1, unitPriceMinor: 2_500 }], training);
    journal.commit("lane-2", { kind: "system" }, { kind: "transaction-completed", number: 1, training, receipt, untilMs: 1, loads });
    return transactionId;
  };
  const take = async (journal: JournalWriter): Promise<void> => {
    for (const batch of journal.batches(2)) for (let time = 0; time < 2; time += 1) expect((await ingestBatch(database, batch, atMs)).result).toBe("stored");
  };
  const undo = (transactionId: string, loadIds: readonly string[], returnId = "r-1"): InquiryRequest => ({
    kind: "hold-return", storeId: "demo", transactionId, returnId, purpose: "post-void", units: [], refunds: [], cardLoads: loadIds.map((loadId) => ({ loadId, amountMinor: 2_500 })),
  });

  it("is known from its first scan, with nothing on it; what was never sold loads nothing", async () => {
    expect(await ask("l-1", prepare)).toEqual({ result: "prepared", lastFour: "2334", known: false });
    expect(await ask("l-1", prepare)).toMatchObject({ result: "prepared" });
    expect(await holds()).toBe(0);
    expect(await ask("l-2", { ...prepare, code: "0123456789012335" } as InquiryRequest)).toEqual({ result: "declined", code: "unknown-card" });
    expect(await ask("l-3", { ...prepare, currency: "USD" } as InquiryRequest)).toEqual({ result: "declined", code: "other-currency" });
    await database.query("update gift_cards set blocked = true");
    expect(await ask("l-4", prepare)).toEqual({ result: "declined", code: "blocked" });
  });

  it.each([["the question first", true], ["the record first", false]] as const)("is loaded once for ever, by its record and by the question beside it: %s", async (_which, asksFirst) => {
    await ask("l-1", prepare);
    const journal = new JournalWriter("demo");
    sold(journal, [{ loadId: "l-1", lastFour: "2334", amountMinor: 2_500 }]);
    if (asksFirst) expect(await ask("l-1.l", load("l-1"))).toMatchObject({ result: "approved", amountMinor: 2_500, details: ["**** 2334"] });
    await take(journal);
    expect(await holds()).toBe(2_500);
    for (const id of ["l-1.l", "l-1.again"]) expect(await ask(id, load("l-1"))).toMatchObject({ result: "approved", amountMinor: 2_500 });
    expect(await ask("l-1.more", load("l-1", 2_600))).toEqual({ result: "declined", code: "other-amount" });
    expect(await holds()).toBe(2_500);
    const [card] = await database.query<{ card_id: number }>("select card_id from gift_cards");
    const found = await findGiftCard(database, card?.card_id ?? 0);
    expect(found?.movements).toMatchObject([{ kind: "load", amountMinor: 2_500, source: "demo", laneId: asksFirst ? "lane-1" : "lane-2" }]);
    expect(await ask("l-2", prepare)).toEqual({ result: "prepared", lastFour: "2334", known: true, balanceMinor: 2_500 });
    // What only its PIN opens is not told to whoever scans it.
    await database.query("update gift_cards set pin_hash = 'x'");
    expect(await ask("l-3", prepare)).toEqual({ result: "prepared", lastFour: "2334", known: true });
  });

  it("does not say of ever other numbers what is on them: who tries them out at a lane is told nothing more for a while", async () => {
    const codes = Array.from({ length: 60 }, (_, index) => giftCardCodeOf(`0999900000${String(index).padStart(4, "0")}`)).filter((each) => each !== undefined);
    const tried = (index: number, laneId = "lane-1") => ask(`t-${laneId}-${index}`, { ...prepare, code: codes[index] ?? "" } as InquiryRequest, laneId);
    for (let index = 0; index < 30; index += 1) expect(await tried(index)).toMatchObject({ result: "prepared", known: false });
    expect(await tried(30)).toEqual({ result: "declined", code: "too-many-tries" });
    expect(await tried(31, "lane-2")).toMatchObject({ result: "prepared" });
  });

  it("practised sales load nothing; money for a card that nobody prepared is listed for a person", async () => {
    await ask("l-1", prepare);
    const journal = new JournalWriter("demo");
    sold(journal, [{ loadId: "l-1", lastFour: "2334", amountMinor: 2_500 }], true);
    sold(journal, [{ loadId: "l-9", lastFour: "9999", amountMinor: 2_500 }]);
    await take(journal);
    expect(await holds()).toBe(0);
    expect(await database.query("select problem from unread_entries")).toEqual([{ problem: "money for gift card **** 9999 cannot be put on it: unknown-load" }]);
  });

  describe("taken back by a post void", () => {
    it("comes off before any money is given, all of it or nothing; given up, it is on the card again", async () => {
      const journal = new JournalWriter("demo");
      for (const id of ["l-1", "l-2"]) await ask(id, prepare);
      const transactionId = sold(journal, ["l-1", "l-2"].map((loadId) => ({ loadId, lastFour: "2334", amountMinor: 2_500 })));
      await take(journal);
      expect(await holds()).toBe(5_000);
      await ask("s-1", spend(100));
      expect(await ask("h-1", undo(transactionId, ["l-1", "l-2"]))).toEqual({ result: "declined", code: "gift-card-spent" });
      expect(await holds()).toBe(4_900);
      expect(await database.query("select 1 from return_holds")).toEqual([]);
      await ask("s-1.r", { kind: "take-back", tender: "gift-card", target: "s-1" });
      expect(await ask("h-2", undo(transactionId, ["l-1", "l-2"]))).toEqual({ result: "held" });
      expect(await ask("h-2", undo(transactionId, ["l-1", "l-2"]))).toEqual({ result: "held" });
      expect(await holds()).toBe(0);
      await ask("h-2.r", { kind: "release-return", target: "h-2" });
      expect(await holds()).toBe(5_000);
      await ask("h-3", undo(transactionId, ["l-1", "l-2"]));
      expect(await holds()).toBe(0);
      journal.commit("lane-2", { kind: "system" }, { kind: "return-cancelled", returnId: "r-1", transactionId, confirmed: true });
      await take(journal);
      expect(await holds()).toBe(5_000);
      expect(await ask("h-4", undo(transactionId, ["l-9"], "r-2"))).toEqual({ result: "declined", code: "unknown-load" });
    });

    it("before its sale has arrived, it never gets there; given up, it does", async () => {
      await ask("l-1", prepare);
      const journal = new JournalWriter("demo");
      const transactionId = sold(journal, [{ loadId: "l-1", lastFour: "2334", amountMinor: 2_500 }]);
      expect(await ask("h-1", undo(transactionId, ["l-1"]))).toEqual({ result: "held" });
      await take(journal);
      expect(await ask("l-1.l", load("l-1"))).toEqual({ result: "not-performed", because: "taken back" });
      expect(await holds()).toBe(0);
      await ask("h-1.r", { kind: "release-return", target: "h-1" });
      expect(await holds()).toBe(2_500);
    });
  });
}
