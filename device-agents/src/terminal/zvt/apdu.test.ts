import { describe, expect, test } from "vitest";
import { fromHex, readCapture } from "../../testing/capture.js";
import { testStreamConformance } from "../../testing/stream-conformance.js";
import { type Apdu, type ApduState, decodeApdu, emptyApduState, encodeApdu, readApdus } from "./apdu.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();
/** An APDU as the captures write it: the control field and the beginning of the data. */
const shown = ({ control, data }: Apdu) => ({ control: control.toString(16).padStart(4, "0").toUpperCase(), data: hex(data.slice(0, 8)) });

testStreamConformance<ApduState, ReturnType<typeof shown>>(
  {
    protocol: "zvt",
    begin: () => emptyApduState,
    read: (state, bytes) => {
      const result = readApdus(state, bytes);
      return { ...result, readings: result.readings.map(shown) };
    },
  },
  readCapture("zvt"),
  { resynchronises: false },
);

describe("an APDU's length", () => {
  test.each([0, 1, 254, 255, 256, 650, 1_069, 16_384])("%i data bytes go out and come back", (length) => {
    const data = Uint8Array.from({ length }, (_, index) => index % 256);
    const bytes = encodeApdu(0x06d3, data);
    expect(hex(bytes.slice(2, length < 255 ? 3 : 5))).toBe(length < 255 ? hex(Uint8Array.of(length)) : hex(Uint8Array.of(0xff, length & 0xff, length >> 8)));
    expect(decodeApdu(bytes)).toEqual({ control: 0x06d3, data });
    for (const cut of [1, 2, 3, 4, 5, 6, Math.floor(length / 2), bytes.length]) {
      const first = readApdus(emptyApduState, bytes.slice(0, cut));
      const second = readApdus(first.state, bytes.slice(cut));
      expect([...first.readings, ...second.readings]).toEqual([{ control: 0x06d3, data }]);
    }
  });

  test("06 D3 FF 61 04 declares 1121 bytes", () => {
    expect(() => decodeApdu(fromHex("06 D3 FF 61 04 04"))).toThrow("declares 1121 data bytes and has 1");
  });

  test.each([
    ["a capture whose anonymising lost bytes", "04 0F 44 27 6C 04 00 00 00 00 12 00 49 09 78 0C 11 33 39 0D 08 17 22 F0 F0 0B 00 00 00 19 60 29 52 50 02 95 8B F0 F1 00", "declares 68 data bytes and has 37"],
    ["the specification's example with a TLV added and LL not", "06 01 0C 04 00 00 00 00 01 00 49 09 78 19 44 06 06 1F 73 03 00 00 01", "declares 12 data bytes and has 20"],
  ])("%s is refused", (_, bytes, message) => {
    expect(() => decodeApdu(fromHex(bytes))).toThrow(message);
  });

  test("a line that promises more than it brings gives nothing, and what follows is not taken for its rest", () => {
    const cutShort = fromHex("04 0F 44 27 6C 04 00 00 00 00 12 00 49 09 78 0C 11 33 39 0D 08 17 22 F0 F0 0B 00 00 00 19 60 29 52 50 02 95 8B F0 F1 00");
    expect(readApdus(emptyApduState, cutShort).readings).toEqual([]);
    const tooLong = readApdus(emptyApduState, fromHex("06 01 0C 04 00 00 00 00 01 00 49 09 78 19 44 06 06 1F 73 03 00 00 01"));
    expect(tooLong.readings.map(({ data }) => data.length)).toEqual([12]);
  });
});

describe("something that is no ZVT", () => {
  test.each([
    ["a hello of another protocol", "00 00 00 3E 22 56 45 52 7C 41 50 50"],
    ["another protocol's answer", "15 03 69"],
    ["a web server", "48 54 54 50 2F 31 2E 31"],
  ])("%s is told as such, and nothing after it is believed", (_, bytes) => {
    const { state, readings, faults } = readApdus(emptyApduState, fromHex(bytes));
    expect(readings).toEqual([]);
    expect(faults[0]?.detail).toContain("not a ZVT endpoint");
    expect(readApdus(state, fromHex("04 0F 02 27 00")).readings).toEqual([]);
  });

  test("a length nobody sends is refused before it is waited for", () => {
    expect(readApdus(emptyApduState, fromHex("06 D3 FF FF FF")).faults).toMatchObject([{ code: "overlong" }]);
  });
});
