import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onEachDatabase } from "../../testing/each-database.js";
import { startWalletRig, type WalletRig } from "../../testing/wallet-rig.js";
import { walletHeaders, walletSignature } from "../../wallet-protocol.js";
import type { WalletAction } from "../../wallet/wallet-book.js";
import type { Database } from "../database/database.js";
import { answerRedirect } from "./answer-inquiry.js";
import { redirectInitial, redirectNext, type RedirectState, redirectTable } from "./payment-table.js";

const key = { storeId: "demo", paymentId: "a-1" };
/** A machine that is busy elsewhere is waited for. */
const soon = { timeout: 15_000, interval: 10 };
const asked = { provider: "wallet", amountMinor: 1_999, currency: "EUR" };
const approved = { result: "approved", amountMinor: 1_999, currency: "EUR", bookingId: expect.stringMatching(/^W/) as string, providerName: "Test wallet" };

describe("the table", () => {
  it("has one row for each event in a state, and reaches every state", () => {
    expect(new Set(redirectTable.map(({ from, event }) => `${from} ${event}`)).size).toBe(redirectTable.length);
    const reached = new Set<RedirectState>([redirectInitial]);
    for (let round = 0; round < 10; round += 1) for (const row of redirectTable) if (reached.has(row.from)) reached.add(row.to);
    expect(redirectTable.every(({ from, to }) => reached.has(from) && reached.has(to))).toBe(true);
  });

  it("never forgets money: from paid only back to the shopper, and what was taken back never counts as paid", () => {
    const events = [...new Set(redirectTable.map(({ event }) => event))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 12 }), (happened) => {
        let state: RedirectState = redirectInitial;
        let takenBack = false;
        let isApproved = false;
        for (const event of happened) {
          const next = redirectNext(state, event);
          if (event === "taken-back") takenBack = true;
          if (next !== undefined && (event === "approved" || event === "approved-late")) isApproved = true;
          state = next ?? state;
          if (takenBack) expect(state).not.toBe("paid");
          if (isApproved) expect(["paid", "refunding", "refunded"]).toContain(state);
          if (state === "refunded") expect(isApproved).toBe(true);
        }
      }),
      { seed: 20_261_129, numRuns: 2_000 },
    );
  });
});

