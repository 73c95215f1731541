import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleReceipt } from "../testing/example-receipt.js";
import { type LaneBench, startLaneBench } from "../testing/lane-bench.js";

/** Receipts through the whole agent, on the simulated printer over TCP. */
let bench: LaneBench;
beforeEach(async () => {
  bench = await startLaneBench({ printerLineMs: 4 }, ["receipt-printer"]);
  await bench.status("receipt-printer", (status) => status.connected && status.faults.length === 0);
});
afterEach(() => bench.stop());

const print = (jobId: string, copy = 0) => ({ kind: "print-receipt" as const, jobId, receipt: exampleReceipt(), copy });
const result = (jobId: string, wanted: "printed" | "waiting" | "failed") => bench.fact("print-result", (fact) => fact.jobId === jobId && fact.result === wanted);
const faulty = (code: string, present = true) => bench.status("receipt-printer", (status) => status.faults.some((fault) => fault.code === code) === present);
const paper = () => bench.simulator.state().printer.paper;
const cuts = () => paper().filter(({ kind }) => kind === "cut").length;
const times = (text: string) => paper().filter((line) => line.kind === "text" && line.text.includes(text)).length;

describe("a receipt", () => {
  test("comes out whole, with its code and a cut, and is told as printed only then", async () => {
    bench.command("receipt-printer", print("j-1"));
    await result("j-1", "printed");
    expect(cuts()).toBe(1);
    expect(times("Bananas, organic")).toBe(1);
    expect(times("Käse Crème fraîche")).toBe(1);
    const lines = paper();
    expect(lines.at(-1)).toEqual({ kind: "cut" });
    expect(lines).toContainEqual({ kind: "qr", data: exampleReceipt().eReceiptUrl });
    expect(lines[0]).toEqual({ kind: "text", text: "Laneway Demo Market", align: "center", bold: true, underline: false, inverted: false, width: 2, height: 2 });
  });

  test("a repeated command prints nothing more; a copy is marked", async () => {
    bench.command("receipt-printer", print("j-1"));
    await result("j-1", "printed");
    bench.command("receipt-printer", print("j-1"));
    bench.command("receipt-printer", print("j-2", 1));
    await result("j-2", "printed");
    expect(cuts()).toBe(2);
    expect(times("COPY 1")).toBe(2);
  });

  test("paper runs out in the middle: it waits, and goes on after the reload without a line lost or doubled", async () => {
    for (const [round, after] of [2, 9, 17, 30, 36].entries()) {
      const jobId = `j-${round}`;
      await bench.simulator.act({ kind: "tear-off-paper" });
      bench.command("receipt-printer", print(jobId));
      await expect.poll(() => paper().length, { interval: 1 }).toBeGreaterThanOrEqual(after);
      await bench.simulator.act({ kind: "printer", paper: "out" });
      await faulty("paper-out");
      expect(await result(jobId, "waiting")).toMatchObject({ because: "paper-out" });
      await bench.simulator.act({ kind: "printer", paper: "ok" });
      await result(jobId, "printed");
      await faulty("paper-out", false);
      expect(cuts()).toBe(1);
      expect(times("Mineral water")).toBe(1);
      expect(times("TOTAL")).toBe(1);
    }
  });

  test("paper is out before it begins: raised at once, printed after the reload", async () => {
    await bench.simulator.act({ kind: "printer", paper: "out" });
    await faulty("paper-out");
    bench.command("receipt-printer", print("j-1"));
    await result("j-1", "waiting");
    expect(paper()).toEqual([]);
    await bench.simulator.act({ kind: "printer", paper: "near-end" });
    await result("j-1", "printed");
    await faulty("paper-near-end");
    await bench.simulator.act({ kind: "printer", paper: "ok" });
    await faulty("paper-near-end", false);
  });

  test("an open cover stops it and its closing lets it go on", async () => {
    bench.command("receipt-printer", print("j-1"));
    await expect.poll(() => paper().length, { interval: 1 }).toBeGreaterThan(3);
    await bench.simulator.act({ kind: "printer", coverOpen: true });
    await faulty("cover-open");
    await bench.simulator.act({ kind: "printer", coverOpen: false });
    await result("j-1", "printed");
    await faulty("cover-open", false);
    expect(cuts()).toBe(1);
  });

  test("power is lost in the middle: the whole receipt is printed again", async () => {
    bench.command("receipt-printer", print("j-1"));
    await expect.poll(() => paper().length, { interval: 1 }).toBeGreaterThan(8);
    await bench.simulator.act({ kind: "plug", device: "receipt-printer", plugged: false });
    expect(await result("j-1", "waiting")).toMatchObject({ because: "unreachable" });
    await bench.simulator.act({ kind: "plug", device: "receipt-printer", plugged: true });
    await result("j-1", "printed");
    expect(cuts()).toBe(1);
    expect(times("Laneway Demo Market")).toBe(2);
  });

  test("more receipts than anyone waits for are refused", async () => {
    await bench.simulator.act({ kind: "printer", paper: "out" });
    await faulty("paper-out");
    for (let job = 1; job <= 6; job += 1) bench.command("receipt-printer", print(`j-${job}`));
    expect(await result("j-6", "failed")).toMatchObject({ because: "paper-out" });
    await bench.simulator.act({ kind: "printer", paper: "ok" });
    await result("j-5", "printed");
    expect(cuts()).toBe(5);
  });
});
