import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DeviceFact } from "@laneway/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LaneBench, startLaneBench } from "../testing/lane-bench.js";

/** Payments through the whole agent, against the simulated terminal over TCP. */
let bench: LaneBench;
beforeEach(async () => {
  bench = await startLaneBench({}, ["payment-terminal"]);
  await ready();
});
afterEach(() => bench.stop());

const authorise = (attemptId: string, amountMinor = 1_234) => ({ kind: "authorise" as const, attemptId, amountMinor, currency: "EUR" });
const resolve = (attemptId: string, amountMinor = 1_234) => ({ kind: "resolve-payment" as const, attemptId, amountMinor, currency: "EUR" });
const outcomeOf = (attemptId: string, result?: string) =>
  bench.fact("payment-outcome", (fact) => fact.attemptId === attemptId && (result === undefined || fact.outcome.result === result));
const outcomes = (attemptId: string) =>
  [...new Map(bench.broker.messages.filter(({ body }) => body.kind === "payment-outcome" && body.attemptId === attemptId).map(({ body }) => [body.factId, body])).values()] as unknown as Extract<DeviceFact, { kind: "payment-outcome" }>[];
const stages = (attemptId: string) => bench.broker.messages.filter(({ body }) => body.kind === "payment-progress" && body.attemptId === attemptId).map(({ body }) => body.stage);
const booked = () => bench.simulator.state().terminal.booked.map(({ amountMinor, state }) => `${amountMinor} ${state}`);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const ready = () => bench.status("payment-terminal", (status) => status.connected && status.faults.length === 0);

async function newAgent(): Promise<void> {
  await bench.agent.stop();
  const before = bench.broker.messages.length;
  bench.agent = bench.makeAgent();
  bench.agent.start();
  await expect.poll(() => bench.broker.messages.slice(before).some(({ body }) => body.device === "payment-terminal" && body.connected === true), { timeout: 5_000 }).toBe(true);
}

describe("a payment", () => {
  test("tells what the terminal is doing", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-1", 6_000));
    await outcomeOf("a-1", "approved");
    expect(new Set(stages("a-1"))).toEqual(new Set(["sent", "present-card", "enter-pin"]));
  });

  test("says again how far it is when it is asked about: the edge may have been away", async () => {
    bench.command("payment-terminal", authorise("a-1"));
    await bench.fact("payment-progress", (fact) => fact.attemptId === "a-1" && fact.stage === "present-card");
    await pause(300);
    const told = () => new Set(bench.broker.messages.filter(({ body }) => body.kind === "payment-progress" && body.stage === "present-card").map(({ body }) => body.factId)).size;
    const before = told();
    bench.command("payment-terminal", resolve("a-1"));
    await expect.poll(told, { timeout: 5_000 }).toBe(before + 1);
    await bench.simulator.act({ kind: "terminal-press", button: "approve" });
    expect((await outcomeOf("a-1")).outcome.result).toBe("approved");
    expect(booked()).toEqual(["1234 booked"]);
  });

  test("declined, then approved by another attempt", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "decline" });
    bench.command("payment-terminal", authorise("a-1"));
    expect((await outcomeOf("a-1")).outcome).toEqual({ result: "declined", code: "05", text: "Declined" });
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-2"));
    expect((await outcomeOf("a-2")).outcome.result).toBe("approved");
    expect(booked()).toEqual(["1234 booked"]);
  });

  test("cancelled on the terminal, and by the lane's wish", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "cancel" });
    bench.command("payment-terminal", authorise("a-1"));
    expect((await outcomeOf("a-1")).outcome).toEqual({ result: "aborted", code: "6C" });
    bench.command("payment-terminal", authorise("a-2"));
    await bench.fact("payment-progress", (fact) => fact.attemptId === "a-2" && fact.stage === "present-card");
    bench.command("payment-terminal", { kind: "abort-payment", attemptId: "a-2" });
    expect((await outcomeOf("a-2")).outcome).toEqual({ result: "aborted", code: "6C" });
    expect(booked()).toEqual([]);
  });

  test("a wish to stop that comes too late changes nothing", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "slow" });
    bench.command("payment-terminal", authorise("a-1"));
    await bench.fact("payment-progress", (fact) => fact.stage === "processing");
    bench.command("payment-terminal", { kind: "abort-payment", attemptId: "a-1" });
    expect((await outcomeOf("a-1")).outcome.result).toBe("approved");
  });

  test("the connection is lost before the terminal books: not performed, and nothing is sent again", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "drop-before" });
    bench.command("payment-terminal", authorise("a-1"));
    expect((await outcomeOf("a-1")).outcome).toEqual({ result: "not-performed", because: "the terminal has booked no payment" });
    expect(stages("a-1")).toContain("query");
    expect(booked()).toEqual([]);
  });

  test("the connection is lost after the terminal booked: found by asking, booked once", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "drop-after" });
    bench.command("payment-terminal", authorise("a-1"));
    expect((await outcomeOf("a-1")).outcome).toMatchObject({ result: "approved", amountMinor: 1_234, reference: { receiptNumber: "0001" } });
    await bench.simulator.act({ kind: "terminal-next", outcome: "drop-before" });
    bench.command("payment-terminal", authorise("a-2"));
    // Same amount as the payment before: told apart by receipt number and trace.
    expect((await outcomeOf("a-2")).outcome).toEqual({ result: "not-performed", because: "the terminal has booked nothing since" });
    expect(booked()).toEqual(["1234 booked"]);
  });

  test("a repeated command does not start a second payment", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-1"));
    bench.command("payment-terminal", authorise("a-1"));
    const first = await outcomeOf("a-1");
    await expect.poll(() => bench.simulator.state().terminal.state).toBe("idle");
    bench.command("payment-terminal", authorise("a-1"));
    await expect.poll(() => outcomes("a-1").length).toBe(2);
    expect(outcomes("a-1")[1]?.outcome).toEqual(first.outcome);
    expect(booked()).toEqual(["1234 booked"]);
  });

  test("an expired command is not carried out", async () => {
    bench.command("payment-terminal", authorise("a-1"), { expiresAtMs: Date.now() - 1 });
    await pause(150);
    expect(outcomes("a-1")).toEqual([]);
    expect(bench.simulator.state().terminal.state).toBe("idle");
  });

  test("an unplugged terminal gives a clean no, and is found again", async () => {
    await bench.simulator.act({ kind: "plug", device: "payment-terminal", plugged: false });
    await bench.status("payment-terminal", (status) => status.faults.some(({ code }) => code === "unreachable"));
    bench.command("payment-terminal", authorise("a-1"));
    expect((await outcomeOf("a-1")).outcome).toEqual({ result: "not-performed", because: "the terminal cannot be reached" });
    await bench.simulator.act({ kind: "plug", device: "payment-terminal", plugged: true });
    await ready();
  });
});

