import type { PaymentOutcome, TerminalReference } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startNexoRig, startZvtRig, type TerminalRig } from "../testing/terminal-rig.js";

/** What every payment terminal's driver must hold about money given back: the same suite for every protocol. */
const rigs: readonly { readonly protocol: string; readonly start: () => Promise<TerminalRig> }[] = [
  { protocol: "zvt", start: startZvtRig },
  { protocol: "nexo", start: () => startNexoRig() },
];

describe.each(rigs)("$protocol", ({ start }) => {
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

  describe.each(["reversal", "refund"] as const)("money given back by a %s", (way) => {
    let original: TerminalReference;
    beforeEach(async () => {
      original = referenceOf(await pay("a-1", "approve"));
      await rig.ready();
    });
    const atWork = () => expect.poll(() => rig.terminal.screen().join(" "), { interval: 5 }).toContain("Please wait");
    const giveBack = async (attemptId: string, next: Parameters<TerminalRig["terminal"]["setNext"]>[0], amountMinor?: number) => {
      await rig.ready();
      rig.terminal.setNext(next);
      rig.refund(attemptId, original, way, amountMinor);
      return rig.outcome(attemptId);
    };

    test("is told with its amount and a reference of its own, and stands in the terminal's book", async () => {
      const outcome = await giveBack("r-1", "approve");
      expect(outcome).toMatchObject({ result: "approved", amountMinor: 1_234, currency: "EUR" });
      expect(referenceOf(outcome).receiptNumber).not.toBe(original.receiptNumber);
      expect(rig.givenBack()).toEqual(["1234 booked"]);
      expect(rig.stages("r-1")).toContain("sent");
    });

    test("a repeated command gives nothing twice and gets the same outcome", async () => {
      rig.terminal.setNext("approve");
      rig.refund("r-1", original, way);
      rig.refund("r-1", original, way);
      const first = await rig.outcome("r-1");
      await rig.ready();
      rig.refund("r-1", original, way);
      expect(await rig.outcome("r-1", 2)).toEqual(first);
      expect(rig.givenBack()).toEqual(["1234 booked"]);
    });

    test("declined: nothing is given, and another attempt may", async () => {
      expect((await giveBack("r-1", "decline")).result).toBe("declined");
      expect(rig.givenBack()).toEqual([]);
      expect((await giveBack("r-2", "approve")).result).toBe("approved");
      expect(rig.givenBack()).toEqual(["1234 booked"]);
    });

    test("the connection is lost before the terminal books: not performed, asked and not sent again", async () => {
      expect((await giveBack("r-1", "drop-before")).result).toBe("not-performed");
      expect(rig.stages("r-1")).toContain("query");
      expect(rig.givenBack()).toEqual([]);
    });

    test("the connection is lost after the terminal booked: found, once", async () => {
      expect(await giveBack("r-1", "drop-after")).toMatchObject({ result: "approved", amountMinor: 1_234 });
      await rig.ready();
      rig.refund("r-1", original, way);
      expect((await rig.outcome("r-1", 2)).result).toBe("approved");
      expect(rig.givenBack()).toEqual(["1234 booked"]);
    });

    test("slow: one booking, and a second refund meanwhile is a clean no", async () => {
      rig.terminal.setNext("slow");
      rig.refund("r-1", original, way);
      await atWork();
      rig.refund("r-2", original, way);
      expect(await rig.outcome("r-2")).toEqual({ result: "not-performed", because: "the terminal is busy with another payment" });
      expect((await rig.outcome("r-1")).result).toBe("approved");
      expect(rig.givenBack()).toEqual(["1234 booked"]);
    });

    test("unplugged: a clean no; plugged in again, it goes", async () => {
      await rig.terminal.port.plug(false);
      await expect.poll(() => rig.faults.has("unreachable"), { timeout: 4_000 }).toBe(true);
      rig.refund("r-1", original, way);
      expect((await rig.outcome("r-1")).result).toBe("not-performed");
      await rig.terminal.port.plug(true);
      expect((await giveBack("r-2", "approve")).result).toBe("approved");
    });

    test("a terminal that is silent for a while is asked afterwards, and gave nothing", { timeout: 12_000 }, async () => {
      rig.terminal.setSilent(true);
      rig.refund("r-1", original, way);
      setTimeout(() => rig.terminal.setSilent(false), 2_300);
      expect((await rig.outcome("r-1", 1, 11_000)).result).toBe("not-performed");
      expect(rig.givenBack()).toEqual([]);
    });

    test("a terminal that restarts without its memory proves nothing: unknown", async () => {
      rig.terminal.setNext("slow");
      rig.refund("r-1", original, way);
      await atWork();
      await rig.terminal.port.plug(false);
      rig.terminal.powerOff();
      rig.forget();
      await rig.terminal.port.plug(true);
      expect((await rig.outcome("r-1")).result).toBe("unknown");
    });

    test("another amount than asked for is never told as the one asked for", async () => {
      if (way === "reversal") {
        // Undoing a receipt gives all of it or nothing.
        expect((await giveBack("r-1", "approve", 1_200)).result).toBe(rig.givenBack().length === 1 ? "approved" : "declined");
        return;
      }
      const outcome = await giveBack("r-1", "wrong-amount");
      expect(["unknown", "not-performed", "declined", "aborted"]).toContain(outcome.result);
    });

    test("an agent that ends during it: the next one finds it", async () => {
      rig.terminal.setNext("slow");
      rig.refund("r-1", original, way);
      await atWork();
      await rig.newAgent();
      expect(await rig.outcome("r-1")).toMatchObject({ result: "approved", amountMinor: 1_234 });
      expect(rig.givenBack()).toEqual(["1234 booked"]);
    });

    test("an agent that ends before the edge has it: told again, once more the same", async () => {
      rig.acknowledging = false;
      rig.terminal.setNext("approve");
      rig.refund("r-1", original, way);
      const first = await rig.outcome("r-1");
      rig.acknowledging = true;
      await rig.newAgent();
      expect(await rig.outcome("r-1", 2)).toEqual(first);
      expect(rig.givenBack()).toEqual(["1234 booked"]);
    });
  });

  test("of what was paid nothing more is given back by reference than was paid", async () => {
    const original = referenceOf(await pay("a-1", "approve"));
    await rig.ready();
    rig.refund("r-1", original, "reversal");
    expect((await rig.outcome("r-1")).result).toBe("approved");
    await rig.ready();
    rig.refund("r-2", original, "reversal");
    expect((await rig.outcome("r-2")).result).toBe("declined");
    expect(rig.givenBack()).toEqual(["1234 booked"]);
    expect(rig.booked()).toEqual(["1234 reversed"]);
  });

  test("an earlier attempt is never told as booked by what a later one booked over the same amount", async () => {
    const original = referenceOf(await pay("a-1", "approve"));
    await rig.ready();
    rig.terminal.setNext("drop-before");
    rig.refund("r-1", original, "refund");
    expect((await rig.outcome("r-1")).result).toBe("not-performed");
    expect((await pay("a-2", "approve")).result).toBe("approved");
    rig.forgetOutcome("r-1");
    await rig.newAgent();
    await rig.ready();
    rig.resolveRefund("r-1", original, "refund");
    // A terminal that shows only its last booking cannot tell any more; one that is asked by exchange can.
    const { result } = await rig.outcome("r-1", 2);
    expect(["unknown", "not-performed"]).toContain(result);
  });
});
