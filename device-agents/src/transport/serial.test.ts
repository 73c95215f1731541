import { SerialPort } from "serialport";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunningDevice } from "../agent/device-host.js";
import { runScale } from "../agent/scale-device.js";
import { runScanner } from "../agent/scanner-device.js";
import { mettler8217 } from "../scale/mettler-8217.js";
import { serialScanner } from "../scanner/serial-scanner.js";
import { makePtyPair, type PtyPair } from "../testing/pty-pair.js";
import { openNotebook } from "../testing/wire.js";
import { connectBy } from "./connect.js";
import { openLine } from "./line.js";
import { serialConnect } from "./serial-connection.js";

/** On real pseudo-terminals (socat). */
let cable: PtyPair;
let far: SerialPort | undefined;
const running: RunningDevice[] = [];

beforeEach(async () => {
  cable = await makePtyPair();
});
afterEach(async () => {
  for (const device of running.splice(0)) await device.stop();
  await closeFar();
  await cable.remove();
});

function openFar(onByte: (byte: number) => void = () => undefined): Promise<SerialPort> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path: cable.device, baudRate: 9_600, autoOpen: false });
    far = port;
    port.on("data", (bytes: Buffer) => bytes.forEach(onByte));
    port.on("error", () => undefined);
    port.open((error) => (error ? reject(error) : resolve(port)));
  });
}

async function closeFar(): Promise<void> {
  const port = far;
  far = undefined;
  if (port?.isOpen === true) await new Promise<void>((resolve) => port.close(() => resolve()));
}

describe("a serial line", () => {
  test("carries scans, although a pseudo-terminal has no modem lines", async () => {
    const port = await openFar();
    const notebook = openNotebook("scanner");
    const scanner = runScanner(serialScanner, connectBy({ kind: "serial", path: cable.lane }, serialScanner.line), {}, notebook);
    running.push(scanner);
    scanner.start();
    await expect.poll(() => notebook.isConnected).toBe(true);
    port.write("]E04006381333931\r\n");
    await expect.poll(() => notebook.facts).toMatchObject([{ kind: "scan", text: "4006381333931", aim: "]E0" }]);
  });

  test("opens 7E1, and weighs; a dead cable is noticed by silence and opened again", async () => {
    const answer = (byte: number) => {
      if (byte === 0x57) far?.write("\u000201.234\r");
    };
    await openFar(answer);
    const notebook = openNotebook("produce-scale");
    const quick = { ...mettler8217, pollMs: 20, answerMs: 100 };
    const scale = runScale(quick, connectBy({ kind: "serial", path: cable.lane }, mettler8217.line), {}, notebook);
    running.push(scale);
    scale.start();
    await expect.poll(() => notebook.facts.at(-1)).toMatchObject({ reading: { state: "stable", grams: 1_234 } });
    await closeFar();
    await cable.pull();
    await expect.poll(() => notebook.faults.has("unreachable"), { timeout: 5_000 }).toBe(true);
    await cable.plug();
    await openFar(answer);
    await expect.poll(() => notebook.isConnected, { timeout: 10_000 }).toBe(true);
    expect(notebook.faults.size).toBe(0);
  });

  test("a scanner pulled out is noticed although nobody asks it anything, and read again when it is back", async () => {
    await openFar();
    const notebook = openNotebook("scanner");
    const scanner = runScanner(serialScanner, connectBy({ kind: "serial", path: cable.lane }, serialScanner.line), {}, notebook);
    running.push(scanner);
    scanner.start();
    await expect.poll(() => notebook.isConnected).toBe(true);
    await closeFar();
    await cable.pull();
    await expect.poll(() => notebook.faults.has("unreachable"), { timeout: 4_000 }).toBe(true);
    const before = process.cpuUsage();
    await new Promise((done) => setTimeout(done, 500));
    const used = process.cpuUsage(before);
    // A port that is not let go spins a whole core.
    expect((used.user + used.system) / 500_000).toBeLessThan(0.5);
    await cable.plug();
    await expect.poll(() => notebook.isConnected, { timeout: 8_000 }).toBe(true);
    (await openFar()).write("4006381333931\r");
    await expect.poll(() => notebook.facts).toMatchObject([{ text: "4006381333931" }]);
  });

  test("is held by one opener; a second one is told", async () => {
    await openFar();
    const settings = { path: cable.lane, baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 1 } as const;
    const first = await serialConnect(settings)({ onBytes: () => undefined, onClosed: () => undefined });
    await expect(serialConnect(settings)({ onBytes: () => undefined, onClosed: () => undefined })).rejects.toThrow(/lock/i);
    await first.close();
    const again = await serialConnect(settings)({ onBytes: () => undefined, onClosed: () => undefined });
    await again.close();
  });

  test("a port that is not there is tried again with growing waits, until it is", async () => {
    await cable.pull();
    const downs: string[] = [];
    let open = false;
    const line = openLine(
      serialConnect({ path: cable.lane, baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 1 }),
      { onOpen: () => { open = true; }, onBytes: () => undefined, onDown: (because) => { downs.push(because); } },
      { firstMs: 20, maximumMs: 80 },
    );
    line.start();
    await expect.poll(() => downs.length).toBeGreaterThan(2);
    expect(downs[0]).toContain(cable.lane);
    await cable.plug();
    await expect.poll(() => open).toBe(true);
    await line.stop();
    await line.stop();
  });
});
