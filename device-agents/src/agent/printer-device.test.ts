import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { escPos } from "../printer/esc-pos.js";
import { exampleReceipt } from "../testing/example-receipt.js";
import { type Notebook, openNotebook, startWire, type Wire } from "../testing/wire.js";
import { tcpConnect } from "../transport/tcp-connection.js";
import type { RunningDevice } from "./device-host.js";
import { printerPacing, runPrinter } from "./printer-device.js";

/** A printer whose every answer is in the test's hand. */
let wire: Wire;
let notebook: Notebook;
let printer: RunningDevice;
const asks = () => wire.heard.filter((byte, index) => byte === 0x10 && wire.heard[index + 1] === 0x04).length;
const results = () => notebook.facts.flatMap((fact) => (fact.kind === "print-result" ? [`${fact.result} ${fact.because ?? ""}`.trim()] : []));
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const print = (jobId: string) => printer.handle({ kind: "print-receipt", jobId, receipt: exampleReceipt(), copy: 0, commandId: jobId, issuedAtMs: 0, expiresAtMs: 1 });

let answered = 0;
/** Answers every question that has come; the last of three says what the paper is. */
function answer(paper = 0x12): void {
  for (; answered < asks(); answered += 1) wire.send(Uint8Array.of(answered % 3 === 2 ? paper : 0x12));
}

describe("a printer, running", () => {
  beforeEach(async () => {
    answered = 0;
    wire = await startWire();
    notebook = openNotebook("receipt-printer");
    printer = runPrinter(escPos, tcpConnect({ host: "127.0.0.1", port: wire.port }), {}, notebook);
    printer.start();
    await expect.poll(asks).toBe(3);
    answer();
    await expect.poll(() => notebook.isConnected).toBe(true);
  });
  afterEach(async () => {
    await printer.stop();
    await wire.stop();
  });

  test("opens the cash drawer with ESC p, but not in the middle of a receipt", async () => {
    const drawer = [0x1b, 0x70, 0x00, 0x19, 0xfa].join();
    const opened = () => wire.heard.join().split(drawer).length - 1;
    const open = () => printer.handle({ kind: "open-drawer", commandId: "d", issuedAtMs: 0, expiresAtMs: 1 });
    open();
    await expect.poll(opened).toBe(1);
    print("j-1");
    await expect.poll(asks).toBe(6);
    answer();
    await expect.poll(asks).toBe(9);
    open();
    await pause(50);
    expect(opened()).toBe(1);
  });

  test("sends a burst, and the next one only when the printer has said that it can go on", async () => {
    print("j-1");
    await expect.poll(asks).toBe(6);
    const before = wire.heard.length;
    answer();
    await expect.poll(asks).toBe(9);
    await pause(50);
    const burst = wire.heard.length - before;
    expect(burst).toBeGreaterThan(printerPacing.burstBytes);
    expect(burst).toBeLessThan(printerPacing.burstBytes * 2);
    answer(0x7e);
    await expect.poll(results).toEqual(["waiting paper-out"]);
    expect(wire.heard.length - before).toBe(burst);
  });

  test("is printed only when the question behind the job was answered", async () => {
    print("j-1");
    const asked = () => Buffer.from(wire.heard).includes(Buffer.from(escPos.askConsumed));
    while (!asked()) {
      answer();
      await pause(5);
    }
    answer();
    await pause(50);
    expect(results()).toEqual([]);
    wire.send(Uint8Array.of(0x00));
    await expect.poll(results).toEqual(["printed"]);
    wire.send(Uint8Array.of(0x00));
    await pause(30);
    expect(results()).toEqual(["printed"]);
  });

  test("a printer that stops answering is closed and opened again", async () => {
    await expect.poll(() => notebook.faults.get("unreachable"), { timeout: 12_000 }).toContain("without an answer");
    await expect.poll(() => wire.connections, { timeout: 5_000 }).toBe(2);
  });
});
