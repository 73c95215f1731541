import type { PaymentOutcome, TerminalDayOutcome, TerminalReference } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startNexoRig, startZvtRig, type TerminalRig } from "../testing/terminal-rig.js";

/** What every payment terminal's driver must hold, whatever its protocol: over a real socket, against its simulated terminal. */
const rigs: readonly { readonly protocol: string; readonly start: () => Promise<TerminalRig> }[] = [
  { protocol: "zvt", start: startZvtRig },
  { protocol: "nexo", start: () => startNexoRig() },
];

/** What a terminal's day holds, without what names the terminal and the hour. */
function heldOf(outcome: TerminalDayOutcome): unknown {
  if (outcome.result !== "reported") return outcome;
  const { report } = outcome;
  if (report.kind === "bookings") return Object.fromEntries(report.bookings.map((each) => [each.attemptId, each.amountMinor ?? each.state]));
  return { totalMinor: report.totalMinor, receipts: report.receipts, schemes: report.schemes };
}

describe.each(rigs)("$protocol", ({ protocol, start }) => {
  let rig: TerminalRig;
  beforeEach(async () => {
    rig = await start();
    await rig.ready();
  });
  afterEach(() => rig.stop());

  const pay = async (attemptId: string, next: Parameters<TerminalRig["terminal"]["setNext"]>[0]) => {
    await rig.ready();
    rig.terminal.setNext(next);
    rig.authorise(attemptId);
    return rig.outcome(attemptId);
  };
  const referenceOf = (outcome: PaymentOutcome): TerminalReference => {
    if (outcome.result !== "approved") throw new Error(`${outcome.result} has no reference`);
    return outcome.reference;
  };
  const cardAwaited = () => expect.poll(() => rig.terminal.screen().join(" "), { interval: 5 }).toContain("Insert");

  test("approved: over the amount, with scheme and last four only", async () => {
    expect(await pay("a-1", "approve")).toMatchObject({ result: "approved", amountMinor: 1_234, currency: "EUR", card: { lastFour: "4771", entry: "contactless" } });
    expect(rig.booked()).toEqual(["1234 booked"]);
    expect(rig.stages("a-1")).toContain("sent");
  });

  test("declined, and the next attempt approved", async () => {
    expect(await pay("a-1", "decline")).toMatchObject({ result: "declined", text: "Declined" });
    expect((await pay("a-2", "approve")).result).toBe("approved");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("cancelled by the shopper, and by the lane's wish", async () => {
    expect((await pay("a-1", "cancel")).result).toBe("aborted");
    await rig.ready();
    rig.authorise("a-2");
    await cardAwaited();
    rig.abort("a-2");
    expect((await rig.outcome("a-2")).result).toBe("aborted");
    expect(rig.booked()).toEqual([]);
  });

  test("a wish to stop that comes too late changes nothing", async () => {
    rig.terminal.setNext("slow");
    rig.authorise("a-1");
    await expect.poll(() => rig.terminal.screen().join(" "), { interval: 5 }).toContain("Please wait");
    rig.abort("a-1");
    expect((await rig.outcome("a-1")).result).toBe("approved");
  });

  test("the connection is lost before the terminal books: not performed, asked and not sent again", async () => {
    expect((await pay("a-1", "drop-before")).result).toBe("not-performed");
    expect(rig.stages("a-1")).toContain("query");
    expect(rig.booked()).toEqual([]);
  });

  test("the connection is lost after the terminal booked: found, and told from the next of the same amount", async () => {
    expect(await pay("a-1", "drop-after")).toMatchObject({ result: "approved", amountMinor: 1_234 });
    expect((await pay("a-2", "drop-before")).result).toBe("not-performed");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("a repeated command starts no second payment and gets the same outcome", async () => {
    rig.terminal.setNext("approve");
    rig.authorise("a-1");
    rig.authorise("a-1");
    const first = await rig.outcome("a-1");
    await rig.ready();
    rig.authorise("a-1");
    expect(await rig.outcome("a-1", 2)).toEqual(first);
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("a second attempt while one is running is a clean no", async () => {
    rig.authorise("a-1");
    await cardAwaited();
    rig.authorise("a-2");
    expect(await rig.outcome("a-2")).toEqual({ result: "not-performed", because: "the terminal is busy with another payment" });
    rig.terminal.press("approve");
    expect((await rig.outcome("a-1")).result).toBe("approved");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("unplugged: a clean no, a fault raised, and cleared when it is back", async () => {
    await rig.terminal.port.plug(false);
    await expect.poll(() => rig.faults.has("unreachable"), { timeout: 4_000 }).toBe(true);
    rig.authorise("a-1");
    expect(await rig.outcome("a-1")).toEqual({ result: "not-performed", because: "the terminal cannot be reached" });
    await rig.terminal.port.plug(true);
    await rig.ready();
  });

  test("power is lost while the card is awaited: not performed", async () => {
    await pay("a-0", "approve");
    await rig.ready();
    rig.authorise("a-1");
    await cardAwaited();
    await rig.terminal.port.plug(false);
    rig.terminal.powerOff();
    await rig.terminal.port.plug(true);
    expect((await rig.outcome("a-1")).result).toBe("not-performed");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("a terminal that restarts without its memory proves nothing: unknown", async () => {
    expect((await pay("a-1", "approve")).result).toBe("approved");
    await rig.ready();
    rig.authorise("a-2");
    await cardAwaited();
    await rig.terminal.port.plug(false);
    rig.terminal.powerOff();
    rig.forget();
    await rig.terminal.port.plug(true);
    expect((await rig.outcome("a-2")).result).toBe("unknown");
  });

  test("a terminal that is silent for a while is asked afterwards, and booked nothing", { timeout: 12_000 }, async () => {
    rig.terminal.setSilent(true);
    rig.authorise("a-1");
    setTimeout(() => rig.terminal.setSilent(false), 2_300);
    expect((await rig.outcome("a-1", 1, 11_000)).result).toBe("not-performed");
    expect(rig.booked()).toEqual([]);
  });

  test.each([
    ["wrong-amount", "the terminal approved another amount", "1134 reversed"],
    ["wrong-currency", "the terminal approved in another currency", "1234 reversed"],
  ] as const)("%s is never taken as paid: alarmed and taken back", async (fault, because, booked) => {
    const outcome = await pay("a-1", fault);
    expect(outcome).toMatchObject({ result: "not-performed", because: expect.stringContaining(because) as string });
    expect(rig.history).toContain("raised protocol");
    expect(rig.booked()).toEqual([booked]);
    expect((await pay("a-2", "approve")).result).toBe("approved");
  });

  test("an answer of another terminal is not believed: what is taken as paid is booked, once", async () => {
    await pay("a-0", "approve");
    const outcome = await pay("a-1", "wrong-terminal");
    expect(rig.history).toContain("raised protocol");
    // Taken back by the terminal at our word, or asked about and found.
    expect(rig.booked()).toEqual(["1234 booked", outcome.result === "approved" ? "1234 booked" : "1234 reversed"]);
    expect(["approved", "not-performed"]).toContain(outcome.result);
  });

  test("a success that nobody booked is not believed", async () => {
    await pay("a-0", "approve");
    expect((await pay("a-1", "forged")).result).toBe("not-performed");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test.each(["duplicate", "out-of-order"] as const)("%s: approved once, and the next payment is its own", async (fault) => {
    await pay("a-0", "approve");
    const outcome = await pay("a-1", fault);
    expect(outcome).toMatchObject({ result: "approved", amountMinor: 1_234 });
    const next = await pay("a-2", "approve");
    expect(referenceOf(next)).not.toEqual(referenceOf(outcome));
    expect(rig.outcomes("a-1")).toHaveLength(1);
    expect(rig.booked()).toEqual(["1234 booked", "1234 booked", "1234 booked"]);
  });

  test("a terminal that books and then loses power and memory proves nothing: unknown", async () => {
    await pay("a-0", "approve");
    expect((await pay("a-1", "reboot")).result).toBe("unknown");
  });

  test("silent while it books: asked afterwards, found, booked once", { timeout: 15_000 }, async () => {
    rig.terminal.setNext("silent");
    rig.authorise("a-1");
    expect(await rig.outcome("a-1", 1, 12_000)).toMatchObject({ result: "approved", amountMinor: 1_234 });
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("an agent that ends during the payment: the next one finds it", async () => {
    rig.terminal.setNext("slow");
    rig.authorise("a-1");
    await expect.poll(() => rig.terminal.screen().join(" "), { interval: 5 }).toContain("Please wait");
    await rig.newAgent();
    expect(await rig.outcome("a-1")).toMatchObject({ result: "approved", amountMinor: 1_234 });
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("an agent that ends before the edge has the approval: told again, once more the same", async () => {
    rig.acknowledging = false;
    rig.terminal.setNext("approve");
    rig.authorise("a-1");
    const first = await rig.outcome("a-1");
    rig.acknowledging = true;
    await rig.newAgent();
    expect(await rig.outcome("a-1", 2)).toEqual(first);
  });

  test("an agent that ends after the edge has it asks nothing", async () => {
    await pay("a-1", "approve");
    await rig.ready();
    await rig.newAgent();
    await rig.ready();
    expect(rig.outcomes("a-1")).toHaveLength(1);
  });

  test("a reversal undoes the payment once, however often it is asked for", async () => {
    const reference = referenceOf(await pay("a-1", "approve"));
    await rig.ready();
    rig.reverse("a-1", reference);
    expect(await rig.outcome("a-1", 2)).toEqual({ result: "not-performed", because: "reversed on the terminal" });
    await rig.ready();
    rig.reverse("a-1", reference);
    expect(await rig.outcome("a-1", 3)).toEqual({ result: "not-performed", because: "reversed on the terminal" });
    expect(rig.booked()).toEqual(["1234 reversed"]);
  });

  test("the end of day tells what the terminal holds of ours, once", async () => {
    expect((await pay("a-1", "approve")).result).toBe("approved");
    expect((await pay("a-2", "decline")).result).toBe("declined");
    expect((await pay("a-3", "approve")).result).toBe("approved");
    await rig.ready();
    rig.endDay("d-1", ["a-1", "a-2", "a-3", "a-9"]);
    const first = await rig.dayOutcome("d-1");
    expect(heldOf(first)).toEqual(protocol === "zvt" ? { totalMinor: 2_468, receipts: { first: "0001", last: "0002" }, schemes: [{ scheme: "Mastercard", count: 2, amountMinor: 2_468 }] } : { "a-1": 1_234, "a-2": "not-booked", "a-3": 1_234, "a-9": "not-booked" });
    await rig.ready();
    rig.endDay("d-1", ["a-1"]);
    expect(await rig.dayOutcome("d-1", 2)).toEqual(first);
  });

  test("a payment taken back is not in the day", async () => {
    const reference = referenceOf(await pay("a-1", "approve"));
    await pay("a-2", "approve");
    await rig.ready();
    rig.reverse("a-1", reference);
    await rig.outcome("a-1", 2);
    await rig.ready();
    rig.endDay("d-1", ["a-2"]);
    const outcome = await rig.dayOutcome("d-1");
    expect(heldOf(outcome)).toMatchObject(protocol === "zvt" ? { totalMinor: 1_234, schemes: [{ scheme: "Mastercard", count: 1, amountMinor: 1_234 }] } : { "a-2": 1_234 });
  });

  test("an agent that ends before the edge has the day: told again, the same", async () => {
    await pay("a-1", "approve");
    await rig.ready();
    rig.acknowledging = false;
    rig.endDay("d-1", ["a-1"]);
    const first = await rig.dayOutcome("d-1");
    rig.acknowledging = true;
    await rig.newAgent();
    expect(await rig.dayOutcome("d-1", 2)).toEqual(first);
    await rig.ready();
    await rig.newAgent();
    await rig.ready();
    await expect(rig.dayOutcome("d-1", 3)).rejects.toThrow();
  });

  test("unplugged: nothing of the day is begun, and a diagnosis says so", async () => {
    await rig.terminal.port.plug(false);
    await expect.poll(() => rig.faults.has("unreachable"), { timeout: 4_000 }).toBe(true);
    rig.endDay("d-1", ["a-1"]);
    const outcome = await rig.dayOutcome("d-1");
    expect(protocol === "zvt" ? outcome : heldOf(outcome)).toEqual(protocol === "zvt" ? { result: "not-performed", because: "the terminal cannot be reached" } : { "a-1": "unclear" });
    await expect.poll(() => {
      rig.diagnose("x-1");
      return rig.diagnosis("x-1").catch(() => undefined);
    }, { timeout: 8_000 }).toMatchObject({ result: "unreachable" });
  });

  test("a diagnosis tells that the terminal is well", async () => {
    rig.diagnose("x-1");
    expect(await rig.diagnosis("x-1")).toEqual({ result: "ok" });
  });

  /** The terminal does not reach its host; what it may do by itself stands in the command. */
  const payAlone = async (attemptId: string, offline: "allowed" | "forbidden" | undefined) => {
    await rig.ready();
    rig.terminal.setHost("away");
    rig.terminal.setNext("approve");
    rig.authorise(attemptId, 1_234, offline);
    return rig.outcome(attemptId);
  };

  test.each(["forbidden", undefined] as const)("the host is away and nobody allows more (%s): declined by that name, nothing booked", async (offline) => {
    expect(await payAlone("a-1", offline)).toMatchObject({ result: "declined", code: protocol === "zvt" ? "A3" : "UnreachableHost", hostAway: true });
    expect(rig.booked()).toEqual([]);
    rig.terminal.setHost("reached");
    expect(await pay("a-2", "approve")).not.toHaveProperty("offline");
  });

  test("the host is away and it is allowed: approved without it, and told so; also when it is asked about afterwards", async () => {
    const outcome = await payAlone("a-1", "allowed");
    expect(outcome).toMatchObject({ result: "approved", amountMinor: 1_234, offline: true });
    await rig.ready();
    rig.terminal.setNext("drop-after");
    rig.authorise("a-2", 1_234, "allowed");
    expect(await rig.outcome("a-2")).toMatchObject({ result: "approved", offline: true });
    expect(rig.booked()).toEqual(["1234 booked", "1234 booked"]);
  });

  test("allowed, but the host is there: an ordinary payment", async () => {
    rig.terminal.setNext("approve");
    rig.authorise("a-1", 1_234, "allowed");
    expect(await rig.outcome("a-1")).not.toHaveProperty("offline");
  });

  test.each([["reached", "forwarded"], ["declines", "declined"]] as const)("what is kept is told once the host is %s: %s, over a new agent too, and again when it is asked again", async (host, result) => {
    const reference = referenceOf(await payAlone("a-1", "allowed"));
    const kept = [{ attemptId: "a-1", reference }];
    /** Asks until it is told once more. */
    const more = async () => {
      const before = rig.fates("a-1").length;
      await expect.poll(() => {
        rig.forwardStored(kept);
        return rig.fates("a-1").length;
      }, { timeout: 4_000, interval: 50 }).toBeGreaterThan(before);
    };
    await rig.ready();
    rig.forwardStored(kept);
    await rig.ready();
    expect(rig.fates("a-1")).toEqual([]);
    rig.terminal.setHost(host);
    rig.acknowledging = false;
    await more();
    rig.acknowledging = true;
    const told = rig.fates("a-1").length;
    await rig.newAgent();
    await expect.poll(() => rig.fates("a-1").length, { timeout: 4_000, interval: 10 }).toBeGreaterThan(told);
    await rig.ready();
    await more();
    expect(new Set(rig.fates("a-1").map((fate) => fate.result))).toEqual(new Set([result]));
  });

  test("what is kept is undone without the host, and is never forwarded then", async () => {
    const reference = referenceOf(await payAlone("a-1", "allowed"));
    await rig.ready();
    rig.reverse("a-1", reference);
    expect(await rig.outcome("a-1", 2)).toEqual({ result: "not-performed", because: "reversed on the terminal" });
    expect(rig.booked()).toEqual(["1234 reversed"]);
    rig.terminal.setHost("reached");
    await rig.ready();
    rig.endDay("d-1", []);
    expect(heldOf(await rig.dayOutcome("d-1"))).toMatchObject(protocol === "zvt" ? { totalMinor: 0 } : {});
  });

  test("without the host nothing that was booked with it is undone", async () => {
    const reference = referenceOf(await pay("a-1", "approve"));
    await rig.ready();
    rig.terminal.setHost("away");
    rig.reverse("a-1", reference);
    expect(await rig.outcome("a-1", 2)).toMatchObject({ result: "declined" });
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("a diagnosis says that the host is away", async () => {
    rig.terminal.setHost("away");
    rig.diagnose("x-1");
    expect(await rig.diagnosis("x-1")).toMatchObject({ result: "not-ok" });
  });

  test("a reversal of what the terminal does not know is refused", async () => {
    rig.reverse("a-1", { terminalId: "29001006", receiptNumber: "0099", trace: "", transaction: { transactionId: "x", timeStamp: "2026-01-05T10:11:12Z" } });
    expect((await rig.outcome("a-1")).result).toBe("declined");
  });
});
