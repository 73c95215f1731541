import { agentPresence, type DeviceStatus } from "@laneway/contracts";
import { afterEach, describe, expect, test } from "vitest";
import { type LaneBench, startLaneBench } from "../testing/lane-bench.js";

let bench: LaneBench;
afterEach(() => bench.stop());

const presences = () => bench.broker.messages.filter(({ topic }) => topic.endsWith("/agent/presence")).map(({ body }) => agentPresence.parse(body));
const statusesAfter = (index: number) => bench.broker.messages.slice(index).filter(({ topic }) => topic.endsWith("/status")).map(({ body }) => body as unknown as DeviceStatus);
const connected = (status: DeviceStatus) => status.connected;

describe("a lane's agent", () => {
  test("unacknowledged scans come again with the same id, acknowledged ones do not", async () => {
    bench = await startLaneBench({}, ["scanner"]);
    await bench.status("scanner", connected);
    bench.acknowledging = false;
    await bench.simulator.act({ kind: "scan", code: "4006381333931" });
    const first = await bench.fact("scan");
    const copies = () => bench.broker.messages.filter(({ body }) => body.factId === first.factId).length;
    await expect.poll(copies, { timeout: 4_000 }).toBeGreaterThanOrEqual(2);
    bench.command("scanner", { kind: "acknowledge", factId: first.factId });
    await new Promise((done) => setTimeout(done, 100));
    const settled = copies();
    await new Promise((done) => setTimeout(done, 1_300));
    expect(copies()).toBe(settled);
  });

  test("the same item twice is two facts", async () => {
    bench = await startLaneBench({}, ["scanner"]);
    await bench.status("scanner", connected);
    await bench.simulator.act({ kind: "scan", code: "4006381333931" });
    await bench.simulator.act({ kind: "scan", code: "4006381333931" });
    await bench.fact("scan", ({ sequence }) => sequence === 2);
    expect(new Set(bench.broker.messages.filter(({ body }) => body.kind === "scan").map(({ body }) => body.factId)).size).toBe(2);
  });

  test("a lost broker: the last will speaks, scans made meanwhile arrive, and everything retained is told again", async () => {
    bench = await startLaneBench();
    await bench.status("payment-terminal", connected);
    bench.broker.cut();
    await expect.poll(() => presences().at(-1)?.state).toBe("lost");
    const index = bench.broker.messages.length;
    await bench.simulator.act({ kind: "scan", code: "4006381333931" });
    bench.broker.restore();
    await bench.fact("scan");
    await expect.poll(() => presences().at(-1)?.state).toBe("online");
    await expect.poll(() => new Set(statusesAfter(index).map(({ device }) => device)).size).toBe(5);
  });

  test("one bad device leaves the others in service", async () => {
    bench = await startLaneBench();
    await bench.status("receipt-printer", connected);
    for (const device of ["receipt-printer", "payment-terminal", "security-scale"] as const) await bench.simulator.act({ kind: "plug", device, plugged: false });
    await bench.status("payment-terminal", ({ faults }) => faults.some(({ code }) => code === "unreachable"));
    await bench.simulator.act({ kind: "scan", code: "4006381333931" });
    await bench.fact("scan");
    await bench.simulator.act({ kind: "put-on-produce-scale", label: "Apples", grams: 777 });
    await bench.fact("weight", ({ reading }) => reading.state === "stable" && reading.grams === 777);
    for (const device of ["receipt-printer", "payment-terminal", "security-scale"] as const) await bench.simulator.act({ kind: "plug", device, plugged: true });
    for (const device of ["receipt-printer", "payment-terminal", "security-scale"] as const) await bench.status(device, (status) => status.connected && status.faults.length === 0);
  });

  test("an orderly end is told as stopped", async () => {
    bench = await startLaneBench({}, ["scanner"]);
    await bench.status("scanner", connected);
    await bench.agent.stop();
    await expect.poll(() => presences().at(-1)?.state).toBe("stopped");
  });

  test("garbage, strangers' and expired commands are dropped", async () => {
    bench = await startLaneBench({}, ["scanner"]);
    await bench.status("scanner", connected);
    const path = "laneway/1/demo/lane/lane-1/device/scanner/command";
    for (const text of ["", "{", "null", '{"kind":"scanner-signal"}', JSON.stringify({ kind: "acknowledge", factId: 7 })]) bench.broker.edge.publish(path, text, { qos: 1 });
    bench.command("scanner", { kind: "scanner-signal", signal: "disable" }, { expiresAtMs: Date.now() - 1 });
    await new Promise((done) => setTimeout(done, 100));
    await bench.simulator.act({ kind: "scan", code: "4006381333931" });
    expect((await bench.fact("scan")).text).toBe("4006381333931");
  });

  test("a disabled scanner reads nothing, an enabled one does", async () => {
    bench = await startLaneBench({}, ["scanner"]);
    await bench.status("scanner", connected);
    bench.command("scanner", { kind: "scanner-signal", signal: "disable" });
    await new Promise((done) => setTimeout(done, 100));
    await bench.simulator.act({ kind: "scan", code: "11111111" });
    bench.command("scanner", { kind: "scanner-signal", signal: "enable" });
    await new Promise((done) => setTimeout(done, 100));
    await bench.simulator.act({ kind: "scan", code: "22222222" });
    expect((await bench.fact("scan")).text).toBe("22222222");
  });

  test("a thing put on the security scale swings, then rests within a step of its weight", async () => {
    bench = await startLaneBench({}, ["security-scale"]);
    await bench.status("security-scale", connected);
    await bench.simulator.act({ kind: "put-in-bagging", label: "Milk", grams: 1_031 });
    await bench.fact("weight", ({ reading }) => reading.state === "unstable");
    const rested = await bench.fact("weight", ({ reading }) => reading.state === "stable");
    expect(rested.reading).toMatchObject({ state: "stable" });
    if (rested.reading.state === "stable") expect(Math.abs(rested.reading.grams - 1_031)).toBeLessThanOrEqual(3);
    await bench.simulator.act({ kind: "take-from-bagging" });
    await bench.fact("weight", ({ reading, sequence }) => reading.state === "zero" && sequence > rested.sequence);
  });
});
