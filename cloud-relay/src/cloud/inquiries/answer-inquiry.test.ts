import type { Inquiry, InquiryAnswer, InquiryOutcome, InquiryRequest } from "@laneway/contracts";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "../database/database.js";
import { issueGiftCard, loadGiftCard } from "../gift-card/issue.js";
import { giftCardLoadSuite } from "../../testing/gift-card-load-suite.js";
import { loyaltySuite } from "../../testing/loyalty-suite.js";
import { registerStore } from "../stores/stores.js";
import { type OpenDatabase, onEachDatabase } from "../../testing/each-database.js";
import { answerInquiry } from "./answer-inquiry.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const code = "0123456789012334";
const atMs = 1_700_000_000_000;
const asked = (inquiryId: string, request: InquiryRequest, laneId: string | null = "lane-1"): Inquiry => ({ storeId: "demo", inquiryId, laneId, askedAtMs: atMs, request });
const redeem = (amountMinor: number, more: { pin?: string; code?: string; currency?: string } = {}): InquiryRequest => ({ kind: "redeem-gift-card", code, amountMinor, currency: "EUR", ...more });
const takeBack = (target: string): InquiryRequest => ({ kind: "take-back", tender: "gift-card", target });
const balance: InquiryRequest = { kind: "gift-card-balance", code, currency: "EUR" };

onEachDatabase((open) => {
  describe("members' points", () => loyaltySuite(open));

  describe("gift cards", () => giftCardSuite(open));

  describe("gift cards that are sold", () => giftCardLoadSuite(open));
});

