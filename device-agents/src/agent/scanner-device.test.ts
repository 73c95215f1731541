import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serialScanner } from "../scanner/serial-scanner.js";
import { type Notebook, openNotebook, startWire, type Wire } from "../testing/wire.js";
import { tcpConnect } from "../transport/tcp-connection.js";
import type { RunningDevice } from "./device-host.js";
import { runScanner } from "./scanner-device.js";

let wire: Wire;
let notebook: Notebook;
let scanner: RunningDevice;
const texts = () => notebook.facts.flatMap((fact) => (fact.kind === "scan" ? [fact.text] : []));

describe("a scanner, running", () => {
  beforeEach(async () => {
    wire = await startWire();
    notebook = openNotebook("scanner");
    scanner = runScanner(serialScanner, tcpConnect({ host: "127.0.0.1", port: wire.port }), {}, notebook);
    scanner.start();
    await expect.poll(() => notebook.isConnected).toBe(true);
  });
  afterEach(async () => {
    await scanner.stop();
    await wire.stop();
  });

  test("a hundred scans in one piece are a hundred facts, the same code or not", async () => {
    wire.send(Array.from({ length: 100 }, (_, index) => `]E0400638133393${index % 2}\r\n`).join(""));
    await expect.poll(() => texts().length).toBe(100);
    expect(texts().slice(0, 3)).toEqual(["4006381333930", "4006381333931", "4006381333930"]);
  });

  test("a scan that stalls is dropped with a fault, and the next one clears it", async () => {
    wire.send("40063");
    await expect.poll(() => notebook.faults.has("protocol"), { timeout: 2_000 }).toBe(true);
    wire.send("12345670\r\n");
    await expect.poll(texts).toEqual(["12345670"]);
    expect(notebook.faults.size).toBe(0);
  });

  test("half a scan before an unplug does not join half a scan after it", async () => {
    wire.send("40063");
    await new Promise((done) => setTimeout(done, 30));
    wire.drop();
    await expect.poll(() => notebook.faults.has("unreachable")).toBe(true);
    await expect.poll(() => notebook.isConnected, { timeout: 3_000 }).toBe(true);
    wire.send("81333931\r\n");
    await expect.poll(texts).toEqual(["81333931"]);
  });

  test("the edge's signal reaches the scanner", async () => {
    scanner.handle({ kind: "scanner-signal", signal: "not-on-file", commandId: "c", issuedAtMs: 0, expiresAtMs: 1 });
    await expect.poll(() => String.fromCharCode(...wire.heard)).toBe("F");
  });
});
