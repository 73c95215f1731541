import { describe, expect, test } from "vitest";
import { exampleReceipt } from "../testing/example-receipt.js";
import { escPosJob } from "./esc-pos-bytes.js";
import { type EscPosState, escPos, type PrinterReading } from "./esc-pos.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();
const bytes = (text: string) => Uint8Array.from(text.trim().split(/\s+/).map((pair) => Number.parseInt(pair, 16)));
const asking = () => escPos.ask(escPos.begin({})).state;

/** Cut anywhere, the same bytes say the same. */
function readInPieces(state: EscPosState, all: Uint8Array, cut: number): readonly PrinterReading[] {
  const first = escPos.read(state, all.slice(0, cut));
  const second = escPos.read(first.state, all.slice(cut));
  return [...first.readings, ...second.readings];
}

describe("status of an ESC/POS printer", () => {
  test.each([
    ["all fine", "12 12 12", [{ offline: false }, { coverOpen: false, error: false }, { paperNearEnd: false, paperOut: false }]],
    ["near the end of the paper", "12 12 1E", [{ offline: false }, { coverOpen: false, error: false }, { paperNearEnd: true, paperOut: false }]],
    ["out of paper", "1A 32 7E", [{ offline: true }, { coverOpen: false, error: false }, { paperNearEnd: true, paperOut: true }]],
    ["cover open", "1A 16 12", [{ offline: true }, { coverOpen: true, error: false }, { paperNearEnd: false, paperOut: false }]],
    ["error", "1A 52 12", [{ offline: true }, { coverOpen: false, error: true }, { paperNearEnd: false, paperOut: false }]],
  ])("real time: %s", (_, answer, conditions) => {
    const readings = escPos.read(asking(), bytes(answer)).readings;
    expect(readings).toEqual(conditions.map((condition) => ({ kind: "condition", condition, asked: true })));
  });

  test.each([
    ["fine", "10 00 00 0F", { offline: false, coverOpen: false, error: false, paperNearEnd: false, paperOut: false }],
    ["cover open", "30 00 00 0F", { offline: false, coverOpen: true, error: false, paperNearEnd: false, paperOut: false }],
    ["offline, out of paper", "18 00 0C 0F", { offline: true, coverOpen: false, error: false, paperNearEnd: false, paperOut: true }],
    ["near end", "10 00 03 0F", { offline: false, coverOpen: false, error: false, paperNearEnd: true, paperOut: false }],
    ["cutter error", "18 08 00 0F", { offline: true, coverOpen: false, error: true, paperNearEnd: false, paperOut: false }],
  ])("automatic: %s", (_, packet, condition) => {
    for (let cut = 0; cut <= 4; cut += 1) {
      expect(readInPieces(escPos.begin({}), bytes(packet), cut)).toEqual([{ kind: "condition", condition, asked: false }]);
    }
  });

  test("a real-time answer inside an automatic status, and the queued answer behind it", () => {
    const all = bytes("10 00 1E 03 0F 00");
    const state = escPos.ask(escPos.begin({})).state;
    for (let cut = 0; cut <= all.length; cut += 1) {
      const readings = readInPieces({ ...state, asked: [4] }, all, cut);
      expect(readings.map((reading) => reading.kind)).toEqual(["condition", "condition", "condition", "consumed"]);
      expect(readings[1]).toMatchObject({ condition: { paperNearEnd: true } });
    }
  });

  test("what is no status is a fault, and the next status is read", () => {
    const result = escPos.read(escPos.begin({}), bytes("81 FF 92 90 12 10 00 00 0F"));
    expect(result.faults.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => "unknown-answer"));
    expect(result.readings).toHaveLength(1);
    expect(escPos.read(escPos.begin({}), bytes("10 00 10 00 00 0F")).faults).toMatchObject([{ code: "framing" }]);
  });
});

describe("bytes of a receipt", () => {
  test("a QR code is exactly what the printer manual asks for, its length in bytes", () => {
    const [, qr] = escPosJob([{ kind: "qr", data: "1234" }], 48);
    expect(hex(qr ?? new Uint8Array(0))).toBe(
      hex(bytes("1B 61 01 1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31 1D 28 6B 07 00 31 50 30 31 32 33 34 1D 28 6B 03 00 31 51 30 1B 61 00")),
    );
    const [, foreign] = escPosJob([{ kind: "qr", data: "http://x/ü" }], 48);
    expect(Buffer.from(foreign ?? []).includes(Buffer.from([18, 0, 0x31, 0x50, 0x30, ...Buffer.from("http://x/%C3%BC")]))).toBe(true);
  });

  test("begins with a reset and code page 858, ends with a feed and one partial cut", () => {
    const job = escPosJob([], 48);
    expect(job.map(hex)).toEqual(["1B401B7413", "1B64041D56011B40"]);
  });

  test("an empty line stays, the euro is one byte of the chosen code page, size is width by height", () => {
    const job = escPosJob([{ kind: "space" }, { kind: "text", text: "5 €", align: "left", style: "total" }], 48);
    expect(job.slice(1, 3).map(hex)).toEqual(["0A", "1B45011D21113520D50A1D21001B4500"]);
  });

  test("the same job made twice is the same bytes: nothing is left in the builder", () => {
    const once = escPos.job(escPos.begin({}), { receipt: exampleReceipt(), copy: 0 });
    expect(escPos.job(escPos.begin({}), { receipt: exampleReceipt(), copy: 0 }).map(hex)).toEqual(once.map(hex));
  });

  test("no part of a job holds a real-time command that is not meant", () => {
    const name = "a\u0010\u0004\u0001b\u0010\u0014\u0001";
    const receipt = exampleReceipt({ notice: name });
    const all = Buffer.concat(escPos.job(escPos.begin({}), { receipt, copy: 3 }).map((chunk) => Buffer.from(chunk)));
    expect(all.includes(Buffer.from([0x10]))).toBe(false);
  });

  test("a wrong option is named", () => {
    expect(() => escPos.begin({ columns: 40 })).toThrow("columns must be 48, 42 or 32");
  });
});
