import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SerialPort } from "serialport";
import type { RunningDevice } from "../../agent/device-host.js";
import { openAttemptNotes } from "../../agent/attempt-notes.js";
import { offerDays } from "../../agent/day-offers.js";
import { offerStored } from "../../agent/stored-offers.js";
import { runTerminal } from "../../agent/terminal-device.js";
import { openTerminalBook } from "../../simulator/terminal-book.js";
import { createVirtualTerminal } from "../../simulator/virtual-terminal.js";
import { fromHex } from "../../testing/capture.js";
import { testTiming } from "../../testing/lane-bench.js";
import { makePtyPair, type PtyPair } from "../../testing/pty-pair.js";
import { type Notebook, openNotebook } from "../../testing/wire.js";
import { connectBy } from "../../transport/connect.js";
import { decodeApdu } from "./apdu.js";
import { crcKermit, encodeSerialFrame, notTakenByte, outsideFrame, readSerialFrames, takenByte } from "./serial-frame.js";
import { overSerialFrames } from "./serial-frames.js";
import { zvt } from "./zvt.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();

/** Frames of mathiasfrey/ecrterm's captures (facts only), and of the same layout with doubled bytes and small amounts. */
const frames = [
  "10 02 06 00 06 12 34 56 BA 09 78 10 03 24 C3",
  "10 02 06 93 03 12 34 56 10 03 CA A4",
  "10 02 06 01 0A 04 00 00 00 01 10 10 00 49 09 78 10 03 F2 FF",
  "10 02 06 70 00 10 03 D9 F9",
  "10 02 80 00 00 10 03 F5 1F",
  "10 02 84 9C 00 10 03 C3 41",
  "10 02 06 18 00 10 03 56 3A",
  "10 02 05 01 03 12 34 56 10 03 E0 43",
  "10 02 06 0F 0B F0 F0 F7 32 2E 31 34 2E 31 35 00 10 03 B1 11",
  "10 02 06 D1 17 00 20 20 20 20 20 20 20 20 20 4B 61 73 73 65 6E 73 63 68 6E 69 74 74 10 03 2F 07",
  "10 02 06 D1 19 00 47 65 73 61 6D 74 20 20 20 20 20 20 30 20 20 20 20 20 20 20 30 2C 30 30 10 03 B5 AB",
  "10 02 06 E0 25 F2 F1 F5 45 49 4E 47 45 42 45 4E 20 55 4E 44 20 4F 4B F1 F1 F6 46 41 48 52 45 52 4E 55 4D 4D 45 52 20 20 20 20 10 03 5A BA",
  "10 02 06 01 07 04 00 00 00 00 10 10 10 10 10 03 F3 04",
  "10 02 06 0F 0A 19 00 29 29 00 10 10 06 49 09 78 10 03 EF 72",
  "10 02 06 01 07 04 00 00 00 00 12 50 10 03 2D F7",
  "10 02 06 01 0A 04 00 00 00 00 12 50 49 09 78 10 03 13 1D",
  "10 02 06 20 05 00 00 00 03 03 10 03 DB 15",
  "10 02 06 0F 00 10 03 C6 33",
  "10 02 06 1E 01 6C 10 03 C9 F2",
  "10 02 06 B0 00 10 03 43 F3",
  "10 02 04 FF 01 0A 10 03 F5 7D",
  "10 02 04 FF 01 17 10 03 1C 58",
  "10 02 04 0F 02 27 00 10 03 83 FE",
  "10 02 06 50 03 00 00 00 10 03 FB 37",
  "10 02 06 30 06 00 00 00 87 00 42 10 03 CC C0",
  "10 02 84 83 00 10 03 91 8E",
];

describe("a serial ZVT frame", () => {
  test("has the checksum whose check value is 2189", () => {
    expect(crcKermit(Buffer.from("123456789"))).toBe(0x2189);
  });

  test.each(frames)("%s: read in pieces cut anywhere, and written the same", (text) => {
    const all = fromHex(text);
    for (let cut = 0; cut <= all.length; cut += 1) {
      const first = readSerialFrames(outsideFrame, all.slice(0, cut));
      const second = readSerialFrames(first.state, all.slice(cut));
      const messages = [...first.readings, ...second.readings];
      expect([...first.faults, ...second.faults]).toEqual([]);
      expect(messages).toHaveLength(1);
      for (const message of messages) {
        if (message.kind !== "message") throw new Error("no message");
        expect(() => decodeApdu(message.bytes)).not.toThrow();
        expect(hex(encodeSerialFrame(message.bytes))).toBe(hex(all));
      }
    }
  });

  test("any flipped bit is a fault or no message, never another message", () => {
    const all = fromHex("10 02 06 01 07 04 00 00 00 00 10 10 10 10 10 03 F3 04");
    for (let bit = 0; bit < all.length * 8; bit += 1) {
      const flipped = Uint8Array.from(all);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(readSerialFrames(outsideFrame, flipped).readings.filter(({ kind }) => kind === "message")).toEqual([]);
    }
  });

  test("cut short by the next frame, the next one is read", () => {
    const result = readSerialFrames(outsideFrame, fromHex("10 02 06 01 07 10 02 80 00 00 10 03 F5 1F 06 15"));
    expect(result.faults).toMatchObject([{ code: "framing" }]);
    expect(result.readings).toEqual([{ kind: "message", bytes: fromHex("80 00 00") }, { kind: "taken" }, { kind: "not-taken" }]);
  });
});

