import type { InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import type { OpenDatabase } from "./each-database.js";
import { JournalWriter } from "./journal-writer.js";
import type { Database } from "../cloud/database/database.js";
import { ingestBatch } from "../cloud/ingest/ingest.js";
import { answerInquiry } from "../cloud/inquiries/answer-inquiry.js";
import { registerStore } from "../cloud/stores/stores.js";
import { adjustPoints, movementsOf } from "../cloud/loyalty/adjust.js";

const atMs = 1_790_000_000_000;
const account = { programId: "plus", memberId: "2990100000000" };
const takeBack = (target: string): InquiryRequest => ({ kind: "take-back", tender: "loyalty", target });
const redeem = (amountMinor: number): InquiryRequest => ({ kind: "redeem-points", ...account, pointsPerStep: 10, minorPerStep: 5, amountMinor, currency: "EUR" });
const hold = (points: number): InquiryRequest => ({ kind: "hold-points", ...account, points });

/** Members' points at headquarters, on a database that the caller opens. */
export function loyaltySuite(open: OpenDatabase): void {
  let database: Database;
  beforeEach(async () => {
    database = await open();
    for (const storeId of ["demo", "other"]) await registerStore(database, { storeId, name: storeId, currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, `the-key-of-${storeId}-0123456789`, atMs);
    await adjustPoints(database, { ...account, points: 1_000, note: "welcome", requestId: "gift-1", atMs });
  });
  const ask = async (inquiryId: string, request: InquiryRequest, storeId = "demo"): Promise<InquiryOutcome> => {
    const answer = await answerInquiry({ database }, { storeId, inquiryId, laneId: "lane-1", askedAtMs: atMs, request }, atMs);
    if (answer?.result !== "answered") throw new Error("not answered");
    return answer.outcome;
  };
  const balance = async (): Promise<number> => (await movementsOf(database, account, 1))[0]?.balance ?? 0;
  const sale = (journal: JournalWriter, loyalty: object, training = false): string => {
    const transactionId = journal.start("lane-1", training);
    const receipt = new JournalWriter(journal.storeId).complete("lane-1", transactionId, [{ name: "Milk", quantity: 1, unitPriceMinor: 1_000 }], training);
    journal.commit("lane-1", { kind: "system" }, { kind: "transaction-completed", number: 1, training, receipt, untilMs: 1, loyalty: { ...account, ...loyalty } });
    return transactionId;
  };
  const returned = (journal: JournalWriter, transactionId: string, minor: number, more: object = {}): void => {
    const back = `${journal.storeId}-return-${journal.records.length}`;
    const receipt = new JournalWriter(journal.storeId).complete("lane-1", back, [{ name: "Milk", quantity: 1, unitPriceMinor: -minor }]);
    journal.commit("lane-1", { kind: "system" }, { kind: "return-completed", returnId: back, transactionId, number: 1, training: false, receipt, ...more });
  };
  const take = async (journal: JournalWriter, size = 2): Promise<void> => {
    for (const batch of journal.batches(size)) {
      for (let time = 0; time < 2; time += 1) expect((await ingestBatch(database, batch, atMs)).result).toBe("stored");
    }
  };

  describe("points as a tender", () => {
    it("pay in whole steps what they hold, once, and are given back once", async () => {
      expect(await ask("a-1", redeem(303))).toEqual({ result: "approved", amountMinor: 300, currency: "EUR", reference: { ledger: "loyalty", bookingId: expect.any(String) as string }, details: ["600"] });
      expect(await ask("a-1", redeem(303))).toMatchObject({ amountMinor: 300 });
      expect(await ask("a-2", redeem(9_999))).toMatchObject({ result: "approved", amountMinor: 200 });
      expect(await ask("a-3", redeem(5))).toEqual({ result: "declined", code: "points-too-few" });
      for (const id of ["a-1.r", "a-1.r2"]) expect(await ask(id, takeBack("a-1"))).toMatchObject({ result: "not-performed", because: "taken back" });
      expect(await balance()).toBe(600);
      expect(await ask("a-4", redeem(4))).toEqual({ result: "declined", code: "amount-too-small" });
      expect(await ask("b-1", { kind: "points-balance", ...account }, "other")).toEqual({ result: "points", points: 600 });
    });

    it("two lanes at once never spend more than there is", async () => {
      const answers = await Promise.all(["a", "b", "c", "d"].map((id) => ask(id, redeem(200))));
      const paid = answers.reduce((sum, one) => sum + (one.result === "approved" ? one.amountMinor : 0), 0);
      expect([paid, await balance()]).toEqual([500, 0]);
    });

    it("taken back before it has arrived, a payment books nothing", async () => {
      await ask("a-1.r", takeBack("a-1"));
      expect(await ask("a-1", redeem(300))).toMatchObject({ result: "not-performed" });
      expect(await balance()).toBe(1_000);
    });
  });

  describe("points that paid for what comes back", () => {
    const giveBack = (target: string, amountMinor: number, more: { storeId?: string; currency?: string } = {}): InquiryRequest => ({ kind: "give-back", tender: "loyalty", target, amountMinor, currency: "EUR", ...more });

    it("go back in proportion, once each, in the end all of them and no more", async () => {
      await ask("a-1", { ...redeem(15), pointsPerStep: 10, minorPerStep: 15 } as InquiryRequest);
      expect(await balance()).toBe(990);
      const back = async (id: string, minor: number) => {
        await ask(id, giveBack("a-1", minor));
        expect(await ask(id, giveBack("a-1", minor))).toMatchObject({ result: "approved", amountMinor: minor });
        return balance();
      };
      // Two thirds of a point, of 1.3, of 10.
      expect([await back("r-1", 1), await back("r-2", 1), await back("r-3", 13)]).toEqual([991, 991, 1_000]);
      expect(await ask("r-4", giveBack("a-1", 1))).toEqual({ result: "declined", code: "more-than-paid" });
      expect(await balance()).toBe(1_000);
    });

    it("not for a payment that is not known, in another currency, or that was taken back", async () => {
      await ask("a-1", redeem(100));
      expect(await ask("r-1", giveBack("a-2", 1))).toEqual({ result: "declined", code: "unknown-payment" });
      expect(await ask("r-2", giveBack("a-1", 1), "other")).toEqual({ result: "declined", code: "unknown-payment" });
      expect(await ask("r-3", giveBack("a-1", 1, { currency: "USD" }))).toEqual({ result: "declined", code: "other-currency" });
      await ask("a-1.r", takeBack("a-1"));
      expect(await ask("r-4", giveBack("a-1", 1))).toEqual({ result: "declined", code: "more-than-paid" });
      expect(await balance()).toBe(1_000);
    });
  });

  describe("points set aside for a discount", () => {
    it("are spent as far as the sale took them, and the rest is the member's again", async () => {
      expect(await ask("h-1", hold(5_000))).toEqual({ result: "points", points: 1_000 });
      expect(await ask("h-2", hold(1))).toEqual({ result: "declined", code: "points-too-few" });
      const journal = new JournalWriter();
      sale(journal, { earnedPoints: 0, hold: { holdId: "h-1", usedPoints: 400 } });
      await take(journal);
      expect(await balance()).toBe(600);
      await ask("h-1.r", takeBack("h-1"));
      expect(await balance()).toBe(600);
    });

    it("are given back by returns in proportion to what they took off, in the end all of them, over stores and in any order", async () => {
      await ask("h-1", hold(700));
      const [here, away] = [new JournalWriter(), new JournalWriter("other")];
      const transactionId = sale(here, { earnedPoints: 3, hold: { holdId: "h-1", usedPoints: 700, discountMinor: 300 } });
      returned(away, transactionId, 100, { pointsDiscountMinor: 100 });
      await take(away);
      expect(await balance()).toBe(300);
      await take(here);
      // 300, 3 earned, and 233 of 700 given back; of 3 earned a tenth is nothing yet.
      expect(await balance()).toBe(536);
      returned(away, transactionId, 900, { pointsDiscountMinor: 200 });
      await take(away);
      expect(await balance()).toBe(1_000);
      expect((await movementsOf(database, account, 9)).map(({ kind, points }) => [kind, points])).toEqual([["taking-back", -3], ["refund", 467], ["refund", 233], ["earning", 3], ["hold", -700], ["adjustment", 1_000]]);
    });

    it("that an older record says nothing more of stay used", async () => {
      await ask("h-1", hold(700));
      const journal = new JournalWriter();
      const transactionId = sale(journal, { earnedPoints: 0, hold: { holdId: "h-1", usedPoints: 700 } });
      returned(journal, transactionId, 1_000, { pointsDiscountMinor: 300 });
      await take(journal);
      expect(await balance()).toBe(300);
    });

    it("go back whole when the basket gives them up", async () => {
      await ask("h-1", hold(700));
      await ask("h-1.r", takeBack("h-1"));
      expect(await balance()).toBe(1_000);
    });
  });

  describe("what a sale earns", () => {
    it("is booked once, however the records come, and what comes back takes its part, in all exactly what was earned", async () => {
      const journal = new JournalWriter();
      const transactionId = sale(journal, { earnedPoints: 7 });
      sale(journal, { earnedPoints: 99 }, true);
      for (const minor of [333, 333, 334]) returned(journal, transactionId, minor);
      await take(journal);
      expect((await movementsOf(database, account, 9)).map(({ kind, points }) => [kind, points])).toEqual([
        ["taking-back", -2],
        ["taking-back", -3],
        ["taking-back", -2],
        ["earning", 7],
        ["adjustment", 1_000],
      ]);
      expect(await balance()).toBe(1_000);
    });

    it("is booked once, though a store whose journal began anew tells of it again", async () => {
      const journal = new JournalWriter();
      sale(journal, { earnedPoints: 7 });
      await take(journal);
      const anew = new JournalWriter("demo", "journal-begun-anew");
      sale(anew, { earnedPoints: 7 });
      await take(anew);
      expect(await balance()).toBe(1_007);
    });

    it("is taken back although the points are spent, and although the return is known before the sale", async () => {
      const away = new JournalWriter("other");
      const here = new JournalWriter();
      const transactionId = sale(here, { earnedPoints: 10 });
      returned(away, transactionId, 500);
      await take(away);
      await ask("a-1", redeem(500));
      expect(await balance()).toBe(0);
      await take(here);
      expect(await balance()).toBe(5);
      returned(away, transactionId, 500);
      await ask("a-2", redeem(500));
      await take(away);
      expect(await balance()).toBe(0);
    });
  });

  it("headquarters changes an account once for a request, never below zero", async () => {
    const change = (points: number, requestId: string) => adjustPoints(database, { ...account, points, note: "correction", requestId, atMs });
    expect(await change(-1_001, "r-1")).toEqual({ kind: "too-few", balance: 1_000 });
    for (let time = 0; time < 2; time += 1) expect(await change(-400, "r-2")).toEqual({ kind: "adjusted", balance: 600 });
  });
}
