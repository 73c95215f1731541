import { describe, expect, test } from "vitest";
import type { ScannerAdapter, ScanReading } from "../adapter.js";
import { fromHex, readCapture } from "../testing/capture.js";
import { testStreamConformance } from "../testing/stream-conformance.js";
import { serialScanner } from "./serial-scanner.js";

function testScanner<State>(adapter: ScannerAdapter<State>): void {
  const capture = readCapture(adapter.protocol);
  testStreamConformance<State, ScanReading>({ protocol: adapter.protocol, begin: () => adapter.begin({}), read: adapter.read }, capture);

  describe(`${adapter.protocol} as a scanner`, () => {
    test("a scan that stops in the middle is thrown away after a silence, and the next one is whole", () => {
      const half = adapter.read(adapter.begin({}), fromHex("34 30 30 36"));
      expect(adapter.pending(half.state)).toBe(true);
      const silent = adapter.silence(half.state);
      expect(silent.readings).toEqual([]);
      expect(silent.faults).toMatchObject([{ code: "framing" }]);
      expect(adapter.pending(silent.state)).toBe(false);
      expect(adapter.read(silent.state, fromHex("31 32 33 34 35 36 37 30 0D")).readings).toEqual([{ text: "12345670" }]);
    });

    test("after a whole scan there is nothing to wait for", () => {
      expect(adapter.pending(adapter.read(adapter.begin({}), fromHex("31 32 0D 0A")).state)).toBe(false);
    });

    test("a scan longer than any code is dropped whole, with one fault", () => {
      const long = Uint8Array.from([...Array.from({ length: 1_500 }, () => 0x37), 0x0d, 0x31, 0x0d]);
      const { readings, faults } = adapter.read(adapter.begin({}), long);
      expect(readings).toEqual([{ text: "1" }]);
      expect(faults.map(({ code }) => code)).toEqual(["overlong"]);
    });
  });
}

testScanner(serialScanner);

describe("serial-scanner options", () => {
  test("a prefix is required and taken off; noise ahead of it is dropped", () => {
    const state = serialScanner.begin({ prefix: "02", suffix: "03" });
    const { readings, faults } = serialScanner.read(state, fromHex("FF 37 02 5D 45 30 31 32 03 39 39 03"));
    expect(readings).toEqual([{ text: "12", aim: "]E0" }]);
    expect(faults).toMatchObject([{ code: "framing" }]);
  });

  test("a suffix of two bytes is found across pieces", () => {
    const half = serialScanner.read(serialScanner.begin({ suffix: "0D0A" }), fromHex("31 32 0D"));
    expect(half.readings).toEqual([]);
    expect(serialScanner.read(half.state, fromHex("0A")).readings).toEqual([{ text: "12" }]);
  });

  test.each([
    [{ suffix: "" }, "suffix must not be empty"],
    [{ suffix: "CR" }, "option suffix must be up to 8 bytes in hex"],
    [{ prefix: 2 }, "option prefix must be up to 8 bytes in hex"],
  ])("%j is refused by name", (options, message) => {
    expect(() => serialScanner.begin(options as Record<string, string>)).toThrow(message);
  });

  test("the host's signals are Datalogic's bytes", () => {
    expect(["good", "not-on-file", "enable", "disable"].map((signal) => String.fromCharCode(serialScanner.signal(signal as "good")[0] ?? 0))).toEqual(["B", "F", "E", "D"]);
  });
});