function giftCardSuite(open: OpenDatabase): void {
  let database: Database;
  let lookUps: number;
  beforeEach(async () => {
    database = await open();
    lookUps = 0;
    for (const storeId of ["demo", "other"]) await registerStore(database, { storeId, name: storeId, currency: "EUR", country: "DE", timeZone: "Europe/Berlin" }, `the-key-of-${storeId}-0123456789`, atMs);
    await issueGiftCard(database, { code, currency: "EUR", amountMinor: 5_000, requestId: "issue-1", atMs });
  });
  const ask = async (inquiry: Inquiry, nowMs = atMs): Promise<InquiryAnswer> => {
    const answer = await answerInquiry({ database }, inquiry, nowMs);
    if (answer === undefined) throw new Error("no answer");
    return answer;
  };
  const outcome = async (inquiryId: string, request: InquiryRequest, laneId: string | null = "lane-1", nowMs = atMs): Promise<InquiryOutcome> => {
    const answer = await ask(asked(inquiryId, request, laneId), nowMs);
    if (answer.result !== "answered") throw new Error(answer.reason);
    return answer.outcome;
  };
  /** Asked by another lane, so that looking does not count as the lane's. */
  const holds = async (): Promise<number> => {
    lookUps += 1;
    const answer = await outcome(`look-up-${lookUps}`, balance, null);
    return answer.result === "balance" ? answer.balanceMinor : -1;
  };

  describe("the same inquiry", () => {
    it("gets the same answer for ever, and is done once", async () => {
      const first = await ask(asked("a-1", redeem(1_200)));
      expect(first).toMatchObject({ result: "answered", outcome: { result: "approved", amountMinor: 1_200, details: ["**** 2334"] } });
      await ask(asked("a-2", redeem(300)));
      expect(await ask(asked("a-1", redeem(1_200)), atMs + 86_400_000)).toEqual(first);
      expect(await holds()).toBe(3_500);
    });

    it("asked ten times at once is done once", async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => ask(asked("a-1", redeem(1_200)))));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await holds()).toBe(3_800);
    });

    it("with another content is refused, and nothing happens", async () => {
      await ask(asked("a-1", redeem(1_200)));
      expect(await ask(asked("a-1", redeem(1_300)))).toMatchObject({ result: "refused", reason: "conflicting-inquiry" });
      expect(await holds()).toBe(3_800);
    });

    it("belongs to its store: another's with the same id is another one", async () => {
      await ask(asked("a-1", redeem(1_000)));
      await ask({ ...asked("a-1", redeem(1_000)), storeId: "other" });
      expect(await holds()).toBe(3_000);
    });
  });

  describe("a gift card", () => {
    it("pays what it holds, and never more: twenty at once from a card that holds five of them", async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => outcome(`a-${index}`, redeem(1_000))));
      expect(outcomes.filter(({ result }) => result === "approved")).toHaveLength(5);
      expect(outcomes.filter((one) => one.result === "declined" && one.code === "empty")).toHaveLength(15);
      expect(await holds()).toBe(0);
    });

    it("pays a part when it holds less", async () => {
      expect(await outcome("a-1", redeem(7_000))).toMatchObject({ result: "approved", amountMinor: 5_000 });
    });

    it("is refused by name: unknown, in other money, blocked", async () => {
      expect(await outcome("a-1", redeem(1, { code: "0123456789012431" }))).toEqual({ result: "declined", code: "unknown-card" });
      expect(await outcome("a-2", redeem(1, { currency: "USD" }))).toEqual({ result: "declined", code: "other-currency" });
      await database.query("update gift_cards set blocked = true");
      expect(await outcome("a-3", redeem(1))).toEqual({ result: "declined", code: "blocked" });
    });

    it("its ledger only grows, and adds up", async () => {
      await outcome("a-1", redeem(1_200));
      await expect(database.query("update gift_card_movements set amount_minor = 1")).rejects.toThrow("append-only");
      await expect(database.query("delete from gift_card_movements")).rejects.toThrow("append-only");
      await loadGiftCard(database, { code, amountMinor: 700, source: "headquarters", inquiryId: "load-1", laneId: null, kind: "load", atMs });
      await loadGiftCard(database, { code, amountMinor: 700, source: "headquarters", inquiryId: "load-1", laneId: null, kind: "load", atMs });
      const rows = await database.query<{ amount_minor: number; balance_minor: number }>("select amount_minor, balance_minor from gift_card_movements order by position");
      let sum = 0;
      for (const row of rows) {
        sum += row.amount_minor;
        expect(row.balance_minor).toBe(sum);
      }
      expect(sum).toBe(await holds());
      expect(sum).toBe(4_500);
    });
  });

  describe("guessing", () => {
    it("a lane that names ten unknown cards is told nothing more for a while; another lane is", async () => {
      for (let guess = 0; guess < 10; guess += 1) await outcome(`g-${guess}`, redeem(1, { code: "0123456789012431" }));
      expect(await outcome("a-1", redeem(1))).toEqual({ result: "declined", code: "too-many-tries" });
      expect((await outcome("a-2", redeem(1), "lane-2")).result).toBe("approved");
      expect((await outcome("a-3", redeem(1), "lane-1", atMs + 11 * 60_000)).result).toBe("approved");
    });

    it("five wrong PINs, from any lane: the card rests", async () => {
      const withPin = "0987654321098713";
      await issueGiftCard(database, { code: withPin, pin: "4711", currency: "EUR", amountMinor: 100, requestId: "issue-2", atMs });
      const tried = (id: string, pin: string | undefined, lane: string, nowMs = atMs) => outcome(id, redeem(1, { code: withPin, ...(pin === undefined ? {} : { pin }) }), lane, nowMs);
      expect(await tried("p-0", undefined, "lane-1")).toEqual({ result: "declined", code: "pin-required" });
      for (let guess = 1; guess <= 5; guess += 1) expect(await tried(`p-${guess}`, "0000", `lane-${guess}`)).toEqual({ result: "declined", code: "wrong-pin" });
      expect(await tried("p-6", "4711", "lane-9")).toEqual({ result: "declined", code: "too-many-tries" });
      expect((await tried("p-7", "4711", "lane-9", atMs + 16 * 60_000)).result).toBe("approved");
    });
  });

  describe("taking back", () => {
    it("undoes what was booked, once, however often and under whatever id it is asked", async () => {
      await outcome("a-1", redeem(1_200));
      expect(await outcome("a-1.r", takeBack("a-1"))).toEqual({ result: "not-performed", because: "taken back" });
      expect(await outcome("a-1.again", takeBack("a-1"))).toEqual({ result: "not-performed", because: "taken back" });
      expect(await holds()).toBe(5_000);
      // The payment itself still has the answer it had: the store knows that it was taken back.
      expect((await outcome("a-1", redeem(1_200))).result).toBe("approved");
      expect(await holds()).toBe(5_000);
    });

    it("that overtakes its payment: what arrives later books nothing", async () => {
      expect((await outcome("a-1.r", takeBack("a-1"))).result).toBe("not-performed");
      expect(await outcome("a-1", redeem(1_200))).toEqual({ result: "not-performed", because: "taken back before it arrived" });
      expect(await holds()).toBe(5_000);
    });

    it("a race of both leaves the card whole", async () => {
      for (let round = 0; round < 8; round += 1) {
        const both = [ask(asked(`r-${round}`, redeem(1_000))), ask(asked(`r-${round}.r`, takeBack(`r-${round}`)))];
        await Promise.all(round % 2 === 0 ? both : both.reverse());
      }
      expect(await holds()).toBe(5_000);
    });

    it("of a refused payment finds nothing", async () => {
      await outcome("a-1", redeem(1, { currency: "USD" }));
      expect(await outcome("a-1.r", takeBack("a-1"))).toEqual({ result: "not-performed", because: "nothing was booked" });
    });
  });

  describe("giving back what a completed sale was paid with", () => {
    const giveBack = (target: string, amountMinor: number, more: { storeId?: string; currency?: string } = {}): InquiryRequest => ({ kind: "give-back", tender: "gift-card", target, amountMinor, currency: "EUR", ...more });

    it("goes to the card that paid, in parts, once for each question, and never more than it paid", async () => {
      await outcome("a-1", redeem(1_200));
      const first = await outcome("f-1", giveBack("a-1", 500));
      expect(first).toMatchObject({ result: "approved", amountMinor: 500, reference: { ledger: "gift-card" }, details: ["**** 2334"] });
      expect(await outcome("f-1", giveBack("a-1", 500))).toEqual(first);
      expect(await holds()).toBe(4_300);
      expect(await outcome("f-2", giveBack("a-1", 701))).toEqual({ result: "declined", code: "more-than-paid" });
      expect((await outcome("f-3", giveBack("a-1", 700))).result).toBe("approved");
      expect(await outcome("f-4", giveBack("a-1", 1))).toEqual({ result: "declined", code: "more-than-paid" });
      expect(await holds()).toBe(5_000);
    });

    it("asked ten times at once over half of it is given twice at most", async () => {
      await outcome("a-1", redeem(1_000));
      const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => outcome(`f-${index}`, giveBack("a-1", 500))));
      expect(outcomes.filter(({ result }) => result === "approved")).toHaveLength(2);
      expect(await holds()).toBe(5_000);
    });

    it("of another payment, other money, or a payment that was undone: refused by name", async () => {
      await outcome("a-1", redeem(1_000));
      expect(await outcome("f-1", giveBack("a-2", 1))).toEqual({ result: "declined", code: "unknown-payment" });
      expect(await outcome("f-2", giveBack("a-1", 1, { currency: "USD" }))).toEqual({ result: "declined", code: "other-currency" });
      await outcome("a-1.r", takeBack("a-1"));
      expect(await outcome("f-3", giveBack("a-1", 1))).toEqual({ result: "declined", code: "more-than-paid" });
      expect(await outcome("f-4", { ...giveBack("a-1", 1), tender: "redirect" } as InquiryRequest)).toEqual({ result: "declined", code: "provider-unknown" });
    });

    it("a blocked card gets its money; another store of the retailer may give it, another retailer's may not", async () => {
      await outcome("a-1", redeem(1_000));
      await database.query("update gift_cards set blocked = true");
      const answer = await ask({ ...asked("f-1", giveBack("a-1", 400, { storeId: "demo" })), storeId: "other" });
      expect(answer).toMatchObject({ outcome: { result: "approved", amountMinor: 400 } });
      await database.query("update stores set retailer_id = '4000001' where store_id = 'other'");
      expect(await ask({ ...asked("f-2", giveBack("a-1", 400, { storeId: "demo" })), storeId: "other" })).toMatchObject({ outcome: { result: "declined", code: "unknown-payment" } });
    });
  });
}
