import { agentPresence } from "@laneway/contracts";
import { afterEach, describe, expect, test } from "vitest";
import { type LaneBench, startLaneBench } from "../testing/lane-bench.js";

let bench: LaneBench;
afterEach(() => bench.stop());

const authorise = (attemptId: string, amountMinor = 1_234) => ({ kind: "authorise" as const, attemptId, amountMinor, currency: "EUR" });
const connected = (status: { connected: boolean }) => status.connected;

describe("a lane's agent", () => {
  test("tells its presence and every device's status, and publishes a scan", async () => {
    bench = await startLaneBench();
    for (const device of ["scanner", "produce-scale", "security-scale", "receipt-printer", "payment-terminal"] as const) {
      await bench.status(device, (status) => status.connected && status.faults.length === 0);
    }
    const presence = bench.broker.messages.find(({ topic }) => topic.endsWith("/agent/presence"));
    expect(agentPresence.parse(presence?.body).state).toBe("online");
    await bench.simulator.act({ kind: "scan", code: "4006381333931" });
    const scan = await bench.fact("scan");
    expect(scan).toMatchObject({ text: "4006381333931", aim: "]E0", sequence: 1 });
  });

  test("a command that is delivered twice is done once", async () => {
    bench = await startLaneBench();
    await bench.status("security-scale", connected);
    const zero = { kind: "zero-scale", device: "security-scale", withinGrams: 50 } as const;
    const weighs = (grams: number) => bench.fact("weight", ({ device, reading, sequence }) => device === "security-scale" && sequence > seen && reading.state === "stable" && reading.grams === grams);
    let seen = 0;
    await bench.simulator.act({ kind: "put-in-bagging", label: "a leaf", grams: 10 });
    seen = (await weighs(10)).sequence;
    bench.command("security-scale", zero, { commandId: "z-1" });
    await bench.fact("weight", ({ device, reading, sequence }) => device === "security-scale" && sequence > seen && reading.state === "zero");
    await bench.simulator.act({ kind: "put-in-bagging", label: "another", grams: 6 });
    seen = (await weighs(6)).sequence;
    // Had it been done again, the next leaf would be all that the scale shows.
    bench.command("security-scale", zero, { commandId: "z-1" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await bench.simulator.act({ kind: "put-in-bagging", label: "a third", grams: 8 });
    await weighs(14);
  });

  test("a payment is approved, and the terminal is answered only after the acknowledgement", async () => {
    bench = await startLaneBench();
    await bench.status("payment-terminal", connected);
    bench.acknowledging = false;
    await bench.simulator.act({ kind: "terminal-next", outcome: "approve" });
    bench.command("payment-terminal", authorise("a-1"));
    const fact = await bench.fact("payment-outcome");
    expect(fact.outcome).toMatchObject({ result: "approved", amountMinor: 1_234, card: { scheme: "Mastercard", lastFour: "4771", entry: "contactless" } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bench.simulator.state().terminal.state).toBe("processing");
    bench.command("payment-terminal", { kind: "acknowledge", factId: fact.factId });
    await expect.poll(() => bench.simulator.state().terminal.state).toBe("idle");
    expect(bench.simulator.state().terminal.booked).toMatchObject([{ amountMinor: 1_234, state: "booked" }]);
  });
});
