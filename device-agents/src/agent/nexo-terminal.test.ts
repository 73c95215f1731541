import { afterEach, describe, expect, test, vi } from "vitest";
import { nexoKey, nexoParties, quickNexoTiming, startNexoRig } from "../testing/terminal-rig.js";

/** What only a nexo terminal can do wrong; what every terminal must hold stands in terminal-conformance.test.ts. */
let rig: Awaited<ReturnType<typeof startNexoRig>>;
const begin = async (...settings: Parameters<typeof startNexoRig>) => {
  rig = await startNexoRig(...settings);
  await rig.ready();
};
afterEach(async () => {
  vi.useRealTimers();
  await rig.stop();
});
const pay = (attemptId = "a-1", next: Parameters<typeof rig.terminal.setNext>[0] = "approve") => {
  rig.terminal.setNext(next);
  rig.authorise(attemptId);
  return rig.outcome(attemptId);
};
const referenceOf = async (attemptId: string) => {
  const outcome = await rig.outcome(attemptId);
  if (outcome.result !== "approved") throw new Error(outcome.result);
  return outcome.reference;
};

describe("answers that must not be believed", () => {
  test("a success without encryption is forged: the terminal is asked, and booked nothing", async () => {
    await begin();
    rig.terminal.fault("forged-success");
    expect((await pay()).result).toBe("not-performed");
    expect(rig.stages("a-1")).toContain("query");
    expect(rig.history).toContain("raised protocol");
    expect(rig.booked()).toEqual([]);
  });

  test.each(["bad-hmac", "wrong-key-version", "other-service", "other-terminal"] as const)("%s: the terminal is asked, and the true result found", async (fault) => {
    await begin();
    rig.terminal.fault(fault);
    expect(await pay()).toMatchObject({ result: "approved", amountMinor: 1_234 });
    expect(rig.stages("a-1")).toContain("query");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("even a failure without encryption decides nothing: the terminal's encrypted word does", async () => {
    await begin();
    rig.terminal.fault("clear-failure");
    expect(await pay("a-1", "decline")).toMatchObject({ result: "declined", code: "Refusal", text: "Declined" });
    expect(rig.stages("a-1")).toContain("query");
  });

  test("a terminal with another key cannot be paid at, and the lane is told", async () => {
    rig = await startNexoRig({ key: { ...nexoKey, passphrase: "another" } });
    rig.authorise("a-1");
    expect((await rig.outcome("a-1")).result).toBe("not-performed");
    expect(rig.faults.has("unreachable") || rig.faults.has("protocol")).toBe(true);
    expect(rig.booked()).toEqual([]);
  });
});

describe("asking what became of it", () => {
  test("an answer later than our patience: in progress, then found, booked once", async () => {
    await begin({}, { ...quickNexoTiming, paymentMs: 120 });
    expect((await pay("a-1", "slow")).result).toBe("approved");
    expect(rig.stages("a-1")).toContain("query");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("in progress several times, and questions that are lost, end in the true result", async () => {
    await begin();
    rig.terminal.fault("in-progress", 4);
    rig.terminal.fault("lost-status", 2);
    expect((await pay("a-1", "drop-after")).result).toBe("approved");
  });

  test("a terminal that stays silent: unknown in the end, and found by a later question", async () => {
    await begin({}, { ...quickNexoTiming, shortMs: 100, giveUpMs: 300 });
    rig.terminal.fault("lost-status", 50);
    expect((await pay("a-1", "drop-after")).result).toBe("unknown");
    rig.terminal.clearFaults();
    rig.resolve("a-1");
    expect((await rig.outcome("a-1", 2)).result).toBe("approved");
    expect(rig.booked()).toEqual(["1234 booked"]);
  });

  test("an attempt nobody here remembers is found by its id alone", async () => {
    await begin();
    const first = await pay();
    rig.loseNotes();
    await rig.newAgent();
    rig.resolve("a-1");
    expect(await rig.outcome("a-1", 2)).toEqual(first);
    rig.resolve("a-9");
    expect((await rig.outcome("a-9")).result).toBe("not-performed");
  });

  test("another terminal says nothing about a payment that was not sent to it", async () => {
    await begin();
    await pay();
    rig.loseNotes();
    await rig.newAgent();
    rig.resolve("a-9", { terminalId: "V400m-1", receiptNumber: "x", trace: "" });
    expect(await rig.outcome("a-9")).toEqual({ result: "unknown", because: "another terminal was connected" });
  });

  test("a terminal that lost its memory is not believed, however long ago it last booked", async () => {
    await begin();
    await pay();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * 86_400_000 });
    expect(await pay("a-2", "reboot")).toEqual({ result: "unknown", because: "the terminal has forgotten earlier payments" });
  });

  test("a payment booked since is no proof that the terminal remembers what was before", async () => {
    await begin();
    await pay();
    expect((await pay("a-2", "reboot")).result).toBe("unknown");
    await rig.ready();
    expect((await pay("a-3")).result).toBe("approved");
    rig.resolve("a-2");
    expect((await rig.outcome("a-2", 2)).result).toBe("unknown");
  });

  test("a terminal that is busy has not charged", async () => {
    await begin();
    rig.terminal.fault("busy");
    expect(await pay()).toEqual({ result: "not-performed", because: "the terminal is busy" });
    expect(rig.booked()).toEqual([]);
  });
});

describe("taking back", () => {
  test("a partial approval is not paid: it is reversed at once", async () => {
    await begin();
    rig.terminal.fault("partial");
    expect(await pay()).toEqual({ result: "not-performed", because: "only a part was authorised; it was reversed" });
    expect(rig.booked()).toEqual(["1134 reversed"]);
  });

  test("a reversal whose answer is lost is asked about and not sent twice", async () => {
    await begin();
    await pay();
    await rig.ready();
    rig.terminal.fault("lost-reversal");
    rig.reverse("a-1", await referenceOf("a-1"));
    expect(await rig.outcome("a-1", 2)).toEqual({ result: "not-performed", because: "reversed on the terminal" });
    expect(rig.terminal.reversals()).toBe(1);
  });

  test("a reversal the terminal never had is sent again with an id of its own", async () => {
    await begin();
    await pay();
    await rig.ready();
    rig.terminal.fault("dropped-reversal");
    rig.reverse("a-1", await referenceOf("a-1"));
    expect(await rig.outcome("a-1", 2)).toEqual({ result: "not-performed", because: "reversed on the terminal" });
    expect(rig.booked()).toEqual(["1234 reversed"]);
  });

  test("without the terminal's own name for the payment nothing is sent", async () => {
    await begin();
    rig.reverse("a-1", { terminalId: nexoParties.poiId, receiptNumber: "0001", trace: "" });
    expect(await rig.outcome("a-1")).toEqual({ result: "declined", code: "no-transaction" });
  });
});

describe("giving back", () => {
  const refund = async (attemptId = "r-1", amountMinor = 1_234) => {
    const original = await referenceOf("a-1");
    await rig.ready();
    rig.refund(attemptId, original, "refund", amountMinor);
    return rig.outcome(attemptId);
  };

  test("parts, until nothing is left of the payment", async () => {
    await begin();
    await pay();
    expect(await refund("r-1", 1_000)).toMatchObject({ result: "approved", amountMinor: 1_000 });
    expect((await refund("r-2", 235)).result).toBe("declined");
    expect((await refund("r-3", 234)).result).toBe("approved");
    expect([rig.booked(), rig.givenBack()]).toEqual([["1234 reversed"], ["1000 booked", "234 booked"]]);
  });

  test("a success without encryption is forged: the terminal is asked, and gave nothing", async () => {
    await begin();
    await pay();
    await rig.ready();
    rig.terminal.fault("forged-success");
    expect((await refund()).result).toBe("not-performed");
    expect(rig.history).toContain("raised protocol");
    expect(rig.givenBack()).toEqual([]);
  });

  test.each(["bad-hmac", "wrong-key-version", "other-service"] as const)("%s: the terminal is asked, and the true result found", async (fault) => {
    await begin();
    await pay();
    await rig.ready();
    rig.terminal.fault(fault);
    expect(await refund()).toMatchObject({ result: "approved", amountMinor: 1_234 });
    expect(rig.givenBack()).toEqual(["1234 booked"]);
  });

  test("another amount, repeated when asked: unknown, with the reason", async () => {
    await begin();
    await pay();
    await rig.ready();
    rig.terminal.fault("wrong-amount");
    expect(await refund()).toEqual({ result: "unknown", because: "the terminal reversed another amount" });
  });

  test("lost on the way there, three times over: never sent again", async () => {
    await begin();
    await pay();
    await rig.ready();
    rig.terminal.fault("dropped-reversal", 3);
    expect((await refund()).result).toBe("not-performed");
    expect(rig.givenBack()).toEqual([]);
    expect((await refund()).result).toBe("not-performed");
  });

  test("a refund nobody here remembers is found by its id alone", async () => {
    await begin();
    await pay();
    const first = await refund();
    const original = await referenceOf("a-1");
    rig.loseNotes();
    await rig.newAgent();
    rig.resolveRefund("r-1", original, "refund");
    expect(await rig.outcome("r-1", 2)).toEqual(first);
    rig.resolveRefund("r-9", original, "refund");
    expect((await rig.outcome("r-9")).result).toBe("not-performed");
  });
});