describe("a crashed agent", () => {
  test("during the payment: the new one asks the terminal, and the payment is found", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "slow" });
    bench.command("payment-terminal", authorise("a-1"));
    await bench.fact("payment-progress", (fact) => fact.stage === "processing");
    await newAgent();
    expect((await outcomeOf("a-1")).outcome).toMatchObject({ result: "approved", amountMinor: 1_234 });
    expect(booked()).toEqual(["1234 booked"]);
  });

  test("while the outcome was held: the terminal keeps it, and the new agent tells it again", async () => {
    bench.acknowledging = false;
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-1"));
    const first = await outcomeOf("a-1", "approved");
    await newAgent();
    bench.acknowledging = true;
    const again = await bench.fact("payment-outcome", (fact) => fact.bootId !== first.bootId);
    expect(again.outcome).toEqual(first.outcome);
  });

  test("what is asked for while an approval waits for the record is done after it, in its order", async () => {
    bench.acknowledging = false;
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-1"));
    await outcomeOf("a-1", "approved");
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-2", 2_345));
    bench.command("payment-terminal", resolve("a-1"));
    await pause(100);
    bench.acknowledging = true;
    expect((await outcomeOf("a-2")).outcome).toMatchObject({ result: "approved", amountMinor: 2_345 });
    expect(booked()).toEqual(["1234 booked", "2345 booked"]);
  });

  test("an attempt the agent never saw is answered by asking, without charging", async () => {
    bench.command("payment-terminal", resolve("never-seen"));
    expect((await outcomeOf("never-seen")).outcome).toEqual({ result: "not-performed", because: "the terminal has booked no payment" });
    expect(booked()).toEqual([]);
  });

  test("a lost notes file and no earlier reference: unknown, never a guess", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-1"));
    await outcomeOf("a-1", "approved");
    await expect.poll(() => bench.simulator.state().terminal.state).toBe("idle");
    rmSync(join(bench.folder, "notes.json"));
    await newAgent();
    bench.command("payment-terminal", resolve("a-x"));
    expect((await outcomeOf("a-x")).outcome.result).toBe("unknown");
    bench.command("payment-terminal", { ...resolve("a-y"), previous: { terminalId: "29001006", receiptNumber: "0001", trace: "000001" } });
    expect((await outcomeOf("a-y")).outcome.result).toBe("not-performed");
  });
});

describe("a reversal", () => {
  const reverse = (receiptNumber: string) => ({
    kind: "reverse-payment" as const,
    attemptId: "a-1",
    amountMinor: 1_234,
    currency: "EUR",
    reference: { terminalId: "29001006", receiptNumber, trace: "" },
  });

  test("undoes the payment once", async () => {
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-1"));
    await outcomeOf("a-1", "approved");
    bench.command("payment-terminal", reverse("0001"));
    expect((await outcomeOf("a-1", "not-performed")).outcome).toEqual({ result: "not-performed", because: "reversed on the terminal" });
    expect(booked()).toEqual(["1234 reversed"]);
    bench.command("payment-terminal", reverse("0001"));
    await expect.poll(() => outcomes("a-1").length).toBe(3);
    expect(booked()).toEqual(["1234 reversed"]);
  });

  test("of an unknown receipt is refused", async () => {
    bench.command("payment-terminal", reverse("0099"));
    expect((await outcomeOf("a-1")).outcome).toEqual({ result: "declined", code: "B5" });
  });
});