describe("a terminal on a serial line", () => {
  let cable: PtyPair;
  let far: SerialPort;
  let device: RunningDevice;
  let notebook: Notebook;
  let spoil = 0;
  let terminal: ReturnType<typeof createVirtualTerminal>;

  beforeEach(async () => {
    cable = await makePtyPair();
    far = new SerialPort({ path: cable.device, baudRate: 9_600, autoOpen: false });
    await new Promise<void>((resolve, reject) => far.open((error) => (error ? reject(error) : resolve())));
    let reading = outsideFrame;
    const queue: Uint8Array[] = [];
    const next = () => {
      const frame = queue[0];
      if (frame === undefined) return;
      // A garbled frame now and then: the lane does not take it, and gets it again.
      const sent = Uint8Array.from(frame);
      spoil += 1;
      if (spoil % 3 === 0) sent[3] = (sent[3] ?? 0) ^ 0x01;
      far.write(Buffer.from(sent));
    };
    const send = (apdu: Uint8Array) => {
      queue.push(encodeSerialFrame(apdu));
      if (queue.length === 1) next();
    };
    terminal = createVirtualTerminal(openTerminalBook(undefined, () => new Date()), { send, drop: () => undefined }, () => undefined, testTiming);
    terminal.connect();
    far.on("data", (bytes: Buffer) => {
      const result = readSerialFrames(reading, bytes);
      reading = result.state;
      for (const each of result.readings) {
        if (each.kind === "taken") {
          queue.shift();
          next();
        } else if (each.kind === "not-taken") next();
        else {
          far.write(Buffer.from(takenByte));
          terminal.receiveBytes(each.bytes);
        }
      }
      if (result.faults.length > 0) far.write(Buffer.from(notTakenByte));
    });
    notebook = openNotebook("payment-terminal");
    const notes = openAttemptNotes(`${cable.lane}.notes.json`, () => undefined);
    const connect = overSerialFrames(connectBy({ kind: "serial", path: cable.lane }, zvt.line), { t1Ms: 50, t2Ms: 300, maximumRepeats: 2 });
    device = runTerminal(zvt, connect, {}, "EUR", notes, offerDays(`${cable.lane}.days.json`, notebook), offerStored(`${cable.lane}.stored.json`, notebook), notebook);
    device.start();
  });
  afterEach(async () => {
    await device.stop();
    terminal.stop();
    if (far.isOpen) await new Promise<void>((resolve) => far.close(() => resolve()));
    await cable.remove();
  });

  test("a payment is approved although every third frame of the terminal is garbled", async () => {
    await expect.poll(() => notebook.isConnected, { timeout: 5_000 }).toBe(true);
    terminal.setNext("approve");
    device.handle({ kind: "authorise", attemptId: "a-1", amountMinor: 1_010, currency: "EUR", commandId: "c-1", issuedAtMs: 0, expiresAtMs: 1 });
    const outcome = () => notebook.facts.findLast((fact) => fact.kind === "payment-outcome");
    await expect.poll(outcome, { timeout: 8_000 }).toMatchObject({ attemptId: "a-1", outcome: { result: "approved", amountMinor: 1_010 } });
    expect(spoil).toBeGreaterThan(3);
  });

  test("a terminal that takes nothing is closed after two repeats", async () => {
    await expect.poll(() => notebook.isConnected, { timeout: 5_000 }).toBe(true);
    far.removeAllListeners("data");
    far.resume();
    device.handle({ kind: "authorise", attemptId: "a-1", amountMinor: 1_010, currency: "EUR", commandId: "c-1", issuedAtMs: 0, expiresAtMs: 1 });
    await expect.poll(() => notebook.faults.get("unreachable"), { timeout: 5_000 }).toBe("the terminal did not take a message");
  });
});