onEachDatabase((open) => {
  vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 });
  let rig: WalletRig;
  let database: Database;
  beforeEach(async () => {
    database = await open();
    rig = await startWalletRig(database);
  });
  afterEach(() => rig.close());

  const settles = (result: object) =>
    expect.poll(async () => {
      await rig.desk.pursue();
      return rig.desk.status(key);
    }, soon).toMatchObject(result);
  const isOpen = async () => expect(await rig.desk.open(key, asked)).toMatchObject({ result: "opened", payUrl: expect.stringContaining("/pay/") as string });

  it("opened, approved on the phone, told by a signed callback", async () => {
    await isOpen();
    expect(rig.act("a-1", "approve")).toBe(true);
    await expect.poll(() => rig.desk.status(key), soon).toEqual(approved);
    // Opened again: the same payment, not another one.
    expect(await rig.desk.open(key, asked)).toEqual(approved);
    expect(rig.heldMinor()).toBe(1_999);
  });

  it.each([
    ["decline", { result: "declined" }],
    ["expire", { result: "not-performed", because: "expired" }],
    ["approve-twice-told", approved],
  ] as const)("%s on the phone", async (action, result) => {
    await isOpen();
    rig.act("a-1", action);
    await expect.poll(() => rig.desk.status(key), soon).toMatchObject(result);
  });

  it("a callback that is lost: found by asking", async () => {
    await isOpen();
    rig.act("a-1", "approve-unheard");
    expect(await rig.desk.status(key)).toMatchObject({ result: "opened" });
    rig.later(4_000);
    await settles(approved);
  });

  it("headquarters away while the wallet tells: told again until heard", async () => {
    await isOpen();
    rig.line.callbacks = false;
    rig.act("a-1", "approve");
    await new Promise((resolve) => setTimeout(resolve, 60));
    rig.line.callbacks = true;
    rig.later(2_000);
    await expect.poll(() => rig.desk.status(key), soon).toEqual(approved);
  });

  it("the wallet's answer to the opening is lost: asked again under the same name, one payment", async () => {
    rig.line.lostAnswers = 1;
    expect(await rig.desk.open(key, asked)).toEqual({ result: "try-again" });
    rig.restart();
    await isOpen();
    expect(rig.book.all).toHaveLength(1);
  });

  it("a wallet that is away, or a page that answers for it, says nothing about the payment", async () => {
    rig.line.down = true;
    expect(await rig.desk.open(key, asked)).toEqual({ result: "try-again" });
    rig.line.down = false;
    await isOpen();
  });

  it("a wish to stop: cancelled, or paid when the phone was faster", async () => {
    await isOpen();
    expect(await rig.desk.cancel(key)).toEqual({ result: "not-performed", because: "cancelled" });
    await rig.desk.open({ ...key, paymentId: "a-2" }, asked);
    rig.act("a-2", "approve-unheard");
    expect(await rig.desk.cancel({ ...key, paymentId: "a-2" })).toEqual(approved);
  });

  it("taken back while it is open: stopped at the wallet, and the phone can pay no more", async () => {
    await isOpen();
    await rig.desk.takeBack(key);
    expect(await rig.desk.status(key)).toEqual({ result: "not-performed", because: "taken-back" });
    rig.later(2_000);
    await rig.desk.pursue();
    expect(rig.act("a-1", "approve")).toBe(false);
    expect(rig.heldMinor()).toBe(0);
  });

  it.each(["approve", "approve-unheard"] as const)("taken back after it was paid (%s): given back, once, whatever is lost", async (action) => {
    await isOpen();
    rig.act("a-1", action);
    await rig.desk.takeBack(key);
    rig.line.lostAnswers = 2;
    await expect.poll(async () => {
      rig.later(3_000);
      await rig.desk.pursue();
      return rig.heldMinor();
    }, soon).toBe(0);
    rig.restart();
    await expect.poll(async () => {
      rig.later(3_000);
      return rig.desk.pursue();
    }, soon).toBe(0);
    expect(rig.book.all.filter(({ payment }) => payment.refundedMinor > 0)).toHaveLength(1);
  });

  it("taken back before it was ever asked for: what arrives later opens nothing", async () => {
    await rig.desk.takeBack(key);
    expect(await rig.desk.open(key, asked)).toEqual({ result: "not-performed", because: "taken-back" });
    await rig.desk.pursue();
    expect(rig.book.all.every(({ payment }) => payment.state === "cancelled")).toBe(true);
  });

  it("a store's questions are answered in the words of the link", async () => {
    const ask = (inquiryId: string, request: Parameters<typeof answerRedirect>[3]) => answerRedirect(rig.desk, "demo", inquiryId, request);
    expect(await ask("a-1", { kind: "open-redirect", ...asked })).toMatchObject({ result: "opened", providerName: "Test wallet" });
    rig.act("a-1", "approve-unheard");
    rig.later(4_000);
    await rig.desk.pursue();
    expect(await ask("s-1", { kind: "redirect-status", target: "a-1" })).toMatchObject({ result: "approved", reference: { ledger: "redirect" }, details: ["Test wallet", expect.any(String)] });
    expect(await ask("a-1.r", { kind: "take-back", tender: "redirect", target: "a-1" })).toEqual({ result: "not-performed", because: "taken-back" });
    rig.later(3_000);
    await rig.desk.pursue();
    expect(rig.heldMinor()).toBe(0);
  });

  it("parts of a paid payment go back, each once, never more than was paid, whatever is lost on the way", async () => {
    const giveBack = (refundId: string, amountMinor: number, currency = "EUR") =>
      answerRedirect(rig.desk, "demo", refundId, { kind: "give-back", tender: "redirect", target: "a-1", amountMinor, currency });
    await isOpen();
    expect(await giveBack("f-0", 1)).toEqual({ result: "declined", code: "unknown-payment" });
    rig.act("a-1", "approve");
    await expect.poll(() => rig.desk.status(key), soon).toEqual(approved);
    expect(await giveBack("f-1", 1_000)).toMatchObject({ result: "approved", amountMinor: 1_000, details: ["Test wallet", expect.stringMatching(/^W/)] });
    expect(await giveBack("f-1", 1_000)).toMatchObject({ result: "approved" });
    expect(await giveBack("f-2", 1_000)).toEqual({ result: "declined", code: "more-than-paid" });
    expect(await giveBack("f-3", 100, "USD")).toEqual({ result: "declined", code: "other-currency" });
    expect(rig.heldMinor()).toBe(999);
    // The provider books it and its answer is lost: nothing is known, and nothing more can be promised of it meanwhile.
    rig.line.lostAnswers = 1;
    expect(await giveBack("f-4", 900)).toBeUndefined();
    expect(await giveBack("f-5", 100)).toEqual({ result: "declined", code: "more-than-paid" });
    rig.restart();
    rig.later(5_000);
    await rig.desk.pursue();
    expect(await giveBack("f-4", 900)).toMatchObject({ result: "approved" });
    expect(rig.heldMinor()).toBe(99);
    rig.line.down = true;
    expect(await giveBack("f-6", 99)).toBeUndefined();
    expect(rig.heldMinor()).toBe(99);
  });

  it("what cannot be opened at once is taken back, and headquarters' lost memory too", async () => {
    rig.line.down = true;
    const ask = (inquiryId: string, request: Parameters<typeof answerRedirect>[3]) => answerRedirect(rig.desk, "demo", inquiryId, request);
    expect(await ask("a-1", { kind: "open-redirect", ...asked })).toEqual({ result: "not-performed", because: "provider-unreachable" });
    rig.line.down = false;
    await rig.desk.open({ ...key, paymentId: "a-2" }, asked);
    rig.act("a-2", "approve");
    await expect.poll(() => rig.heldMinor(), soon).toBe(1_999);
    await database.query("delete from redirect_payments");
    expect(await ask("s-2", { kind: "redirect-status", target: "a-2" })).toMatchObject({ result: "not-performed" });
    await expect.poll(async () => {
      rig.later(3_000);
      await rig.desk.pursue();
      return rig.heldMinor();
    }, soon).toBe(0);
  });

  it("confirmed late: adopted while the store has not been told no, else given back", async () => {
    await isOpen();
    rig.act("a-1", "approve-late");
    const stateOf = async () => (await database.query<{ state: string }>("select state from redirect_payments"))[0]?.state;
    await expect.poll(stateOf, soon).toBe("paid");
    expect(await rig.desk.status(key)).toEqual(approved);

    const second = { ...key, paymentId: "a-2" };
    await rig.desk.open(second, asked);
    rig.act("a-2", "approve-late");
    await expect.poll(() => rig.desk.status(second), soon).toEqual({ result: "not-performed", because: "expired" });
    await expect.poll(() => rig.heldMinor(), soon).toBe(2 * 1_999);
    await expect.poll(async () => {
      rig.later(2_000);
      await rig.desk.pursue();
      return rig.heldMinor();
    }, soon).toBe(1_999);
    expect(await rig.desk.status(second)).toMatchObject({ result: "not-performed" });
  });

  describe("a callback", () => {
    const post = (body: string, headers: Record<string, string>) => fetch(rig.callbackUrl, { method: "POST", body, headers }).then(({ status }) => status);
    const event = (changes: object = {}) => JSON.stringify({ eventId: "e-1", payment: { ...rig.book.current("demo:a-1")?.payment, state: "approved", ...changes } });
    const signed = (body: string, atMs = Date.now(), secret = rig.keys.callbackSecret) => ({ [walletHeaders.timestamp]: String(atMs), [walletHeaders.signature]: walletSignature(secret, atMs, body) });

    it("is believed only with the right signature over these very bytes, and only for a while", async () => {
      await isOpen();
      const body = event();
      expect(await post(body, {})).toBe(401);
      expect(await post(body, signed(body, Date.now(), "another secret"))).toBe(401);
      expect(await post(`${body} `, signed(body))).toBe(401);
      expect(await post(body, { ...signed(body), [walletHeaders.timestamp]: String(Date.now() + 1) })).toBe(401);
      expect(await post(body, signed(body, Date.now() - 301_000))).toBe(401);
      expect(await rig.desk.status(key)).toMatchObject({ result: "opened" });
      expect(await post(body, signed(body))).toBe(200);
      expect(await rig.desk.status(key)).toEqual(approved);
    });

    it("told again, or out of order, changes nothing", async () => {
      await isOpen();
      const body = event();
      for (let count = 0; count < 3; count += 1) expect(await post(body, signed(body))).toBe(200);
      const old = event({ state: "expired" }).replace("e-1", "e-0");
      expect(await post(old, signed(old))).toBe(200);
      expect(await rig.desk.status(key)).toEqual(approved);
    });

    it("over other money, or about a payment nobody asked for, is not taken", async () => {
      await isOpen();
      for (const [changes, status] of [[{ amountMinor: 1 }, 409], [{ currency: "USD" }, 409], [{ reference: "demo:a-9" }, 404]] as const) {
        const body = event(changes);
        expect(await post(body, signed(body))).toBe(status);
      }
      expect(await rig.desk.status(key)).toMatchObject({ result: "opened" });
    });
  });

  it("whatever the phone does, the line loses and headquarters forgets: in the end the wallet holds exactly what the store was told", async () => {
    const actions: readonly WalletAction[] = ["approve", "decline", "expire", "approve-unheard", "approve-twice-told"];
    await fc.assert(
      fc.asyncProperty(
        fc.uuid(),
        fc.constantFrom(...actions),
        fc.array(fc.constantFrom("act", "restart", "lose-answer", "cancel", "take-back", "status", "look") , { minLength: 3, maxLength: 9 }),
        async (paymentId, action, steps) => {
          const one = { storeId: "demo", paymentId };
          const before = rig.heldMinor();
          let told = await rig.desk.open(one, asked);
          let takenBack = false;
          for (const step of steps) {
            if (step === "act") rig.act(paymentId, action);
            else if (step === "restart") rig.restart();
            else if (step === "lose-answer") rig.line.lostAnswers = 1;
            else if (step === "cancel" && !takenBack) told = await rig.desk.cancel(one);
            else if (step === "take-back") {
              takenBack = true;
              await rig.desk.takeBack(one);
            } else if (step === "status") told = await rig.desk.status(one);
            else await rig.desk.pursue();
          }
          rig.line.lostAnswers = 0;
          await expect.poll(async () => {
            rig.later(200_000);
            await rig.desk.pursue();
            told = await rig.desk.status(one);
            return told.result;
          }, soon).not.toMatch(/opened|try-again/);
          await expect.poll(async () => {
            rig.later(70_000);
            await rig.desk.pursue();
            return rig.heldMinor() - before;
          }, soon).toBe(told.result === "approved" && !takenBack ? 1_999 : 0);
        },
      ),
      { seed: 20_261_129, numRuns: 25 },
    );
  }, 60_000);
});
